"""Lists of dossiers: a union of index ranges, one per organisation and capacity, each limited, then merged.

This form alone stays flat from a thousand to a million dossiers on both databases; no OFFSET, no count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all

from governance.actors import Actor
from governance.database import Transaction
from governance.deadlines import Deadline
from governance.dossiers import Dossier, Participation
from governance.policy import Permission, Range, ranges_of
from governance.roles import BY_ASSIGNMENT

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; empty means everything."""

    kinds: tuple[str, ...] = ("case", "need", "referral", "protocol")
    open: bool | None = True
    stages: tuple[str, ...] = ()
    network_id: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of dossiers, and the cursor of the next (None: this is the last)."""

    rows: Sequence[Dossier]
    following: tuple[datetime, int] | None


def caseload(
    tx: Transaction, actor: Actor, wanted: Filter, after: tuple[datetime, int] | None = None, limit: int = PAGE
) -> Page:
    """The dossiers the actor may know of, last changed first; two queries whatever their number."""
    wide = ranges_of(actor, wanted.kinds, Permission.SEE)
    ranges = [_stretch(wanted, each, after, limit) for each in wide]
    if not ranges:
        return Page((), None)
    merged = union_all(*[select(each.subquery()) for each in ranges]).subquery()
    query = select(merged.c.dossier_id, func.max(merged.c.sort_at).label("sort_at")).group_by(merged.c.dossier_id)
    found = list(
        tx.execute(query.order_by(func.max(merged.c.sort_at).desc(), merged.c.dossier_id.desc()).limit(limit + 1))
    )
    rows = _in_order(tx, [row.dossier_id for row in found[:limit]])
    more = len(found) > limit
    return Page(rows, (found[limit - 1].sort_at, found[limit - 1].dossier_id) if more else None)


def waiting_for(tx: Transaction, actor: Actor, limit: int = PAGE) -> list[Dossier]:
    """What waits for the actor: in a role they hold where the stage waits for it, what is owed first on top."""
    now_waiting = Participation.waiting_role
    wanted: list[ColumnElement[bool]] = []
    for organisation_id, roles in actor.roles.items():
        here = Participation.organisation_id == organisation_id
        wanted.append(and_(here, now_waiting.in_(sorted(roles))))
        wanted.append(and_(here, now_waiting.in_(sorted(BY_ASSIGNMENT)), Participation.person_id == actor.person_id))
    return _first(tx, wanted, actor, limit)


def awaited_by(tx: Transaction, actor: Actor, limit: int = PAGE) -> list[Dossier]:
    """What the actor waits for from others: open, followed by them, while the stage waits for somebody else."""
    own = Participation.__table__.alias("own")
    query = (
        select(Participation.dossier_id, func.min(Participation.due_at).label("due_at"))
        .join(own, own.c.dossier_id == Participation.dossier_id)
        .where(
            own.c.person_id == actor.person_id,
            own.c.organisation_id.in_(list(actor.roles)),
            own.c.open,
            own.c.waiting_role.is_(None),
            Participation.waiting_role.is_not(None),
        )
        .group_by(Participation.dossier_id)
        .order_by(func.min(Participation.due_at).is_(None), func.min(Participation.due_at), Participation.dossier_id)
        .limit(limit)
    )
    return _in_order(tx, [row.dossier_id for row in tx.execute(query)])


def _first(tx: Transaction, wanted: list[ColumnElement[bool]], actor: Actor, limit: int) -> list[Dossier]:
    if not wanted:
        return []
    due = func.min(Participation.due_at)
    query = (
        select(Participation.dossier_id)
        .where(or_(*wanted), Participation.open, Participation.reading != "none")
        .group_by(Participation.dossier_id)
        .order_by(due.is_(None), due, Participation.dossier_id)
        .limit(limit)
    )
    return _in_order(tx, list(tx.scalars(query)))


def _stretch(wanted: Filter, each: Range, after: tuple[datetime, int] | None, limit: int) -> Select[Any]:
    query = select(Participation.dossier_id, Participation.sort_at).where(
        Participation.organisation_id == each.organisation_id,
        Participation.capacity == each.capacity,
        Participation.kind == each.kind,
        Participation.reading != "none",
    )
    if wanted.open is not None:
        query = query.where(Participation.open == wanted.open)
    if each.person_id is not None:
        query = query.where(Participation.person_id == each.person_id)
    if wanted.stages or wanted.network_id:
        query = query.join(Dossier, Dossier.id == Participation.dossier_id)
        query = query.where(Dossier.stage.in_(wanted.stages)) if wanted.stages else query
        query = query.where(Dossier.network_id == wanted.network_id) if wanted.network_id else query
    if after:
        earlier = Participation.sort_at < after[0]
        same = and_(Participation.sort_at == after[0], Participation.dossier_id < after[1])
        query = query.where(Participation.sort_at <= after[0], or_(earlier, same))
    return query.order_by(Participation.sort_at.desc(), Participation.dossier_id.desc()).limit(limit + 1)


def _in_order(tx: Transaction, ids: Sequence[int]) -> list[Dossier]:
    """The dossiers of these keys, in this order, in one query."""
    found = {row.id: row for row in tx.scalars(select(Dossier).where(Dossier.id.in_(ids)))} if ids else {}
    return [found[each] for each in ids if each in found]


def next_clocks(tx: Transaction, dossier_ids: Sequence[int]) -> dict[int, str]:
    """For each dossier, the timer of the first thing owed: what "by when" is about."""
    query = (
        select(Deadline.dossier_id, Deadline.timer)
        .where(Deadline.dossier_id.in_(dossier_ids), Deadline.done_at.is_(None), Deadline.owed_at.is_not(None))
        .order_by(Deadline.owed_at.desc())
    )
    return dict(tx.execute(query).tuples().all()) if dossier_ids else {}

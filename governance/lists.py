"""Lists of dossiers: what one may know of, what waits for one, what one waits for from others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, func, select

from governance.actors import Actor, vacancies
from governance.database import Transaction, table_of
from governance.deadlines import Deadline
from governance.dossiers import Dossier, many
from governance.narrowings import Filter as Filter
from governance.narrowings import conditions, reached
from governance.participations import Participation
from governance.policy import HEALTH
from governance.ranges import SHELVES, Range
from governance.roles import BY_ASSIGNMENT, Role
from governance.unions import Branch, Merging, merged

PAGE = 50
BATCH = 1000
"""Dossiers that a walk over a whole list reads at a time."""
_NEWEST_FIRST = "sort_at DESC, dossier_id DESC"
_STRETCH = "organisation_id = :organisation_{n} AND capacity = :capacity_{n} AND kind = :kind_{n} AND open = :open_{n}"
_MINE = (
    "person_id = :person_{n} AND open = :open_{n} AND +organisation_id = :organisation_{n} "
    "AND capacity = :capacity_{n} AND kind = :kind_{n}"
)
_WAITING = "organisation_id = :organisation_{n} AND waiting_role = :role_{n} AND open = :open_{n} AND reading <> 'none'"
_WAITING_FOR_ME = (
    "person_id = :person_{n} AND open = :open_{n} AND +organisation_id = :organisation_{n} "
    f"AND waiting_role IN ({', '.join(repr(str(role)) for role in sorted(BY_ASSIGNMENT))}) AND reading <> 'none'"
)
"""`+` keeps the planner to the index of the person: those assigned to one person are few."""
_OF_HEALTH = frozenset({Role.HEALTH, Role.HEAD})
"""Who is shown what waits in a role of others about health; anybody else only what they follow themselves."""
_FOLLOWED = f" AND (reading <> '{HEALTH}' OR person_id = :person_{{n}})"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of dossiers, and the cursor of the next (None: this is the last)."""

    rows: Sequence[Dossier]
    following: tuple[datetime, int] | None


def caseload(
    tx: Transaction, actor: Actor, wanted: Filter, after: tuple[datetime, int] | None = None, limit: int = PAGE
) -> Page:
    """The dossiers the actor may know of, last changed first; two queries whatever their number."""
    states = (True, False) if wanted.open is None else (wanted.open,)
    narrowed, common = _narrowed(actor, wanted, after)
    branches = [_stretch(each, state, narrowed) for each in reached(actor, wanted) for state in states]
    found = merged(tx, branches, Merging("sort_at", True, limit + 1), common)
    rows = _in_order(tx, [row.dossier_id for row in found[:limit]])
    more = len(found) > limit
    return Page(rows, (found[limit - 1].sorted_at, found[limit - 1].dossier_id) if more else None)


def walk(tx: Transaction, actor: Actor, wanted: Filter, batch: int = BATCH) -> Iterator[Sequence[Dossier]]:
    """The whole caseload from its first row to its last, a batch at a time: what a file of it is made of."""
    found = caseload(tx, actor, wanted, None, batch)
    yield found.rows
    while found.following:
        found = caseload(tx, actor, wanted, found.following, batch)
        yield found.rows


def waiting_for(tx: Transaction, actor: Actor, limit: int = PAGE) -> list[Dossier]:
    """What waits for the actor: in a role they hold where the stage waits for it, what is owed first on top.

    What waits for a role that nobody holds there today waits for the head.
    """
    branches: list[Branch] = []
    vacant = vacancies(tx, [each for each in actor.roles if actor.holds(Role.HEAD, each)])
    for organisation_id, roles in actor.roles.items():
        mine = {"organisation": organisation_id, "person": actor.person_id, "open": True}
        branches.append(Branch(_WAITING_FOR_ME, "due_at", mine))
        for role in sorted((roles | vacant.get(organisation_id, set())) - BY_ASSIGNMENT):
            values = {"organisation": organisation_id, "role": role, "open": True}
            waiting = _WAITING
            if not _OF_HEALTH & roles:
                waiting, values = waiting + _FOLLOWED, {**values, "person": actor.person_id}
            branches.append(Branch(f"{waiting} AND due_at IS NOT NULL", "due_at, dossier_id", values))
            branches.append(Branch(f"{waiting} AND due_at IS NULL", "dossier_id", values))
    found = merged(tx, branches, Merging("due_at", False, limit), {})
    return _in_order(tx, [row.dossier_id for row in found])


_own = table_of(Participation).alias("own")
_AWAITED = (
    select(Participation.dossier_id, func.min(Participation.due_at).label("due_at"))
    .join(_own, _own.c.dossier_id == Participation.dossier_id)
    .where(
        _own.c.person_id == bindparam("person_id"),
        _own.c.organisation_id.in_(bindparam("organisations", expanding=True)),
        _own.c.open,
        _own.c.waiting_role.is_(None),
        Participation.waiting_role.is_not(None),
    )
    .group_by(Participation.dossier_id)
    .order_by(func.min(Participation.due_at).is_(None), func.min(Participation.due_at), Participation.dossier_id)
    .limit(bindparam("limit", type_=Integer()))
)


def awaited_by(tx: Transaction, actor: Actor, limit: int = PAGE) -> list[Dossier]:
    """What the actor waits for from others: open, followed by them, while the stage waits for somebody else."""
    values = {"person_id": actor.person_id, "organisations": list(actor.roles), "limit": limit}
    return _in_order(tx, [row.dossier_id for row in tx.run(_AWAITED, values)])


def _narrowed(actor: Actor, wanted: Filter, after: tuple[datetime, int] | None) -> tuple[str, dict[str, Any]]:
    """The conditions every stretch has besides its own, and their values."""
    words, values = conditions(actor, wanted)
    if after:
        words = f" AND (sort_at, dossier_id) < (:after_at, :after_id){words}"
        values |= {"after_at": after[0], "after_id": after[1]}
    return words, values


def _stretch(each: Range, is_open: bool, narrowed: str) -> Branch:
    values: dict[str, Any] = {
        "organisation": each.organisation_id, "capacity": each.capacity, "kind": each.kind, "open": is_open
    }  # fmt: skip
    if each.person_id is not None:
        values["person"] = each.person_id
    words = _MINE if each.is_assigned else _STRETCH
    return Branch(f"{words} AND {SHELVES[each.shelf]}{narrowed}", _NEWEST_FIRST, values)


def _in_order(tx: Transaction, ids: Sequence[int]) -> list[Any]:
    """The rows of the dossiers of these keys, in this order, in one query."""
    found = many(tx, ids) if ids else {}
    return [found[each] for each in ids if each in found]


_CLOCKS = (
    select(Deadline.dossier_id, Deadline.timer)
    .where(
        Deadline.dossier_id.in_(bindparam("ids", expanding=True)),
        Deadline.done_at.is_(None),
        Deadline.owed_at.is_not(None),
    )
    .order_by(Deadline.owed_at.desc())
)


def next_clocks(tx: Transaction, dossier_ids: Sequence[int]) -> dict[int, str]:
    """For each dossier, the timer of the first thing owed: what "by when" is about."""
    return dict(tx.run(_CLOCKS, {"ids": list(dossier_ids)}).tuples().all()) if dossier_ids else {}

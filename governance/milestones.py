"""Milestones: one row for each referral, told anew from its history whenever it moved on; what figures are made of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Executable, ForeignKey, Index, String, distinct, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from governance.cases import Case, Need
from governance.database import Record, Transaction, table_of
from governance.deadlines import Deadline
from governance.dossiers import Dossier
from governance.history import StageChange
from governance.participations import Participation
from governance.referrals import Referral


class Milestones(Record):
    """The tappe of an invio, as of its history line `number`. Days are working days at the recipient's seat.

    `sent_on` is None before it was sent. `verdict` is `in_time` or `late` once that is settled; until then
    `owed_at` is when the answer turns late. `decision` is how the recipient decided in the end: `accepted`,
    `declined` (with its `reason` and `side`), `rerouted`. `confirmation` is who closed it: `person` or `clock`.
    `lost`: it ended because nobody answered. No names, no texts: only codes, days and keys.
    """

    __tablename__ = "milestones"
    __table_args__ = (
        Index("ix_milestones_network", "network_id", "sent_on"),
        Index("ix_milestones_plan_office", "plan_office_id", "sent_on"),
        Index("ix_milestones_sender", "sender_id", "sent_on"),
        Index("ix_milestones_recipient", "recipient_id", "sent_on"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), primary_key=True, autoincrement=False)
    number: Mapped[int]
    network_id: Mapped[int | None]
    plan_office_id: Mapped[int | None]
    sender_id: Mapped[int | None]
    recipient_id: Mapped[int | None]
    need_id: Mapped[int | None]
    household_id: Mapped[int]
    municipality: Mapped[str] = mapped_column(String(6))
    district: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(String(40))
    sent_on: Mapped[date | None] = mapped_column(Date)
    month: Mapped[str] = mapped_column(String(7))
    open: Mapped[bool]
    heard: Mapped[bool]
    heard_days: Mapped[int | None]
    answered: Mapped[bool]
    answer_days: Mapped[int | None]
    contact_days: Mapped[int | None]
    verdict: Mapped[str] = mapped_column(String(8))
    owed_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(40))
    side: Mapped[str] = mapped_column(String(8))
    started: Mapped[bool]
    outcome: Mapped[str] = mapped_column(String(40))
    confirmation: Mapped[str] = mapped_column(String(8))
    lost: Mapped[bool]


LATEST = 5000
"""Steps that a page looks at for what moved since the last tick; a tick looks at every referral."""
_rows = table_of(Milestones)
_BEHIND = or_(Milestones.id.is_(None), Milestones.number != Dossier.last_number)
_OTHERS = [column.name for column in _rows.c if column.name != "id"]


def _writing(insert: Any) -> Executable:
    """Two who tell the same referral at once both succeed: the last one stands."""
    statement = insert(_rows)
    told: Executable = statement.on_conflict_do_update(
        index_elements=["id"], set_={name: statement.excluded[name] for name in _OTHERS}
    )
    return told


_WRITE = {"sqlite": _writing(sqlite.insert), "postgresql": _writing(postgresql.insert)}


def stale(tx: Transaction, limit: int) -> list[int]:
    """Referrals that moved on since their milestones were told, or that have none yet; so many at most."""
    query = select(Dossier.id).outerjoin(Milestones, Milestones.id == Dossier.id)
    return list(tx.scalars(query.where(Dossier.kind == "referral", _BEHIND).limit(limit)))


def lately_stale(tx: Transaction, limit: int) -> list[int]:
    """The same among the latest steps alone, without looking at every referral."""
    newest = select(func.coalesce(func.max(StageChange.id), 0)).scalar_subquery()
    query = (
        select(distinct(StageChange.dossier_id))
        .join(Dossier, Dossier.id == StageChange.dossier_id)
        .outerjoin(Milestones, Milestones.id == Dossier.id)
        .where(StageChange.id > newest - LATEST, Dossier.kind == "referral", _BEHIND)
    )
    return list(tx.scalars(query.limit(limit)))


def subjects(tx: Transaction, ids: Sequence[int]) -> Sequence[Any]:
    """What is known of these referrals besides their history: the dossier's row, need, kind of service, place."""
    query = (
        select(
            Dossier.id, Dossier.last_number, Dossier.stage, Dossier.open, Dossier.network_id, Dossier.household_id,
            Dossier.parent_id, Referral.need_id, Need.category, Case.municipality,
        )
        .outerjoin(Referral, Referral.id == Dossier.id)
        .outerjoin(Need, Need.id == Referral.need_id)
        .outerjoin(Case, Case.id == Need.case_id)
        .where(Dossier.id.in_(ids))
    )  # fmt: skip
    return tx.run(query).all()


def lines_of_many(tx: Transaction, ids: Sequence[int]) -> Mapping[int, list[Any]]:
    """The histories of these referrals, each first line first."""
    lines = table_of(StageChange)
    query = (
        select(
            lines.c.id,
            lines.c.dossier_id,
            lines.c.move,
            lines.c.to_stage,
            lines.c.at,
            lines.c.actor_id,
            lines.c.answers,
        )
        .where(lines.c.dossier_id.in_(ids))
        .order_by(lines.c.dossier_id, lines.c.number)
    )
    return _by_dossier(tx.run(query))


def terms_of_many(tx: Transaction, ids: Sequence[int], timers: Iterable[str]) -> Mapping[int, list[Any]]:
    """When these timers of the referrals were owed, and when they were done."""
    clocks = table_of(Deadline)
    query = select(clocks.c.dossier_id, clocks.c.timer, clocks.c.owed_at, clocks.c.done_at).where(
        clocks.c.dossier_id.in_(ids), clocks.c.timer.in_(list(timers))
    )
    return _by_dossier(tx.run(query))


def parties_of_many(tx: Transaction, ids: Sequence[int]) -> Mapping[int, dict[str, int]]:
    """Who takes part in the referrals, by capacity; the first where there are several."""
    parts = table_of(Participation)
    query = select(parts.c.dossier_id, parts.c.capacity, parts.c.organisation_id).where(parts.c.dossier_id.in_(ids))
    found: dict[int, dict[str, int]] = {}
    for row in tx.run(query.order_by(parts.c.id)):
        found.setdefault(row.dossier_id, {}).setdefault(row.capacity, row.organisation_id)
    return found


def write(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """The milestones of these referrals, in place of what was told before."""
    if rows:
        tx.run(_WRITE[tx.get_bind().dialect.name], [dict(row) for row in rows])


def _by_dossier(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.dossier_id, []).append(row)
    return found

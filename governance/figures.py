"""Figures of the loop: what became of the referrals sent in a period, counted by the database in few statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, literal, or_, select, union_all

from governance.database import Transaction, table_of
from governance.figure_views import NETWORK, RECEIVED, SENT, TERRITORY, Wanted
from governance.milestones import Milestones

_rows = table_of(Milestones)
_OF = {
    NETWORK: _rows.c.network_id,
    TERRITORY: _rows.c.plan_office_id,
    SENT: _rows.c.sender_id,
    RECEIVED: _rows.c.recipient_id,
}
DAYS = {"acknowledge": _rows.c.heard_days, "decide": _rows.c.answer_days, "first_contact": _rows.c.contact_days}


class Count(NamedTuple):
    """How many, and how many households they are about."""

    value: int = 0
    households: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by name, working days by milestone with how often, counts by month, counts of refusals by code and side.

    `months` has, for each, the counts `sent`, `owed` and `in_time`.
    """

    counts: Mapping[str, Count]
    days: Mapping[str, Mapping[int, int]]
    months: Mapping[str, Mapping[str, Count]]
    reasons: Mapping[str, Count]
    sides: Mapping[str, Count]


def figures(tx: Transaction, wanted: Wanted, now: datetime) -> Figures:
    """What became of the referrals sent in the period, as of `now`; four statements for any number."""
    kept, named = _kept(wanted), _conditions(now)
    refusals = _refusals(tx, kept)
    return Figures(
        counts=_counts(tx, kept, named),
        days=_days(tx, kept),
        months=_months(tx, kept, named),
        reasons={name: count for (what, name), count in refusals.items() if what == "reason"},
        sides={name: count for (what, name), count in refusals.items() if what == "side"},
    )


def _kept(wanted: Wanted) -> ColumnElement[bool]:
    conditions = [
        _OF[wanted.view.capacity] == wanted.view.organisation_id,
        _rows.c.sent_on >= wanted.first,
        _rows.c.sent_on <= wanted.last,
    ]
    if wanted.district:
        conditions.append(_rows.c.district == wanted.district)
    if wanted.network_id:
        conditions.append(_rows.c.network_id == wanted.network_id)
    return and_(*conditions)


def _conditions(now: datetime) -> dict[str, ColumnElement[bool]]:
    """What a referral counts for, by name."""
    late = or_(_rows.c.verdict == "late", _rows.c.owed_at < now)
    in_time = _rows.c.verdict == "in_time"
    return {
        "sent": _rows.c.sent_on.is_not(None),
        "in_time": in_time,
        "owed": or_(in_time, late),
        "silent": and_(_rows.c.heard.is_(False), late),
        "heard_or_owed": or_(_rows.c.heard, late),
        "heard": _rows.c.heard,
        "undecided": and_(_rows.c.heard, _rows.c.answered.is_(False), or_(_rows.c.open, _rows.c.lost)),
        "answered": _rows.c.answered,
        "contacted": _rows.c.contact_days.is_not(None),
        "decided": _rows.c.decision != "",
        "accepted": _rows.c.decision == "accepted",
        "declined": _rows.c.decision == "declined",
        "rerouted": _rows.c.decision == "rerouted",
        "started": _rows.c.started,
        "concluded": _rows.c.outcome != "",
        "confirmed": _rows.c.confirmation == "person",
    }


def _counts(
    tx: Transaction, kept: ColumnElement[bool], named: Mapping[str, ColumnElement[bool]]
) -> Mapping[str, Count]:
    """Household by household first, so that each total knows how many households it is about."""
    inner = (
        select(
            func.count(distinct(_rows.c.need_id)).label("needs"),
            *(func.sum(case((condition, 1), else_=0)).label(name) for name, condition in named.items()),
        )
        .where(kept)
        .group_by(_rows.c.household_id)
        .subquery()
    )
    columns = [column for name in ("needs", *named) for column in _total(inner.c[name], name)]
    row = tx.run(select(*columns)).one()._mapping
    return {name: _count(row[name], row[f"{name}_households"]) for name in ("needs", *named)}


def _total(column: Any, name: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    households = func.sum(case((column > 0, 1), else_=0))
    return func.sum(column).label(name), households.label(f"{name}_households")


def _count(value: Any, households: Any) -> Count:
    return Count(int(value or 0), int(households or 0))


def _days(tx: Transaction, kept: ColumnElement[bool]) -> Mapping[str, Mapping[int, int]]:
    parts = [
        select(literal(name).label("what"), column.label("days"), func.count().label("number"))
        .where(kept, column.is_not(None))
        .group_by(column)
        for name, column in DAYS.items()
    ]
    found: dict[str, dict[int, int]] = {name: {} for name in DAYS}
    for row in tx.run(union_all(*parts)):
        found[row.what][row.days] = row.number
    return found


def _months(
    tx: Transaction, kept: ColumnElement[bool], named: Mapping[str, ColumnElement[bool]]
) -> Mapping[str, Mapping[str, Count]]:
    names = ("sent", "owed", "in_time")
    inner = (
        select(_rows.c.month, *(func.sum(case((named[name], 1), else_=0)).label(name) for name in names))
        .where(kept)
        .group_by(_rows.c.month, _rows.c.household_id)
        .subquery()
    )
    columns = [column for name in names for column in _total(inner.c[name], name)]
    query = select(inner.c.month, *columns).group_by(inner.c.month).order_by(inner.c.month)
    return {
        row.month: {name: _count(row._mapping[name], row._mapping[f"{name}_households"]) for name in names}
        for row in tx.run(query)
    }


def _refusals(tx: Transaction, kept: ColumnElement[bool]) -> Mapping[tuple[str, str], Count]:
    """Confirmed refusals by code and by side."""
    parts = [_refused_by(what, column, kept) for what, column in (("reason", _rows.c.reason), ("side", _rows.c.side))]
    return {(row.what, row.name): Count(row.number, row.households) for row in tx.run(union_all(*parts))}


def _refused_by(what: str, column: Any, kept: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            literal(what).label("what"),
            column.label("name"),
            func.count().label("number"),
            func.count(distinct(_rows.c.household_id)).label("households"),
        )
        .where(kept, _rows.c.decision == "declined")
        .group_by(column)
    )


def percentile(days: Mapping[int, int], part: float) -> int | None:
    """The least number of days within which at least this part was done (nearest rank); None where there is none."""
    total, seen = sum(days.values()), 0
    for number in sorted(days):
        seen += days[number]
        if seen >= part * total:
            return number
    return None


def in_order(counts: Mapping[str, Count]) -> Sequence[tuple[str, Count]]:
    """The most first, then by name."""
    return sorted(counts.items(), key=lambda pair: (-pair[1].value, pair[0]))

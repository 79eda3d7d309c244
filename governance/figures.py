"""Figures of the loop: what became of the referrals sent in a period, counted by the database in few statements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, distinct, func, literal, or_, select

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


BY_MONTH = ("sent", "owed", "in_time")


class Count(NamedTuple):
    """How many, and how many households they are about: exactly up to two, from three on at least so many."""

    value: int = 0
    households: int = 0


class Group(NamedTuple):
    """Referrals that are alike in everything that is counted: what they count for, how many, whose."""

    names: frozenset[str]
    month: str
    reason: str
    side: str
    number: int
    households: int
    first_household: int
    last_household: int


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
    """What became of the referrals sent in the period, as of `now`; three statements for any number."""
    kept, named = _kept(wanted), _conditions(now)
    groups = _groups(tx, kept, named)
    counts = {name: _counted(each for each in groups if name in each.names) for name in named}
    declined = [each for each in groups if "declined" in each.names]
    needs = tx.run(select(func.count(distinct(_rows.c.need_id))).where(kept)).scalar_one()
    return Figures(
        counts={**counts, "needs": Count(needs, counts["sent"].households)},
        days=_days(tx, kept),
        months={
            month: {name: _counted(each for each in of_month if name in each.names) for name in BY_MONTH}
            for month, of_month in _sorted_out(groups, lambda each: each.month).items()
        },
        reasons={name: _counted(of_it) for name, of_it in _sorted_out(declined, lambda each: each.reason).items()},
        sides={name: _counted(of_it) for name, of_it in _sorted_out(declined, lambda each: each.side).items()},
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


def _groups(tx: Transaction, kept: ColumnElement[bool], named: Mapping[str, ColumnElement[bool]]) -> Sequence[Group]:
    """The referrals grouped by everything they count for: a few hundred groups in one pass over the rows."""
    mask = sum((case((condition, 1 << bit), else_=0) for bit, condition in enumerate(named.values())), literal(0))
    alike = mask.label("mask"), _rows.c.month, _rows.c.reason, _rows.c.side
    household = _rows.c.household_id
    numbers = func.count(), func.count(distinct(household)), func.min(household), func.max(household)
    return [
        Group(frozenset(name for bit, name in enumerate(named) if row[0] >> bit & 1), *row[1:])
        for row in tx.run(select(*alike, *numbers).where(kept).group_by(*alike))
    ]


def _counted(groups: Iterable[Group]) -> Count:
    """What several groups come to. Where none is about three households, the least and greatest keys are all."""
    value, most, keys = 0, 0, set[int]()
    for each in groups:
        value, most = value + each.number, max(most, each.households)
        keys |= {each.first_household, each.last_household}
    return Count(value, max(most, len(keys)))


def _sorted_out(groups: Iterable[Group], name_of: Callable[[Group], str]) -> Mapping[str, Sequence[Group]]:
    found: dict[str, list[Group]] = {}
    for each in groups:
        found.setdefault(name_of(each), []).append(each)
    return dict(sorted(found.items()))


def _days(tx: Transaction, kept: ColumnElement[bool]) -> Mapping[str, Mapping[int, int]]:
    """How often each number of working days came about, for each step."""
    found: dict[str, dict[int, int]] = {name: {} for name in DAYS}
    for *days, number in tx.run(select(*DAYS.values(), func.count()).where(kept).group_by(*DAYS.values())):
        for name, each in zip(DAYS, days, strict=True):
            if each is not None:
                found[name][each] = found[name].get(each, 0) + number
    return found


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

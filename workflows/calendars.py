"""Which days count as working days in a municipality, and when an amount of time started now is over."""

from bisect import bisect_right
from calendar import isleap
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from workflows.amounts import Amount, Unit

ROME = ZoneInfo("Europe/Rome")
ONE_DAY = timedelta(days=1)
SATURDAY = 5
"""Its number from Monday on, and so how many days of a week come before it."""
LEAP_DAY = (2, 29)


@cache
def _national_holidays(year: int) -> frozenset[date]:
    """L. 260/1949 as amended; 4 October since 2026 (L. 151/2025); Easter Monday included."""
    return frozenset(country_holidays("IT", years=year))


@cache
def _closed_weekdays(year: int, patron: tuple[int, int] | None) -> tuple[date, ...]:
    """The days from Monday to Friday on which offices are closed, in order."""
    days = {*_national_holidays(year), *((day,) if (day := _patron_in(year, patron)) else ())}
    return tuple(sorted(day for day in days if day.weekday() < SATURDAY))


def _patron_in(year: int, patron: tuple[int, int] | None) -> date | None:
    """The patron saint's day of that year; none where 29 February does not exist."""
    if patron is None or (patron == LEAP_DAY and not isleap(year)):
        return None
    return date(year, *patron)


def _weekdays(day: date) -> int:
    """How many days from Monday to Friday there were until `day` included; 1 January of year 1 was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * SATURDAY + min(rest, SATURDAY)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Friday without the national holidays and the day (month, day) of the patron saint."""

    patron: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """ValueError where the patron's day exists in no year."""
        if self.patron:
            date(2000, *self.patron)

    def is_working(self, day: date) -> bool:
        """Are offices open on `day`?"""
        if day.weekday() >= SATURDAY or (day.month, day.day) == self.patron:
            return False
        return day not in _national_holidays(day.year)

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after `day` (before it where negative); zero is `day` itself."""
        step = ONE_DAY if number > 0 else -ONE_DAY
        left = abs(number)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Steps that `add_working_days` takes from `first` to `last`: `first` is never counted.

        Negative where `last` comes before `first`; a last day that is not working adds nothing.
        """
        if last < first:
            return -self._within(last - ONE_DAY, first - ONE_DAY)
        return self._within(first, last)

    def _within(self, after: date, until: date) -> int:
        """Working days after one day until another, which is included; weeks are not walked through."""
        closed = [_closed_weekdays(year, self.patron) for year in range(after.year, until.year + 1)]
        holidays = sum(bisect_right(days, until) - bisect_right(days, after) for days in closed)
        return _weekdays(until) - _weekdays(after) - holidays


def local(instant: datetime) -> datetime:
    """An aware instant on the clock of Europe/Rome; ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(ROME)


def at(day: date, clock: time) -> datetime:
    """The UTC instant when clocks in Europe/Rome show `clock` on `day`.

    In the hour that the clock change skips: its end. In the hour that comes twice: the first time.
    """
    wall = datetime.combine(day, clock.replace(fold=0, tzinfo=None), ROME)
    instant = wall.astimezone(UTC)
    if instant.astimezone(ROME).time() == wall.time():
        return instant
    return instant.replace(minute=0, second=0, microsecond=0)


def start_of(day: date) -> datetime:
    """00:00 of `day` in Europe/Rome, as UTC."""
    return at(day, time())


def _moved(instant: datetime, number: int, unit: Unit, calendar: Calendar) -> datetime:
    wall = local(instant)
    if unit is Unit.HOURS or number == 0:
        return wall.astimezone(UTC) + timedelta(hours=number)
    if unit is Unit.DAYS:
        return at(wall.date() + number * ONE_DAY, wall.time())
    return at(calendar.add_working_days(wall.date(), number), wall.time())


def due_at(start: datetime, amount: Amount, calendar: Calendar) -> datetime:
    """When `amount` counted from the aware instant `start` is over, as UTC.

    Hours are real hours, through nights and holidays; days and working days (the first is the day after
    `start`) end at the same time of day in Europe/Rome, whatever the clock change does between.
    """
    return _moved(start, amount.number, amount.unit, calendar)


def before(moment: date | datetime, amount: Amount, calendar: Calendar) -> datetime:
    """The UTC instant `amount` before an aware instant, or before 00:00 in Rome of a day."""
    instant = moment if isinstance(moment, datetime) else start_of(moment)
    return _moved(instant, -amount.number, amount.unit, calendar)


def late_by(due: datetime, now: datetime, calendar: Calendar) -> int:
    """Working days begun after the day of `due`, up to `now`; 0 on that day itself and while in time."""
    return max(0, calendar.working_days_between(local(due).date(), local(now).date()))


def resumed_due(due: datetime, paused_at: datetime, resumed_at: datetime, unit: Unit, calendar: Calendar) -> datetime:
    """The new end, as UTC, of a clock of `unit` that ended at `due` and stood still between two instants.

    Hours: the pause is added. Days and working days: as many remain as remained, and the time of day
    stays; where that time has already passed on the last day, the next day. A clock that was already over
    when the pause began stays over, and no pause brings an end forward.
    """
    end, since, until = (local(instant).astimezone(UTC) for instant in (due, paused_at, resumed_at))
    if end <= since:
        return end
    if unit is Unit.HOURS:
        return end + (until - since)
    wall, paused_on, resumed_on = local(end), local(since).date(), local(until).date()
    if unit is Unit.DAYS:
        left = (wall.date() - paused_on).days
    else:
        left = calendar.working_days_between(paused_on, wall.date())
    moved = _moved(at(resumed_on, wall.time()), left, unit, calendar)
    if moved < until:
        moved = _moved(moved, 1, unit, calendar)
    return max(end, moved)

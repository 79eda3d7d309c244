"""The days of the simulated half year: working days up to today, and hours at which offices are open."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from workflows.calendars import Calendar, at, local

LENGTH = timedelta(days=182)
OPENS, CLOSES = 8 * 60 + 40, 17 * 60 + 20
"""Minutes of the day between which the sample's people work."""
EVENING = time(18)


def working_days(now: datetime) -> list[date]:
    """The working days of the half year before `now`; the last is today, whatever day it is."""
    today, calendar = local(now).date(), Calendar()
    days = [today - timedelta(days=ago) for ago in range(LENGTH.days, -1, -1)]
    return [day for day in days if day == today or calendar.is_working(day)]


def moments(day: date, number: int, rng: Random, now: datetime) -> Sequence[datetime]:
    """So many instants of that day in their order, while offices are open and never after `now`."""
    opens, closes = at(day, time(*divmod(OPENS, 60))), at(day, time(*divmod(CLOSES, 60)))
    last = min(closes, now)
    first = min(opens, last - timedelta(minutes=20))
    span = (last - first).total_seconds()
    return [first + timedelta(seconds=int(span * share)) for share in sorted(rng.random() for _ in range(number))]


def evening(day: date, now: datetime) -> datetime:
    """When that day's work is over: in the evening, today at once."""
    return min(at(day, EVENING), now)

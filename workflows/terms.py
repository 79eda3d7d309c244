"""Months and notice as agreements and rules of bodies count them: plain dates, no clock."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)


def add_months(day: date, number: int) -> date:
    """The same day of the month `number` months later (earlier where negative), or that month's last day.

    A series counts every date from its first, never from the one before: 31 October, 30 November,
    31 December.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of_term(start: date, months: int) -> date:
    """The last day of an agreement that runs `months` months from `start`, itself included."""
    return add_months(start, months) - ONE_DAY


class Counting(StrEnum):
    """How a rule set counts the days of notice between a message and what it announces."""

    CLEAR = "liberi"
    ORDINARY = "ordinari"
    INCLUSIVE = "inclusivi"


_FURTHER = {Counting.CLEAR: 1, Counting.ORDINARY: 0, Counting.INCLUSIVE: -1}


def earliest_after_notice(given_on: date, days: int, counting: Counting) -> date:
    """The first day on which something announced on `given_on` with `days` days of notice may happen.

    Clear: neither end counts. Ordinary: the day of the message does not. Inclusive: both do.
    No notice (zero days) is the day itself.
    """
    return given_on + timedelta(days=days + _FURTHER[counting]) if days else given_on

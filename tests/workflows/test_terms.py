"""Months, terms and notice, with the figures that agreements and rules of bodies give."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.amounts import Amount
from workflows.calendars import Calendar, at, before, due_at, local, start_of
from workflows.terms import Counting, add_months, earliest_after_notice, last_day_of_term

PLAIN = Calendar()
DAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))
MONTHS = st.integers(-120, 120)


@pytest.mark.parametrize(("counting", "day"), [("liberi", 29), ("ordinari", 28), ("inclusivi", 27)])
def test_five_days_of_notice_are_read_in_three_ways(counting: str, day: int) -> None:
    assert earliest_after_notice(date(2026, 11, 23), 5, Counting(counting)) == date(2026, 11, day)


@given(DAYS, st.integers(1, 60))
def test_the_three_readings_are_a_day_apart(day: date, number: int) -> None:
    found = [earliest_after_notice(day, number, counting) for counting in Counting]
    assert found == [day + timedelta(number + more) for more in (1, 0, -1)]


@given(DAYS, st.sampled_from(Counting))
def test_without_notice_the_day_itself_is_free(day: date, counting: Counting) -> None:
    assert earliest_after_notice(day, 0, counting) == day


def test_an_urgent_call_a_minute_late_misses_its_24_hours() -> None:
    starts_at = at(date(2026, 11, 24), time(9, 30))
    sent = [at(date(2026, 11, 23), time(9, minute)) for minute in (30, 31)]
    assert [due_at(instant, Amount.parse("24 h"), PLAIN) <= starts_at for instant in sent] == [True, False]


@pytest.mark.parametrize(
    ("amount", "day"),
    [
        ("180 d", date(2029, 6, 17)),
        ("90 d", date(2029, 9, 15)),
        ("60 d", date(2029, 10, 15)),
        ("30 d", date(2029, 11, 14)),
    ],
)
def test_the_reminders_of_an_agreement_of_36_months(amount: str, day: date) -> None:
    ends_on = last_day_of_term(date(2026, 12, 15), 36)
    assert ends_on == date(2029, 12, 14)
    assert before(ends_on, Amount.parse(amount), PLAIN) == start_of(day)


def test_36_months_from_the_29th_of_february_end_on_the_27th() -> None:
    assert add_months(date(2024, 2, 29), 36) == date(2027, 2, 28)
    assert last_day_of_term(date(2024, 2, 29), 36) == date(2027, 2, 27)


def test_six_months_from_the_end_of_august_end_on_a_leap_day() -> None:
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_a_series_on_the_31st_is_counted_from_its_first_date() -> None:
    days = [add_months(date(2026, 10, 31), number) for number in range(6)]
    assert [(day.month, day.day) for day in days] == [(10, 31), (11, 30), (12, 31), (1, 31), (2, 28), (3, 31)]


def test_half_past_nine_in_rome_is_another_utc_hour_in_summer() -> None:
    instants = [at(day, time(9, 30)) for day in (date(2026, 11, 3), date(2027, 4, 6))]
    assert instants == [datetime(2026, 11, 3, 8, 30, tzinfo=UTC), datetime(2027, 4, 6, 7, 30, tzinfo=UTC)]


def test_a_meeting_on_republic_day_moves_to_the_next_working_day() -> None:
    assert not PLAIN.is_working(date(2027, 6, 2))
    assert PLAIN.add_working_days(date(2027, 6, 2), 1) == date(2027, 6, 3)


def test_90_days_of_withdrawal_are_not_three_months() -> None:
    received = at(date(2026, 11, 30), time(11))
    assert local(due_at(received, Amount.parse("90 d"), PLAIN)).date() == date(2027, 2, 28)
    assert last_day_of_term(date(2026, 11, 30), 3) == date(2027, 2, 27)


@given(DAYS, MONTHS)
def test_months_move_the_month_and_keep_or_clamp_the_day(day: date, number: int) -> None:
    moved = add_months(day, number)
    assert (moved.year - day.year) * 12 + moved.month - day.month == number
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(1)).day == 1)


@given(DAYS, st.integers(0, 40), MONTHS)
def test_a_later_start_never_ends_earlier(day: date, later: int, number: int) -> None:
    assert add_months(day, number) <= add_months(day + timedelta(later), number)


@given(DAYS, st.integers(1, 120))
def test_a_new_term_begins_the_day_after_the_last(day: date, months: int) -> None:
    assert last_day_of_term(day, months) + timedelta(1) == add_months(day, months)

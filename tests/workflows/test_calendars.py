"""Working days, due instants and pauses, over 25 years and both clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workflows.amounts import Amount, Unit
from workflows.calendars import ROME, Calendar, at, before, due_at, late_by, local, resumed_due, start_of

PLAIN, MONZA = Calendar(), Calendar((6, 24))
DAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))
SPRING, AUTUMN = (
    {
        max(date(year, month, day) for day in range(25, 32) if date(year, month, day).weekday() == 6)
        for year in range(2020, 2046)
    }
    for month in (3, 10)
)
NOONS = st.one_of(DAYS, st.sampled_from(sorted(SPRING | AUTUMN))).map(
    lambda day: datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
)
INSTANTS = st.builds(
    lambda noon, days, minutes: noon - timedelta(days, minutes=minutes),
    NOONS,
    st.integers(0, 4),
    st.integers(0, 24 * 60),
)
COUNTS = st.integers(1, 60)
CALENDARS = st.sampled_from([PLAIN, MONZA, Calendar((12, 6)), Calendar((2, 29))])
CIVIL = st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS])


def rome(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ROME)


@pytest.mark.parametrize(
    "day", [date(2026, 4, 6), date(2027, 3, 29), date(2028, 4, 17), date(2026, 12, 8), date(2026, 12, 26)]
)
def test_easter_monday_and_fixed_holidays_are_free(day: date) -> None:
    assert not PLAIN.is_working(day)


def test_the_fourth_of_october_is_free_from_2026_on() -> None:
    free = [year for year in range(2020, 2046) if not PLAIN.is_working(date(year, 10, 4))]
    weekends = [year for year in range(2020, 2026) if date(year, 10, 4).weekday() >= 5]
    assert free == [*weekends, *range(2026, 2046)]


def test_the_patron_saint_is_free_only_where_it_is_the_patron() -> None:
    assert PLAIN.is_working(date(2026, 6, 24))
    assert not MONZA.is_working(date(2026, 6, 24))


def test_a_patron_day_that_exists_in_no_year_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        Calendar((6, 31))


def test_two_working_days_before_christmas_end_after_it() -> None:
    assert PLAIN.add_working_days(date(2026, 12, 23), 2) == date(2026, 12, 28)
    assert PLAIN.add_working_days(date(2026, 12, 28), -2) == date(2026, 12, 23)


@given(DAYS, st.integers(-900, 900), CALENDARS)
def test_counting_working_days_is_walking_through_them(first: date, days: int, calendar: Calendar) -> None:
    step = 1 if days > 0 else -1
    walked = [first + timedelta(number) for number in range(step, days + step, step)] if days else []
    assert calendar.working_days_between(first, first + timedelta(days)) == step * sum(map(calendar.is_working, walked))


@given(DAYS, st.integers(-300, 300), CALENDARS)
def test_adding_working_days_and_counting_them_agree(day: date, number: int, calendar: Calendar) -> None:
    end = calendar.add_working_days(day, number)
    assert calendar.working_days_between(day, end) == number
    assert number == 0 or calendar.is_working(end)


@given(DAYS, st.integers(-60, 60), CALENDARS)
def test_from_a_working_day_there_and_back_is_the_same_day(day: date, number: int, calendar: Calendar) -> None:
    assume(calendar.is_working(day))
    assert calendar.add_working_days(calendar.add_working_days(day, number), -number) == day


@given(DAYS, st.integers(0, 30), st.integers(-60, 60), CALENDARS)
def test_a_later_day_never_ends_earlier(day: date, later: int, number: int, calendar: Calendar) -> None:
    first, second = (calendar.add_working_days(start, number) for start in (day, day + timedelta(later)))
    assert first <= second


@given(INSTANTS, COUNTS, CIVIL, CALENDARS)
def test_days_keep_the_time_of_day_through_the_clock_change(
    start: datetime, number: int, unit: Unit, calendar: Calendar
) -> None:
    wall, end = local(start), local(due_at(start, Amount(number, unit), calendar))
    skipped = end.date() in SPRING and wall.hour == 2
    assert end.time() == (time(3) if skipped else wall.time())
    assert end.fold == 0


@given(INSTANTS, COUNTS, st.sampled_from(Unit), CALENDARS)
def test_a_larger_amount_always_ends_later(start: datetime, number: int, unit: Unit, calendar: Calendar) -> None:
    ends = [due_at(start, Amount(n, unit), calendar) for n in (0, number, number + 1)]
    assert ends[0] == start < ends[1] < ends[2]


@given(INSTANTS, COUNTS, CALENDARS)
def test_hours_run_through_nights_and_clock_changes(start: datetime, number: int, calendar: Calendar) -> None:
    assert due_at(start, Amount(number, Unit.HOURS), calendar) - start == timedelta(hours=number)


def test_an_hour_that_the_clock_skips_becomes_three_o_clock() -> None:
    skipped = due_at(rome(2027, 3, 27, 2, 30), Amount(1, Unit.DAYS), PLAIN)
    assert (skipped, local(skipped).hour) == (datetime(2027, 3, 28, 1, tzinfo=UTC), 3)


def test_an_hour_that_comes_twice_is_taken_the_first_time() -> None:
    found = {at(date(2026, 10, 25), time(2, 30, fold=fold)) for fold in (0, 1)}
    assert found == {datetime(2026, 10, 25, 0, 30, tzinfo=UTC)}


def test_no_days_at_all_is_the_very_instant_even_in_the_repeated_hour() -> None:
    start = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert due_at(start, Amount(0, Unit.DAYS), PLAIN) == start


@given(DAYS)
def test_the_start_of_a_day_is_that_day_in_rome_and_back(day: date) -> None:
    start = start_of(day)
    assert (start.tzinfo, local(start).date(), local(start).time()) == (UTC, day, time())
    assert local(start - timedelta(microseconds=1)).date() == day - timedelta(1)


@given(DAYS, COUNTS, CIVIL, CALENDARS)
def test_before_a_day_is_the_start_of_an_earlier_day(day: date, number: int, unit: Unit, calendar: Calendar) -> None:
    told = before(day, Amount(number, unit), calendar)
    assert told == start_of(local(told).date()) < start_of(day)


@given(DAYS, COUNTS)
def test_moving_a_meeting_by_a_week_moves_its_reminder_by_a_week(day: date, number: int) -> None:
    first, second = (before(at(on, time(9, 30)), Amount(number, Unit.DAYS), PLAIN) for on in (day, day + timedelta(7)))
    assert local(second).replace(tzinfo=None) - local(first).replace(tzinfo=None) == timedelta(7)


def test_lateness_counts_working_days_and_begins_the_day_after() -> None:
    due = rome(2026, 4, 3, 12)
    nows = [rome(2026, 4, 3, 11), rome(2026, 4, 3, 18), rome(2026, 4, 6, 9), rome(2026, 4, 8, 9)]
    assert [late_by(due, now, PLAIN) for now in nows] == [0, 0, 0, 2]


@given(INSTANTS, COUNTS, st.sampled_from(Unit), st.timedeltas(timedelta(0), timedelta(60)), CALENDARS)
def test_a_pause_never_shortens_a_term_nor_ends_it(
    start: datetime, number: int, unit: Unit, length: timedelta, calendar: Calendar
) -> None:
    due = due_at(start, Amount(number, unit), calendar)
    assert resumed_due(due, start, start, unit, calendar) == due
    assert resumed_due(due, start, start + length, unit, calendar) >= max(due, start + length)


@given(INSTANTS, COUNTS, st.timedeltas(timedelta(0), timedelta(60)), CALENDARS)
def test_a_pause_keeps_the_working_days_left(
    start: datetime, number: int, length: timedelta, calendar: Calendar
) -> None:
    resumed_at = start + length
    due = due_at(start, Amount(number, Unit.WORKING_DAYS), calendar)
    end = resumed_due(due, start, resumed_at, Unit.WORKING_DAYS, calendar)
    left = calendar.working_days_between(local(resumed_at).date(), local(end).date())
    assert left == number and local(end).time() in (local(due).time(), time(3))


def test_a_pause_in_hours_adds_its_real_length() -> None:
    due, paused_at, resumed_at = rome(2026, 10, 25, 12), rome(2026, 10, 24, 12), rome(2026, 10, 25, 12)
    assert resumed_due(due, paused_at, resumed_at, Unit.HOURS, PLAIN) == rome(2026, 10, 26, 13)


def test_what_was_due_at_three_and_resumes_at_four_is_due_the_next_working_day() -> None:
    due, paused_at, resumed_at = rome(2026, 11, 25, 15), rome(2026, 11, 25, 10), rome(2026, 11, 27, 16)
    assert resumed_due(due, paused_at, resumed_at, Unit.WORKING_DAYS, PLAIN) == rome(2026, 11, 30, 15)


def test_a_pause_does_not_bring_forward_an_end_on_a_saturday() -> None:
    due, paused_at = rome(2026, 11, 28, 12), rome(2026, 11, 27, 9)
    assert resumed_due(due, paused_at, paused_at, Unit.WORKING_DAYS, PLAIN) == due


def test_a_term_that_was_over_before_the_pause_stays_over() -> None:
    due, paused_at, resumed_at = rome(2026, 11, 24, 15), rome(2026, 11, 25, 10), rome(2026, 11, 27, 16)
    assert resumed_due(due, paused_at, resumed_at, Unit.DAYS, PLAIN) == due


def test_an_instant_without_its_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due_at(rome(2026, 11, 23, 9).replace(tzinfo=None), Amount(2, Unit.HOURS), PLAIN)

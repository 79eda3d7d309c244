from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document_templates.filters import FILTERS


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("date", date(2026, 12, 1), "1° dicembre 2026"),
        ("date", date(2020, 2, 4), "4 febbraio 2020"),
        ("date_words", date(2026, 12, 1), "primo dicembre duemilaventisei"),
        ("date_words", date(2020, 2, 4), "quattro febbraio duemilaventi"),
        ("hour", time(9, 30), "9.30"),
        ("hour", time(0, 5), "0.05"),
        ("hour_words", time(9, 30), "nove e trenta"),
        ("hour_words", time(20, 30), "venti e trenta"),
        ("hour_words", time(1, 0), "una"),
        ("number", 230000, "230.000"),
        ("number", Decimal("1208.50"), "1.208,5"),
        ("number", -1200, "-1.200"),
        ("decimal", Decimal("52.25"), "52,3"),
        ("decimal", Decimal("-0.04"), "0,0"),
        ("percent", Decimal("52.3"), "52,3%"),
        ("euro", Decimal("1208.5"), "1.208,50 euro"),
        ("ordinal", 2, "secondo"),
        ("join_and", ["a", "b", "c"], "a, b e c"),
        ("join_and", [], ""),
        ("upper_first", "il tavolo di Rho", "Il tavolo di Rho"),
        ("letter", 1, "a"),
        ("roman", 14, "XIV"),
    ],
)
def test_filters_write_as_an_italian_office_does(name: str, value: object, written: str) -> None:
    assert FILTERS[name](value) == written


def test_an_instant_is_told_in_the_hour_of_rome() -> None:
    instant = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)
    assert (FILTERS["date"](instant), FILTERS["hour"](instant)) == ("4 novembre 2026", "0.30")


def test_an_instant_keeps_its_hour_across_the_clock_change() -> None:
    winter, summer = datetime(2026, 11, 3, 8, 30, tzinfo=UTC), datetime(2027, 4, 6, 7, 30, tzinfo=UTC)
    assert FILTERS["hour"](winter) == FILTERS["hour"](summer) == "9.30"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_numbers_lose_nothing_but_trailing_zeros(value: Decimal) -> None:
    assert Decimal(FILTERS["number"](value).replace(".", "").replace(",", ".")) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=5))
def test_rounding_moves_a_figure_by_half_a_unit_at_most(value: Decimal) -> None:
    written = Decimal(FILTERS["decimal"](value, 2).replace(".", "").replace(",", "."))
    assert abs(written - value) <= Decimal("0.005")


@given(st.integers(0, 23), st.integers(0, 59))
def test_hours_in_words_name_hour_and_minutes(hour: int, minute: int) -> None:
    words = FILTERS["hour_words"](time(hour, minute)).split(" e ")
    assert len(words) == (2 if minute else 1) and all(words)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", None),
        ("hour", None),
        ("hour", date(2026, 1, 1)),
        ("hour", datetime.fromisoformat("2026-01-01T09:00:00")),
        ("number", None),
        ("number", True),
        ("euro", "Infinity"),
        ("percent", "molto"),
    ],
)
def test_a_missing_or_wrong_value_is_refused_never_printed(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"qui serve|non dice"):
        FILTERS[name](value)

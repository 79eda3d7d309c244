"""The closed list of filters that built-in texts and uploaded templates may use."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from document_templates import numerals

ROME = ZoneInfo("Europe/Rome")
_MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
Figure = int | str | Decimal | float


def date_figures(value: date) -> str:
    """Return `1° dicembre 2026`; an aware instant gives its day in Rome. ValueError if it is not a date."""
    day = _day(value)
    return f"{'1°' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_words(value: date) -> str:
    """Return `primo dicembre duemilaventisei`, as the opening of a deliberation writes it."""
    day = _day(value)
    number = "primo" if day.day == 1 else numerals.cardinal(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {numerals.cardinal(day.year)}"


def hour_figures(value: datetime | time) -> str:
    """Return `9.30`; an aware instant gives its hour in Rome. ValueError if it is not an hour."""
    moment = _moment(value)
    return f"{moment.hour}.{moment.minute:02d}"


def hour_words(value: datetime | time) -> str:
    """Return `nove e trenta`, `venti`, `una e cinque`, to follow the words «alle ore»."""
    moment = _moment(value)
    hour = "una" if moment.hour == 1 else numerals.cardinal(moment.hour)
    return f"{hour} e {numerals.cardinal(moment.minute)}" if moment.minute else hour


def number(value: Figure) -> str:
    """Return a figure with dots between thousands, `230.000`; decimals are kept only if there are any."""
    exact = _figure(value)
    return _written(exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize())


def decimal(value: Figure, digits: int = 1) -> str:
    """Return a figure with a fixed number of decimals, `52,3`, halves rounded up."""
    return _written(_figure(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def percent(value: Figure, digits: int = 1) -> str:
    """Return `52,3%` for the figure 52.3: the value is already in hundredths."""
    return f"{decimal(value, digits)}%"


def euro(value: Figure) -> str:
    """Return `1.208,50 euro`."""
    return f"{decimal(value, 2)} euro"


def join_and(values: Iterable[Any]) -> str:
    """Return `a, b e c`; nothing for an empty list."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} e {words[-1]}"


def upper_first(value: str) -> str:
    """Return the text with its first character in capitals and the rest untouched."""
    text = str(value)
    return text[:1].upper() + text[1:]


def _day(value: date) -> date:
    if isinstance(value, datetime):
        return _moment_in_rome(value).date()
    if isinstance(value, date):
        return value
    raise ValueError(f"qui serve una data, non «{value}»")


def _moment(value: datetime | time) -> datetime | time:
    if isinstance(value, datetime):
        return _moment_in_rome(value)
    if isinstance(value, time):
        return value
    raise ValueError(f"qui serve un'ora, non «{value}»")


def _moment_in_rome(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"«{value}» non dice in quale fuso orario")
    return value.astimezone(ROME)


def _figure(value: Figure) -> Decimal:
    if isinstance(value, bool):
        raise ValueError("qui serve un numero, non un sì o un no")
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"qui serve un numero, non «{value}»") from None
    if not exact.is_finite():
        raise ValueError(f"qui serve un numero, non «{value}»")
    return exact


def _written(exact: Decimal) -> str:
    unsigned_zero = exact if exact else abs(exact)
    return f"{unsigned_zero:,f}".translate(str.maketrans(",.", ".,"))


FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "date": date_figures,
        "date_words": date_words,
        "hour": hour_figures,
        "hour_words": hour_words,
        "number": number,
        "decimal": decimal,
        "percent": percent,
        "euro": euro,
        "ordinal": numerals.ordinal_word,
        "join_and": join_and,
        "upper_first": upper_first,
        "letter": numerals.letter,
        "roman": numerals.roman,
    }
)

"""Dates as people say them, each with its exact instant for who hovers, prints or listens."""

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date
from flask import Flask
from markupsafe import Markup, escape

from governance.database import Database
from web.texts import _, lazy, locale, several
from workflows.calendars import Calendar, late_by, local

NATIONAL = Calendar()
NEAR = {0: lazy("oggi"), 1: lazy("domani"), -1: lazy("ieri")}
DAYS_KEPT = 4096


@lru_cache(DAYS_KEPT)
def _written(day: date, pattern: str, language: str) -> str:
    """A day by Babel's pattern; the same few days come again and again."""
    return format_date(day, pattern, locale=language)


def day_words(day: date, today: date) -> str:
    """`oggi`, `domani`, `ieri`, `giovedì 26 novembre`; the year where it is not this one."""
    if found := NEAR.get((day - today).days):
        return str(found)
    pattern = "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y"
    return _written(day, pattern, locale())


def full_day(day: date) -> str:
    """`26 novembre 2026`."""
    return _written(day, "d MMMM y", locale())


def hour_words(clock: time) -> str:
    """`9.30`, as it is written in Italy; `9:30` in English."""
    separator = "." if locale() == "it" else ":"
    return f"{clock.hour}{separator}{clock.minute:02d}"


def instant_words(instant: datetime, now: datetime) -> str:
    """`oggi alle 9.30`, `giovedì 26 novembre alle 9.30`, on the clock of Rome."""
    wall = local(instant)
    return _("%(day)s alle %(hour)s", day=day_words(wall.date(), local(now).date()), hour=hour_words(wall.time()))


def due_words(due: datetime, now: datetime, calendar: Calendar = NATIONAL) -> str:
    """`entro giovedì 26 novembre`, `entro oggi alle 17.00`, `in ritardo di 3 giorni lavorativi`."""
    if now > due:
        days = late_by(due, now, calendar)
        if days == 0:
            return _("in ritardo: il termine è passato %(when)s", when=instant_words(due, now))
        return several("in ritardo di %(num)d giorno lavorativo", "in ritardo di %(num)d giorni lavorativi", days)
    wall, today = local(due), local(now).date()
    if (wall.date() - today).days <= 1:
        return _("entro %(when)s", when=instant_words(due, now))
    return _("entro %(when)s", when=day_words(wall.date(), today))


def exact(instant: datetime) -> str:
    """`26/11/2026, 09:30 (ora di Roma)`."""
    return _("%(instant)s (ora di Roma)", instant=local(instant).strftime("%d/%m/%Y, %H:%M"))


def _time(instant: datetime, words: str) -> Markup:
    return Markup(  # noqa: S704 - each part is escaped, or made of digits
        f'<time datetime="{local(instant).isoformat()}" title="{escape(exact(instant))}">{escape(words)}</time>'
    )


def _day(day: date) -> Markup:
    return Markup(f'<time datetime="{day.isoformat()}">{escape(full_day(day))}</time>')  # noqa: S704 - as above


def tell_time(app: Flask) -> None:
    """Filters for templates: `when`, `due`, `day` (all give <time> elements), `exact`, test `late`."""
    held: Database = app.extensions["raccordo"]
    app.jinja_env.filters.update(
        when=lambda instant: _time(instant, instant_words(instant, held.now())),
        due=lambda instant: _time(instant, due_words(instant, held.now())),
        day=_day,
        exact=exact,
    )
    app.jinja_env.tests["late"] = lambda instant: held.now() > instant

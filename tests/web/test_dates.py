"""Dates as people say them, in both languages, with the exact instant at hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.web.site import Site
from web.dates import day_words, due_words, exact, full_day, instant_words

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # Monday, 9.30 in Rome
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime(2026, 11, 26, 16, 0, tzinfo=UTC), "entro giovedì 26 novembre"),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), "entro oggi alle 17.00"),
        (datetime(2026, 11, 24, 8, 5, tzinfo=UTC), "entro domani alle 9.05"),
        (datetime(2027, 1, 8, 8, 0, tzinfo=UTC), "entro venerdì 8 gennaio 2027"),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), "in ritardo: il termine è passato oggi alle 8.00"),
        (datetime(2026, 11, 20, 8, 0, tzinfo=UTC), "in ritardo di 1 giorno lavorativo"),
        (datetime(2026, 11, 18, 8, 0, tzinfo=UTC), "in ritardo di 3 giorni lavorativi"),
        (datetime(2026, 11, 23, 8, 30, tzinfo=UTC), "entro oggi alle 9.30"),
    ],
)
def test_a_due_instant_is_told_in_words(site: Site, due: datetime, words: str) -> None:
    with site.app.test_request_context():
        assert due_words(due, NOW) == words


def test_the_day_is_the_one_in_rome(site: Site) -> None:
    with site.app.test_request_context():
        assert instant_words(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), NOW) == "oggi alle 0.30"


def test_near_days_have_names(site: Site) -> None:
    with site.app.test_request_context():
        said = [day_words(TODAY + timedelta(days=step), TODAY) for step in (-1, 0, 1, 2)]
    assert said == ["ieri", "oggi", "domani", "mercoledì 25 novembre"]


def test_the_exact_instant_is_at_hand(site: Site) -> None:
    with site.app.test_request_context():
        assert exact(NOW) == "23/11/2026, 09:30 (ora di Roma)"
        element = site.app.jinja_env.from_string("{{ x | when }}").render(x=NOW)
    assert 'datetime="2026-11-23T09:30:00+01:00" title="23/11/2026, 09:30 (ora di Roma)"' in element


def test_english_says_it_in_english(site: Site) -> None:
    with site.app.test_request_context() as context:
        context.session["language"] = "en"
        assert due_words(datetime(2026, 11, 26, 16, 0, tzinfo=UTC), NOW) == "by Thursday 26 November"
        assert full_day(TODAY) == "23 November 2026"

"""The demonstration's clock, the reminders it makes, and the pathways read in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from governance.database import Database
from governance.settings import Settings
from tests.cast import cast
from tests.databases import copied
from tests.web.desk import Desk, sit, words_of
from tests.web.site import Site, Visit
from web.app import create_app


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


@pytest.fixture
def demo(migrated: Path, tmp_path: Path) -> Iterator[Desk]:
    """The cast in a demonstration."""
    with copied(migrated, tmp_path / "demo") as plain:
        database = Database(Settings(folder=plain.settings.folder, demo=True))
        made = cast(database, database.now())
        app = create_app(database)
        app.testing = True
        yield Desk(made, Site(database, app, dict(made.organisations), dict(made.people)))
        database.close()


def test_the_clock_moves_on_and_does_what_falls_due(demo: Desk) -> None:
    referral = demo.cast.sent(demo.cast.database.now())
    visit, before = demo.visit("manager"), demo.cast.database.now()
    for _ in range(2):
        assert visit.send("/orologio", {"step": "week", "next": "/oggi"}).location == "/oggi"
    moved = demo.cast.database.now() - before
    assert timedelta(days=14) <= moved < timedelta(days=14, minutes=5)
    assert demo.cast.stage(referral.id) == "expired"
    assert list((demo.cast.database.settings.folder / "outbox").glob("*.eml"))


def test_another_process_reads_the_same_clock(demo: Desk) -> None:
    demo.visit("manager").send("/orologio", {"step": "day", "next": "/oggi"})
    other = Database(demo.cast.database.settings)
    assert abs(other.now() - demo.cast.database.now()) < timedelta(seconds=5)
    other.close()


def test_who_moves_the_clock_finds_the_new_day_whichever_process_answers(demo: Desk) -> None:
    other = Database(demo.cast.database.settings)
    beside = Desk(demo.cast, replace(demo.site, database=other, app=create_app(other)))
    visit = beside.visit("manager")
    visit.get("/oggi")
    demo.visit("manager").send("/orologio", {"step": "week", "next": "/oggi"})
    assert visit.get("/oggi").status_code == 200 and other.moved_by >= timedelta(days=7)
    other.close()


@pytest.mark.parametrize("step", ["", "year", "-1", "x" * 10_000])
def test_an_unknown_step_moves_nothing(demo: Desk, step: str) -> None:
    assert demo.visit("manager").send("/orologio", {"step": step}).status_code == 404
    assert demo.cast.database.moved_by == timedelta(0)


def test_outside_the_demonstration_there_is_no_clock_to_move(desk: Desk) -> None:
    visit = desk.visit("administrator")
    assert visit.send("/orologio", {"step": "day"}).status_code == 404
    assert "/orologio" not in visit.get("/oggi").text


def test_reminders_say_what_the_clock_will_do_and_has_said(desk: Desk) -> None:
    code = desk.cast.sent().code
    said = words_of(desk.visit("intake").get("/promemoria"))
    assert f"{code} Presa visione dovuta avvisa chi deve agire" in said
    assert "Inviata" in said.partition("Che cosa ti ha detto")[2]


def test_administrators_see_what_did_not_arrive(desk: Desk) -> None:
    desk.cast.sent()
    assert "Messaggi non arrivati" in words_of(desk.visit("administrator").get("/promemoria"))
    assert "Messaggi non arrivati" not in words_of(desk.visit("intake").get("/promemoria"))


def open_pathways(visit: Visit) -> list[str]:
    return [
        name for name in ("case", "need", "referral", "protocol") if visit.get(f"/percorsi/{name}").status_code == 200
    ]


def test_every_published_pathway_is_read_and_drawn(desk: Desk) -> None:
    visit = desk.visit("intake")
    assert "Invio a un servizio" in words_of(visit.get("/percorsi"))
    assert open_pathways(visit) == ["case", "need", "referral", "protocol"]
    page = visit.get("/percorsi/referral")
    assert "<svg" in page.text
    assert "Prendi in carico" in words_of(page)
    assert visit.get("/percorsi/nulla").status_code == 404

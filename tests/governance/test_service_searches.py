"""Searches: what is found by words, place and need, in which order, and that an index never lags behind."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from governance.database import Database
from governance.inboxes import InboxClosure
from governance.organisations import Organisation
from governance.service_searches import Wanted, search
from governance.services import Service, take_place
from tests.governance.directory import BARZANO, LECCO, MONZA, NOW, TODAY, Directory


@pytest.fixture
def directory(database: Database) -> Directory:
    return Directory(database)


def test_accents_case_slips_and_endings_do_not_matter(directory: Directory) -> None:
    directory.add("Città aperta", category="community_life")
    directory.add("Corso d'italiano", category="language_course")
    assert directory.names("CITTA") == directory.names("città apperta") == ["Città aperta"]
    assert directory.names("corsi italliano") == ["Corso d'italiano"]


def test_a_service_is_found_by_its_kind_its_organisation_and_its_description(directory: Directory) -> None:
    directory.add("Sportello Tre", house="Associazione Lanterna", description="Curriculum e tirocini")
    for words in ("ricerca lavoro", "lanterna", "tirocinio"):
        assert directory.names(words) == ["Sportello Tre"], words
    assert directory.names("microcredito") == []


def test_the_need_and_the_place_narrow_and_whole_ambiti_count(directory: Directory) -> None:
    directory.add("A Merate", districts=["merate"])
    directory.add("A Lecco", municipalities=[LECCO])
    directory.add("Ovunque")
    directory.add("Altro", category="training")
    found = {
        place: sorted(directory.names(municipality=place, categories=frozenset({"job_search"})))
        for place in (BARZANO, LECCO, MONZA)
    }
    assert found == {BARZANO: ["A Merate", "Ovunque"], LECCO: ["A Lecco", "Ovunque"], MONZA: ["Ovunque"]}


def test_the_language_narrows(directory: Directory) -> None:
    directory.add("Uno", languages=["Arabo"])
    directory.add("Due", languages=["francese"])
    assert directory.names(language="ARABO") == ["Uno"]


def test_places_nearness_and_freshness_decide_in_this_order(directory: Directory) -> None:
    directory.add("Pieno", places=1, taken=1)
    directory.house("Lontana", seat=MONZA)
    directory.add("Lontano", house="Lontana")
    directory.add("Vecchio", verified_on=TODAY - timedelta(days=200))
    directory.add("Vicino")
    assert directory.names(municipality=LECCO) == ["Vicino", "Vecchio", "Lontano", "Pieno"]


def test_what_is_meant_comes_before_what_is_similar_and_closed_comes_last(directory: Directory) -> None:
    directory.add("Cassa comune")
    directory.add("Casa comune")
    directory.add("Casa chiusa", closed_until=TODAY)
    assert directory.names("casa") == ["Casa comune", "Cassa comune", "Casa chiusa"]


def test_an_organisation_with_a_closed_inbox_comes_last_and_says_so(directory: Directory) -> None:
    directory.add("Chiuso", house="Ferma")
    directory.add("Zeta")
    with directory.database.transaction(NOW) as tx:
        tx.add(InboxClosure(organisation_id=directory.houses["Ferma"], last_day=TODAY, reason="Trasloco"))
    rows = directory.search().rows
    assert [(each.service.name, each.is_closed) for each in rows] == [("Zeta", False), ("Chiuso", True)]


def test_a_finding_tells_kilometres_and_words(directory: Directory) -> None:
    directory.add("Sportello casa")
    row = directory.search("cassa", municipality=MONZA).rows[0]
    assert row.kilometres == pytest.approx(31.5, abs=0.5)
    assert (row.alike, row.surely) == (("casa",), False)


def test_pages_follow_one_another_without_gaps(directory: Directory) -> None:
    for number in range(7):
        directory.add(f"Servizio {number}")
    pages = [directory.search(start=start, limit=3) for start in (0, 3, 6)]
    assert [each.service.name for page in pages for each in page.rows] == [f"Servizio {n}" for n in range(7)]
    assert {page.total for page in pages} == {7}


def test_every_change_is_seen_by_the_next_search(directory: Directory) -> None:
    key = directory.add("Prima")
    assert directory.names("prima") == ["Prima"]
    with directory.database.transaction(NOW) as tx:
        tx.get_one(Service, key).name = "Dopo"
    assert (directory.names("prima"), directory.names("dopo")) == ([], ["Dopo"])
    with directory.database.transaction(NOW) as tx:
        tx.get_one(Organisation, directory.houses["Cooperativa Prova"]).active = False
    assert directory.names("dopo") == []


def test_a_change_that_is_undone_leaves_no_trace(directory: Directory) -> None:
    key = directory.add("Vera")
    assert directory.names("vera") == ["Vera"]
    with directory.database.reading(NOW) as tx:
        tx.get_one(Service, key).name = "Finta"
        assert [each.service.name for each in search(tx, Wanted("finta")).rows] == ["Finta"]
    directory.add("Altra")
    assert (directory.names("vera"), directory.names("finta")) == (["Vera"], [])


def test_a_place_taken_is_seen_at_once(directory: Directory) -> None:
    key = directory.add("Ultimo posto", places=1)
    assert not directory.search().rows[0].is_full
    with directory.database.transaction(NOW) as tx:
        take_place(tx, key)
    assert directory.search().rows[0].is_full


def test_the_number_of_queries_does_not_grow(directory: Directory) -> None:
    seen: list[str] = []
    event.listen(directory.database.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    counts = []
    for number in (1, 25):
        for each in range(number):
            directory.add(f"Servizio {number} {each}", house=f"Casa {number} {each}")
        directory.search()
        seen.clear()
        directory.search(senders=frozenset({1}))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9

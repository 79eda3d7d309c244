"""Services as rows: what a change leaves behind, and what an older database keeps when it is brought up to date."""

from datetime import date

import pytest
from sqlalchemy import text

from governance import schema
from governance.database import Database
from governance.organisations import Organisation, OrganisationKind, add_organisation
from governance.services import Service, give_back_place, services_for, stamp_of, take_place
from governance.settings import Settings

DAY = date(2026, 11, 23)
OLDER = "INSERT INTO services (id, organisation_id, name, category, municipalities, languages, taken, active) VALUES "


def added(database: Database, **facts: object) -> int:
    with database.transaction() as tx:
        house = add_organisation(tx, OrganisationKind.COOPERATIVE, "Cooperativa Prova", seat="097042")
        offered = Service(organisation_id=house.id, name="Sportello", category="job_search", **facts)
        tx.add(offered)
        tx.flush()
        return offered.id


def stamp(database: Database) -> int:
    with database.reading() as tx:
        return stamp_of(tx)


def test_a_change_of_a_service_or_of_its_organisation_is_stamped(database: Database) -> None:
    service_id, first = added(database), stamp(database)
    with database.transaction() as tx:
        tx.get_one(Service, service_id).name = "Sportello lavoro"
    second = stamp(database)
    with database.transaction() as tx:
        tx.get_one(Organisation, tx.get_one(Service, service_id).organisation_id).name = "Cooperativa Nuova"
    with database.reading() as tx:
        assert first < second < stamp_of(tx) == tx.get_one(Service, service_id).stamp


def test_places_taken_and_given_back_are_not_stamped(database: Database) -> None:
    service_id, before = added(database, places=1), stamp(database)
    with database.transaction() as tx:
        assert take_place(tx, service_id) and not take_place(tx, service_id)
        give_back_place(tx, service_id)
    assert stamp(database) == before


@pytest.mark.parametrize(
    ("area", "place", "serves"),
    [
        ({}, "058091", True),
        ({"municipalities": ["097042"]}, "097042", True),
        ({"municipalities": ["097042"]}, "108033", False),
        ({"districts": ["lecco"]}, "097042", True),
        ({"districts": ["lecco"]}, "108033", False),
        ({"districts": ["lecco"], "municipalities": ["108033"]}, "108033", True),
        ({"districts": ["sconosciuto"]}, "097042", False),
    ],
)
def test_an_area_is_municipalities_and_whole_ambiti(
    database: Database, area: dict[str, list[str]], place: str, serves: bool
) -> None:
    service_id = added(database, **area)
    with database.reading() as tx:
        assert [each.id for each in services_for(tx, "job_search", place)] == [service_id] * serves


def test_a_verification_counts_until_its_last_day() -> None:
    offered = Service(verified_on=date(2026, 5, 27), verify_every=180)
    assert offered.verify_by == DAY and offered.is_fresh(DAY) and not offered.is_fresh(date(2026, 11, 24))
    assert not Service(verified_on=None, verify_every=180).is_fresh(DAY)


def test_a_closure_includes_its_last_day() -> None:
    offered = Service(closed_until=DAY)
    assert offered.is_closed(DAY) and not offered.is_closed(date(2026, 11, 24))


def test_an_older_database_keeps_its_services_and_what_refers_to_them(settings: Settings) -> None:
    older = Database(settings)
    schema.upgrade(older, "0002")
    with older.engine.begin() as connection:
        connection.execute(text("INSERT INTO organisations (id, kind, name, folded_name, active) "
                                "VALUES (1, 'office', 'Ente', 'ente', 1)"))  # fmt: skip
        connection.execute(text(f"{OLDER}(7, 1, 'Sportello', 'job_search', '[]', '[]', 0, 1)"))
        connection.execute(text("CREATE TABLE pointing (service_id INTEGER NOT NULL REFERENCES services (id))"))
        connection.execute(text("INSERT INTO pointing VALUES (7)"))
    schema.upgrade(older)
    with older.reading() as tx:
        kept = tx.get_one(Service, 7)
        assert (kept.name, kept.districts, kept.verify_every, kept.stamp) == ("Sportello", [], 180, 0)
    older.close()

"""Sessions: they live in the database, end when they should, and nothing revives them."""

from datetime import date, timedelta

import pytest

from governance import person_records
from governance.actors import Actor, actor_of
from governance.directories import all_mandates_of
from governance.people import Mandate, Person
from governance.presences import presence_of
from governance.roles import Role
from tests.web.site import PASSWORD, Site


def administrator(site: Site) -> Actor:
    with site.database.reading() as tx:
        person = tx.get(Person, site.people["administrator"])
        assert person
        return actor_of(tx, person)


def test_a_cookie_replayed_after_signing_out_is_refused(any_site: Site) -> None:
    visit = any_site.visitor("worker")
    token = visit.token()
    visit.send("/uscita", {})
    thief = any_site.visitor()
    thief.carry(token)
    assert thief.get("/profilo").status_code == 302


def test_signing_out_leaves_nothing_in_the_browser(site: Site) -> None:
    visit = site.visitor("worker")
    answer = visit.send("/uscita", {})
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert visit.token() == ""


def test_signing_in_changes_the_token_and_ends_the_one_before(site: Site) -> None:
    visit = site.visitor("worker")
    before = visit.token()
    visit.send("/accesso", {"email": site.email("worker"), "password": PASSWORD})
    assert visit.token() not in ("", before)
    with site.database.reading() as tx:
        assert presence_of(tx, before) is None


def test_a_token_that_somebody_chose_opens_nothing(site: Site) -> None:
    visit = site.visitor()
    visit.carry("a token of my own")
    visit.send("/accesso", {"email": site.email("worker"), "password": PASSWORD})
    assert visit.token() not in ("", "a token of my own")


@pytest.mark.parametrize(("later", "status"), [(30, 200), (46, 302), (13 * 60, 302)])
def test_a_session_left_idle_ends(secure_site: Site, later: int, status: int) -> None:
    visit = secure_site.visitor("worker")
    secure_site.database.moved_by = timedelta(minutes=later)
    assert visit.get("/profilo").status_code == status


def test_a_session_in_use_still_ends_after_twelve_hours(secure_site: Site) -> None:
    visit = secure_site.visitor("worker")
    statuses = []
    for half_hour in range(1, 26):
        secure_site.database.moved_by = timedelta(minutes=30 * half_hour)
        statuses.append(visit.get("/profilo").status_code)
    assert statuses == [200] * 23 + [302, 302]


def test_a_suspended_person_sees_nothing_from_the_next_request(any_site: Site) -> None:
    visit = any_site.visitor("worker")
    with any_site.database.transaction() as tx:
        person_records.suspend(tx, administrator(any_site), any_site.people["worker"])
    assert visit.get("/profilo").status_code == 302


def test_a_mandate_that_ends_closes_its_pages_from_the_next_request(any_site: Site) -> None:
    visit = any_site.visitor("head")
    assert visit.get("/persone").status_code == 200
    with any_site.database.transaction() as tx:
        mandate = all_mandates_of(tx, any_site.people["head"])[0]
        yesterday = person_records.today(tx) - timedelta(days=1)
        person_records.end_mandate(tx, administrator(any_site), mandate.id, yesterday)
    assert visit.get("/persone").status_code == 403


def test_who_moves_to_another_organisation_sees_only_that_one(site: Site) -> None:
    visit = site.visitor("head")
    with site.database.transaction() as tx:
        mandate = tx.get(Mandate, all_mandates_of(tx, site.people["head"])[0].id)
        assert mandate
        mandate.organisation_id = site.organisations["elsewhere"]
    assert visit.get(f"/persone/{site.people['worker']}").status_code == 404


def test_one_can_end_all_sessions(site: Site) -> None:
    here, there = site.visitor("worker"), site.visitor("worker")
    here.send("/uscita-ovunque", {})
    assert there.get("/profilo").status_code == 302


def test_a_head_can_end_the_sessions_of_a_colleague(site: Site) -> None:
    colleague = site.visitor("worker")
    site.visitor("head").send(f"/persone/{site.people['worker']}/sessioni", {})
    assert colleague.get("/profilo").status_code == 302


def test_the_profile_lists_where_one_is_signed_in(site: Site) -> None:
    site.visitor("worker")
    assert site.visitor("worker").get("/profilo").text.count('<th scope="row">tests</th>') == 2


def test_nothing_signs_in_before_somebody_chooses_a_password(site: Site) -> None:
    with site.database.transaction() as tx:
        wanted = person_records.Appointment(
            "Nuova Provaprova",
            "nuova@prova.example",
            site.organisations["office"],
            Role.WORKER,
            date(2026, 1, 1),
        )
        person_records.appoint(tx, administrator(site), wanted)
    answer = site.visitor().send("/accesso", {"email": "nuova@prova.example", "password": ""})
    assert answer.status_code == 401

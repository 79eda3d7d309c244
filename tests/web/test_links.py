"""One-time links: they work once, for an hour or three days, for one person, and only when a form is sent."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from governance import sign_ins
from governance.notices import Notice
from governance.people import Person
from tests.web.site import Site
from web.links import Purpose, address_for, send

NEW = "tre lampade sopra il molo"
FIELDS = {"password": NEW, "password_again": NEW}


def link(site: Site, name: str = "worker", purpose: Purpose = Purpose.RESET) -> str:
    with site.database.transaction() as tx:
        address = address_for(tx, site.database.settings, site.people[name], purpose)
    return address.removeprefix(site.database.settings.address)


def test_a_link_lets_choose_a_password_once(any_site: Site) -> None:
    path, visit = link(any_site), any_site.visitor()
    assert visit.send(path, FIELDS).location == "/accesso"
    assert visit.send(path, FIELDS).status_code == 410
    assert visit.send("/accesso", {"email": any_site.email("worker"), "password": NEW}).location == "/"


def test_opening_a_link_uses_nothing_up(site: Site) -> None:
    path, visit = link(site, purpose=Purpose.INVITATION), site.visitor()
    assert [visit.get(path).status_code for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize(
    ("purpose", "minutes", "status"),
    [
        (Purpose.RESET, 59, 200),
        (Purpose.RESET, 61, 410),
        (Purpose.INVITATION, 4319, 200),
        (Purpose.INVITATION, 4321, 410),
    ],
)
def test_a_link_expires(secure_site: Site, purpose: Purpose, minutes: int, status: int) -> None:
    path = link(secure_site, purpose=purpose)
    secure_site.database.moved_by = timedelta(minutes=minutes)
    assert secure_site.visitor().get(path).status_code == status


def test_a_link_that_was_tampered_with_does_not_work(site: Site) -> None:
    path = link(site)
    for broken in (path[:-1], path + "x", path.replace(".", "x", 1), path.replace("nuova-password", "invito")):
        assert site.visitor().get(broken).status_code == 410


def test_a_newer_link_makes_the_older_useless(site: Site) -> None:
    older, newer = link(site), link(site)
    assert (site.visitor().get(older).status_code, site.visitor().get(newer).status_code) == (410, 200)


def test_a_link_of_a_suspended_person_does_not_work(site: Site) -> None:
    path = link(site)
    with site.database.transaction() as tx:
        person = tx.get(Person, site.people["worker"])
        assert person
        person.active = False
    assert site.visitor().get(path).status_code == 410


def test_a_new_password_ends_every_session(site: Site) -> None:
    elsewhere = site.visitor("worker")
    site.visitor().send(link(site), FIELDS)
    assert elsewhere.get("/profilo").status_code == 302


def test_the_host_of_a_link_comes_from_the_settings_alone(site: Site) -> None:
    visit = site.visitor()
    token = re.search(r'name="csrf_token" value="([^"]+)"', visit.get("/nuova-password").text)
    assert token
    fields = {"csrf_token": token.group(1), "email": site.email("worker")}
    visit.bare("/nuova-password", fields, headers={"X-Forwarded-Host": "evil.example"})
    with site.database.reading() as tx:
        words = tx.scalars(select(Notice.words)).one()
    assert site.database.settings.address in words
    assert "evil" not in words


def test_a_foreign_host_is_refused(site: Site) -> None:
    assert site.visitor().client.get("/accesso", base_url="http://evil.example", buffered=True).status_code == 400


def test_asking_answers_alike_for_known_and_unknown(site: Site) -> None:
    visit = site.visitor()
    known, unknown = (visit.send("/nuova-password", {"email": f"{who}@prova.example"}) for who in ("worker", "nobody"))
    assert (known.status_code, known.location, known.data) == (unknown.status_code, unknown.location, unknown.data)


def test_an_unknown_address_is_sent_nothing(site: Site) -> None:
    site.visitor().send("/nuova-password", {"email": "nobody@prova.example"})
    with site.database.reading() as tx:
        assert tx.scalars(select(Notice)).all() == []


def test_nobody_is_flooded_with_links(site: Site) -> None:
    visit = site.visitor()
    for _ in range(15):
        visit.send("/nuova-password", {"email": site.email("worker")})
    with site.database.reading() as tx:
        assert len(tx.scalars(select(Notice)).all()) == sign_ins.TRIES


@pytest.mark.parametrize(("password", "again"), [("corta", "corta"), (NEW, NEW + "!"), ("", ""), ("password" * 3, "")])
def test_a_refused_password_uses_nothing_up(site: Site, password: str, again: str) -> None:
    path, visit = link(site), site.visitor()
    assert visit.send(path, {"password": password, "password_again": again}).status_code == 422
    assert visit.get(path).status_code == 200


def test_the_database_keeps_only_a_digest_of_the_link(site: Site) -> None:
    with site.database.transaction() as tx:
        person = tx.get(Person, site.people["worker"])
        assert person
        send(tx, site.database.settings, person, Purpose.INVITATION)
        words = tx.scalars(select(Notice.words)).one()
        kept = tx.scalars(select(sign_ins.OneTimeLink.token)).all()
    assert "/invito/" in words
    assert not any(token in words for token in kept)


def test_the_message_leaves_at_once_with_the_link(site: Site) -> None:
    site.visitor().send("/nuova-password", {"email": site.email("worker")})
    sent = [file.read_bytes() for file in (site.database.settings.folder / "outbox").iterdir()]
    message = message_from_bytes(sent[0], policy=default)
    assert (len(sent), message["To"], message["Subject"]) == (
        1,
        site.email("worker"),
        "Una nuova password per Raccordo",
    )
    assert "/nuova-password/" in message.get_content()

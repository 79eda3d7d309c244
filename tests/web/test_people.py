"""People and mandates: what administrators do for all, and heads for their own."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from governance import registers
from governance.directories import all_mandates_of
from governance.notices import Notice
from governance.people import Mandate, Person, give_mandate, person_by_email
from governance.roles import Role
from tests.web.site import Site, hidden

FIELDS = {"name": "Nina Provaprova", "email": "nina@prova.example", "role": "intake", "valid_from": "2026-01-01"}


def give(site: Site, by: str, where: str, **fields: str) -> int:
    path = f"/enti/{site.organisations[where]}/persone/nuova"
    return site.visitor(by).send(path, {**FIELDS, **fields}).status_code


def mandate_id(site: Site, name: str) -> int:
    with site.database.reading() as tx:
        return all_mandates_of(tx, site.people[name])[0].id


def test_a_head_gives_a_mandate_and_the_invitation_waits_in_the_outbox(any_site: Site) -> None:
    assert give(any_site, "head", "cooperative", invite="1") == 302
    with any_site.database.reading() as tx:
        person = person_by_email(tx, FIELDS["email"])
        notice = tx.scalars(select(Notice)).one()
        assert person and person.password is None
        assert (notice.what, notice.address) == ("invitation", FIELDS["email"])
        done = [act.act for act in registers.acts_on(tx, registers.PERSON, person.id)]
    assert done == ["give_mandate", "add_person"]


def test_a_head_gives_no_mandate_elsewhere(site: Site) -> None:
    assert give(site, "head", "elsewhere") == 403


def test_a_head_makes_no_administrator(site: Site) -> None:
    assert give(site, "head", "cooperative", role="administrator") == 422


def test_a_known_address_gets_the_mandate_and_keeps_its_name(site: Site) -> None:
    assert give(site, "head", "cooperative", email=site.email("stranger").upper()) == 302
    with site.database.reading() as tx:
        person = tx.get(Person, site.people["stranger"])
        assert person and person.name == "Stranger Provaprova"
        assert len(all_mandates_of(tx, person.id)) == 2


def test_a_head_cannot_take_over_the_account_of_who_works_elsewhere_too(site: Site) -> None:
    give(site, "head", "cooperative", email=site.email("administrator"))
    visit, path = site.visitor("head"), f"/persone/{site.people['administrator']}"
    assert visit.get(path).status_code == 200
    seen = {"revision": hidden(visit.get(f"{path}/modifica"), "revision")}
    assert visit.send(f"{path}/modifica", {**seen, "name": "X", "email": "head@prova.example.org"}).status_code == 403
    assert visit.send(f"{path}/stato", {"state": "suspended"}).status_code == 403


def test_a_double_click_gives_one_mandate(site: Site) -> None:
    assert [give(site, "head", "cooperative", key="k") for _ in range(2)] == [302, 302]
    with site.database.reading() as tx:
        assert len(tx.scalars(select(Mandate).where(Mandate.role == Role.INTAKE)).all()) == 1


def test_a_mandate_ends_but_is_not_removed(any_site: Site) -> None:
    key = mandate_id(any_site, "worker")
    answer = any_site.visitor("head").send(f"/persone/mandati/{key}/fine", {"last_day": "2026-12-31"})
    assert answer.status_code == 302
    with any_site.database.reading() as tx:
        kept = tx.get(Mandate, key)
        assert kept and kept.valid_until == date(2026, 12, 31)


def test_a_mandate_can_end_at_once(site: Site) -> None:
    key = mandate_id(site, "worker")
    site.visitor("head").send(f"/persone/mandati/{key}/fine", {"at_once": "1"})
    with site.database.reading() as tx:
        kept = tx.get(Mandate, key)
        assert kept and kept.valid_until == site.database.now().date() - timedelta(days=1)


@pytest.mark.parametrize("day", ["", "2020-01-01", "31/02/2026", "mai", "9999-12-31", "2026-13-01"])
def test_a_mandate_does_not_end_on_an_impossible_day(site: Site, day: str) -> None:
    key = mandate_id(site, "worker")
    answer = site.visitor("head").send(f"/persone/mandati/{key}/fine", {"last_day": day})
    assert (answer.status_code, f'value="{day}"' in answer.text) == (422, True)


def test_a_head_ends_no_mandate_of_others(site: Site) -> None:
    path = f"/persone/mandati/{mandate_id(site, 'stranger')}/fine"
    visit = site.visitor("head")
    assert (visit.get(path).status_code, visit.send(path, {"last_day": "2026-12-31"}).status_code) == (404, 404)


def test_the_last_administrator_stays(site: Site) -> None:
    visit = site.visitor("administrator")
    person, key = site.people["administrator"], mandate_id(site, "administrator")
    assert visit.send(f"/persone/mandati/{key}/fine", {"at_once": "1"}).status_code == 403
    assert visit.send(f"/persone/{person}/stato", {"state": "suspended"}).status_code == 403


def test_one_of_two_administrators_may_go(site: Site) -> None:
    with site.database.transaction() as tx:
        office = site.organisations["office"]
        give_mandate(tx, site.people["worker"], office, Role.ADMINISTRATOR, date(2026, 1, 1))
    path = f"/persone/{site.people['worker']}/stato"
    assert site.visitor("administrator").send(path, {"state": "suspended"}).status_code == 302


def test_a_new_address_ends_sessions_and_makes_links_useless(site: Site) -> None:
    colleague, visit = site.visitor("worker"), site.visitor("head")
    path = f"/persone/{site.people['worker']}/modifica"
    seen = {"revision": hidden(visit.get(path), "revision"), "name": "Nuovo Nome"}
    assert visit.send(path, {**seen, "email": "nuovo@prova.example"}).status_code == 302
    assert colleague.get("/profilo").status_code == 302


def test_a_suspended_person_is_not_invited(site: Site) -> None:
    visit, path = site.visitor("head"), f"/persone/{site.people['worker']}"
    visit.send(f"{path}/stato", {"state": "suspended"})
    assert visit.send(f"{path}/invito", {}).status_code == 422


def test_a_head_sees_only_their_own_people(site: Site) -> None:
    text = site.visitor("head").get("/persone").text
    assert "Worker Provaprova" in text and "Stranger Provaprova" not in text
    assert "Stranger Provaprova" in site.visitor("administrator").get("/persone?q=stranger").text


@pytest.mark.parametrize("words", ["niccolo d'agosta", "NICCOLÒ", "dagosta+niccolo", "nicolò@prova", "محمد"])
def test_a_name_is_found_with_or_without_its_accents(any_site: Site, words: str) -> None:
    give(any_site, "head", "cooperative", name="Niccolò D’Agosta dagosta محمد", email="nicolo@prova.example")
    found = any_site.visitor("head").get("/persone", query_string={"q": words.replace("+", " ")}).text
    assert "Niccolò" in found and "Worker Provaprova" not in found


def test_a_new_name_is_found_and_the_old_one_is_not(site: Site) -> None:
    visit, path = site.visitor("head"), f"/persone/{site.people['worker']}/modifica"
    seen = {"revision": hidden(visit.get(path), "revision"), "email": site.email("worker")}
    assert visit.send(path, {**seen, "name": "Élodie SS"}).status_code == 302
    assert "Élodie" in visit.get("/persone?q=elodie+ss").text
    assert "Élodie" not in visit.get("/persone?q=provaprova").text


def test_the_register_keeps_no_password_and_no_link(site: Site) -> None:
    give(site, "head", "cooperative", invite="1")
    with site.database.reading() as tx:
        kept = str([(act.act, act.details) for act in tx.scalars(select(registers.Act))])
    assert "argon2" not in kept and "/invito/" not in kept


def test_an_act_is_never_changed_or_removed(site: Site) -> None:
    give(site, "head", "cooperative")
    with site.database.reading() as tx, pytest.raises(TypeError, match="never changed"):
        tx.delete(tx.scalars(select(registers.Act)).first())
        tx.flush()

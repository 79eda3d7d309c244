"""Organisations: search, pages, the forms of administrators, and representation."""

from governance import registers
from governance.directories import PAGE, representations_about
from governance.organisations import Organisation, OrganisationKind, add_organisation
from tests.web.site import Site, hidden

FIELDS = {"name": "Cooperativa Scoglio di Prova", "kind": "cooperative", "tax_code": "00000000018", "seat": "Lecco"}


def acts(site: Site, organisation_id: int) -> list[str]:
    with site.database.reading() as tx:
        return [act.act for act in registers.acts_on(tx, registers.ORGANISATION, organisation_id)]


def test_an_organisation_is_added_with_its_act(any_site: Site) -> None:
    answer = any_site.visitor("administrator").send("/enti/nuovo", FIELDS)
    key = int(answer.location.rpartition("/")[2])
    with any_site.database.reading() as tx:
        added = tx.get(Organisation, key)
        assert added and (added.name, added.tax_code, added.seat) == (FIELDS["name"], FIELDS["tax_code"], "097042")
    assert acts(any_site, key) == ["add_organisation"]


def test_a_double_click_adds_one_organisation(site: Site) -> None:
    visit = site.visitor("administrator")
    first, second = (visit.send("/enti/nuovo", {**FIELDS, "key": "the same key"}) for _ in range(2))
    assert first.location == second.location


def test_the_same_organisation_is_not_added_again(site: Site) -> None:
    visit = site.visitor("administrator")
    visit.send("/enti/nuovo", FIELDS)
    answer = visit.send("/enti/nuovo", {**FIELDS, "name": "Scritta in altro modo"})
    assert answer.status_code == 422
    assert "c&#39;è già" in answer.text


def test_the_same_name_with_another_tax_code_is_another_organisation(site: Site) -> None:
    visit = site.visitor("administrator")
    visit.send("/enti/nuovo", FIELDS)
    assert visit.send("/enti/nuovo", {**FIELDS, "tax_code": "00000000026"}).status_code == 302


def test_a_change_that_crossed_another_is_refused_and_the_text_kept(any_site: Site) -> None:
    key = any_site.organisations["cooperative"]
    visit, path = any_site.visitor("administrator"), f"/enti/{key}/modifica"
    seen = {"revision": hidden(visit.get(path), "revision"), "kind": "cooperative"}
    assert visit.send(path, {**seen, "name": "Prima"}).status_code == 302
    assert visit.send(path, {**seen, "name": "Seconda"}).status_code == 409
    assert acts(any_site, key) == ["change_organisation"]


def test_an_organisation_is_closed_and_opened_but_never_removed(site: Site) -> None:
    key = site.organisations["elsewhere"]
    visit = site.visitor("administrator")
    visit.send(f"/enti/{key}/stato", {"state": "closed"})
    assert "Questo ente è chiuso" in visit.get(f"/enti/{key}").text
    visit.send(f"/enti/{key}/stato", {"state": "open"})
    assert acts(site, key) == ["open_organisation", "close_organisation"]


def test_search_forgets_accents_and_keeps_its_words_in_the_address(site: Site) -> None:
    with site.database.transaction() as tx:
        add_organisation(tx, OrganisationKind.SCHOOL, "Scuola Perché di Prova")
    page = site.visitor("worker").get("/enti?q=PERCHE&tipo=school")
    assert "Scuola Perché di Prova" in page.text and "Molo" not in page.text


def test_pages_of_a_list_hold_every_organisation_once(any_site: Site) -> None:
    with any_site.database.transaction() as tx:
        for number in range(PAGE + 20):
            add_organisation(tx, OrganisationKind.OFFICE, f"Ufficio Uguale {number % 3}")
    visit, found, address = any_site.visitor("worker"), [], "/enti?tipo=office"
    while address:
        text = visit.get(address).text
        found += [line.split('"')[0] for line in text.split('scope="row"><a href="/enti/')[1:]]
        address = text.split('" rel="next"')[0].rpartition('href="')[2].replace("&amp;", "&")
        address = address if 'rel="next"' in text else ""
    assert len(found) == len(set(found)) == PAGE + 20


def test_an_office_begins_and_stops_acting_for_another(any_site: Site) -> None:
    office, visit = any_site.organisations["office"], any_site.visitor("administrator")
    fields = {"represented": "associazione riva di prova", "title": "Accordo di prova", "valid_from": "01/01/2026"}
    assert visit.send(f"/enti/{office}/rappresentanza", fields).status_code == 302
    with any_site.database.reading() as tx:
        key = representations_about(tx, office)[0].id
    assert visit.send(f"/enti/rappresentanze/{key}/fine", {"last_day": "2026-06-30"}).status_code == 302
    assert acts(any_site, office) == ["end_representation", "represent"]


def test_people_of_an_organisation_are_shown_to_its_own_and_to_who_keeps_them(site: Site) -> None:
    path = f"/enti/{site.organisations['cooperative']}"
    shown = {name: '<h2 id="titolo-persone">' in site.visitor(name).get(path).text for name in site.people}
    assert shown == {"administrator": True, "head": True, "worker": True, "stranger": False}

"""Forged requests: nothing changes without a token of ours, and opening pages changes nothing."""

import hashlib

import pytest

from governance.database import Database
from governance.people import give_mandate
from governance.roles import Role
from governance.tables import METADATA
from tests.web.site import SINCE, Site, Visit, hidden
from tests.web.test_access import pages, path_of


def of_all_trades(site: Site) -> Visit:
    """Somebody whom no audience leaves out, so that only the forgery can be the reason."""
    with site.database.transaction() as tx:
        for role in Role:
            give_mandate(tx, site.people["administrator"], site.organisations["office"], role, SINCE)
    return site.visitor("administrator")


def unsafe(site: Site) -> list[str]:
    return [path_of(rule) for rule in site.app.url_map.iter_rules() if "POST" in (rule.methods or ())]


def print_of(database: Database) -> str:
    with database.reading() as tx:
        rows = [str(list(tx.execute(table.select()))) for table in METADATA.sorted_tables]
    return hashlib.sha256("".join(rows).encode()).hexdigest()


def test_every_form_without_a_token_is_refused(site: Site) -> None:
    visit = of_all_trades(site)
    before = print_of(site.database)
    assert {visit.bare(path, {"name": "x"}).status_code for path in unsafe(site)} == {400}
    assert print_of(site.database) == before


def test_every_form_with_the_token_of_somebody_else_is_refused(site: Site) -> None:
    token = hidden(site.visitor("worker").get("/accessibilita"), "csrf_token")
    visit = of_all_trades(site)
    assert {visit.bare(path, {"csrf_token": token}).status_code for path in unsafe(site)} == {400}


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_every_form_sent_from_another_site_is_refused(site: Site, headers: dict[str, str]) -> None:
    visit = site.visitor("administrator")
    token = hidden(visit.get("/accessibilita"), "csrf_token")
    for path in unsafe(site):
        assert visit.bare(path, {"csrf_token": token}, headers=headers).status_code == 400, path


def test_opening_every_page_twice_changes_nothing(site: Site) -> None:
    visit = site.visitor("administrator")
    before = print_of(site.database)
    for path in [path_of(rule) for rule in pages(site.app)] * 2:
        visit.get(path)
    assert print_of(site.database) == before


def test_a_program_reads_the_refusal_as_json(site: Site) -> None:
    answer = site.visitor("administrator").bare("/enti/nuovo", {}, headers={"Accept": "application/json"})
    assert answer.json and answer.json["status"] == 400

"""In a browser: Oggi, dossiers, moves and what stands around them are accessible and fit, and print decently."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from governance.database import Database
from governance.dossiers import Dossier
from governance.settings import Settings
from governance.sign_ins import begin
from tests.cast import FAMILY, Cast, cast
from tests.databases import copied
from tests.needs import needed
from web.app import create_app
from workflows.sweep import sweep

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SIZES = [(1280, 900), (320, 640)]
PAGES = {
    "manager": ["/oggi", "/pratiche/{case}", "/pratiche/{need}", "/pratiche/{draft}", "/pratiche/{draft}/withdraw",
                "/pratiche/{draft}/modifica", "/pratiche/{case}/consenso", "/pratiche/{case}/informativa",
                "/pratiche/{case}/persone/nuova", "/pratiche/{case}/doppioni", "/pratiche/{case}/suspend",
                "/promemoria", "/percorsi", "/percorsi/referral",
                "/percorsi/referral/prova?passi=0.create.worker@sender", "/pratiche/{protocol}", "/pratiche/{closed}"],
    "intake": ["/oggi", "/pratiche/{sent}", "/pratiche/{sent}/propose_decline"],
    "officer": ["/oggi", "/pratiche/{declined}", "/pratiche/{declined}/confirm_decline"],
    "case_head": ["/consegne", "/consegne?da={giver}&a={taker}"],
    "administrator": ["/oggi", "/promemoria"],
}  # fmt: skip


class House:
    """A running demonstration and the addresses of what is in it."""

    def __init__(self, made: Cast, address: str) -> None:
        self.made, self.address = made, address
        self.words = {"giver": f"{made.organisations['consortium']}-{made.people['manager']}"}
        self.words["taker"] = str(made.people["colleague"])

    def keep(self, **ids: int) -> None:
        """Remember the codes of these dossiers by name."""
        with self.made.database.reading() as tx:
            self.words |= {name: tx.get_one(Dossier, key).code for name, key in ids.items()}

    def token(self, who: str) -> str:
        """A session of this person's."""
        with self.made.database.transaction() as tx:
            return begin(tx, self.made.people[who], "tests")


@pytest.fixture(scope="module")
def house(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house") / "var"
    with copied(migrated, folder):
        database = Database(Settings(folder=folder, demo=True))
        server = make_server("127.0.0.1", 0, create_app(database), threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield furnished(House(cast(database, database.now()), f"http://127.0.0.1:{server.server_port}"))
        server.shutdown()
        thread.join()
        server.server_close()
        database.close()


def furnished(house: House) -> House:
    """Referrals in several stages, each of another family."""
    made, now = house.made, house.made.database.now()
    drafts = []
    for name in ("Provauno", "Inventadue", "Esempiotre", "Modelloquattro"):
        case = made.case(now, replace(FAMILY, family_name=name, document=name))
        drafts.append(made.referral(made.need(case, now), now))
    for draft in drafts[1:]:
        made.move(draft.id, "submit", "manager", now)
    made.move(drafts[2].id, "propose_decline", "intake", now, decline_reason="no_capacity")
    made.move(drafts[3].id, "accept", "intake", now, worker=str(made.people["worker"]))
    made.move(drafts[3].id, "record_outcome", "worker", now, outcome="need_met", outcome_on=now.date().isoformat())
    made.move(drafts[3].id, "confirm_closure", "manager", now)
    sweep(made.database, now)
    house.keep(draft=drafts[0].id, sent=drafts[1].id, declined=drafts[2].id, closed=drafts[3].id)
    with made.database.reading() as tx:
        need = tx.get_one(Dossier, drafts[0].parent_id)
    house.keep(need=need.id, case=need.parent_id or 0, protocol=made.protocol_id)
    return house


def faults(page: Page) -> list[str]:
    found = [f"{page.url} {each['id']}" for each in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{page.url} scrolls sideways")
    return found


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    path = needed(shutil.which("chromium"), "Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


def page_of(chromium: object, house: House, who: str, size: tuple[int, int]) -> Page:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})  # type: ignore[attr-defined]
    context.add_cookies([{"name": "raccordo", "value": house.token(who), "url": house.address}])
    page: Page = context.new_page()
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", list(PAGES))
def test_every_page_is_accessible_and_fits(chromium: object, house: House, who: str, size: tuple[int, int]) -> None:
    page, found = page_of(chromium, house, who, size), []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    for path in PAGES[who]:
        answer = page.goto(house.address + path.format(**house.words))
        assert answer and answer.status == 200, path
        for summary in page.query_selector_all("main details > summary"):
            summary.click()
        found += faults(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("size", SIZES)
def test_forms_that_come_back_and_names_shown_are_accessible(
    chromium: object, house: House, size: tuple[int, int]
) -> None:
    page = page_of(chromium, house, "intake", size)
    page.goto(f"{house.address}/pratiche/{house.words['sent']}/propose_decline")
    page.click("main form .btn-primary")
    found = faults(page)
    assert page.evaluate("document.activeElement.id") == "errori"
    page.goto(f"{house.address}/pratiche/{house.words['sent']}")
    page.click("text=Mostra i dati della persona")
    assert "Inventadue" in page.inner_text("main")
    assert found + faults(page) == []
    page.context.close()


def test_a_dossier_prints_its_facts_and_no_buttons(chromium: object, house: House) -> None:
    page = page_of(chromium, house, "manager", SIZES[0])
    page.goto(f"{house.address}/pratiche/{house.words['closed']}")
    page.emulate_media(media="print")
    assert page.locator("button:visible").count() == 0
    assert page.locator("text=Storia").first.is_visible()
    assert page.locator("text=Lettera di invio").first.is_visible()
    assert page.locator(".picture svg").is_visible()
    page.context.close()

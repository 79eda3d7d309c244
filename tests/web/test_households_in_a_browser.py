"""In a browser: the household's history, its needs scored, what was agreed and the rules are accessible and fit."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from governance.assessments import Assessment
from governance.cases import case
from governance.database import Database
from governance.dossiers import Dossier
from governance.networks import Network
from governance.settings import Settings
from governance.sign_ins import begin
from governance.standings import Standing, write_standing
from tests.cast import Cast, cast
from tests.databases import copied
from tests.needs import needed
from web.app import create_app
from workflows.acts import Act
from workflows.scoring import assess

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SIZES = [(1280, 900), (320, 640)]
PAGES = ["/pratiche/{case}", "/pratiche/{case}/valutazione", "/pratiche/{case}/requisiti", "/pratiche/{case}/consenso",
         "/pratiche/{sent}", "/nuclei/{case}", "/nuclei/{case}?solo=consensi", "/prese-in-carico",
         "/prese-in-carico/nuova", "/enti/{network}/regole", "/enti/{consortium}"]  # fmt: skip
SCORES = ({"housing": 1, "work": 2, "language": 2}, {"housing": 3, "work": 2, "health": 4, "language": 1})


class House:
    """A running site with one household in it."""

    def __init__(self, made: Cast, address: str) -> None:
        self.made, self.address = made, address
        self.words = {name: str(key) for name, key in made.organisations.items()}

    def furnish(self) -> "House":
        """A case under a rule that asks much, scored twice, with a referral sent."""
        made, now = self.made, self.made.database.now()
        household = made.case(now)
        sent = made.referral(made.need(household, now), now)
        made.move(sent.id, "submit", "manager", now)
        with made.database.transaction(now) as tx:
            tx.get_one(Network, made.organisations["network"]).target_rule = "lgnet2"
            write_standing(tx, case(tx, household.id), Standing(permit="special", reception="never"))
            for scores in SCORES:
                row = Assessment(case_id=household.id, made_on=now.date(), occasion="review", scale="cinque_passi@1")
                row.recorded_by = made.people["manager"]
                assess(tx, Act(household.id, "assess", made.actor(tx, "manager")), row, scores, "Si sente più sicura.")
        with made.database.reading() as tx:
            self.words |= {"case": tx.get_one(Dossier, household.id).code, "sent": tx.get_one(Dossier, sent.id).code}
        return self


@pytest.fixture(scope="module")
def house(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house") / "var"
    with copied(migrated, folder):
        database = Database(Settings(folder=folder, demo=True))
        server = make_server("127.0.0.1", 0, create_app(database), threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield House(cast(database, database.now()), f"http://127.0.0.1:{server.server_port}").furnish()
        server.shutdown()
        thread.join()
        server.server_close()
        database.close()


@pytest.fixture(params=SIZES, ids=["desk", "phone"])
def page(house: House, request: pytest.FixtureRequest) -> Iterator[Page]:
    path = needed(shutil.which("chromium"), "Chromium")
    with house.made.database.transaction() as tx:
        token = begin(tx, house.made.people["manager"], "tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        context = browser.new_context(viewport={"width": request.param[0], "height": request.param[1]})
        context.add_cookies([{"name": "raccordo", "value": token, "url": house.address}])
        yield context.new_page()
        browser.close()


def test_every_page_of_a_household_is_accessible_and_fits(house: House, page: Page) -> None:
    found = []
    for path in PAGES:
        page.goto(house.address + path.format(**house.words))
        found += [f"{path} {each['id']}" for each in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{path} scrolls sideways")
    assert found == []


def test_the_caseload_is_walked_by_keyboard_alone(house: House, page: Page) -> None:
    page.goto(f"{house.address}/prese-in-carico")
    for _each in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == house.words["case"]:
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/pratiche/{house.words['case']}")

"""The directory in a browser: no accessibility fault, no sideways scrolling, on a desk and on a phone."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from governance import sign_ins
from governance.services import Service
from tests.cast import LECCO, MONDAY
from tests.needs import needed
from tests.web.desk import Desk
from tests.web.test_browser import QUIET, SIZES, faults, page_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = os.environ.get("RACCORDO_PICTURES", "")
"""A folder for pictures of every page; none are taken without it."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = needed(shutil.which("chromium"), "Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    database = desk.site.database
    database.settings = replace(database.settings, address="http://127.0.0.1", demo=True)
    desk.site.app.config.update(SESSION_COOKIE_SECURE=False, SESSION_COOKIE_NAME="modulo")
    server = make_server("127.0.0.1", 0, desk.site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def enter(page: Page, address: str, desk: Desk, name: str) -> None:
    with desk.site.database.transaction() as tx:
        token = sign_ins.begin(tx, desk.cast.people[name], "tests")
    page.context.add_cookies([{"name": "raccordo", "value": token, "url": address}])


def dress(desk: Desk) -> list[str]:
    """Services in every state, and the pages that show them."""
    today, house = MONDAY.date(), desk.cast.organisations["cooperative"]
    with desk.site.database.transaction() as tx:
        first = tx.get_one(Service, desk.cast.services["housing"])
        first.description, first.contact = "Aiuta a cercare un alloggio in affitto.", "Segreteria, 000 000"
        first.languages, first.places, first.funded, first.taken = ["arabo", "francese"], 6, 4, 2
        first.verified_on, first.districts = today, ["lecco", "merate"]
        tx.add(Service(organisation_id=house, name="Corso serale", category="language_course", municipalities=[LECCO],
                       closed_until=today + timedelta(days=7), verified_on=today - timedelta(days=300)))  # fmt: skip
    closure = {"last_day": "30/11/2026", "reason": "Trasloco della sede", "act": "close"}
    desk.visit("administrator").send(f"/enti/{desk.cast.organisations['group']}/accoglienza", closure)
    service = f"/servizi/{desk.cast.services['housing']}"
    return [
        "/servizi", "/servizi?q=cassa&comune=lecco", "/servizi?comune=monte", "/servizi?comune=xyzzy",
        "/servizi?q=nulla", "/servizi/da-verificare", "/servizi/copertura",
        "/servizi/copertura?area=housing&ambito=lecco",
        "/servizi/importa", service, f"{service}/modifica", f"/enti/{house}/servizi", f"/enti/{house}/accoglienza",
        f"/enti/{desk.cast.organisations['group']}/accoglienza",
    ]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_directory_is_accessible_and_fits(
    browser: Browser, address: str, desk: Desk, size: tuple[int, int]
) -> None:
    paths, page = dress(desk), page_of(browser, size)
    enter(page, address, desk, "administrator")
    found: list[str] = []
    for number, path in enumerate(paths):
        answer = page.goto(address + path)
        assert answer and answer.status == 200, path
        found += faults(page)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"servizi-{size[0]}-{number:02d}.png", full_page=True)
    page.context.close()
    assert found == []


def test_a_service_is_found_and_verified_by_keyboard(browser: Browser, address: str, desk: Desk) -> None:
    dress(desk)
    page = page_of(browser, SIZES[0])
    enter(page, address, desk, "administrator")
    page.goto(f"{address}/servizi")
    page.focus("#q")
    page.keyboard.type("itagliano")
    page.keyboard.press("Enter")
    page.focus("main h3 a")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Corso serale')")
    page.focus("main select[name=how]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=«Corso serale» è verificato a oggi.")
    page.context.close()

"""A one-time link in a browser: every page of it accessible, fitting a phone, by keyboard, without scripts."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from governance import sign_ins
from tests.needs import needed
from tests.web.answering import path, sent
from tests.web.desk import Desk
from tests.web.test_browser import QUIET, SIZES, faults, page_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = os.environ.get("RACCORDO_PICTURES", "")
"""A folder for pictures of every page; none are taken without it."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = needed(shutil.which("chromium"), "Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    database = desk.site.database
    database.settings = replace(database.settings, address="http://127.0.0.1", demo=True)
    desk.site.app.config["SESSION_COOKIE_SECURE"] = False
    desk.site.app.config["SESSION_COOKIE_NAME"] = "modulo"
    server = make_server("127.0.0.1", 0, desk.site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def looked_at(page: Page, name: str) -> list[str]:
    """The faults of the page as it stands; photographed where pictures are wanted."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-{(page.viewport_size or {})['width']}.png", full_page=True)
    return faults(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_group_answers_on_any_screen(browser: Browser, address: str, desk: Desk, size: tuple[int, int]) -> None:
    referral, page, found = sent(desk), page_of(browser, size), []
    link = path(desk, referral)
    page.goto(address + link)
    found += looked_at(page, "1-choose")
    page.get_by_role("link", name="Prendi in carico").click()
    found += looked_at(page, "2-form")
    page.get_by_role("button", name="Avanti").click()
    found += looked_at(page, "3-missing")
    page.get_by_label("Operatore che segue l'invio").fill("Ada Referente")
    page.get_by_role("button", name="Avanti").click()
    found += looked_at(page, "4-summary")
    page.get_by_role("button", name="Confermo: Prendi in carico").click()
    found += looked_at(page, "5-given")
    with page.expect_download():
        page.get_by_role("button", name="Scarica la lettera").click()
    page.context.clear_cookies()
    page.goto(address + link)
    found += looked_at(page, "6-ended")
    page.goto(f"{address}{link}x")
    found += looked_at(page, "7-unknown")
    with desk.site.database.transaction() as tx:
        token = sign_ins.begin(tx, desk.cast.people["manager"], "tests")
    page.context.add_cookies([{"name": "raccordo", "value": token, "url": address}])
    page.goto(f"{address}/pratiche/{referral.code}")
    found += looked_at(page, "8-dossier")
    page.context.close()
    assert found == []
    assert desk.cast.stage(referral.id) == "accepted"


def test_a_group_answers_by_keyboard_and_without_scripts(browser: Browser, address: str, desk: Desk) -> None:
    referral, page = sent(desk), page_of(browser, SIZES[1], scripts=False)
    page.goto(address + path(desk, referral))
    page.get_by_role("link", name="Prendi visione").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Confermo: Prendi visione").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Risposta ricevuta")
    page.context.close()
    assert desk.cast.stage(referral.id) == "received"

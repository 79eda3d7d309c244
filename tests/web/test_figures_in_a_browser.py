"""Cifre in a browser: no accessibility fault, no sideways scrolling on a desk and on a phone, charts that print."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from governance import sign_ins
from tests.needs import needed
from tests.web.desk import Desk
from tests.web.test_browser import QUIET, SIZES, faults, page_of
from tests.web.test_figures import decline, send, unmet

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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


@pytest.mark.parametrize("size", SIZES)
def test_the_figures_are_accessible_and_fit(browser: Browser, address: str, desk: Desk, size: tuple[int, int]) -> None:
    for referral in send(desk, 5)[:4]:
        decline(desk, referral, "no_capacity")
    unmet(desk, 3)
    with desk.site.database.transaction() as tx:
        token = sign_ins.begin(tx, desk.cast.people["manager"], "tests")
    page = page_of(browser, size)
    page.context.add_cookies([{"name": "raccordo", "value": token, "url": address}])
    found = []
    for path in ("/cifre", "/cifre?dal=2020-01-01&al=2020-12-31", "/cifre?dal=ieri"):
        answer = page.goto(address + path)
        assert answer and answer.status == 200, path
        found += faults(page)
    page.goto(f"{address}/cifre")
    page.emulate_media(media="print")
    assert page.locator("svg.chart").first.is_visible() and not page.locator(".exports").is_visible()
    page.context.close()
    assert found == []

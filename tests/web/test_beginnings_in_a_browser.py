"""Lists and beginnings in a browser: no accessibility fault, no sideways scrolling, what scripts add as one types."""

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
from tests.cast import LECCO, MONZA
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
    desk.site.app.config["SESSION_COOKIE_SECURE"] = False
    desk.site.app.config["SESSION_COOKIE_NAME"] = "modulo"
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


def paths(desk: Desk) -> list[str]:
    cast = desk.cast
    case = cast.case(desk.site.database.now())
    need = cast.need(case, desk.site.database.now())
    cast.move(cast.referral(need, desk.site.database.now(), "aid").id, "submit", "manager", desk.site.database.now())
    draft = cast.referral(need, desk.site.database.now())
    desk.new_case()
    return [
        "/prese-in-carico", "/prese-in-carico?stato=chiuse", "/prese-in-carico/nuova",
        f"/pratiche/{case.code}/bisogni/nuovo", "/invii", "/invii?vista=bacheca", "/invii?fase=closed",
        "/invii/nuovo", f"/invii/nuovo/{need.code}", f"/invii/nuovo/{need.code}?bozza={draft.code}",
        f"/invii/{draft.code}/controllo", f"/invii/{draft.code}/lettera", "/protocolli", "/protocolli/nuovo",
        f"/enti/{cast.organisations['cooperative']}/servizi",
    ]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_every_list_and_beginning_is_accessible_and_fits(
    browser: Browser, address: str, desk: Desk, size: tuple[int, int]
) -> None:
    opened = paths(desk)
    page = page_of(browser, size)
    enter(page, address, desk, "manager")
    found: list[str] = []
    for number, path in enumerate(opened):
        answer = page.goto(address + path)
        assert answer and answer.status == 200, path
        found += faults(page)
        photograph(page, f"{size[0]}-{number:02d}")
    for path, button in (
        ("/prese-in-carico/nuova", "Apri la presa in carico"),
        ("/protocolli/nuovo", "Registra il protocollo"),
    ):
        page.goto(address + path)
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_selector("#errori:focus")
        found += faults(page)
        photograph(page, f"{size[0]}-faults-{path.split('/')[1]}")
    page.context.close()
    assert found == []


def test_municipalities_are_narrowed_as_one_types(browser: Browser, address: str, desk: Desk) -> None:
    page = page_of(browser, SIZES[0])
    enter(page, address, desk, "manager")
    page.goto(f"{address}/prese-in-carico/nuova")
    page.get_by_label("Cerca il Comune").press_sequentially("mon")
    page.wait_for_selector(f"#campo-municipality option[value='{LECCO}']", state="detached")
    assert page.input_value("#campo-municipality") == MONZA
    page.context.close()


def test_enter_in_a_long_form_means_its_primary_button(browser: Browser, address: str, desk: Desk) -> None:
    page = page_of(browser, SIZES[1], scripts=False)
    enter(page, address, desk, "manager")
    page.goto(f"{address}/prese-in-carico/nuova")
    page.get_by_label("Nome", exact=True).fill("Nadia")
    page.get_by_label("Nome", exact=True).press("Enter")
    assert page.locator(".error-summary").count() == 1 and page.input_value("#campo-given_name_1") == "Nadia"
    page.context.close()


def test_late_is_seen_and_read(browser: Browser, address: str, desk: Desk) -> None:
    desk.cast.sent(desk.site.database.now() - timedelta(days=10))
    page = page_of(browser, SIZES[1])
    enter(page, address, desk, "intake")
    page.goto(f"{address}/invii")
    assert "in ritardo di" in page.inner_text("main .mark-badge.late")
    page.context.close()


def photograph(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)

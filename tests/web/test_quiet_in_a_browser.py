"""Mutes, reports, points for the table and filters in a real browser: accessible, fitting, and by keyboard alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.blocked import declined, sent
from tests.web.desk import Desk
from tests.web.test_beginnings_in_a_browser import PICTURES, address, browser, enter
from tests.web.test_blockages import seated
from tests.web.test_browser import SIZES, faults, page_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["address", "browser"]


@pytest.fixture
def table(desk: Desk) -> Desk:
    """A desk whose network has a table."""
    return seated(desk)


def begun(desk: Desk) -> tuple[str, list[tuple[str, str]]]:
    """A referral that waits for intake, a blockage that was proposed, and the pages about them."""
    now = desk.site.database.now()
    stuck = sent(desk.cast, "Famigliaferma", now)
    declined(desk.cast, stuck, "service_not_provided", now)
    waits = sent(desk.cast, "Famigliainattesa", now)
    muted = {"until": "30/11/2026", "mute_reason": "date_agreed", "key": "k"}
    desk.visit("intake").send(f"/pratiche/{waits.code}/promemoria", muted)
    network = desk.cast.organisations["network"]
    return waits.code, [
        ("intake", f"/pratiche/{waits.code}/promemoria"), ("intake", f"/pratiche/{waits.code}"), ("intake", "/oggi"),
        ("manager", "/promemoria"), ("manager", "/criticita"), ("manager", "/criticita/nuova"),
        ("facilitator", "/criticita/ordine-del-giorno"), ("manager", f"/enti/{network}/regole"),
        ("manager", "/prese-in-carico?area=housing&territorio=lecco&segue=io"), ("manager", "/invii?urgenza=ordinary"),
    ]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_every_one_of_these_pages_is_accessible_and_fits(
    browser: Browser, address: str, table: Desk, size: tuple[int, int]
) -> None:
    _code, paths = begun(table)
    for number, (who, path) in enumerate(paths):
        with page_of(browser, size) as page:
            enter(page, address, table, who)
            answer = page.goto(f"{address}{path}")
            assert answer and answer.status == 200, path
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"quiet-{size[0]}-{number:02}.png", full_page=True)
            assert faults(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path


def test_reminders_are_muted_and_taken_up_again_by_keyboard_alone(browser: Browser, address: str, table: Desk) -> None:
    referral = sent(table.cast, "Famigliatastiera", table.site.database.now())
    with page_of(browser, SIZES[0]) as page:
        enter(page, address, table, "intake")
        page.goto(f"{address}/pratiche/{referral.code}")
        press(page, "Sospendili per un po'")
        page.get_by_label("C'è già una data concordata").focus()
        page.keyboard.press("Space")
        press(page, "Sospendi i promemoria", "button")
        expect(page.get_by_text("Promemoria sospesi fino al", exact=False)).to_be_visible()
        press(page, "Riprendi i promemoria", "button")
        expect(page.get_by_text("Ricevi di nuovo i promemoria di questa pratica.")).to_be_visible()


def press(page: Page, words: str, role: str = "link") -> None:
    """Walk to it by Tab, then press Enter."""
    wanted = page.get_by_role(role, name=words, exact=True).first  # type: ignore[arg-type]
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_load_state()

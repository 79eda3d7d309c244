"""Criticità in a browser: no accessibility fault, no sideways scrolling, and proposed for the table by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web.desk import Desk
from tests.web.test_blockages import seated, three_refusals
from tests.web.test_browser import SIZES, faults, page_of
from tests.web.test_directory_in_a_browser import PICTURES, address, browser, enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["address", "browser"]


def dress(desk: Desk) -> list[str]:
    """Blockages of several weights and stages, and the pages that show them."""
    scene = seated(desk).cast
    many = three_refusals(desk, "outside_area", "ABCD")
    three_refusals(desk, "protocol_missing_or_expired", "E")
    scene.move(desk.dossier(many).id, "propose", "officer")
    scene.move(scene.need(scene.case()).id, "close_unmet", "manager", unmet_reason="no_service")
    return ["/criticita", "/criticita?stato=chiuse", "/criticita?tipo=no_answer", f"/pratiche/{many}",
            f"/pratiche/{many}/act", "/criticita/senza-risposta"]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_blockages_is_accessible_and_fits(
    browser: Browser, address: str, desk: Desk, size: tuple[int, int]
) -> None:
    paths, page = dress(desk), page_of(browser, size)
    enter(page, address, desk, "manager")
    found: list[str] = []
    for number, path in enumerate(paths):
        answer = page.goto(address + path)
        assert answer and answer.status == 200, path
        found += faults(page)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"criticita-{size[0]}-{number:02d}.png", full_page=True)
    page.context.close()
    assert found == []


def test_a_blockage_is_found_and_proposed_by_keyboard(browser: Browser, address: str, desk: Desk) -> None:
    seated(desk)
    three_refusals(desk)
    page = page_of(browser, SIZES[0])
    enter(page, address, desk, "facilitator")
    page.goto(f"{address}/criticita")
    page.focus("main table a")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Mancano posti')")
    page.focus("main textarea")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Proposta per il tavolo")
    page.context.close()

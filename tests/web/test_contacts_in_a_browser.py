"""Contacts in a browser: no accessibility fault, no sideways scrolling, noted by keyboard and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.met import LAKE, encounter, meet, report, team
from tests.web.desk import Desk
from tests.web.test_browser import SIZES, faults, page_of
from tests.web.test_directory_in_a_browser import PICTURES, address, browser, enter
from workflows.contacting import meet_again

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["address", "browser"]


def dress(desk: Desk) -> list[tuple[str, str]]:
    """Contacts of every sort, and who opens which page that shows them."""
    scene, now = desk.cast, desk.site.database.now()
    desk_id = team(scene)
    met, sought, told = (
        meet(scene, desk_id, now),
        meet(scene, desk_id, now, seek=True),
        report(scene, "worker", now=now),
    )
    with scene.database.transaction(now) as tx:
        meet_again(tx, scene.actor(tx, "worker"), met.id, encounter(desk_id, now.date(), LAKE))
    pages = ["/contatti", "/contatti?codice=abc", "/contatti?stato=chiuse", "/contatti/nuovo", "/contatti/segnala"]
    pages += [f"/pratiche/{met.code}", f"/pratiche/{sought.code}", f"/pratiche/{told.code}"]
    pages += [f"/contatti/{met.code}/incontro", f"/contatti/{met.code}/biglietto", f"/pratiche/{met.code}/end"]
    pages += [f"/sportelli/{desk_id}"]
    team(scene, "consortium")
    return [("worker", each) for each in pages] + [
        ("manager", f"/pratiche/{told.code}"),
        ("manager", "/oggi"),
        ("case_head", f"/prese-in-carico/nuova?contatto={meet(scene, desk_id + 1, now, who='case_head').code}"),
    ]


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_contacts_is_accessible_and_fits(
    browser: Browser, address: str, desk: Desk, size: tuple[int, int]
) -> None:
    paths, page, present = dress(desk), page_of(browser, size), ""
    found: list[str] = []
    for number, (who, path) in enumerate(paths):
        if who != present:
            enter(page, address, desk, who)
            present = who
        answer = page.goto(address + path)
        assert answer and answer.status == 200, path
        found += faults(page)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"contatti-{size[0]}-{number:02d}.png", full_page=True)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_is_noted_by_keyboard(browser: Browser, address: str, desk: Desk, scripts: bool) -> None:
    team(desk.cast)
    page = page_of(browser, SIZES[1], scripts)
    enter(page, address, desk, "worker")
    page.goto(f"{address}/contatti")
    page.focus("text=Nuovo contatto")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Nuovo contatto')")
    page.focus("#campo-asked_housing")
    page.keyboard.press("Space")
    page.focus("#campo-languages")
    page.keyboard.type("arabo")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Contatto annotato")
    assert "Abitare" in page.inner_text("main")
    page.context.close()

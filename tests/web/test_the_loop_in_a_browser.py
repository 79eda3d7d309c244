"""The loop's pages in a browser: no accessibility fault and no sideways scrolling, on a phone too."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from governance.services import Service
from tests.looped import accepted, uncovered
from tests.web.desk import Desk
from tests.web.test_beginnings_in_a_browser import PICTURES, address, browser, enter
from tests.web.test_browser import SIZES, faults, page_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["address", "browser"]


def paths(desk: Desk) -> list[tuple[str, str]]:
    """Who opens which page of a loop that stands at every place at once."""
    cast, now = desk.cast, desk.site.database.now()
    need = cast.need(cast.case(now), now)
    first, second = (cast.referral(need, now, each) for each in ("housing", "aid"))
    for each in (first, second):
        cast.move(each.id, "submit", "manager", now)
    accepted(cast, now, first)
    uncovered(cast)
    draft = cast.referral(need, now)
    third = cast.referral(need, now, "aid")
    cast.move(third.id, "ask_exception", "manager", now, exception_reason="only_service")
    with desk.site.database.transaction() as tx:
        tx.get_one(Service, cast.services["aid"]).full_on = tx.now.date()
    return [
        ("manager", f"/pratiche/{need.code}"), ("manager", f"/pratiche/{second.code}"), ("manager", "/oggi"),
        ("manager", f"/pratiche/{second.code}/withdraw"), ("manager", f"/pratiche/{first.code}/withdraw"),
        ("manager", f"/invii/{draft.code}/controllo"), ("manager", f"/pratiche/{draft.code}/ask_exception"),
        ("manager", f"/invii/nuovo/{need.code}"), ("manager", f"/servizi/{cast.services['aid']}"),
        ("officer", "/oggi"), ("officer", f"/pratiche/{third.code}"),
        ("officer", f"/pratiche/{third.code}/grant_exception"),
        ("intake", f"/pratiche/{first.code}/propose_decline"), ("intake", f"/pratiche/{first.code}/reroute"),
        ("manager", f"/enti/{cast.organisations['network']}/regole"),
    ]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_loop_is_accessible_and_fits(
    browser: Browser, address: str, desk: Desk, size: tuple[int, int]
) -> None:
    for number, (who, path) in enumerate(paths(desk)):
        with page_of(browser, size) as page:
            enter(page, address, desk, who)
            answer = page.goto(f"{address}{path}")
            assert answer and answer.status == 200, path
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"loop-{size[0]}-{number:02}.png", full_page=True)
            assert faults(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path

"""In a browser: the words of every pathway's picture stand clear of each other and inside their places."""

import shutil
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.needs import needed
from workflows.compiling import compile_pathway
from workflows.drawing import drawing
from workflows.layout import BOX, MARGIN, WORDS
from workflows.loading import shipped_declarations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLACES = """[...document.querySelectorAll('svg')].map(picture => [...picture.querySelectorAll('text')]
  .map(words => words.getBBox()).map(box => [box.x, box.y, box.width, box.height]))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = needed(shutil.which("chromium"), "Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.mark.parametrize("lang", ["it", "en"])
def test_no_words_of_a_picture_overlap_or_leave_their_place(browser: Browser, lang: str) -> None:
    page = browser.new_page()
    page.set_content("".join(drawing(compile_pathway(each, ""), lang) for each in shipped_declarations()))
    texts = page.evaluate(PLACES)
    page.close()
    assert len(texts) == len(shipped_declarations())
    for picture in texts:
        inside = [(x, y, width, height) for x, y, width, height in picture if x < MARGIN + BOX]
        beside = sorted((y, height, x + width) for x, y, width, height in picture if x > MARGIN + BOX)
        assert all(x >= MARGIN and x + width <= MARGIN + BOX for x, _, width, _ in inside)
        assert max(right for _, _, right in beside) <= MARGIN + BOX + WORDS
        assert all(y + height * 0.8 <= below for (y, height, _), (below, _, _) in pairwise(beside))

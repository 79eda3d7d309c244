"""What only a browser shows: no accessibility fault, no sideways scrolling, fonts, and all of it without scripts."""

import shutil
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.needs import needed
from tests.web.site import PASSWORD, Site

pytestmark = pytest.mark.browser

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
OUTSIDE = ["/accesso", "/nuova-password", "/nuova-password-chiesta", "/nuova-password/scaduto", "/accessibilita"]
INSIDE = ["/enti", "/enti?q=nessuno", "/enti/2", "/enti/nuovo", "/enti/2/modifica", "/enti/1/rappresentanza",
          "/persone", "/persone/3", "/persone/3/modifica", "/enti/2/persone/nuova", "/persone/mandati/3/fine",
          "/profilo", "/enti/importa", "/persone/importa", "/non-esiste"]  # fmt: skip
SIZES = [(1280, 800), (320, 640)]
ROWS = "nome;email;ente;ruolo\nPia Provaprova;pia@prova.example;Cooperativa Molo di Prova;operatore\n=x;no;;boh"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = needed(shutil.which("chromium"), "Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def page_of(browser: Browser, size: tuple[int, int], scripts: bool = True) -> Page:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts)
    return context.new_page()


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/accesso")
    page.fill("#email", "administrator@prova.example")
    page.fill("#password", PASSWORD)
    page.click("main button")


def faults(page: Page) -> list[str]:
    found = [f"{page.url} {each['id']}" for each in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{page.url} scrolls sideways")
    return found


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible_and_fits(browser: Browser, address: str, size: tuple[int, int]) -> None:
    page = page_of(browser, size)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "Content Security" in message.text else None)
    found: list[str] = []
    for path in OUTSIDE:
        page.goto(address + path)
        found += faults(page)
    sign_in(page, address)
    for path in INSIDE:
        page.goto(address + path)
        found += faults(page)
    page.context.close()
    assert found + said == []


@pytest.mark.parametrize("size", SIZES)
def test_forms_that_come_back_are_accessible(browser: Browser, address: str, size: tuple[int, int]) -> None:
    page = page_of(browser, size)
    sign_in(page, address)
    page.goto(f"{address}/enti/nuovo")
    page.fill("#campo-name", "<b>x</b>")
    page.click("main form button")
    found = faults(page)
    assert page.evaluate("document.activeElement.id") == "errori"
    page.goto(f"{address}/persone/importa")
    page.fill("#campo-rows", ROWS)
    page.click("main form button")
    assert "da correggere" in page.inner_text("main")
    assert found + faults(page) == []
    page.context.close()


def test_the_theme_is_really_loaded(browser: Browser, address: str) -> None:
    page = page_of(browser, SIZES[0])
    page.goto(f"{address}/accesso")
    page.wait_for_function("document.fonts.status == 'loaded'")
    fonts = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
    assert any("Titillium" in font for font in fonts)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('main button')).backgroundColor") == "rgb(0, 102, 204)"
    )
    page.context.close()


def test_everything_works_without_scripts(browser: Browser, address: str) -> None:
    page = page_of(browser, SIZES[1], scripts=False)
    sign_in(page, address)
    page.goto(f"{address}/enti/nuovo")
    page.fill("#campo-name", "Ente senza script di Prova")
    page.select_option("#campo-kind", "office")
    page.click("main form button")
    assert page.inner_text("h1") == "Ente senza script di Prova"
    page.click("text=Esci")
    assert "Hai chiuso la sessione" in page.inner_text("main")
    page.context.close()


def test_a_form_typed_in_an_expired_session_comes_back(browser: Browser, address: str, site: Site) -> None:
    page = page_of(browser, SIZES[0])
    sign_in(page, address)
    page.goto(f"{address}/enti/nuovo")
    page.fill("#campo-name", "Ente scritto con calma")
    page.context.clear_cookies(name="raccordo")
    page.click("main form button")
    page.fill("#email", "administrator@prova.example")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.click("main button")
    assert page.input_value("#campo-name") == "Ente scritto con calma"
    page.context.close()


def test_the_whole_form_can_be_sent_by_keyboard(browser: Browser, address: str) -> None:
    page = page_of(browser, SIZES[0])
    page.goto(f"{address}/accesso")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Vai al contenuto"
    page.focus("#email")
    page.keyboard.type("administrator@prova.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accesso" not in url)
    page.context.close()

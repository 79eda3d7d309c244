"""Modelli and Atti in a browser: no accessibility fault at two sizes, progress that changes by itself."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from document_templates.facts.samples import SAMPLES
from document_templates.layout import builtin
from document_templates.webpages import as_webpage
from governance import bulk_jobs, templates
from governance.dossiers import Dossier
from governance.people import Person
from tests.agreed import PARTIES, complete
from tests.databases import copied
from tests.document_templates.making import word_file
from tests.needs import needed
from tests.web.desk import Desk, sit
from tests.web.site import stored
from tests.web.test_browser import QUIET, SIZES, faults, page_of, sign_in
from web.app import create_app
from workflows.issuing.bulk import Order, carry_on, order
from workflows.issuing.by_hand import Issue, issue
from workflows.papers import make_documents

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = needed(shutil.which("chromium"), "Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def desk(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with two versions of a text, a template that waits for approval, and a job nobody has begun."""
    with copied(migrated, tmp_path_factory.mktemp("papers") / "desk") as database:
        made = sit(database)
        complete(made.cast)
        with database.transaction() as tx:
            manager = made.cast.actor(tx, "manager")
            person = tx.get_one(Person, made.cast.people["manager"])
            person.email, person.password = "administrator@prova.example", stored()
            for _time in range(2):
                issue(tx, Issue(made.cast.protocol_id, "protocol_text", manager, reason="Prova."))
            network = made.cast.organisations["network"]
            draft = templates.add_template(tx, manager, network, "accession", word_file("{{ applicant.name }}"))
            templates.propose(tx, manager, draft)
            parties = [made.cast.organisations[name] for name in PARTIES]
            order(tx, manager, Order(made.cast.protocol_id, "accession", parties, reason="Prova."))
        make_documents(database)
        database.settings = replace(database.settings, address="http://127.0.0.1:8000", demo=True)
        made.site.app = create_app(database)
        made.site.app.testing = True
        yield made


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, desk.site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def papers(desk: Desk) -> str:
    with desk.site.database.reading() as tx:
        return f"/pratiche/{tx.get_one(Dossier, desk.cast.protocol_id).code}/atti"


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_documents_is_accessible_and_fits(
    browser: Browser, desk: Desk, address: str, size: tuple[int, int]
) -> None:
    here, party = papers(desk), desk.cast.organisations["group"]
    page, found = page_of(browser, size), []
    sign_in(page, address)
    for path in ("/atti", "/modelli", "/modelli/prova", "/modelli/prova/accession", here, f"{here}/dati",
                 f"{here}/dati/{party}", f"{here}/protocol_text/verifica", f"{here}/insieme", f"{here}/insieme/1",
                 f"{here}/accession/verifica?ente={party}"):  # fmt: skip
        page.goto(address + path)
        assert page.locator("h1").count() == 1
        found += faults(page)
    page.goto(address + here)
    page.click("text=Che cosa è cambiato")
    found += faults(page)
    page.goto(f"{address}/modelli/prova")
    page.click("main form .btn-primary")
    found += faults(page)
    page.context.close()
    assert found == []


def test_progress_changes_by_itself_and_by_reloading(browser: Browser, desk: Desk, address: str) -> None:
    page, plain = page_of(browser, SIZES[0]), page_of(browser, SIZES[0], scripts=False)
    for each in (page, plain):
        sign_in(each, address)
        each.goto(f"{address}{papers(desk)}/insieme/1")
        assert "0 fatti su 4" in each.inner_text("main")
    with desk.site.database.reading() as tx:
        [job] = bulk_jobs.jobs_of(tx, desk.cast.protocol_id)
    assert carry_on(desk.site.database, job.id)
    page.wait_for_selector("text=Finito: 4 fatti", timeout=15_000)
    plain.click("text=Aggiorna la pagina")
    assert "Finito: 4 fatti" in plain.inner_text("main")
    for each in (page, plain):
        each.context.close()


@pytest.mark.parametrize("name", ["good_practice_book", "minutes_publishable", "protocol_text"])
def test_the_web_page_of_a_document_has_no_accessibility_fault(browser: Browser, tmp_path: Path, name: str) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(as_webpage(builtin(name).render(SAMPLES[name])))
    for size in SIZES:
        page = page_of(browser, size)
        page.goto(file.as_uri())
        assert faults(page) == []
        page.close()

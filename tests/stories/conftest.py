"""What stories may ask for: a day on the demonstration's network, with scripts in the browser and without."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from governance.database import Database
from governance.settings import Settings
from tests.mail import MailServer
from tests.needs import needed
from tests.stories.day import PASSWORD, Day
from tests.web.test_browser import QUIET
from web.app import create_app
from web.passwords import hashed
from workflows.samples import load_sample


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, quiet."""
    path = needed(shutil.which("chromium"), "Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def sample(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration's network, as `raccordo demo` loads it."""
    folder = tmp_path_factory.mktemp("samples") / "sample"
    shutil.copytree(migrated, folder)
    database = Database(Settings(folder=folder, demo=True))
    load_sample(database, PASSWORD, hashed)
    database.close()
    return folder


@pytest.fixture(params=[True, False], ids=["with_scripts", "without_scripts"])
def day(
    request: pytest.FixtureRequest, browser: Browser, sample: Path, tmp_path: Path, smtp: MailServer
) -> Iterator[Day]:
    """A day: its own copy of the network, a server on loopback, a mail server."""
    folder = tmp_path / "day"
    shutil.copytree(sample, folder)
    database = Database(Settings(folder=folder, demo=True, smtp=smtp.url))
    server = make_server("127.0.0.1", 0, create_app(database), threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    database.settings = replace(database.settings, address=address)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    today = Day(address, database, smtp, browser, request.param)
    yield today
    today.ends()
    server.shutdown()
    thread.join()
    server.server_close()
    database.close()

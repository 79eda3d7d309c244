"""The scheduler's processes: the real server runs what falls due, comes back when killed, and leaves nobody behind."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings

from governance import sweeps
from governance.database import Database
from governance.settings import Settings
from tests.databases import copied
from tests.mail import free_port
from tests.processes import processes_of
from web.processes import Watch
from web.scheduler import environment_for, scheduler


def wait_until(happened: Callable[[], object], seconds: float, what: str) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, f"{what}: not within {seconds} s"
        time.sleep(0.5)


@pytest.fixture
def installation(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    with copied(migrated, tmp_path / "var") as database:
        yield database


@contextmanager
def kept(watch: Watch) -> Iterator[None]:
    """The watch at work in a thread; at the end it stops and ends everybody."""
    with watch, ThreadPoolExecutor(1) as beside:
        beside.submit(watch.keep, lambda: False)
        try:
            yield
        finally:
            watch.stop()


def sweeps_by_prefect(database: Database) -> int:
    with database.reading() as tx:
        last = sweeps.last_sweep(tx)
    return last.id if last and last.by == "prefect" else 0


@pytest.mark.slow
def test_the_real_server_completes_a_scheduled_run_and_everything_stops(installation: Database) -> None:
    settings = Settings(folder=installation.settings.folder, prefect_port=free_port())
    with kept(Watch(scheduler(settings, every="* * * * *"))):
        wait_until(lambda: sweeps_by_prefect(installation), 300, "one scheduled run")
        with temporary_settings({PREFECT_API_URL: environment_for(settings)["PREFECT_API_URL"]}):
            wait_until(lambda: "COMPLETED" in states(), 30, "a completed run in Prefect's own words")
        [runner] = [pid for pid, words in processes_of(settings.folder).items() if "serve_all" in words]
        os.kill(runner, signal.SIGKILL)
        wait_until(lambda: runner_of(settings.folder) not in (None, runner), 20, "another runner")
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    assert processes_of(settings.folder) == {}


def runner_of(folder: Path) -> int | None:
    return next((pid for pid, words in processes_of(folder).items() if "serve_all" in words), None)


def states() -> set[str]:
    with get_client(sync_client=True) as client:
        return {run.state_type.value for run in client.read_flow_runs() if run.state_type}

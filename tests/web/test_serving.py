"""Serving: one command answers at once, and one signal stops everything it started."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from governance.settings import Settings, environment_of
from tests.mail import free_port
from tests.processes import HERE, processes_of
from web.commands import main
from web.serving import NO_PAGES


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An initialised installation, which the environment names."""
    made = Settings(folder=tmp_path / "var", prefect_port=free_port(), processes=2)
    for name, value in environment_of(made).items():
        monkeypatch.setenv(name, value)
    assert main(["init"]) == 0
    return made


def page_processes(settings: Settings) -> set[int]:
    """Those that answer pages, by number."""
    return {pid for pid, words in processes_of(settings.folder).items() if "web.answering" in words}


def wait_until(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 15
    while not happened():
        assert time.monotonic() < until, "not within 15 s"
        time.sleep(0.1)


class Running:
    """`raccordo up` in a process of its own."""

    def __init__(self, *words: str) -> None:
        self.port, self.begun = free_port(), time.monotonic()
        command = [sys.executable, "-m", "web.commands", "up", "--port", str(self.port), *words]
        self.process = subprocess.Popen(command, cwd=HERE, stderr=subprocess.PIPE)

    def answers_after(self, path: str = "/") -> float:
        """Seconds from the start until a page answered."""
        while time.monotonic() - self.begun < 90:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                    assert answer.status == 200
                    return time.monotonic() - self.begun
            except OSError:
                time.sleep(0.05)
        raise AssertionError("no page within 90 s")

    def status(self, path: str) -> int:
        """How one request is answered."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return int(answer.status)

    def stop(self, number: int) -> tuple[int, float]:
        """The exit code after a signal, and the seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(30)
        return code, time.monotonic() - begun


@pytest.fixture
def started(settings: Settings) -> Iterator[list[Running]]:
    running: list[Running] = []
    yield running
    for each in running:
        each.process.kill()
        each.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_pages_alone_answer_and_stop_at_once(started: list[Running], number: int) -> None:
    started.append(Running("--no-prefect"))
    started[0].answers_after()
    code, seconds = started[0].stop(number)
    assert code == 0 and seconds < 5


@pytest.mark.slow
def test_a_page_process_that_dies_is_started_again_and_the_others_answer_on(
    settings: Settings, started: list[Running]
) -> None:
    started.append(Running("--no-prefect"))
    started[0].answers_after()
    wait_until(lambda: len(page_processes(settings)) == settings.processes)
    killed, *others = page_processes(settings)
    os.kill(killed, signal.SIGKILL)
    statuses = [started[0].status("/accesso") for _ in range(20)]
    wait_until(lambda: len(page_processes(settings) - {killed}) == settings.processes)
    assert statuses == [200] * 20 and others and set(others) < page_processes(settings)


@pytest.mark.slow
def test_pages_alone_go_when_the_one_process_is_killed(settings: Settings, started: list[Running]) -> None:
    started.append(Running("--no-prefect"))
    started[0].answers_after()
    assert page_processes(settings)
    started[0].stop(signal.SIGKILL)
    wait_until(lambda: not page_processes(settings))


@pytest.mark.slow
def test_each_answer_closes_its_connection_so_that_the_next_goes_to_whoever_is_free(started: list[Running]) -> None:
    started.append(Running("--no-prefect"))
    started[0].answers_after()
    connection = HTTPConnection("127.0.0.1", started[0].port, timeout=5)
    connection.request("GET", "/accesso")
    assert connection.getresponse().getheader("Connection") == "close"


@pytest.mark.slow
def test_pages_that_cannot_start_say_so_and_everything_stops(
    settings: Settings, started: list[Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    translations = settings.folder / "translations"
    shutil.rmtree(translations, ignore_errors=True)
    translations.write_text("in the way of the folder")
    started.append(Running("--no-prefect"))
    said = started[0].process.communicate(timeout=30)[1].decode()
    assert started[0].process.returncode == 1 and said.endswith(f"{NO_PAGES}\n")


@pytest.mark.slow
def test_killing_the_one_process_takes_the_others_along(settings: Settings, started: list[Running]) -> None:
    started.append(Running())
    started[0].answers_after()
    time.sleep(3)
    assert len(processes_of(settings.folder)) > 1
    started[0].stop(signal.SIGKILL)
    until = time.monotonic() + 15
    while set(processes_of(settings.folder)) - {os.getpid()} and time.monotonic() < until:
        time.sleep(0.2)
    assert set(processes_of(settings.folder)) <= {os.getpid()}


@pytest.mark.slow
def test_stopping_while_the_scheduler_still_starts_leaves_no_process(
    settings: Settings, started: list[Running]
) -> None:
    started.append(Running())
    started[0].answers_after()
    time.sleep(3)
    assert len(processes_of(settings.folder)) > 1
    code, seconds = started[0].stop(signal.SIGTERM)
    assert code == 0 and seconds < 12
    assert set(processes_of(settings.folder)) <= {os.getpid()}

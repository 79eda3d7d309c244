"""Serving: one command answers at once, and one signal stops everything it started."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.settings import Settings, environment_of
from tests.mail import free_port
from tests.processes import HERE, processes_of
from web.commands import main


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An initialised installation, which the environment names."""
    made = Settings(folder=tmp_path / "var", prefect_port=free_port())
    for name, value in environment_of(made).items():
        monkeypatch.setenv(name, value)
    assert main(["init"]) == 0
    return made


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

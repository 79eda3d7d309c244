"""Real starts: from the command to the sign-in page, on an installation that is initialised, scheduler included."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benches.results import Result
from governance.settings import Settings, environment_of
from tests.mail import free_port
from tests.processes import HERE, processes_of

STARTS, LONGEST = 5, 60.0
UP = [sys.executable, str(HERE / "run"), "raccordo", "up"]


def run() -> Iterator[Result]:
    """The median of five starts with the scheduler, and of five without; then nobody of theirs is left."""
    with TemporaryDirectory() as name:
        settings = Settings(folder=Path(name) / "var", prefect_port=free_port())
        environment = {**os.environ, **environment_of(settings)}
        made = [sys.executable, "-m", "web.commands", "init"]
        subprocess.run(made, env=environment, cwd=HERE, check=True, capture_output=True)
        for what, words in (("", []), (", pages alone", ["--no-prefect"])):
            took = median(started(settings, environment, words) for _ in range(STARTS))
            yield Result(f"sign-in page after the start{what}, median of {STARTS}", took, 3.0, "s", at_most=True)


def started(settings: Settings, environment: dict[str, str], words: list[str]) -> float:
    """Seconds until the sign-in page answers; everything is stopped again."""
    port = free_port()
    began = time.perf_counter()
    with subprocess.Popen([*UP, "--port", str(port), *words], env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            while not answers(f"http://127.0.0.1:{port}/accesso"):
                assert process.poll() is None and time.perf_counter() - began < LONGEST, "it does not start"
                time.sleep(0.01)
            return time.perf_counter() - began
        finally:
            process.terminate()
            process.wait()
            assert processes_of(settings.folder.resolve()) == {}


def answers(address: str) -> bool:
    """Whether the page is there."""
    try:
        with urllib.request.urlopen(address, timeout=LONGEST) as answer:  # noqa: S310 - our own pages
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False

"""The scheduler's processes: Prefect's server and the runner of our flows, kept alive beside the pages."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from governance.settings import Settings, environment_of

HERE = Path(__file__).resolve().parents[1]
STOPPED_WITHIN = 4.0
LONGEST_START = 180.0
PAUSES = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Seconds before a process that died is started again, the first time and later ones."""


class Child:
    """One process in a session of its own and on a leash: it stops with whatever it started, and when we are gone."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self._words, self._environment, self._log = words, environment, log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again once what it left behind is gone; its log is begun anew."""
        self.signal(signal.SIGKILL)
        self.let_go()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, fixed words
                [sys.executable, "-m", "web.leash", *self._words],
                env=self._environment, cwd=HERE, stdin=subprocess.PIPE,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def let_go(self) -> None:
        """Drop our end of the leash, which ends whoever still holds the other."""
        if self._process is not None and self._process.stdin:
            self._process.stdin.close()

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def signal(self, number: int) -> None:
        """Tell its whole session, whoever is left of it."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    @property
    def is_gone(self) -> bool:
        """Whether nobody of its session is left."""
        if self._process is None:
            return True
        self._process.poll()
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return True
        return False


class Scheduler:
    """Server and runner under watch: whichever dies is started again. With a server elsewhere, the runner alone."""

    def __init__(self, settings: Settings, every: str = "*/5 * * * *") -> None:
        folder = settings.folder.resolve() / "prefect"
        folder.mkdir(parents=True, exist_ok=True)
        environment = environment_for(settings)
        self._api = environment["PREFECT_API_URL"]
        server = ["prefect", "server", "start"]
        self._children = [] if settings.prefect_url else [Child(server, environment, folder / "server.log")]
        self._children.append(Child(["workflows.flows:serve_all", every], environment, folder / "runner.log"))
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="scheduler")

    def start(self) -> None:
        """Begin in the background: the pages do not wait for the scheduler."""
        self._thread.start()

    def stop(self) -> None:
        """Stop both, whatever they are doing, and leave no process behind."""
        self._stopping.set()
        self._thread.join()

    def _watch(self) -> None:
        try:
            for child in self._children[:-1]:
                child.start()
            self._wait_for(self._answers, LONGEST_START)
            deaths = 0
            while not self._stopping.wait(1):
                deaths += self._revive(deaths)
        finally:
            self._end()

    def _revive(self, deaths: int) -> int:
        """Start again what died, after a pause that grows with the deaths there were; how many died now."""
        dead = [child for child in self._children if not child.is_alive]
        if dead and deaths:
            self._stopping.wait(PAUSES[min(deaths, len(PAUSES)) - 1])
        for child in dead:
            child.start()
        return len(dead)

    def _end(self) -> None:
        """Ask all to end, then make them."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            for child in self._children:
                child.signal(number)
            until = time.monotonic() + STOPPED_WITHIN
            while not all(child.is_gone for child in self._children) and time.monotonic() < until:
                time.sleep(0.05)
        for child in self._children:
            child.let_go()

    def _wait_for(self, ready: Callable[[], bool], seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopping.is_set() and not ready() and time.monotonic() < until:
            self._stopping.wait(0.5)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self._api}/health", timeout=2) as answer:  # noqa: S310 - our own server
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False


def environment_for(settings: Settings) -> dict[str, str]:
    """What the two processes are told: ours alone, on this machine alone, reporting to nobody."""
    folder = settings.folder.resolve() / "prefect"
    here = f"http://127.0.0.1:{settings.prefect_port}/api"
    said = {
        "PREFECT_HOME": str(folder),
        "PREFECT_PROFILES_PATH": str(folder / "profiles.toml"),
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{folder / 'prefect.sqlite'}",
        "PREFECT_API_URL": settings.prefect_url or here,
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(7 * 24 * 3600),
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PYTHONPATH": str(HERE),
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **environment_of(settings), **said}

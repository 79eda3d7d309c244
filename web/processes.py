"""Processes kept alive: each on a leash, started again when it dies, and none left when we stop or are gone."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType

HERE = Path(__file__).resolve().parents[1]
EVERY = 0.2
STOPPED_WITHIN = 4.0
PAUSES = (0.0, 1.0, 2.0, 5.0, 15.0, 60.0)
"""Seconds before a process that died is started again, by how often it died before and of late."""
LATELY = 600.0


def at_once() -> bool:
    """What needs nothing before it starts."""
    return True


@dataclass(frozen=True)
class Program:
    """What a child runs: a module or a function with its words, once what it comes `after` is there.

    `log` is begun anew at each start; without one it writes where we do. `folder` is where it works, `door` a socket
    that it inherits.
    """

    words: Sequence[str]
    environment: Mapping[str, str]
    log: Path | None = None
    folder: Path | None = None
    door: socket.socket | None = None
    after: Callable[[], bool] = at_once


class Child:
    """One process in a session of its own and on a leash: it stops with whatever it started, and when we are gone."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._deaths: list[float] = []

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def died(self) -> bool:
        """Whether it ended by itself, lately."""
        return bool(self._deaths)

    def tend(self, now: float) -> None:
        """Start it unless it runs; after a death at once, then after a wait that grows with its latest deaths."""
        if self.is_alive:
            return
        if self._process is not None:
            self._let_go()
            self._deaths = [at for at in self._deaths if at > now - LATELY] + [now]
        pause = PAUSES[min(len(self._deaths), len(PAUSES)) - 1] if self._deaths else 0.0
        if (not self._deaths or now >= self._deaths[-1] + pause) and self._program.after():
            self._start()

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

    def let_go(self) -> None:
        """Drop our end of the leash, which ends whoever still holds the other."""
        if self._process is not None and self._process.stdin:
            self._process.stdin.close()

    def _start(self) -> None:
        program = self._program
        with program.log.open("wb") if program.log else nullcontext() as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, fixed words
                [sys.executable, "-m", "web.leash", *program.words],
                env=program.environment, cwd=program.folder, stdin=subprocess.PIPE, start_new_session=True,
                stdout=log, stderr=subprocess.STDOUT if log else None,
                pass_fds=[program.door.fileno()] if program.door else [],
            )  # fmt: skip

    def _let_go(self) -> None:
        """What a dead process left behind goes too."""
        self.signal(signal.SIGKILL)
        self.let_go()
        self._process = None


class Watch:
    """Children kept alive while it lasts; at its end all are asked to end, then made to."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = list(children)
        self._stopping = False

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            for child in self._children:
                child.signal(number)
            until = time.monotonic() + STOPPED_WITHIN
            while not all(child.is_gone for child in self._children) and time.monotonic() < until:
                time.sleep(0.05)
        for child in self._children:
            child.let_go()

    def add(self, children: Sequence[Child]) -> None:
        """Keep these alive too."""
        self._children += children

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Keep them alive no longer; from another thread, or as what answers a signal."""
        self._stopping = True

    def keep(self, until: Callable[[], bool]) -> bool:
        """Keep them alive until something is so, or until `stop`; whether it is so."""
        while not self._stopping:
            for child in self._children:
                child.tend(time.monotonic())
            if until():
                return True
            time.sleep(EVERY)
        return False

"""A process that does what it is told in children of its own, so that each can be killed: `FOLDER DATABASE_URL`.

It reads one order a line (JSON) and answers `pid N` at the child's birth, what the child says, `exit CODE` at its end.
"""

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from governance.database import Database
from governance.settings import Settings
from tests.cast import Cast
from tests.withstand.deeds import DEEDS
from tests.withstand.rounds import keep_moving, rehearse
from tests.withstand.twin import split_commits


class Victims:
    """The tests' side: gives orders, reads what comes back."""

    def __init__(self, process: "subprocess.Popen[str]", scene: Cast) -> None:
        self.process = process
        self.people = {"people": scene.people, "services": scene.services, "organisations": scene.organisations}

    def begin(self, **order: Any) -> int:
        """Start one child; its process id."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({**order, **self.people}) + "\n")
        self.process.stdin.flush()
        return int(self._line().removeprefix("pid "))

    def end(self) -> tuple[int, list[str]]:
        """Wait for the child: its exit code (negative where a signal ended it) and what it said."""
        said: list[str] = []
        while not (line := self._line()).startswith("exit "):
            said.append(line)
        return int(line.removeprefix("exit ")), said

    def run(self, **order: Any) -> int:
        """Start a child and wait for it; its exit code."""
        self.begin(**order)
        return self.end()[0]

    def first_words(self) -> str:
        """What the child says first."""
        return self._line()

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process that makes victims is gone"
        return line.strip()


@contextmanager
def victims(scene: Cast) -> Iterator[Victims]:
    """A process ready for orders on the scene's database; it ends with the block."""
    settings = scene.database.settings
    words = [sys.executable, "-m", "tests.withstand.victims", str(settings.folder), settings.database]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Victims(process, scene)
        assert process.stdin is not None
        process.stdin.close()


def main(folder: str, url: str) -> None:
    """Obey until there are no more orders."""
    database = Database(Settings(folder=Path(folder), database=url))
    rehearsed = False
    for line in sys.stdin:
        order = json.loads(line)
        scene = Cast(database, order["organisations"], order["people"], order["services"])
        if order["deed"] == "rounds" and not rehearsed:
            rehearsed = rehearse(scene, order["dossiers"], order["need"])
        database.close()
        child = os.fork()
        if child == 0:
            _obey(scene, order)
        _, status = os.waitpid(child, 0)
        _say(f"exit {os.waitstatus_to_exitcode(status)}")


def _obey(scene: Cast, order: dict[str, Any]) -> None:
    code = 1
    _say(f"pid {os.getpid()}")
    try:
        os.environ["RACCORDO_FAILPOINT"] = order.get("failpoint", "")
        if order.get("split"):
            split_commits()
        if order["deed"] == "rounds":
            keep_moving(scene, order["dossiers"], order["need"], _say)
        else:
            DEEDS[order["deed"]].do(scene, order["dossier"])
        code = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)


def _say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

"""Serving: the pages answered by several processes behind one door, the scheduler beside them, one stop for all."""

import http.client
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import closing

from governance.errors import RaccordoError
from governance.settings import Settings, environment_of
from web.ports import opened
from web.processes import HERE, Child, Program, Watch

PATIENCE = 2.0
"""Seconds that one look waits for the first page."""
NO_PAGES = "Le pagine non partono: il motivo è scritto qui sopra."


def serve(settings: Settings, host: str, port: int, others: Sequence[Child]) -> int:
    """Answer requests until Ctrl-C or SIGTERM, then stop everything; the others start once a page came.

    This process opens the door and answers nothing itself: it keeps those alive that do.
    """
    with opened(host, port) as door:
        environment = {**os.environ, **environment_of(settings), "PYTHONPATH": str(HERE)}
        program = Program(["web.answering:answer", str(door.fileno())], environment, door=door)
        pages = [Child(program) for _ in range(settings.processes)]
        with Watch(pages) as watch:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, watch.stop)
            if watch.keep(lambda: _answers(host, port) or all(child.died for child in pages)):
                if all(child.died for child in pages):
                    raise RaccordoError(NO_PAGES)
                print(f"Raccordo risponde a {settings.address} (Ctrl-C per fermarlo)", file=sys.stderr, flush=True)
                watch.add(others)
                watch.keep(_for_ever)
    return 0


def _answers(host: str, port: int) -> bool:
    """Whether a page comes, whatever it says."""
    with closing(http.client.HTTPConnection(host, port, timeout=PATIENCE)) as connection:
        try:
            connection.request("HEAD", "/accesso")
            return bool(connection.getresponse().status)
        except (OSError, http.client.HTTPException):
            return False


def _for_ever() -> bool:
    return False

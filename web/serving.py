"""Serving: the pages in this process, the scheduler beside them, one command and one stop."""

import signal
import sys
from types import FrameType

from waitress.server import create_server

from governance.database import Database
from web.app import create_app
from web.processes import Scheduler

THREADS = 8


def serve(database: Database, host: str, port: int, scheduler: Scheduler | None) -> int:
    """Answer requests until Ctrl-C or SIGTERM, then stop everything; the pages never wait for the scheduler."""
    server = create_server(create_app(database), host=host, port=port, threads=THREADS, ident="Raccordo")
    signal.signal(signal.SIGTERM, _end)
    try:
        if scheduler:
            scheduler.start()
        print(f"Raccordo risponde a {database.settings.address} (Ctrl-C per fermarlo)", file=sys.stderr, flush=True)
        server.run()
    except KeyboardInterrupt:
        return 0
    finally:
        server.close()
        if scheduler:
            scheduler.stop()
    return 0


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt

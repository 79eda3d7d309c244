"""Answering: one process of pages, behind a door that it shares with others."""

import signal
import socket
from types import FrameType

from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import WSGITask

from governance.database import Database
from governance.settings import read_settings
from web.app import create_app

THREADS = 4
"""Requests that one process answers at once: one works while others wait for the database or for a slow program."""


class OneAnswer(WSGITask):  # type: ignore[misc]  # waitress has no types
    """A request after whose answer the connection closes.

    Whoever keeps a connection stays with the process that took it, however busy that is; a new one goes to whichever
    process is free. The proxy in front keeps its connections to browsers all the same.
    """

    def build_response_header(self) -> bytes:
        """The head of the answer, which says so."""
        self.set_close_on_finish()
        return bytes(super().build_response_header())


class Caller(HTTPChannel):  # type: ignore[misc]
    """A connection for one answer."""

    task_class = OneAnswer


def answer(handle: str) -> None:
    """Answer whoever comes through the inherited door with this handle, until SIGTERM."""
    signal.signal(signal.SIGTERM, _end)
    database = Database(read_settings())
    with socket.socket(fileno=int(handle)) as door:
        server = create_server(create_app(database), sockets=[door], threads=THREADS, ident="Raccordo")
        server.channel_class = Caller
        try:
            server.run()
        finally:
            database.close()


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt

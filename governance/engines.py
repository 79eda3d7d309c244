"""Engines: how a database is opened, and what its connections remember of who used them."""

import re
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000", "cache_size=-32768")

KEPT, LENT = 5, 10
"""Connections to PostgreSQL that one process keeps, and how many more it may take for a while."""

_LOOKS = re.compile(r"[\s(]*(?:SELECT|BEGIN|WITH(?!.*\b(?:INSERT|UPDATE|DELETE)\b))", re.DOTALL)
_WRITTEN = "written"


def engine_of(url: str) -> Engine:
    """The engine for this address; SQLite's folder is made where it is missing."""
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": 30})
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        address = url.replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(address, pool_size=KEPT, max_overflow=LENT, pool_use_lifo=True)
    event.listen(engine, "before_cursor_execute", _mark)
    return engine


def spare_the_disk(engine: Engine) -> None:
    """For what is thrown away: its rows need not outlive a power cut."""
    event.listen(engine, "connect", lambda connection, entry: connection.execute("PRAGMA synchronous=OFF"))


def forget_writing(connection: Connection) -> None:
    """A transaction begins on this connection: nothing is written yet."""
    connection.info.pop(_WRITTEN, None)


def only_looked(connection: Connection) -> bool:
    """Whether nothing but looking was done on this connection since `forget_writing`."""
    return _WRITTEN not in connection.info


def _mark(connection: Connection, cursor: object, statement: str, *more: object) -> None:
    if not _LOOKS.match(statement):
        connection.info[_WRITTEN] = True


def _prepare_sqlite(connection: Any, entry: ConnectionPoolEntry) -> None:
    """Durable write-ahead log, real foreign keys, 32 MiB of pages kept, and transactions begun by us alone."""
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("purpose") == "reading"
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

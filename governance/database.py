"""The database: one transaction around one use case, the same code on SQLite and PostgreSQL."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    CursorResult,
    Executable,
    Integer,
    MetaData,
    Select,
    Table,
    bindparam,
    event,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapper, ORMExecuteState, Session, mapped_column

from governance.engines import engine_of, forget_writing, only_looked, spare_the_disk
from governance.failpoints import reached
from governance.instants import Instant
from governance.sealing import Vault
from governance.settings import Settings

Json = dict[str, Any]
Noun = TypeVar("Noun")

LOOKED_AT_EVERY = 1.0
"""Seconds for which a process trusts what it last read of the demonstration's clock."""
_MOVED_ON = text("SELECT seconds FROM demo_clocks")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


Identifier = BigInteger().with_variant(Integer(), "sqlite")


class Record(DeclarativeBase):
    """A row of a noun; each noun declares its own in its own module."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this very attribute
        datetime: Instant(),
        Json: JSON().with_variant(JSONB(), "postgresql"),
        int: Identifier,
    }


def table_of(record: type[Record]) -> Table:
    """The table behind a noun, for statements prepared once."""
    return cast(Table, record.__table__)


def key() -> Any:
    """The column of a surrogate key."""
    return mapped_column(Identifier, primary_key=True, autoincrement=True)


class Transaction(Session):
    """What the layers above pass along: rows, the vault that opens sealed values, and the one instant.

    `rehearsal`: the database holds dossiers without facts (a recorded log, a simulation), so that what a move needs
    and asks counts as given, and nothing follows from facts.
    """

    vault: Vault
    now: datetime
    rehearsal: bool

    def get(self, entity: type[Noun] | Mapper[Noun], ident: Any, **ways: Any) -> Noun | None:
        """As SQLAlchemy's, by a statement made once for each noun: that halves what a reading by key costs."""
        plain = isinstance(ident, int) and not any(value for name, value in ways.items() if name != "populate_existing")
        mapper: Any = inspect(entity)
        known = mapper.identity_key_from_primary_key((ident,)) in self.identity_map
        if not plain or (known and not ways.get("populate_existing")):
            return super().get(entity, ident, **ways)
        return self.scalars(_by_key(mapper), {"key": ident}).one_or_none()

    def run(self, statement: Executable, values: Any = None) -> CursorResult[Any]:
        """Execute a prebuilt statement on this connection, after what is still pending."""
        if not self._is_clean():
            self.flush()
        return self.connection().execute(statement, values)


@cache
def _by_key(mapper: Any) -> Select[Any]:
    """One row of a noun by its key."""
    return select(mapper).where(mapper.primary_key[0] == bindparam("key"))


@event.listens_for(Transaction, "do_orm_execute")
def _read_afresh(state: ORMExecuteState) -> None:
    """Statements change rows under the identity map, so a read always brings the present values."""
    if state.is_select and not state.is_column_load and not state.is_relationship_load:
        state.update_execution_options(populate_existing=True)


class Database:
    """Both databases of one installation: the records, and the keys apart from them."""

    def __init__(self, settings: Settings, rehearsal: bool = False) -> None:
        self.settings = settings
        self.rehearsal = rehearsal
        self.engine = engine_of(settings.database_url)
        if rehearsal:
            spare_the_disk(self.engine)
        self.vault = Vault(engine_of(settings.keys_url), settings.master_key_file)
        self.moved_by = timedelta(0)
        self._looked_at = float("-inf")
        self._has_clock = False

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    def now(self) -> datetime:
        """The present instant, moved on by what the demonstration's clock was moved in any process."""
        if self.settings.demo and time.monotonic() > self._looked_at + LOOKED_AT_EVERY:
            self.look_at_the_clock()
        return datetime.now(UTC) + self.moved_by

    def look_at_the_clock(self) -> None:
        """Read by how much the demonstration's clock was moved on; a database without tables has none yet."""
        with self.engine.connect().execution_options(purpose="reading") as connection:
            self._has_clock = self._has_clock or inspect(connection).has_table("demo_clocks")
            if self._has_clock:
                seconds = connection.execute(_MOVED_ON).scalar()
                self.moved_by = timedelta(seconds=seconds or 0)
            connection.commit()
        self._looked_at = time.monotonic()

    @contextmanager
    def transaction(self, now: datetime | None = None) -> Iterator[Transaction]:
        """One use case: everything in it happens, or nothing. On SQLite the writer's turn is taken at once."""
        with self._open(now, "writing") as tx:
            yield tx
            tx.commit()
            reached("after_commit")

    @contextmanager
    def reading(self, now: datetime | None = None) -> Iterator[Transaction]:
        """Look without changing: whatever was written in it is rolled back.

        What only looked is committed: at a rollback the driver forgets the statements that PostgreSQL had planned.
        """
        with self._open(now, "reading") as tx:
            yield tx
            if tx.is_active and tx._is_clean() and only_looked(tx.connection()):
                tx.commit()

    @contextmanager
    def _open(self, now: datetime | None, purpose: str) -> Iterator[Transaction]:
        with (
            self.engine.connect().execution_options(purpose=purpose) as connection,
            Transaction(bind=connection, expire_on_commit=False, autoflush=True) as tx,
        ):
            forget_writing(connection)
            tx.vault = self.vault
            tx.rehearsal = self.rehearsal
            tx.now = now or self.now()
            yield tx

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()
        self.vault.close()

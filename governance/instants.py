"""Instants in the database: aware, in UTC, the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

Processor = Callable[[Any], Any]


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; a naive one is refused.

    On SQLite it is read and written as text here, in one step: a list reads hundreds of them.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:
        """How an instant goes into a statement."""
        return _text_of if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:
        """How an instant comes out of a row."""
        return _read if dialect.name == "sqlite" else _in_utc


def in_utc(value: datetime) -> datetime:
    """The same instant in UTC; ValueError for a naive one."""
    if value.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return value.astimezone(UTC)


def as_text(value: datetime) -> str:
    """The instant as SQLite keeps it; ValueError for a naive one."""
    return in_utc(value).replace(tzinfo=None).isoformat(" ", "microseconds")


def _text_of(value: datetime | None) -> str | None:
    return None if value is None else as_text(value)


def _read(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else in_utc(value)

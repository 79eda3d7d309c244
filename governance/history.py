"""History: one line for each thing done to a dossier, chained by a keyed digest, never rewritten."""

import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, bindparam, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Json, Record, Transaction, key, table_of


class StageChange(Record):
    """A passo compiuto. `answers` holds codes and dates; texts stand sealed apart, here only their digests."""

    __tablename__ = "stage_changes"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)

    id: Mapped[int] = key()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"))
    number: Mapped[int]
    move: Mapped[str] = mapped_column(String(60))
    from_stage: Mapped[str] = mapped_column(String(40))
    to_stage: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    behalf: Mapped[str | None] = mapped_column(String(200))
    channel: Mapped[str] = mapped_column(String(20))
    answers: Mapped[Json]
    version: Mapped[int]
    cause_id: Mapped[int | None] = mapped_column(ForeignKey("stage_changes.id"))
    digest: Mapped[str] = mapped_column(String(64))


class SealedAnswer(Record):
    """The text a person wrote while moving a dossier, sealed with the household's key."""

    __tablename__ = "sealed_answers"

    stage_change_id: Mapped[int] = mapped_column(ForeignKey("stage_changes.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Line(NamedTuple):
    """What a history line says, in the order it is digested."""

    dossier_id: int
    number: int
    move: str
    from_stage: str
    to_stage: str
    at: datetime
    actor_id: int | None
    behalf: str | None
    channel: str
    answers: Mapping[str, Any]
    version: int
    cause_id: int | None


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_lines = table_of(StageChange)
_APPEND = insert(_lines).returning(_lines.c.id)
_SEAL = insert(table_of(SealedAnswer))
_SEALED = select(table_of(SealedAnswer)).where(SealedAnswer.stage_change_id.in_(bindparam("ids", expanding=True)))
_LINES = select(StageChange).where(StageChange.dossier_id == bindparam("dossier_id")).order_by(StageChange.number)
_COUNT = select(func.count()).where(_lines.c.dossier_id == bindparam("dossier_id"), _lines.c.move == bindparam("move"))
_ANSWERS = select(_lines.c.answers).where(
    _lines.c.dossier_id == bindparam("dossier_id"), _lines.c.move == bindparam("move")
)
_MADE_AT = select(func.max(_lines.c.at)).where(
    _lines.c.dossier_id == bindparam("dossier_id"), _lines.c.move == bindparam("move")
)
_MAKER = (
    select(_lines.c.actor_id)
    .where(_lines.c.dossier_id == bindparam("dossier_id"), _lines.c.move == bindparam("move"))
    .order_by(_lines.c.number.desc())
    .limit(1)
)


def digest_of(line: Line, previous: str, chain_key: bytes) -> str:
    """HMAC-SHA256 over the previous digest and the canonical form of the line (hexadecimal)."""
    instant = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    values = [*line[:5], instant, *line[6:9], dict(line.answers), *line[10:]]
    return hmac.digest(chain_key, f"{previous}\n{_CANONICAL.encode(values)}".encode(), "sha256").hex()


def append(tx: Transaction, line: Line, previous: str, texts: Mapping[str, str], household_id: int) -> tuple[int, str]:
    """Write the line after the digest `previous`, its texts sealed; gives its key and digest."""
    shown = {
        **line.answers,
        **{name: text_digest(tx, household_id, line, name, texts[name]) for name in texts},
    }
    line = line._replace(answers=shown)
    digest = digest_of(line, previous, tx.vault.derived("history"))
    line_id = tx.run(_APPEND, {**line._asdict(), "digest": digest}).scalar_one()
    rows = [
        {
            "stage_change_id": line_id,
            "name": name,
            "sealed": tx.vault.seal_text(household_id, text, place_of(line_id, name)),
        }
        for name, text in texts.items()
    ]
    if rows:
        tx.run(_SEAL, rows)
    return line_id, digest


def text_digest(tx: Transaction, household_id: int, line: Line, name: str, text: str) -> Json:
    """What history keeps of a text: a keyed digest that says nothing once the text is erased."""
    salt = f"{household_id}|{line.dossier_id}|{line.number}|{name}|"
    return {"digest": tx.vault.index("answer", salt + text)}


def texts_of(tx: Transaction, lines: Sequence[StageChange], household_id: int) -> dict[int, dict[str, str]]:
    """The texts of several lines, opened, by line key and name."""
    found: dict[int, dict[str, str]] = {}
    for row in tx.run(_SEALED, {"ids": [line.id for line in lines]}):
        text = tx.vault.open_text(household_id, row.sealed, place_of(row.stage_change_id, row.name))
        found.setdefault(row.stage_change_id, {})[row.name] = text
    return found


def lines_of(tx: Transaction, dossier_id: int) -> list[StageChange]:
    """The whole history of a dossier, first line first."""
    return list(tx.scalars(_LINES, {"dossier_id": dossier_id}))


def times_made(tx: Transaction, dossier_id: int, move: str) -> int:
    """How often the move was made over the dossier's life."""
    return int(tx.run(_COUNT, {"dossier_id": dossier_id, "move": move}).scalar_one())


def answers_given(tx: Transaction, dossier_id: int, move: str) -> list[Json]:
    """What was answered, in codes and dates, each time the move was made."""
    return list(tx.run(_ANSWERS, {"dossier_id": dossier_id, "move": move}).scalars())


def last_maker(tx: Transaction, dossier_id: int, move: str) -> int | None:
    """Who last made the move, if a person did."""
    maker: int | None = tx.run(_MAKER, {"dossier_id": dossier_id, "move": move}).scalar()
    return maker


def last_made_at(tx: Transaction, dossier_id: int, move: str) -> datetime | None:
    """When the move was last made, if ever."""
    made: datetime | None = tx.run(_MADE_AT, {"dossier_id": dossier_id, "move": move}).scalar()
    return made


def last_said(tx: Transaction, dossier_id: int, move: str) -> str | None:
    """On whose behalf the move was last made."""
    query = _MAKER.with_only_columns(_lines.c.behalf)
    said: str | None = tx.run(query, {"dossier_id": dossier_id, "move": move}).scalar()
    return said


def place_of(line_id: int, name: str) -> str:
    """The place a text is sealed for."""
    return f"sealed_answers.{name}:{line_id}"

"""The event log: every step of every dossier by case code, without a word that people wrote."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from governance import health
from governance.audit import snapshot
from governance.database import Database, table_of
from governance.dossiers import Dossier
from governance.history import StageChange

_USUAL = {health.NOTE: "note", health.ATTACH: "attach"}
"""The log does not say which notes are about health."""


class Event(NamedTuple):
    """One step. `case` is the dossier's code, `parent` that of the dossier it belongs to; `actor` a person's number."""

    case: str
    parent: str | None
    kind: str
    pathway: str
    version: int
    number: int
    move: str
    source: str
    target: str
    at: datetime
    actor: int | None
    channel: str


def events(database: Database) -> Iterator[Event]:
    """Every step at one instant of the database, by dossier and number, streamed."""
    lines, dossiers = table_of(StageChange), table_of(Dossier)
    parents = dossiers.alias("parents")
    query = (
        select(
            dossiers.c.code, parents.c.code, dossiers.c.kind, dossiers.c.pathway, lines.c.version, lines.c.number,
            lines.c.move, lines.c.from_stage, lines.c.to_stage, lines.c.at, lines.c.actor_id, lines.c.channel,
        )
        .join(dossiers, dossiers.c.id == lines.c.dossier_id)
        .outerjoin(parents, parents.c.id == dossiers.c.parent_id)
        .order_by(lines.c.dossier_id, lines.c.number)
    )  # fmt: skip
    with snapshot(database) as tx:
        for row in tx.run(query.execution_options(yield_per=5000)):
            event = Event(*row)
            yield event._replace(move=_USUAL.get(event.move, event.move))

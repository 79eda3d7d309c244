"""Recordings: the rows of dossiers whose whole life is known already, written in groups, and read back as a trail."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from governance.database import Transaction, table_of
from governance.deadlines import Deadline
from governance.dossiers import Dossier
from governance.history import Line, StageChange
from governance.notices import Notice
from governance.participations import Part, Participation

_dossiers, _parts, _lines = table_of(Dossier), table_of(Participation), table_of(StageChange)
_notices = table_of(Notice)
_CHUNK = 5000


@dataclass(slots=True)
class Standing:
    """A dossier as it stands between two recorded steps: the columns of its row."""

    id: int
    code: str
    kind: str
    pathway: str
    version: int
    stage: str
    since: datetime
    title: str
    grade: str | None
    opened_at: datetime
    open: bool = True
    dates: dict[str, Any] = field(default_factory=dict)
    parent_id: int | None = None
    network_id: int | None = None
    household_id: int = 0
    governed_by_id: int | None = None
    due_at: datetime | None = None
    last_number: int = 0
    last_digest: str = ""


class Written(NamedTuple):
    """One line with the key it takes and its digest."""

    key: int
    line: Line
    digest: str


@dataclass(slots=True)
class Recorded:
    """A dossier at the end of its recording: its row, its parts, its lines and its clocks."""

    standing: Standing
    parts: Sequence[Part]
    lines: Sequence[Written]
    clocks: Sequence[Mapping[str, Any]]
    moved_at: datetime


class Step(NamedTuple):
    """One step of the trail: the key of its line, the dossier's title, the move, the instant, who is said to have
    made it."""

    key: int
    case: str
    move: str
    at: datetime
    by: str | None


def write(tx: Transaction, group: Sequence[Recorded]) -> None:
    """Insert everything of a group, one statement a table."""
    rows = (
        (_dossiers, [{name: getattr(each.standing, name) for name in Standing.__slots__} for each in group]),
        (_parts, [row for each in group for row in _participations(each)]),
        (_lines, [_line(written) for each in group for written in each.lines]),
        (table_of(Deadline), [dict(clock) for each in group for clock in each.clocks]),
    )
    for table, values in rows:
        if values:
            tx.run(insert(table), values)


def trail(tx: Transaction) -> Iterator[Step]:
    """Every step in the order of the keys, streamed."""
    query = (
        select(_lines.c.id, _dossiers.c.title, _lines.c.move, _lines.c.at, _lines.c.behalf)
        .join(_dossiers, _dossiers.c.id == _lines.c.dossier_id)
        .order_by(_lines.c.id)
    )
    for row in tx.run(query.execution_options(yield_per=_CHUNK)):
        yield Step(*row)


def timers_told(tx: Transaction) -> Counter[str]:
    """How often each timer told somebody, however many they were."""
    query = select(_notices.c.name, _notices.c.key).where(_notices.c.what == "timer")
    fired = {(row.name, ":".join(row.key.split(":")[:4])) for row in tx.run(query)}
    return Counter(name for name, _ in fired)


def _line(written: Written) -> dict[str, Any]:
    return {"id": written.key, **written.line._asdict(), "digest": written.digest}


def _participations(recorded: Recorded) -> Iterator[dict[str, Any]]:
    standing = recorded.standing
    for part in recorded.parts:
        yield {
            "dossier_id": standing.id,
            "organisation_id": part.organisation_id,
            "capacity": part.capacity,
            "person_id": part.person_id,
            "reading": part.reading,
            "waiting_role": part.waiting_role,
            "kind": standing.kind,
            "open": standing.open,
            "sort_at": recorded.moved_at,
            "due_at": standing.due_at,
        }

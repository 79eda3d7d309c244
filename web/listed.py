"""Listed dossiers: what a row of a list says, in words; content only to those who may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request, url_for

from governance.actors import Actor
from governance.database import Transaction
from governance.lists import Page as Found
from governance.lists import next_clocks
from governance.organisations import names_of
from governance.participations import Part, parts_of_many
from governance.policy import HEALTH, Permission, permissions_on
from governance.priorities import first_among
from web.lists import Page, page_of, place
from web.texts import locale
from workflows import published

OPEN, CLOSED, ALL = "aperte", "chiuse", "tutte"
STATES = {OPEN: True, CLOSED: False, ALL: None}


@dataclass(frozen=True, slots=True)
class Listed:
    """One row. `title` is empty where the actor may only know that it exists; `owed` says what is due at `due_at`.

    `first`: it comes before the rest by rule, and the actor may know why. `apart`: it is about health, and which
    kind of service it is about is not theirs to know either.
    """

    id: int
    code: str
    address: str
    stage: str
    stage_words: str
    open: bool
    title: str
    owed: str
    due_at: datetime | None
    since: datetime
    grade: str
    apart: bool
    first: bool
    who: dict[str, str]
    dates: dict[str, str]


_Known = tuple[dict[int, str], dict[int, str], set[int]]
"""What a page of rows has in common: names of organisations, the next clock of each, those that come first."""


def listed(tx: Transaction, actor: Actor, rows: Sequence[Any]) -> list[Listed]:
    """The rows of these dossiers, whatever their kind; the same number of queries for one as for fifty."""
    ids = [each.id for each in rows]
    parts = parts_of_many(tx, ids) if ids else {}
    names = names_of(tx, {part.organisation_id for each in parts.values() for part in each})
    known = names, next_clocks(tx, ids), first_among(tx, ids)
    return [_listed(tx, actor, each, parts.get(each.id, []), known) for each in rows]


def _listed(tx: Transaction, actor: Actor, row: Any, parts: Sequence[Part], known: _Known) -> Listed:
    names, clocks, first = known
    pathway = published.pathway(tx, row.pathway, row.version)
    reads = Permission.READ in permissions_on(actor, row.kind, parts)
    timer = pathway.timers.get(clocks.get(row.id, ""))
    return Listed(
        id=row.id,
        code=row.code,
        address=address_of(row.kind, row.code, row.stage),
        stage=row.stage,
        stage_words=pathway.stages[row.stage].label.text(locale()),
        open=row.open,
        title=row.title if reads else "",
        owed=timer.label.text(locale()) if timer and row.due_at else "",
        due_at=row.due_at,
        since=row.since,
        grade=row.grade or "",
        first=reads and row.id in first,
        apart=not reads and any(part.reading == HEALTH for part in parts),
        who={part.capacity: names.get(part.organisation_id, "") for part in parts},
        dates=dict(row.dates),
    )


def address_of(kind: str, code: str, stage: str = "") -> str:
    """Where a dossier is worked on: a draft referral in the steps of sending, everything else on its own page."""
    if kind == "referral" and stage == "draft":
        return url_for("drafts.check", code=code)
    return url_for("dossiers.show", code=code)


def stages_offered(tx: Transaction, kind: str) -> list[tuple[str, str]]:
    """The stages of a kind with their words, to filter by."""
    pathway = published.newest_for(tx, kind, None)
    return [(name, stage.label.text(locale())) for name, stage in pathway.stages.items()]


def after() -> tuple[datetime, int] | None:
    """The cursor in the address; None for the first page, or for one somebody mangled."""
    found = place()
    try:
        moment = datetime.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
    return (moment, found[1]) if found and moment and moment.tzinfo else None


def page_from(found: Found, rows: Sequence[Listed]) -> Page[Listed]:
    """The page with the address of the next one."""
    if found.following is None or not rows:
        return page_of(rows, max(len(rows), 1), lambda each: ("", 0))
    moment, key = found.following
    return page_of([*rows, rows[-1]], len(rows), lambda each: (moment.isoformat(), key))


def chosen(name: str, offered: Sequence[str], usual: str = "") -> str:
    """A filter from the address, if it is one of those offered."""
    value = request.args.get(name, "")
    return value if value in offered else usual

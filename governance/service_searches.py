"""Searches for a service: by need, place, language and free words; the best first, each with what speaks for it."""

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select

from governance.actors import ROME
from governance.areas import kilometres
from governance.covers import Cover, covers_of
from governance.database import Transaction, table_of
from governance.inboxes import InboxClosure, closures_on
from governance.likeness import words_of
from governance.organisations import Organisation, organisations_by_id
from governance.service_index import LOCK, Entry, Index, index_for
from governance.services import Service, services_by_id
from governance.texts import folded

PAGE = 20
SURELY = 0.7
"""How much a service must be like the words to count as meant, and not only as similar."""
NEARBY = (0.5, 10.0, 25.0, 50.0)
"""Kilometres within which two services count as equally near."""
_rows = table_of(Service)
_FULL = select(_rows.c.id).where(or_(_rows.c.taken >= _rows.c.places, _rows.c.full_on.is_not(None)))

Rank = tuple[bool, bool, bool, bool, int, bool, float, str, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: nothing said means anything. `senders` are the organisations that would send."""

    words: str = ""
    categories: frozenset[str] = frozenset()
    municipality: str = ""
    language: str = ""
    senders: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """A service that was found, and why it stands where it stands.

    `kilometres` from the municipality to the organisation's seat; `alike` are its words that are like those typed,
    `surely` whether they are meant and not only similar; `closure` is that of the organisation's inbox.
    """

    service: Service
    organisation: Organisation
    day: date
    cover: Cover | None
    kilometres: float | None
    closure: InboxClosure | None
    alike: tuple[str, ...]
    surely: bool

    @property
    def is_full(self) -> bool:
        """Whether it counts places and none is free."""
        return self.service.free == 0

    @property
    def is_closed(self) -> bool:
        """Whether it takes nobody today: itself, or the whole organisation."""
        return self.closure is not None or self.service.is_closed(self.day)


@dataclass(frozen=True, slots=True)
class Findings:
    """One page of what was found, and how many there are in all."""

    rows: Sequence[Finding]
    total: int


@dataclass(slots=True)
class _Field:
    """What the ranking compares with, read once for a search."""

    wanted: Wanted
    day: date
    covers: Mapping[tuple[str, int], Cover]
    full: Collection[int]
    closed: Collection[int]
    scores: Mapping[int, float]
    away: dict[str, tuple[int, float]] = field(default_factory=dict)

    def rank(self, entry: Entry) -> Rank:
        """Open before closed, meant before similar, then protocol, places, nearness, freshness, distance, name."""
        away = self.away.get(entry.seat)
        if away is None:
            known = _away(self.wanted.municipality, entry.seat, self.day)
            away = self.away[entry.seat] = sum(known > edge for edge in NEARBY), known
        return (
            entry.closed_until >= self.day or entry.organisation_id in self.closed,
            bool(self.scores) and self.scores[entry.id] < SURELY,
            (entry.category, entry.organisation_id) not in self.covers,
            entry.id in self.full,
            away[0],
            entry.fresh_until < self.day,
            away[1],
            entry.name,
            entry.id,
        )


def search(tx: Transaction, wanted: Wanted, start: int = 0, limit: int = PAGE) -> Findings:
    """The services that answer, best first, `limit` of them after `start`; nine queries at most for any number."""
    day = tx.now.astimezone(ROME).date()
    covers = covers_of(tx, wanted.senders, wanted.categories, wanted.municipality, day)
    full = frozenset(row[0] for row in tx.connection().execute(_FULL).fetchall())
    closed = closures_on(tx, day)
    with LOCK:
        index = index_for(tx, day)
        asked = words_of(wanted.words)
        scores, meant = index.words.find(asked) if asked else ({}, frozenset[str]())
        found = _answering(index, wanted, scores if asked else None)
        ranking = _Field(wanted, day, covers, full, closed, scores)
        ranks = heapq.nsmallest(start + limit, map(ranking.rank, found))[start:]
        chosen = [(index.entries[rank[-1]], rank) for rank in ranks]
    services = services_by_id(tx, [entry.id for entry, _ in chosen])
    houses = organisations_by_id(tx, {entry.organisation_id for entry, _ in chosen})
    rows = [
        Finding(
            service=services[entry.id],
            organisation=houses[entry.organisation_id],
            day=day,
            cover=covers.get((entry.category, entry.organisation_id)),
            kilometres=kilometres(wanted.municipality, entry.seat, day),
            closure=closed.get(entry.organisation_id),
            alike=tuple(word for word in entry.words if word in meant),
            surely=not rank[1],
        )
        for entry, rank in chosen
        if entry.id in services
    ]
    return Findings(rows, len(found))


def _answering(index: Index, wanted: Wanted, scores: Mapping[int, float] | None) -> list[Entry]:
    """The entries that fit what was said; `scores` None where no words were."""
    pool = index.entries.values() if scores is None else [index.entries[key] for key in scores]
    place, language, kinds = wanted.municipality, folded(wanted.language), wanted.categories
    return [
        each
        for each in pool
        if (not kinds or each.category in kinds)
        and (not place or each.area is None or place in each.area)
        and (not language or language in each.languages)
    ]


def _away(place: str, seat: str, day: date) -> float:
    """Kilometres for the ranking: where nothing is known, as far as can be; where nothing is asked, nowhere."""
    if not place:
        return 0.0
    known = kilometres(place, seat, day)
    return float("inf") if known is None else known

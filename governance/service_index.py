"""The index of services: what a search compares, kept in memory by each process and brought up to date by stamps.

A table of trigrams was tried on paper first: ten thousand services make some 400,000 rows, and every search would
count tens of thousands of them, at a different cost on each database. In memory a search is a few dictionary look-ups,
the same on both; a change costs reading the rows stamped since.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from threading import RLock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from governance.areas import area_of
from governance.codes import AREAS, CATEGORIES, Code
from governance.database import Transaction, table_of
from governance.likeness import Vocabulary, words_of
from governance.organisations import Organisation
from governance.services import STAMPED, Service, stamp_of
from governance.texts import folded

WEIGHTS = (("description", 0.75), ("area", 0.8), ("organisation", 0.85), ("category", 0.95), ("name", 1.0))
"""How much a word counts by where it stands; the heavier place wins."""
UNKNOWN = Code("", "", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search compares of one service. `area` None: everywhere. Days are the last ones that count."""

    id: int
    organisation_id: int
    category: str
    area: frozenset[str] | None
    seat: str
    languages: frozenset[str]
    words: Mapping[str, float]
    name: str
    fresh_until: date
    closed_until: date


class Index:
    """Every active service of an active organisation, as things stand on one day."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.number = -1
        self.entries: dict[int, Entry] = {}
        self.words = Vocabulary()

    def catch_up(self, tx: Transaction) -> None:
        """Read what was stamped since the last time."""
        number = stamp_of(tx)
        if number == self.number:
            return
        for row in tx.execute(_CHANGED.where(_services.c.stamp > self.number)):
            before = self.entries.pop(row.id, None)
            if before:
                self.words.remove(row.id, before.words)
            if row.active and row.house_active:
                self.entries[row.id] = entry = _entry(row, self.day)
                self.words.add(row.id, entry.words)
        self.number = number


_services, _houses = table_of(Service), table_of(Organisation)
_CHANGED = select(
    _services.c.id, _services.c.organisation_id, _services.c.name, _services.c.description, _services.c.category,
    _services.c.municipalities, _services.c.districts, _services.c.languages, _services.c.active,
    _services.c.closed_until, _services.c.verified_on, _services.c.verify_every, _services.c.doubted_on,
    _houses.c.name.label("house"), _houses.c.seat, _houses.c.active.label("house_active"),
).join_from(_services, _houses, _houses.c.id == _services.c.organisation_id)  # fmt: skip
_kept: WeakKeyDictionary[Engine, Index] = WeakKeyDictionary()
LOCK = RLock()
"""Held while an index is read or brought up to date: it is plain Python, so that two at once would gain nothing."""


def index_for(tx: Transaction, day: date) -> Index:
    """The index of this database on a day, up to date; hold `LOCK` while it is used.

    A transaction that changed services itself gets one of its own: what it wrote may yet be undone.
    """
    if tx.info.get(STAMPED):
        tx.flush()
        own = Index(day)
        own.catch_up(tx)
        return own
    engine = tx.connection().engine
    found = _kept.get(engine)
    if found is None or found.day != day:
        found = _kept[engine] = Index(day)
    found.catch_up(tx)
    return found


def _entry(row: Any, day: date) -> Entry:
    category = CATEGORIES.get(row.category, UNKNOWN)
    area = AREAS.get(category.area, UNKNOWN)
    texts = {
        "name": row.name,
        "organisation": row.house,
        "description": row.description,
        "category": f"{category.it} {category.en}",
        "area": f"{area.it} {area.en}",
    }
    return Entry(
        id=row.id,
        organisation_id=row.organisation_id,
        category=row.category,
        area=area_of(row.municipalities, row.districts, day),
        seat=row.seat or "",
        languages=frozenset(map(folded, row.languages)),
        words={word: weight for place, weight in WEIGHTS for word in words_of(texts[place])},
        name=folded(row.name),
        fresh_until=_fresh_until(row),
        closed_until=row.closed_until or date.min,
    )


def _fresh_until(row: Any) -> date:
    if row.verified_on is None or row.doubted_on is not None:
        return date.min
    last: date = row.verified_on + timedelta(days=row.verify_every)
    return last

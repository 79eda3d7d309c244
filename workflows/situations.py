"""The situation of one move: what requirements, questions and effects may read, and what they leave behind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from governance import dossiers, history, participations
from governance.actors import Actor
from governance.database import Transaction
from governance.participations import Part
from workflows import published
from workflows.attempt import Opening
from workflows.pathway import Pathway, Step

T = TypeVar("T")
BY_LINK = "link"
"""The channel of what an organisation without accounts answers by its one-time link."""


@dataclass(frozen=True, slots=True)
class Following:
    """Something an effect asks for in another dossier, done in the same transaction by the system."""

    dossier_id: int
    move: str
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Situation:
    """One dossier at one instant, one step, one actor. `codes` and `texts` are the answers, read and checked.

    `regraded`: the grade that times its clocks has just changed, so that they are counted anew.
    """

    tx: Transaction
    dossier: Any
    pathway: Pathway
    parts: tuple[Part, ...]
    actor: Actor
    step: Step | None = None
    behalf: str = ""
    channel: str = "web"
    cause_id: int | None = None
    governed_by_id: int | None = None
    regraded: bool = False
    raw: Mapping[str, str] = field(default_factory=dict)
    codes: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    following: list[Following] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    _facts: dict[tuple[Any, int], Any] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The instant of the move."""
        return self.tx.now

    def recall(self, read: Callable[[Transaction, int], T], dossier_id: int | None = None) -> T:
        """The facts of this dossier (or another), read once per move."""
        wanted = (read, self.dossier.id if dossier_id is None else dossier_id)
        if wanted not in self._facts:
            self._facts[wanted] = read(self.tx, wanted[1])
        found: T = self._facts[wanted]
        return found

    def reckon(self, how: Callable[["Situation"], T]) -> T:
        """What is reckoned from the facts of this situation, once per move."""
        wanted = (how, self.dossier.id)
        if wanted not in self._facts:
            self._facts[wanted] = how(self)
        found: T = self._facts[wanted]
        return found

    def regrade(self, grade: str) -> None:
        """Time the dossier by another grade from now on; its running clocks are counted anew with this step."""
        if grade == self.dossier.grade:
            return
        dossiers.regrade(self.tx, self.dossier.id, grade)
        self.dossier = dossiers.read(self.tx, self.dossier.id)
        self.regraded = True

    def times_made(self, move: str) -> int:
        """How often the move was made over the dossier's life."""
        return history.times_made(self.tx, self.dossier.id, move)

    def last_maker(self, move: str) -> int | str | None:
        """Who last made the move: a person's key; in a rehearsal the word the record has for them."""
        read = history.last_said if self.tx.rehearsal else history.last_maker
        return read(self.tx, self.dossier.id, move)

    def forget(self) -> None:
        """Read the facts afresh the next time: an effect changed them."""
        self._facts.clear()

    def part(self, capacity: str) -> Part | None:
        """Who takes part in this capacity, the first if several."""
        return next((part for part in self.parts if part.capacity == capacity), None)

    def organisation_in(self, capacity: str) -> int | None:
        """The organisation that takes part in this capacity."""
        part = self.part(capacity)
        return part.organisation_id if part else None


def situation_of(tx: Transaction, dossier: Any, actor: Actor) -> Situation:
    """The situation of a dossier's row, before any step is chosen."""
    pathway = published.pathway(tx, dossier.pathway, dossier.version)
    parts = participations.parts_of(tx, dossier.id)
    found = Situation(tx, dossier, pathway, parts, actor, governed_by_id=dossier.governed_by_id)
    if actor.link is not None:
        found.behalf, found.channel = actor.link.capacity, BY_LINK
    return found

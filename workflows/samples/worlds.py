"""The world of the demonstration while it is played: who works where, what is offered, what chance decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from governance.actors import Actor, actor_of
from governance.database import Transaction
from governance.errors import NotVisible
from governance.people import Person
from governance.services import Service, services_by_id
from workflows.samples.bodies import SEATS
from workflows.samples.crew import Crew
from workflows.samples.houses import CONSORTIA
from workflows.samples.offers import Offer
from workflows.samples.scenes import words
from workflows.samples.threads import Life, Thread

PUBLIC = 0.3
"""The share of cases that the social services of a municipality follow themselves."""
IN_TOWN = 0.35
"""The share of households that live where the ambito has its seat."""
CLOSEST = 3
"""How much more often a house of the same ambito is chosen than one from beside it."""
OLDEST = 2
"""How often a house of the handwritten scripts is chosen."""
KEPT_FREE = 2
"""Places that stay free for whoever tries the demonstration."""
HANDWRITTEN = ("marta.rete", "sara.rete")
RARELY, OFTEN = 1, 6
"""How often the accounts of the handwritten scripts and their colleagues take a new case."""


@dataclass(slots=True)
class World:
    """Keys of bodies, posts, offers and municipalities; `busy` are those who have cases of their own in the scripts,
    `closed` the services that take nobody for now."""

    bodies: Mapping[str, int]
    crew: Crew
    offers: Sequence[Offer]
    places: Mapping[str, Sequence[str]]
    busy: frozenset[int]
    rng: Random
    closed: set[int] = field(default_factory=set)
    _actors: dict[int, Actor] = field(default_factory=dict)

    def actor(self, tx: Transaction, person_id: int) -> Actor:
        """The person as they act; no mandate of those who do begins or ends in the half year."""
        if person_id not in self._actors:
            self._actors[person_id] = actor_of(tx, tx.get_one(Person, person_id))
        return self._actors[person_id]

    def phrase(self, name: str) -> str:
        """One of the stock of sentences."""
        return self.rng.choice(words(name))

    def place_in(self, district: str) -> str:
        """A municipality of the ambito (ISTAT code), its seat more often."""
        return SEATS[district] if self.rng.random() < IN_TOWN else self.rng.choice(self.places[district])

    def owner_of(self, life: Life) -> tuple[str, int]:
        """Which house follows the household, and who there."""
        own = {each.category for each in self.offers if each.house.startswith("social:")}
        public = self.rng.random() < PUBLIC and not any(thread.category in own for thread in life.threads)
        house = f"social:{life.district}" if public else CONSORTIA[life.district]
        return house, self._one_of(self.crew.at(house, "worker"))

    def colleague_of(self, life: Life) -> int:
        """Somebody else of the same house."""
        return self._one_of([each for each in self.crew.at(life.house, "worker") if each != life.owner_id])

    def manager(self) -> int:
        """One of the managers of the network."""
        return self._one_of(self.crew.at("network", "manager"))

    def offer_for(self, tx: Transaction, life: Life, thread: Thread) -> Offer:
        """A service for the need that was not asked yet, with room unless the plot is about one that is full.

        NotVisible where every door is closed: then nothing is sent.
        """
        open_to = [
            each
            for each in self.offers
            if each.category == thread.category
            and life.district in each.districts
            and each.house != life.house
            and each not in thread.offers
            and each.id not in self.closed
            and each.sender in ("", life.house)
        ]
        if thread.excepted:
            open_to = [each for each in open_to if each.districts[0] == life.district]
        if not open_to:
            raise NotVisible
        known = services_by_id(tx, [each.id for each in open_to])
        room = [each for each in open_to if _spare(known[each.id]) > KEPT_FREE]
        chosen = open_to if thread.plot.kind else room or open_to
        return self.rng.choices(chosen, [_weight(each, life) for each in chosen])[0]

    def _one_of(self, people: Sequence[int]) -> int:
        """One of them; those with work of their own in the scripts more rarely."""
        return self.rng.choices(people, [RARELY if each in self.busy else OFTEN for each in people])[0]


def _spare(service: Service) -> int:
    return KEPT_FREE + 1 if service.free is None else service.free


def _weight(offer: Offer, life: Life) -> float:
    if offer.sender:
        return OLDEST
    return CLOSEST if offer.districts[0] == life.district else 1

"""The invented people whom the demonstration's network serves: names that nobody bears, households of every size."""

from datetime import date
from random import Random

from governance.beneficiaries import Identity
from workflows.samples.scenes import names

LANGUAGES = ("arabo", "francese", "inglese", "ucraino", "tigrino", "urdu", "bengalese", "spagnolo", "wolof", "persiano")
SIZES = (1, 1, 1, 1, 2, 2, 3, 3, 4, 5)
COUPLES = 0.6
"""The share of larger households with two adults."""
ADULT, CHILD = (1962, 2006), (2009, 2025)


def household(rng: Random, number: int) -> list[Identity]:
    """The people of household `number`, the reference person first; no two households share a surname."""
    first, last = names("beginnings"), names("endings")
    surname = first[number % len(first)] + last[number // len(first) % len(last)]
    language, phone = rng.choice(LANGUAGES), f"000 {number:07d}"
    people = [Identity(rng.choice(names("households")), surname, "reference", _born(rng, ADULT), "", phone, language)]
    for place in range(rng.choice(SIZES) - 1):
        adult = place == 0 and rng.random() < COUPLES
        relation, born = ("partner", _born(rng, ADULT)) if adult else ("child", _born(rng, CHILD))
        people.append(Identity(rng.choice(names("households")), surname, relation, born, "", "", language))
    return people


def _born(rng: Random, years: tuple[int, int]) -> str:
    return date(rng.randint(*years), rng.randint(1, 12), rng.randint(1, 28)).isoformat()

"""Municipalities found by a name that is only begun, or typed with a slip."""

from datetime import date
from functools import lru_cache

from governance import territory
from governance.likeness import Vocabulary, words_of
from governance.territory import Municipality
from governance.texts import folded


@lru_cache(maxsize=4)
def _names(day: date) -> Vocabulary:
    made = Vocabulary()
    for each in territory.municipalities(day).values():
        made.add(int(each.istat_code), dict.fromkeys(words_of(each.name), 1.0))
    return made


def places_like(text: str, day: date) -> list[Municipality]:
    """The municipality of that very name (or ISTAT code) alone; else those that begin like it, else those near it."""
    known = territory.municipalities(day)
    if text in known:
        return [known[text]]
    begun = territory.find(text, day)
    same = [each for each in begun if folded(each.name) == folded(text)]
    if same or begun:
        return same or begun
    scores, _ = _names(day).find(words_of(text))
    best = max(scores.values(), default=0.0)
    near = [known[f"{key:06}"] for key, score in scores.items() if score > best - 0.1]
    return sorted(near, key=lambda each: each.name)

"""Words found although they are typed with a slip, another ending or only begun: by the trigrams they share.

Computed here and not by the database, so that SQLite and PostgreSQL find the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from governance.texts import folded

ENOUGH = 0.5
"""Share of common trigrams (Dice's coefficient) from which two words count as near."""
BEGUN, ONE_SLIP, NEAR = 0.95, 0.6, 0.9
SHORT = 7
"""Letters up to which one slip changes so many trigrams that it is looked for by itself."""
LEAST = 3
_SAID_BY_THE_WAY = """
a ad al alla alle ai agli all che con d da dal dalla de dei degli del della delle dell di e ed fra gli i il in l la le
lo nel nella o per su sul tra un una uno
"""
UNSAID = frozenset(_SAID_BY_THE_WAY.split())


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words that carry the meaning of a text, folded, each once."""
    return tuple(dict.fromkeys(each for each in folded(text).split() if each not in UNSAID))


def trigrams(word: str) -> set[str]:
    """Every three letters in a row, the beginning counting more than the end: two spaces before, one behind."""
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _slips(word: str) -> set[str]:
    """A short word as it is and without each of its letters: two that share one are a slip apart."""
    if not LEAST <= len(word) <= SHORT:
        return set()
    return {f"-{word}", *(f"-{word[:at]}{word[at + 1 :]}" for at in range(len(word)))}


class Vocabulary:
    """The words of many things, each word with the keys of the things it stands in and how much it weighs there."""

    def __init__(self) -> None:
        self._keys: dict[str, dict[int, float]] = {}
        self._marks: dict[str, set[str]] = {}
        self._sizes: dict[str, int] = {}

    def add(self, key: int, words: Mapping[str, float]) -> None:
        """Note the words of one thing with their weights, from 0 to 1."""
        for word, weight in words.items():
            if word not in self._keys:
                self._learn(word)
            self._keys[word][key] = weight

    def remove(self, key: int, words: Iterable[str]) -> None:
        """Forget where these words stand in one thing."""
        for word in words:
            self._keys[word].pop(key, None)

    def like(self, word: str) -> dict[str, float]:
        """The known words like this one, with how much: 1 is the very same."""
        own = trigrams(word)
        common = Counter(known for mark in own for known in self._marks.get(mark, ()))
        found = {known: ONE_SLIP for slip in _slips(word) for known in self._marks.get(slip, ())}
        for known, shared in common.items():
            alike = NEAR * 2 * shared / (len(own) + self._sizes[known])
            if alike >= NEAR * ENOUGH:
                found[known] = max(found.get(known, 0.0), alike)
            if len(word) >= LEAST and known.startswith(word):
                found[known] = BEGUN
        if word in self._keys:
            found[word] = 1.0
        return found

    def find(self, words: Iterable[str]) -> tuple[dict[int, float], frozenset[str]]:
        """The keys of what holds something like every one of these words, with how much; and the words it was.

        A thing is as much like them as the least likely of them.
        """
        scores: dict[int, float] | None = None
        meant: set[str] = set()
        for word in words:
            near = self.like(word)
            meant |= near.keys()
            best = self._best(near)
            if scores is None:
                scores = best
            else:
                scores = {key: min(score, best[key]) for key, score in scores.items() if key in best}
        return scores or {}, frozenset(meant)

    def _best(self, near: Mapping[str, float]) -> dict[int, float]:
        best: dict[int, float] = {}
        for known, alike in sorted(near.items(), key=lambda pair: pair[1]):
            for key, weight in self._keys[known].items():
                score = alike * weight
                if score > best.get(key, 0.0):
                    best[key] = score
        return best

    def _learn(self, word: str) -> None:
        own = trigrams(word)
        self._keys[word], self._sizes[word] = {}, len(own)
        for mark in own | _slips(word):
            self._marks.setdefault(mark, set()).add(word)

"""Where everything stands in a pathway's picture: one stage below the other, the arrows at their right.

Every stage that arrows lead to has a lane of its own, which they join and which enters it at its top; what an arrow
is called stands on it, beside the box it leaves. So no arrow crosses a box or a word, however many there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

BOX, WORDS, LANE = 150, 280, 12
"""How wide are boxes, the words beside them, and each lane."""
MARGIN, GAP = 10, 8
ARRIVAL, FIRST, NEXT, LINE = 8, 27, 17, 13
"""From a box's top to the arrow that enters; to the first that leaves; from each to the next; from line to line."""
LOWEST, CHARACTERS, NAME_CHARACTERS = 30, 40, 20
Pair = tuple[str, str]
Line = tuple[float, str]
"""The height of a line of words, and the line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A stage's place: its box, the height at which the arrow to each other stage leaves it, the words beside it.

    `aside` are the words that stand on no arrow.
    """

    top: float
    height: float
    exits: Mapping[str, float]
    words: Sequence[Line]
    aside: Sequence[Line]

    @property
    def arrival(self) -> float:
        """The height at which arrows enter."""
        return self.top + ARRIVAL


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows, the lane that leads to each stage (from the left), and the whole picture's size."""

    rows: Mapping[str, Row]
    lanes: Mapping[str, float]
    width: float
    height: float


def layout(names: Mapping[str, Sequence[str]], arrows: Mapping[Pair, str], aside: Mapping[str, str]) -> Layout:
    """Place stages, given in their order with the lines of their names; `aside` is said below a stage's arrows."""
    rows: dict[str, Row] = {}
    top: float = MARGIN
    for stage, lines in names.items():
        leaving = {end: words for (start, end), words in arrows.items() if start == stage}
        rows[stage] = _row(top, len(lines), leaving, aside.get(stage, ""))
        top += rows[stage].height + GAP
    lanes = _lanes(rows, arrows)
    first = MARGIN + BOX + WORDS + LANE
    places = {stage: float(first + lane * LANE) for stage, lane in lanes.items()}
    return Layout(rows, places, max(places.values(), default=first) + MARGIN, top - GAP + MARGIN)


def _row(top: float, lines: int, leaving: Mapping[str, str], aside: str) -> Row:
    exits: dict[str, float] = {}
    words: list[Line] = []
    below = top + FIRST - NEXT
    for end, said in leaving.items():
        wrapped = wrap(said, CHARACTERS)
        exits[end] = below + NEXT + LINE * (len(wrapped) - 1)
        words += _upwards(exits[end] - 5, wrapped)
        below = exits[end]
    besides = wrap(aside, CHARACTERS)
    below += LINE * len(besides) + (1 if besides else 0)
    return Row(top, max(LOWEST, below - top + 7, 16 * lines + 8), exits, words, list(_upwards(below, besides)))


def _upwards(lowest: float, lines: Sequence[str]) -> Iterator[Line]:
    """Lines of words, the last one at that height."""
    for back, line in enumerate(reversed(lines)):
        yield lowest - LINE * back, line


def _lanes(rows: Mapping[str, Row], arrows: Mapping[Pair, str]) -> Mapping[str, int]:
    """The lane of each stage that arrows lead to: short ones nearest, and none shared where they would meet."""
    heights: dict[str, list[float]] = {}
    for start, end in arrows:
        heights.setdefault(end, [rows[end].arrival]).append(rows[start].exits[end])
    spans = {end: (min(found), max(found)) for end, found in heights.items()}
    lanes: list[list[tuple[float, float]]] = []
    found: dict[str, int] = {}
    for end in sorted(spans, key=lambda each: spans[each][1] - spans[each][0]):
        low, high = spans[end]
        free = (n for n, taken in enumerate(lanes) if all(high + 4 < start or stop + 4 < low for start, stop in taken))
        found[end] = next(free, len(lanes))
        if found[end] == len(lanes):
            lanes.append([])
        lanes[found[end]].append(spans[end])
    return found

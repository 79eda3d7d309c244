"""A pathway's picture as an accessible SVG: no script, no style sheet, readable when printed in black and white."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from workflows.layout import Place, places
from workflows.mermaid import arrows
from workflows.pathway import Pathway
from workflows.vocabulary import NEW

WIDTH, HEIGHT = 150, 52
ACROSS, DOWN = 220, 84
MARGIN = 40
LINE = 16
Point = tuple[float, float]
_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Percorso: {0}", "Pathway: {0}"),
    "new": ("Inizio", "Beginning"),
    "here": ("è qui", "it is here"),
    "walked": ("passata", "walked"),
    "leads": ("{0} porta a {1} con: {2}.", "{0} leads to {1} by: {2}."),
    "ends": ("{0} non porta oltre.", "{0} leads no further."),
}


@dataclass(frozen=True)
class _Picture:
    pathway: Pathway
    lang: str
    current: str | None
    walked: Sequence[str]
    places: Mapping[str, Place]
    arrows: Mapping[tuple[str, str], tuple[str, ...]]

    @property
    def taken(self) -> frozenset[tuple[str, str]]:
        return frozenset(zip((NEW, *self.walked), self.walked, strict=False))

    def say(self, key: str, *parts: str) -> str:
        return _WORDS[key][self.lang == "en"].format(*parts)

    def name(self, stage: str) -> str:
        return self.say("new") if stage == NEW else self.pathway.stages[stage].label.text(self.lang)

    def corner(self, stage: str) -> tuple[float, float]:
        column, row = self.places[stage]
        return MARGIN + column * ACROSS, 2 * MARGIN + row * DOWN


def drawing(pathway: Pathway, lang: str = "it", current: str | None = None, walked: Sequence[str] = ()) -> str:
    """The picture, with the stage a dossier stands in and the stages it walked through, in their order, marked.

    The description says in words what the drawing shows; marks do not rest on colour alone.
    """
    between = arrows(pathway, lang)
    picture = _Picture(pathway, lang, current, walked, places(pathway, between), between)
    right = max(column for column, _ in picture.places.values()) * ACROSS + WIDTH + 2 * MARGIN
    bottom = max(row for _, row in picture.places.values()) * DOWN + HEIGHT + 4 * MARGIN
    name = f"picture-{pathway.name}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right:g} {bottom:g}" role="img" '
        f'aria-labelledby="{name}-title {name}-description" font-family="sans-serif" font-size="13">',
        f'<title id="{name}-title">{escape(picture.say("title", pathway.label.text(lang)))}</title>',
        f'<desc id="{name}-description">{escape(" ".join(_described(picture)))}</desc>',
        f'<defs><marker id="{name}-head" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" '
        'markerWidth="10" markerHeight="10" orient="auto-start-reverse">'
        '<path d="M0 0L10 5L0 10z" fill="#17324d"/></marker></defs>',
        *(_arrow(picture, pair, f"{name}-head") for pair in sorted(between, key=picture.taken.__contains__)),
        *(_box(picture, stage) for stage in picture.places),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _described(picture: _Picture) -> Iterator[str]:
    if picture.current:
        yield f"{picture.name(picture.current)}: {picture.say('here')}."
    for stage in picture.places:
        ends = [(end, labels) for (start, end), labels in picture.arrows.items() if start == stage]
        for end, labels in ends:
            yield picture.say("leads", picture.name(stage), picture.name(end), ", ".join(labels))
        if not ends:
            yield picture.say("ends", picture.name(stage))


def _arrow(picture: _Picture, pair: tuple[str, str], head: str) -> str:
    stroke = 'stroke="#17324d" stroke-width="3.5"' if pair in picture.taken else 'stroke="#5b6f82" stroke-width="1.2"'
    label = escape(f"{picture.name(pair[0])} → {picture.name(pair[1])}: {', '.join(picture.arrows[pair])}")
    return (
        f'<path d="{_curve(picture, *pair)}" fill="none" {stroke} marker-end="url(#{head})">'
        f"<title>{label}</title></path>"
    )


def _curve(picture: _Picture, start: str, end: str) -> str:
    """Forward from side to side; within a column round the right; backward over the top."""
    (x1, y1), (x2, y2) = picture.corner(start), picture.corner(end)
    from_middle, to_middle = y1 + HEIGHT / 2, y2 + HEIGHT / 2
    right = x1 + WIDTH
    if x2 > x1:
        bend = (x2 - right) / 2
        return _bezier((right, from_middle), (right + bend, from_middle), (x2 - bend, to_middle), (x2, to_middle))
    if x2 == x1:
        out = right + 30 + abs(y2 - y1) / 12
        slant = 8 if y2 < y1 else -8
        low, high = from_middle + slant, to_middle - slant
        return _bezier((right, low), (out, low), (out, high), (right, high))
    top = min(y1, y2) - 30
    left, back = x1 + WIDTH / 3, x2 + 2 * WIDTH / 3
    return _bezier((left, y1), (left, top), (back, top), (back, y2))


def _bezier(start: Point, leaving: Point, arriving: Point, end: Point) -> str:
    return f"M{start[0]:g} {start[1]:g}C" + " ".join(f"{x:g} {y:g}" for x, y in (leaving, arriving, end))


def _box(picture: _Picture, stage: str) -> str:
    x, y = picture.corner(stage)
    here, been = stage == picture.current, stage in picture.walked
    entry = picture.pathway.stages.get(stage)
    rounded = 26 if entry is None or entry.final else 6
    fill = "#d9e6f2" if here or been else "#ffffff"
    dashes = ' stroke-dasharray="6 4"' if entry is not None and entry.rests else ""
    lines = wrap(picture.name(stage), 20)[:3]
    if here or been:
        lines.append(f"({picture.say('here' if here else 'walked')})")
    first = y + HEIGHT / 2 - (len(lines) - 1) * LINE / 2 + 4
    rows = "".join(
        f'<tspan x="{x + WIDTH / 2:g}" y="{first + row * LINE:g}">{escape(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    return (
        f'<g><rect x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="{rounded}" fill="{fill}" '
        f'stroke="#17324d" stroke-width="{4 if here else 1.5}"{dashes}/>'
        f'<text text-anchor="middle" fill="#17324d">{rows}</text></g>'
    )

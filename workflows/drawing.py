"""A pathway's picture as an accessible SVG: no script, no style sheet, readable when printed in black and white."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from workflows.layout import BOX, MARGIN, NAME_CHARACTERS, Layout, Pair, layout
from workflows.mermaid import arrows
from workflows.pathway import Pathway
from workflows.vocabulary import NEW

LINE, TURN = 16, 6
COMMON_END = 3
"""An end that so many stages lead to is named beside each of them: its arrows would hide all the others."""
DARK, QUIET, WALKED = "#17324d", "#5b6f82", "#d9e6f2"
_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Percorso: {0}", "Pathway: {0}"),
    "new": ("Inizio", "Beginning"),
    "here": ("è qui", "it is here"),
    "walked": ("passata", "walked"),
    "way": ("Strada fatta: {0}.", "Way walked: {0}."),
    "leads": ("{0} porta a {1} con: {2}.", "{0} leads to {1} by: {2}."),
    "ends": ("{0} non porta oltre.", "{0} leads no further."),
    "may_end": ("Può anche finire come: {0}", "May also end as: {0}"),
}


@dataclass(frozen=True)
class _Picture:
    pathway: Pathway
    lang: str
    current: str | None
    walked: Sequence[str]

    @property
    def stages(self) -> tuple[str, ...]:
        """Open stages as the file has them, then where the pathway ends."""
        stages = self.pathway.stages
        return (NEW, *sorted(stages, key=lambda each: stages[each].final))

    @property
    def taken(self) -> frozenset[Pair]:
        return frozenset(zip((NEW, *self.walked), self.walked, strict=False))

    def say(self, key: str, *parts: str) -> str:
        return _WORDS[key][self.lang == "en"].format(*parts)

    def name(self, stage: str) -> str:
        return self.say("new") if stage == NEW else self.pathway.stages[stage].label.text(self.lang)

    def lines(self, stage: str) -> list[str]:
        mark = "here" if stage == self.current else "walked" if stage in self.walked else ""
        return [*wrap(self.name(stage), NAME_CHARACTERS)[:3], *([f"({self.say(mark)})"] if mark else ())]

    def drawn(self, between: Mapping[Pair, Sequence[str]]) -> dict[Pair, str]:
        """The words of each arrow that is drawn: not those into a common end, unless they were taken."""
        ends = [end for _, end in between]
        stages, taken = self.pathway.stages, self.taken
        return {
            pair: ", ".join(between[pair])
            for pair in between
            if pair in taken or not stages[pair[1]].final or ends.count(pair[1]) < COMMON_END
        }

    def aside(self, pairs: Sequence[Pair]) -> dict[str, str]:
        """The common ends of each stage in words."""
        return {
            stage: self.say("may_end", ", ".join(self.name(end) for start, end in pairs if start == stage))
            for stage, _ in pairs
        }


def drawing(pathway: Pathway, lang: str = "it", current: str | None = None, walked: Sequence[str] = ()) -> str:
    """The picture, with the stage a dossier stands in and the stages it walked through, in their order, marked.

    The description says in words what the drawing shows; marks do not rest on colour alone.
    """
    picture, between = _Picture(pathway, lang, current, walked), arrows(pathway, lang)
    drawn = picture.drawn(between)
    aside = picture.aside([pair for pair in between if pair not in drawn])
    where = layout({stage: picture.lines(stage) for stage in picture.stages}, drawn, aside)
    name = f"picture-{pathway.name}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {where.width:g} {where.height:g}" role="img" '
        f'aria-labelledby="{name}-title {name}-description" font-family="sans-serif" font-size="12" fill="{DARK}">',
        f'<title id="{name}-title">{escape(picture.say("title", pathway.label.text(lang)))}</title>',
        f'<desc id="{name}-description">{escape(" ".join(_described(picture, between)))}</desc>',
        f'<defs><marker id="{name}-head" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" '
        f'markerWidth="10" markerHeight="10" orient="auto"><path d="M0 0L10 5L0 10z" fill="{DARK}"/></marker></defs>',
        *(_arrow(picture, where, pair, drawn[pair]) for pair in sorted(drawn, key=picture.taken.__contains__)),
        *(_box(picture, where, stage) for stage in picture.stages),
        *_beside(where),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _described(picture: _Picture, between: Mapping[Pair, Sequence[str]]) -> Iterator[str]:
    if picture.current:
        yield f"{picture.name(picture.current)}: {picture.say('here')}."
    if picture.walked:
        yield picture.say("way", ", ".join(map(picture.name, picture.walked)))
    for stage in picture.stages:
        ends = [(end, words) for (start, end), words in between.items() if start == stage]
        for end, words in ends:
            yield picture.say("leads", picture.name(stage), picture.name(end), ", ".join(words))
        if not ends:
            yield picture.say("ends", picture.name(stage))


def _arrow(picture: _Picture, where: Layout, pair: Pair, words: str) -> str:
    taken = pair in picture.taken
    stroke = f'stroke="{DARK if taken else QUIET}" stroke-width="{3.5 if taken else 1.2}"'
    said = escape(f"{picture.name(pair[0])} → {picture.name(pair[1])}: {words}")
    return (
        f'<path d="{_line(where, *pair)}" fill="none" {stroke} marker-end="url(#picture-{picture.pathway.name}-head)">'
        f"<title>{said}</title></path>"
    )


def _line(where: Layout, start: str, end: str) -> str:
    """Out of the box to the lane of the stage it leads to, along it with rounded corners, and back into that box."""
    leaving, arriving = where.rows[start].exits[end], where.rows[end].arrival
    right, lane = MARGIN + BOX, where.lanes[end]
    turn = TURN if arriving > leaving else -TURN
    return (
        f"M{right:g} {leaving:g}H{lane - TURN:g}Q{lane:g} {leaving:g} {lane:g} {leaving + turn:g}"
        f"V{arriving - turn:g}Q{lane:g} {arriving:g} {lane - TURN:g} {arriving:g}H{right + 1:g}"
    )


def _box(picture: _Picture, where: Layout, stage: str) -> str:
    row, here = where.rows[stage], stage == picture.current
    entry = picture.pathway.stages.get(stage)
    rounded = 15 if entry is None or entry.final else 5
    fill = WALKED if here or stage in picture.walked else "#ffffff"
    dashes = ' stroke-dasharray="6 4"' if entry is not None and entry.rests else ""
    lines = picture.lines(stage)
    first = row.top + row.height / 2 - (len(lines) - 1) * LINE / 2 + 4
    spans = "".join(
        f'<tspan x="{MARGIN + BOX / 2:g}" y="{first + at * LINE:g}">{escape(line)}</tspan>'
        for at, line in enumerate(lines)
    )
    return (
        f'<g><rect x="{MARGIN}" y="{row.top:g}" width="{BOX}" height="{row.height:g}" rx="{rounded}" fill="{fill}" '
        f'stroke="{DARK}" stroke-width="{4 if here else 1.5}"{dashes}/>'
        f'<text text-anchor="middle" font-size="13">{spans}</text></g>'
    )


def _beside(where: Layout) -> Iterator[str]:
    """The words of arrows and of common ends, at the right of their boxes."""
    for row in where.rows.values():
        for lines, manner in ((row.words, ""), (row.aside, ' font-style="italic"')):
            for height, line in lines:
                yield f'<text x="{MARGIN + BOX + 10}" y="{height:g}"{manner}>{escape(line)}</text>'

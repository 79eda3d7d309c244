"""A pathway's picture as mermaid text."""

from collections.abc import Iterator, Mapping

from workflows.pathway import Pathway
from workflows.vocabulary import NEW

_SPECIAL = frozenset('"#;:<>{}[]()|\\`&%')


def mermaid(pathway: Pathway, lang: str = "it") -> str:
    """A `stateDiagram-v2` of the stages and of the moves that lead from one to another."""
    lines = ["stateDiagram-v2", f"  accTitle: {_text(pathway.label.text(lang))}"]
    for stage in pathway.stages.values():
        lines.append(f'  state "{_text(stage.label.text(lang))}" as s_{stage.name}')
    for (start, end), labels in arrows(pathway, lang).items():
        origin = "[*]" if start == NEW else f"s_{start}"
        lines.append(f"  {origin} --> s_{end}: {_text(', '.join(labels))}")
    lines += [f"  s_{stage.name} --> [*]" for stage in pathway.stages.values() if stage.final]
    return "\n".join(lines) + "\n"


def arrows(pathway: Pathway, lang: str = "it") -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The labels of the moves between each pair of stages, `new` among the origins."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for (start, end), label in _moves(pathway, lang):
        found[start, end] = (*found.get((start, end), ()), label)
    return found


def _moves(pathway: Pathway, lang: str) -> Iterator[tuple[tuple[str, str], str]]:
    for stage in (NEW, *pathway.stages):
        for step in pathway.offered[stage]:
            if not step.stays:
                yield (stage, step.to_stage), step.label.text(lang)


def _text(words: str) -> str:
    return "".join(f"#{ord(sign)};" if sign in _SPECIAL else sign for sign in words)

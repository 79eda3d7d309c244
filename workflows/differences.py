"""What a variant says otherwise than its base, so that who checks it reads that first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workflows.pathway import Pathway, Table
from workflows.reading import reading

_SAID: Mapping[str, tuple[str, str]] = {
    "head": ("Che cosa cambia rispetto a «{0}»", "What changes from «{0}»"),
    "called": ("«{0}» qui si chiama «{1}».", "«{0}» is called «{1}» here."),
    "nothing": ("Nulla, tranne il nome.", "Nothing but the name."),
}


def differences(variant: Pathway, base: Pathway, labels: Mapping[str, str], lang: str = "it") -> list[str]:
    """A paragraph: what has other words, then each line of the reading that the base does not have, where it stands."""
    named = _SAID["head"][lang == "en"].format(base.label.text(lang))
    found = [*_renamed(variant, base, lang), *_changed(variant, base, labels, lang)]
    return [named, *(found or [f"  {_SAID['nothing'][lang == 'en']}"])]


def _renamed(variant: Pathway, base: Pathway, lang: str) -> Iterator[str]:
    pairs = [
        *((stage.label, variant.stages[name].label) for name, stage in base.stages.items()),
        *((step.label, variant.steps[place].label) for place, step in base.steps.items()),
        *((timer.label, variant.timers[name].label) for name, timer in base.timers.items()),
    ]
    for before, after in dict.fromkeys((old.text(lang), new.text(lang)) for old, new in pairs):
        if before != after:
            yield f"  {_SAID['called'][lang == 'en'].format(before, after)}"


def _changed(variant: Pathway, base: Pathway, labels: Mapping[str, str], lang: str) -> Iterator[str]:
    """The lines that are new, under the stage, the step and the list they belong to."""
    ours, theirs = (reading(each, labels, lang) for each in (variant, _relabelled(base, variant)))
    there, said = set(_placed(theirs)), set[str]()
    for *place, line in _placed(ours[ours.index("") :]):
        if (*place, line) in there:
            continue
        yield from (f"  {each}" for each in place if each and each not in said)
        said = {*place, line}
        yield f"  {line}"


def _placed(lines: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Each line after its stage, its step or clock, and its list."""
    stage = step = items = ""
    for line in lines:
        if not line.startswith(" "):
            stage, step, items = line, "", ""
        elif line.startswith("  - "):
            step, items = line, ""
            yield stage, "", "", line
        elif line.endswith(":"):
            items = line if line.startswith("      ") else ""
        else:
            items = items if line.startswith("        - ") else ""
            yield stage, step, items, line


def _relabelled(base: Pathway, variant: Pathway) -> Pathway:
    """The base in the words of the variant, so that another word alone makes no line differ."""
    stages = {name: replace(stage, label=variant.stages[name].label) for name, stage in base.stages.items()}
    timers = {name: replace(timer, label=variant.timers[name].label) for name, timer in base.timers.items()}
    steps = {place: replace(step, label=variant.steps[place].label) for place, step in base.steps.items()}
    return replace(
        base,
        stages=stages,
        timers=timers,
        steps=Table(steps),
        offered={stage: tuple(steps[stage, each.move] for each in offered) for stage, offered in base.offered.items()},
        clocks={stage: tuple(timers[each.name] for each in running) for stage, running in base.clocks.items()},
    )

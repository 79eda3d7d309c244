"""A network's variant laid over its base: other words and amounts, more demands, the same graph."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from workflows.grammar import (
    Declaration,
    MoveEntry,
    MoveVariant,
    StageEntry,
    TimerEntry,
    TimerVariant,
    VariantDeclaration,
)
from workflows.misreadings import misreadings, nearest
from workflows.sources import Fault, Source, read_source

Extended = tuple[Declaration | None, list[Fault], tuple[str, int] | None]
E = TypeVar("E", bound=BaseModel)


def extended(source: Source, neighbours: Sequence[Declaration]) -> Extended:
    """The base of a variant with what the variant changes, the faults, and what it extends."""
    try:
        variant = VariantDeclaration.model_validate(source.data)
    except ValidationError as error:
        return None, list(misreadings(error, source)), None
    base = next((one for one in neighbours if (one.pathway, one.version) == variant.extends), None)
    if base is None:
        name, version = variant.extends
        return None, [source.fault(f"il percorso di base «{name}@{version}» non esiste", "extends")], None
    timers, faults = _timers(source, variant, base)
    faults += _unknown(source, "stages", variant.stages, base.stages, "la fase")
    faults += _unknown(source, "moves", variant.moves, base.moves, "il passo")
    faults += _loosened(source, variant, base)
    if faults:
        return None, faults, variant.extends
    changes: dict[str, Any] = {
        "pathway": variant.pathway,
        "version": variant.version,
        "label": variant.label or base.label,
        "stages": _laid_over(base.stages, variant.stages, _stage),
        "timers": timers,
        "moves": _laid_over(base.moves, variant.moves, _move),
    }
    return base.model_copy(update=changes), [], variant.extends


@lru_cache(maxsize=128)
def base_of(text: str) -> tuple[str, int] | None:
    """Name and version of the base that a text extends, if it is a variant."""
    source, _ = read_source(text.encode(), "testo")
    name, _, version = str(source.data.get("extends", "") if source else "").rpartition("@")
    return (name, int(version)) if name and version.isdecimal() else None


def _laid_over(base: Mapping[str, E], variant: Mapping[str, Any], change: Callable[[E, Any], E]) -> dict[str, E]:
    return {name: change(entry, variant[name]) if name in variant else entry for name, entry in base.items()}


def _unknown(source: Source, section: str, names: Iterable[str], known: Iterable[str], noun: str) -> Iterator[Fault]:
    among = frozenset(known)
    for name in names:
        if name not in among:
            sentence = f"{noun} «{name}» non è nel percorso di base{nearest(name, among)}"
            yield source.fault(sentence, section, name)


def _more(base: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*base, *added)))


def _stage(base: StageEntry, variant: Any) -> StageEntry:
    return base.model_copy(update={"label": variant.label})


def _move(base: MoveEntry, variant: MoveVariant) -> MoveEntry:
    changes: dict[str, Any] = {
        name: _more(getattr(base, name), getattr(variant, name))
        for name in ("needs", "asks", "may_ask", "tells", "issues")
    }
    changes["may_ask"] = tuple(one for one in changes["may_ask"] if one not in changes["asks"])
    for name in ("label", "at_most", "within"):
        if getattr(variant, name) is not None:
            changes[name] = getattr(variant, name)
    return base.model_copy(update=changes)


def _timer(base: TimerEntry, variant: TimerVariant) -> TimerEntry:
    changes: dict[str, Any] = {"tells": _more(base.tells or ("waiting",), variant.tells)}
    for name in ("label", "after", "before", "every"):
        if getattr(variant, name) is not None:
            changes[name] = getattr(variant, name)
    return base.model_copy(update=changes)


def _timers(
    source: Source, variant: VariantDeclaration, base: Declaration
) -> tuple[dict[str, TimerEntry], list[Fault]]:
    timers, faults = dict(base.timers), list[Fault]()
    for name, data in variant.timers.items():
        try:
            if name not in base.timers:
                timers[name] = TimerEntry.model_validate(data)
                continue
            change = TimerVariant.model_validate(data)
        except ValidationError as error:
            faults += misreadings(error, source, ("timers", name))
            continue
        timers[name] = _timer(base.timers[name], change)
        faults += _other_count(source, name, base.timers[name], change)
    faults += (
        source.fault(f"la scadenza «{name}» è nuova: in una variante può solo avvisare", "timers", name)
        for name, timer in timers.items()
        if name not in base.timers and timer.makes
    )
    return timers, faults


def _other_count(source: Source, name: str, base: TimerEntry, change: TimerVariant) -> Iterator[Fault]:
    for way in ("after", "before", "every"):
        if getattr(change, way) is not None and getattr(base, way) is None:
            yield source.fault(f"la scadenza «{name}» del percorso di base non conta con {way}", "timers", name, way)


def _loosened(source: Source, variant: VariantDeclaration, base: Declaration) -> Iterator[Fault]:
    for name, change in variant.moves.items():
        move = base.moves.get(name)
        if move is None:
            continue
        if move.at_most and change.at_most and change.at_most > move.at_most:
            sentence = f"il passo «{name}» ammette più volte ({change.at_most}) della base ({move.at_most})"
            yield source.fault(sentence, "moves", name, "at_most")
        if move.within and change.within:
            yield from _longer(source, name, move, change)


def _longer(source: Source, name: str, move: MoveEntry, change: MoveVariant) -> Iterator[Fault]:
    if move.within is None or change.within is None:
        return
    if change.within.unit != move.within.unit:
        sentence = f"il passo «{name}» conta within in «{change.within.unit}»: la base in «{move.within.unit}»"
        yield source.fault(sentence, "moves", name, "within")
    elif change.within.number > move.within.number:
        sentence = f"il passo «{name}» dura più ({change.within}) della base ({move.within})"
        yield source.fault(sentence, "moves", name, "within")

"""What the strict models refuse in a pathway's file, said in Italian with its line."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from workflows.grammar import Declaration, Label, MoveEntry, StageEntry, TimerEntry, VariantDeclaration
from workflows.sources import Fault, Source

NOUNS = {"stages": "la fase", "timers": "la scadenza", "moves": "il passo"}
_MODELS: tuple[type[BaseModel], ...] = (
    Declaration,
    VariantDeclaration,
    StageEntry,
    TimerEntry,
    MoveEntry,
    Label,
)
KEYS = sorted({field.alias or name for model in _MODELS for name, field in model.model_fields.items()})
_MISSING = {
    "by": "manca «by»: nessuno può farlo",
    "label": "manca l'etichetta italiana: label: {it: ...}",
    "it": "manca l'etichetta italiana: label: {it: ...}",
    "from": "manca «from»: da quali fasi si può fare",
    "in": "manca «in»: in quali fasi corre",
}
_WRONG_SHAPE = {
    "dict_type": "qui vanno voci «nome: valore»",
    "model_type": "qui vanno voci tra parentesi graffe",
    "model_attributes_type": "qui vanno voci tra parentesi graffe",
    "too_short": "qui manca almeno una voce",
}


def misreadings(error: ValidationError, source: Source, prefix: tuple[str, ...] = ()) -> Iterator[Fault]:
    """One fault for each thing that a model refused, at the line of that thing."""
    for detail in error.errors(include_url=False):
        keys = (*prefix, *detail["loc"])
        yield source.fault(f"{entry_words(keys)}{_sentence(detail, keys)}", *keys)


def entry_words(keys: tuple[str | int, ...]) -> str:
    """The entry that keys lead to, ready to begin a sentence: `il passo «accept»: `."""
    noun = NOUNS.get(str(keys[0])) if len(keys) > 1 else None
    return f"{noun} «{keys[1]}»: " if noun else ""


def nearest(word: str, known: Any) -> str:
    """The known word somebody probably meant, as the end of a sentence; nothing where none is near."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return f" (forse «{found[0]}»?)" if found else ""


def _sentence(detail: Any, keys: tuple[str | int, ...]) -> str:
    last, kind = str(keys[-1]) if keys else "", detail["type"]
    if kind == "extra_forbidden" and last in KEYS:
        return f"«{last}» non può stare qui"
    if kind == "extra_forbidden":
        return f"«{last}» non fa parte della grammatica{nearest(last, KEYS)}"
    if kind == "missing":
        return _MISSING.get(last, f"manca «{last}»")
    if kind == "value_error":
        return f"{'' if last in NOUNS or len(keys) == 2 else f'{last}: '}{detail['ctx']['error']}"
    return f"{last}: {_WRONG_SHAPE.get(kind, 'valore non ammesso')}"

"""How each text of a pathway's file is read: names, lists, flags, numbers and lengths of time."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from workflows.amounts import Amount

LONGEST_NAME = 60
LONGEST_LABEL = 200
_EXTENDS = re.compile(r"([a-z][a-z0-9_]*)@([1-9][0-9]{0,5})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

Figures = Mapping[str | None, tuple[Amount, ...]]
"""Amounts by grade; one figure for every grade stands under None."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("qui va una parola, non un elenco")
    if not value.strip():
        raise ValueError("qui manca il testo")
    if len(value) > LONGEST_LABEL or _CONTROL.search(value):
        raise ValueError(f"testo troppo lungo (oltre {LONGEST_LABEL} caratteri) o con caratteri di controllo")
    return value


def _name(value: Any) -> str:
    text = _text(value)
    if len(text) > LONGEST_NAME:
        raise ValueError(f"nome troppo lungo: al massimo {LONGEST_NAME} caratteri")
    return text


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("qui va un elenco tra parentesi quadre")
    names = tuple(_name(item) for item in value)
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise ValueError(f"«{min(repeated)}» è ripetuto")
    if not names:
        raise ValueError("l'elenco è vuoto: togli la voce o riempila")
    return names


def _pairs(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("qui vanno coppie «nome: valore» tra parentesi graffe")
    return {_name(key): _text(item) for key, item in value.items()}


def _graded(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("qui va un solo dato con i suoi gradi, per esempio {urgency: [ordinary, urgent]}")
    return {_name(fact): _names(grades) for fact, grades in value.items()}


def _flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise ValueError("qui va true oppure false")
    return bool(value == "true")


def _positive(value: Any) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"[1-9][0-9]{0,5}", value):
        raise ValueError("qui va un numero intero da 1 in su")
    return int(value)


def _amount(value: Any) -> Amount:
    return Amount.parse(_text(value))


def _amounts(value: Any) -> tuple[Amount, ...]:
    if isinstance(value, list):
        if not value:
            raise ValueError("l'elenco è vuoto: scrivi almeno una durata")
        return tuple(_amount(item) for item in value)
    return (_amount(value),)


def _figures(value: Any) -> Figures:
    if isinstance(value, dict):
        if not value:
            raise ValueError("manca una durata per ogni grado")
        return {_name(grade): _amounts(item) for grade, item in value.items()}
    return {None: _amounts(value)}


def _base(value: Any) -> tuple[str, int]:
    found = _EXTENDS.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("qui va il percorso di base con la versione, per esempio referral@1")
    return found[1], int(found[2])


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Pairs = Annotated[Mapping[str, str], BeforeValidator(_pairs)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Positive = Annotated[int, BeforeValidator(_positive)]
Lapse = Annotated[Amount, BeforeValidator(_amount)]
Lapses = Annotated[Figures, BeforeValidator(_figures)]
Grades = Annotated[Mapping[str, tuple[str, ...]], BeforeValidator(_graded)]
BasePathway = Annotated[tuple[str, int], BeforeValidator(_base)]

"""Facts written as JSON and read back, strictly: no unknown field, no missing one, no value of another kind."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from document_templates.errors import DocumentError
from document_templates.facts import FACTS


class UnreadableFacts(DocumentError):
    """The JSON does not hold these facts; `faults` are Italian sentences that name the field's path."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class _Fault(Exception):
    pass


def to_json(facts: Any) -> str:
    """Return the facts as JSON with sorted keys: the same facts give the same text."""
    return json.dumps(_plain(facts), ensure_ascii=False, sort_keys=True, indent=1)


def from_json(name: str, text: str) -> Any:
    """Return the frozen facts of the document `name`; UnreadableFacts lists every fault at once."""
    if name not in FACTS:
        raise UnreadableFacts((f"«{name}» non è un documento: scegli fra {', '.join(sorted(FACTS))}",))
    try:
        value = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as fault:
        raise UnreadableFacts((f"il testo non è JSON: {fault}",)) from None
    faults: list[str] = []
    facts = _read(FACTS[name], value, "", faults)
    if faults:
        raise UnreadableFacts(tuple(faults))
    return facts


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value) if isinstance(value, Decimal) else value


def _read(hint: Any, value: Any, path: str, faults: list[str]) -> Any:
    if get_origin(hint) in (UnionType, Union):
        inner = next(kind for kind in get_args(hint) if kind is not type(None))
        return None if value is None else _read(inner, value, path, faults)
    if get_origin(hint) is tuple:
        return _read_list(get_args(hint)[0], value, path, faults)
    if is_dataclass(hint):
        return _read_fields(hint, value, path, faults)
    try:
        return _scalar(hint, value)
    except _Fault as fault:
        faults.append(f"{path}: {fault}")
        return None


def _read_list(hint: Any, value: Any, path: str, faults: list[str]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        faults.append(f"{path}: serve un elenco")
        return ()
    return tuple(_read(hint, item, f"{path}[{place}]", faults) for place, item in enumerate(value))


def _read_fields(kind: Any, value: Any, path: str, faults: list[str]) -> Any:
    if not isinstance(value, dict):
        faults.append(f"{path or 'i dati'}: serve un oggetto con i suoi campi")
        return None
    before = len(faults)
    faults += _names_amiss(fields(kind), value, f"{path}." if path else "")
    hints = get_type_hints(kind)
    known = {
        field.name: _read(hints[field.name], value[field.name], f"{path}.{field.name}".lstrip("."), faults)
        for field in fields(kind)
        if field.name in value
    }
    return kind(**known) if len(faults) == before else None


def _names_amiss(known: tuple[Field[Any], ...], given: dict[str, Any], prefix: str) -> Iterator[str]:
    names = {field.name for field in known}
    for name in sorted(given.keys() - names):
        yield f"{prefix}{name}: questo campo non esiste"
    for field in known:
        if field.name not in given and field.default is MISSING:
            yield f"{prefix}{field.name}: questo campo manca"


def _scalar(kind: Any, value: Any) -> Any:
    if issubclass(kind, Enum):
        return _choice(kind, value)
    return _READERS[kind](value)


def _choice(kind: type[Enum], value: Any) -> Enum:
    for member in kind:
        if isinstance(value, str) and member.value == value:
            return member
    raise _Fault(f"«{value}» non è ammesso: scegli fra {', '.join(str(member.value) for member in kind)}")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Fault("serve un testo")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Fault("serve true oppure false")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Fault("serve un numero intero")
    return value


def _exact(value: Any) -> Decimal:
    try:
        exact = None if isinstance(value, bool | float | list | dict | None) else Decimal(value)
    except InvalidOperation:
        exact = None
    if exact is None or not exact.is_finite():
        raise _Fault("serve un numero")
    return exact


def _date(value: Any) -> date:
    try:
        return datetime.strptime(_text(value), "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        raise _Fault(f"«{value}» non è una data: scrivi AAAA-MM-GG") from None


def _instant(value: Any) -> datetime:
    try:
        instant = datetime.fromisoformat(_text(value))
    except ValueError:
        raise _Fault(f"«{value}» non è un istante: scrivi AAAA-MM-GGTHH:MM+01:00") from None
    if instant.tzinfo is None:
        raise _Fault(f"«{value}» non dice il fuso orario: aggiungi per esempio +01:00")
    return instant


def _bytes(value: Any) -> bytes:
    try:
        return base64.b64decode(_text(value), validate=True)
    except (binascii.Error, ValueError):
        raise _Fault("serve un'immagine scritta in base64") from None


def _refuse_constant(sign: str) -> Any:
    raise ValueError(f"{sign} non è un numero")


_READERS: Mapping[Any, Callable[[Any], Any]] = MappingProxyType(
    {str: _text, bool: _truth, int: _whole, Decimal: _exact, date: _date, datetime: _instant, bytes: _bytes}
)

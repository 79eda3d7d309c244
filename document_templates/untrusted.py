"""A network's own template, checked and rendered in a process of its own with bounds of memory and time."""

import json
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from document_templates.cage import FRAME, MADE, OUT_OF_MEMORY, REFUSED
from document_templates.errors import DocumentError, Fault, Faulty, Missing, Refused, TooHeavy
from document_templates.preflight import check_upload

_ROOT = Path(__file__).parent.parent
_TOO_SLOW = "Il modello impiega troppo tempo: controlla cicli e ripetizioni."
_TOO_BIG = "Il modello occupa troppa memoria: controlla ripetizioni e testi molto lunghi."


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the closed process may use: bytes of memory, seconds of processor and of clock, bytes of the answer."""

    memory: int = 256 * 2**20
    processor_seconds: int = 5
    clock_seconds: float = 10
    answer: int = 20 * 2**20


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a template needs, and what is wrong in it; a template with faults is not published."""

    names: frozenset[str]
    faults: tuple[Fault, ...]


_AT_ONCE = 50
USUAL_BOUNDS = Bounds()


def inspect_untrusted(data: bytes, known: Iterable[str] | None = None, bounds: Bounds = USUAL_BOUNDS) -> Inspection:
    """Return the names an uploaded template needs and its faults, those outside `known` included.

    Refused if the file is hostile or goes over its bounds; never longer than the bounds.
    """
    check_upload(data)
    code, answer = _run({"data": data, "facts": None, "known": None if known is None else frozenset(known)}, bounds)
    if code:
        error = _failure(code, answer)
        if isinstance(error, Faulty):
            return Inspection(frozenset(), error.faults)
        raise error
    found = json.loads(answer)
    return Inspection(frozenset(found["names"]), tuple(Fault(*fault) for fault in found["faults"]))


def render_untrusted(data: bytes, facts: object, bounds: Bounds = USUAL_BOUNDS) -> bytes:
    """Return the .docx of an uploaded template and facts. Refused, TooHeavy, Faulty or Missing say why not."""
    made = render_many_untrusted(data, [facts], bounds)[0]
    if isinstance(made, DocumentError):
        raise made
    return made


def render_many_untrusted(
    data: bytes, many: Sequence[object], bounds: Bounds = USUAL_BOUNDS
) -> list[bytes | DocumentError]:
    """Return, for each facts, the .docx or the error that says why not; a fault in one does not stop the others.

    One closed process, with these bounds, serves 50 of them. Refused or Faulty if the template itself is not good.
    """
    check_upload(data)
    made: list[bytes | DocumentError] = []
    for start in range(0, len(many), _AT_ONCE):
        facts = many[start : start + _AT_ONCE]
        code, answer = _run({"data": data, "facts": facts, "known": None}, bounds)
        found = list(_documents(answer)) if code != REFUSED else []
        if len(found) < len(facts):
            error = _failure(code, answer)
            if not found:
                raise error
            found += [error] * (len(facts) - len(found))
        made += found
    return made


def _documents(answer: bytes) -> Iterator[bytes | DocumentError]:
    at = 0
    while at + FRAME.size <= len(answer):
        kind, length = FRAME.unpack_from(answer, at)
        at += FRAME.size + length
        content = answer[at - length : at]
        if len(content) == length:
            yield content if kind == MADE else _told(content)


def _run(work: dict[str, Any], bounds: Bounds) -> tuple[int, bytes]:
    """Return the exit code and the answer of a closed process. TooHeavy if the clock stops it without an answer."""
    limits = {"memory": bounds.memory, "seconds": bounds.processor_seconds, "answer": bounds.answer}
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        pickle.dump(work | limits, question)
        question.seek(0)
        try:
            code = subprocess.run(
                [sys.executable, "-m", "document_templates.cage"],
                stdin=question,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=bounds.clock_seconds,
                cwd=_ROOT,
                env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "1"},
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
        answer.seek(0)
        return code, answer.read(bounds.answer + 1)


def _failure(code: int, answer: bytes) -> DocumentError:
    if code == REFUSED:
        return _told(answer)
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return TooHeavy(_TOO_SLOW)
    if code == OUT_OF_MEMORY or code < 0:
        return TooHeavy(_TOO_BIG)
    return Refused("Il modello non si può usare: si è interrotto mentre veniva aperto.")


def _told(answer: bytes) -> DocumentError:
    kind, *found = json.loads(answer)
    faults = [Fault(*fault) for fault in found]
    if kind == Missing.__name__:
        return Missing(*faults)
    return Faulty(*faults) if kind == Faulty.__name__ else Refused(" ".join(map(str, faults)))

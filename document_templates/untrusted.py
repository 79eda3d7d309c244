"""A network's own template, checked and rendered in a process of its own with bounds of memory and time."""

import json
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from document_templates import errors
from document_templates.cage import OUT_OF_MEMORY, REFUSED
from document_templates.errors import Fault, Faulty, Refused, TooHeavy
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


USUAL_BOUNDS = Bounds()


def inspect_untrusted(data: bytes, known: Iterable[str] | None = None, bounds: Bounds = USUAL_BOUNDS) -> Inspection:
    """Return the names an uploaded template needs and its faults, those outside `known` included.

    Refused if the file is hostile or goes over its bounds; never longer than the bounds.
    """
    check_upload(data)
    try:
        answer = _ask({"data": data, "facts": None, "known": None if known is None else frozenset(known)}, bounds)
    except Faulty as error:
        return Inspection(frozenset(), error.faults)
    found = json.loads(answer)
    return Inspection(frozenset(found["names"]), tuple(Fault(*fault) for fault in found["faults"]))


def render_untrusted(data: bytes, facts: object, bounds: Bounds = USUAL_BOUNDS) -> bytes:
    """Return the .docx of an uploaded template and facts. Refused, TooHeavy, Faulty or Missing say why not."""
    check_upload(data)
    answer = _ask({"data": data, "facts": facts, "known": None}, bounds)
    if not answer.startswith(b"PK\x03\x04"):
        raise Refused("Il modello non ha prodotto un documento Word.")
    return answer


def _ask(work: dict[str, Any], bounds: Bounds) -> bytes:
    limits = {"memory": bounds.memory, "seconds": bounds.processor_seconds, "answer": bounds.answer}
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        pickle.dump(work | limits, question)
        question.seek(0)
        try:
            finished = subprocess.run(
                [sys.executable, "-m", "document_templates.cage"],
                stdin=question,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=bounds.clock_seconds,
                cwd=_ROOT,
                env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired as fault:
            raise TooHeavy(_TOO_SLOW) from fault
        answer.seek(0)
        return _checked(finished.returncode, answer.read(bounds.answer + 1))


def _checked(code: int, answer: bytes) -> bytes:
    if code == 0:
        return answer
    if code == REFUSED:
        kind, *faults = json.loads(answer)
        found = [Fault(*fault) for fault in faults]
        error = getattr(errors, kind)
        raise error(*found) if issubclass(error, Faulty) else Refused(" ".join(map(str, found)))
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise TooHeavy(_TOO_SLOW)
    if code == OUT_OF_MEMORY or code < 0:
        raise TooHeavy(_TOO_BIG)
    raise Refused("Il modello non si può usare: si è interrotto mentre veniva aperto.")

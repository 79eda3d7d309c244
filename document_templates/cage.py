"""The closed process in which a network's own template is opened: little memory, little time, no files, no network.

Run as `python -m document_templates.cage` by `untrusted.py`, which writes the work to standard input; the limits are
set, and the doors shut, before the first byte of the template is looked at.
"""

import json
import os
import pickle
import resource
import struct
import sys
from typing import Any

from document_templates.compiled import compile_template
from document_templates.errors import DocumentError, Fault, Faulty

REFUSED, OUT_OF_MEMORY = 3, 4
FRAME = struct.Struct("<cQ")  # before each document of the answer: how it went, and how many bytes follow
MADE, FAILED = b"D", b"E"
_READABLE = (".py", ".pyc", ".so")
_SHUT = (
    "socket.",
    "subprocess.",
    "os.",
    "ctypes.",
    "shutil.",
    "tempfile.",
    "urllib.",
    "ftplib.",
    "webbrowser.",
    "pty.",
)
_HARMLESS = ("os.listdir", "os.scandir")  # the import system looks for modules with them


def main() -> int:
    """Do the work on standard input, write the answer to standard output; the exit code says which kind it is."""
    work: dict[str, Any] = pickle.load(sys.stdin.buffer)  # noqa: S301 see above
    _limit(work["memory"], work["seconds"], work["answer"])
    sys.addaudithook(_shut)
    try:
        _answer(work)
    except MemoryError:
        return OUT_OF_MEMORY
    except DocumentError as error:
        _write(_explained(error))
        return REFUSED
    return 0


def _answer(work: dict[str, Any]) -> None:
    template = compile_template(work["data"])
    if work["facts"] is None:
        faults = [] if work["known"] is None else template.faults(work["known"])
        found = [[fault.sentence, fault.part, fault.paragraph] for fault in faults]
        _write(json.dumps({"names": sorted(template.names), "faults": found}).encode())
        return
    for facts in work["facts"]:
        try:
            kind, content = MADE, template.render(facts)
        except DocumentError as error:
            kind, content = FAILED, _explained(error)
        _write(FRAME.pack(kind, len(content)) + content)


def _explained(error: DocumentError) -> bytes:
    faults = error.faults if isinstance(error, Faulty) else (Fault(str(error)),)
    found = [[fault.sentence, fault.part, fault.paragraph] for fault in faults]
    return json.dumps([type(error).__name__, *found]).encode()


def _limit(memory: int, seconds: int, answer: int) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, answer),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _shut(event: str, details: tuple[Any, ...]) -> None:
    if event == "open":
        path, mode = str(details[0]), details[1]
        if (mode is not None and set(mode) & set("wax+")) or not path.endswith(_READABLE):
            raise PermissionError(path)
    elif event.startswith(_SHUT) and event not in _HARMLESS:
        raise PermissionError(event)


def _write(answer: bytes) -> None:
    left = memoryview(answer)
    while left:
        left = left[os.write(1, left) :]


if __name__ == "__main__":
    sys.exit(main())

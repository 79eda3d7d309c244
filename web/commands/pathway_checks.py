"""`raccordo pathway check`: every fault of every file, by line."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from web.commands.pathway_files import around
from workflows.grammar import Declaration
from workflows.loading import load_pathway, misread
from workflows.sources import Fault
from workflows.vocabulary import WHOLE, Vocabulary

SUCCESS, NO = 0, 1
LATER = "{}: quali voci mancano in questa installazione si vede quando il file si legge per intero"


def run(arguments: Namespace) -> int:
    """0 where there is no fault, else 1."""
    told = list(_told(arguments.files, around(arguments.files)))
    remarks = [fault for fault in told if fault.absent and arguments.draft]
    faults = [fault for fault in told if fault not in remarks]
    if arguments.json:
        print(json.dumps({"faults": _entries(faults), "remarks": _entries(remarks)}, ensure_ascii=False, indent=2))
    else:
        _print(faults)
        _print(remarks, file=sys.stderr)
    return NO if faults else SUCCESS


def _told(files: Sequence[Path], neighbours: Sequence[Declaration]) -> Iterator[Fault]:
    for path in files:
        if misread(path, neighbours):
            print(LATER.format(path), file=sys.stderr)
            yield from load_pathway(path, WHOLE, neighbours)[1]
        else:
            yield from load_pathway(path, _vocabulary(), neighbours)[1]


@cache
def _vocabulary() -> Vocabulary:
    """The names that exist here: a second of imports, which a file that cannot be read does not wait for."""
    names: Vocabulary = import_module("workflows.implemented").vocabulary()
    return names


def _entries(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    return [{"file": one.file, "line": one.line, "sentence": one.sentence} for one in faults]


def _print(lines: Iterable[object], file: Any = None) -> None:
    for line in lines:
        print(line, file=file)

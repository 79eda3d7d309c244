"""`raccordo pathway`: pathways checked, read, tried, replayed and simulated as files; published and exchanged."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from web.commands import pathway_runs, pathway_versions
from web.commands.pathway_files import around, found
from web.labels import labels_in
from workflows.drawing import drawing
from workflows.implemented import vocabulary
from workflows.loading import load_pathway
from workflows.matrices import matrix, messages
from workflows.mermaid import mermaid
from workflows.pathway import Pathway
from workflows.reading import reading
from workflows.sources import Fault
from workflows.trial import walk
from workflows.trial_scripts import WrongScript, read_script

SUCCESS, NO, WRONG_USE = 0, 1, 2
FORMS: Mapping[str, Callable[[Pathway, str], Iterable[str]]] = {
    "text": lambda pathway, lang: reading(pathway, labels_in(lang), lang),
    "mermaid": lambda pathway, lang: [mermaid(pathway, lang).rstrip("\n")],
    "svg": lambda pathway, lang: [drawing(pathway, lang).rstrip("\n")],
    "matrix": matrix,
    "messages": messages,
}
"""How a pathway is shown."""


def add_arguments(parser: ArgumentParser) -> None:
    """The sub-commands and what each takes."""
    kinds = parser.add_subparsers(dest="action", required=True, metavar="AZIONE")
    check = kinds.add_parser("check", help="dice tutto ciò che non va in un percorso, per file e riga")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument("--draft", action="store_true", help="le voci che non esistono ancora sono solo osservazioni")
    check.add_argument("--json", action="store_true", help="in JSON invece che in testo")
    show = kinds.add_parser("show", help="legge un percorso in italiano, o lo disegna")
    show.add_argument("pathway", metavar="NAME|FILE")
    show.add_argument("--lang", choices=("it", "en"), default="it")
    show.add_argument("--as", dest="form", choices=tuple(FORMS), default="text")
    tried = kinds.add_parser("try", help="percorre una bozza secondo uno script, senza base di dati")
    tried.add_argument("pathway", metavar="FILE")
    tried.add_argument("script", type=Path, metavar="SCRIPT.json")
    pathway_runs.add_arguments(kinds)
    pathway_versions.add_arguments(kinds)


def run(arguments: Namespace) -> int:
    """0 on success, 1 where the answer is no, 2 for wrong use."""
    actions = {"check": _check, "show": _show, "try": _try, "replay": pathway_runs.run, "simulate": pathway_runs.run}
    try:
        return actions.get(arguments.action, pathway_versions.run)(arguments)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        return _wrong(f"{error.filename}: {error.strerror}")


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_USE


def _check(arguments: Namespace) -> int:
    neighbours = around(arguments.files)
    told = [fault for path in arguments.files for fault in load_pathway(path, vocabulary(), neighbours)[1]]
    remarks = [fault for fault in told if fault.absent and arguments.draft]
    faults = [fault for fault in told if fault not in remarks]
    if arguments.json:
        print(json.dumps({"faults": _entries(faults), "remarks": _entries(remarks)}, ensure_ascii=False, indent=2))
    else:
        _print(faults)
        _print(remarks, file=sys.stderr)
    return NO if faults else SUCCESS


def _entries(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    return [{"file": one.file, "line": one.line, "sentence": one.sentence} for one in faults]


def _print(lines: Iterable[object], file: Any = None) -> None:
    for line in lines:
        print(line, file=file)


def _show(arguments: Namespace) -> int:
    source = found(arguments.pathway)
    if source is None:
        return NO
    _print(FORMS[arguments.form](source[0], arguments.lang))
    return SUCCESS


def _try(arguments: Namespace) -> int:
    source = found(arguments.pathway)
    if source is None:
        return NO
    pathway, _ = source
    try:
        script = read_script(json.loads(arguments.script.read_text(encoding="utf-8")), pathway)
    except (WrongScript, ValueError) as error:
        return _wrong(f"{arguments.script}: {error}")
    lines = list(walk(pathway, script))
    _print(json.dumps(line, ensure_ascii=False) for line in lines)
    return NO if any(line.get("accepted") is False for line in lines) else SUCCESS

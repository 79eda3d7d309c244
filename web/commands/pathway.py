"""`raccordo pathway`: check, show and try pathways that are files, without a database."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from workflows.drawing import drawing
from workflows.grammar import Declaration
from workflows.implemented import vocabulary
from workflows.labels import labels
from workflows.loading import SHIPPED, declarations, load_pathway, shipped_declarations
from workflows.mermaid import mermaid
from workflows.pathway import Pathway
from workflows.reading import reading
from workflows.sources import Fault
from workflows.trial import walk
from workflows.trial_scripts import WrongScript, read_script

SUCCESS, NO, WRONG_USE = 0, 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    """The sub-commands and what each takes."""
    kinds = parser.add_subparsers(dest="action", required=True, metavar="check|show|try")
    check = kinds.add_parser("check", help="dice tutto ciò che non va in un percorso, per file e riga")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument("--draft", action="store_true", help="le voci che non esistono ancora sono solo osservazioni")
    check.add_argument("--json", action="store_true", help="in JSON invece che in testo")
    show = kinds.add_parser("show", help="legge un percorso in italiano, o lo disegna")
    show.add_argument("pathway", metavar="NAME|FILE")
    show.add_argument("--lang", choices=("it", "en"), default="it")
    show.add_argument("--as", dest="form", choices=("text", "mermaid", "svg"), default="text")
    tried = kinds.add_parser("try", help="percorre una bozza secondo uno script, senza base di dati")
    tried.add_argument("pathway", metavar="FILE")
    tried.add_argument("script", type=Path, metavar="SCRIPT.json")


def run(arguments: Namespace) -> int:
    """0 on success, 1 where the answer is no, 2 for wrong use."""
    actions = {"check": _check, "show": _show, "try": _try}
    try:
        return actions[arguments.action](arguments)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        return _wrong(f"{error.filename}: {error.strerror}")


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_USE


def _around(files: Sequence[Path]) -> Sequence[Declaration]:
    """The pathways given, then those shipped that they do not replace."""
    given = declarations(files)
    named = {(one.pathway, one.version) for one in given}
    return [*given, *(one for one in shipped_declarations() if (one.pathway, one.version) not in named)]


def _check(arguments: Namespace) -> int:
    around = _around(arguments.files)
    found = [fault for path in arguments.files for fault in load_pathway(path, vocabulary(), around)[1]]
    remarks = [fault for fault in found if fault.absent and arguments.draft]
    faults = [fault for fault in found if fault not in remarks]
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


def _found(name: str) -> Pathway | None:
    """A pathway by file, or by the name (perhaps `@version`) of one that is shipped; its faults as remarks."""
    path = Path(name)
    if not path.is_file():
        shipped = _shipped(name)
        if shipped is None:
            print(f"non c'è nessun percorso «{name}», né come file né tra quelli di Raccordo", file=sys.stderr)
            return None
        path = shipped
    pathway, faults = load_pathway(path, neighbours=_around([path]))
    _print(faults, file=sys.stderr)
    return pathway


def _shipped(name: str) -> Path | None:
    """The newest published version of that name, else the newest draft."""
    wanted, _, version = name.partition("@")
    found: list[tuple[bool, int, Path]] = []
    for path in SHIPPED.glob("**/*.yaml"):
        pathway, _ = load_pathway(path, neighbours=shipped_declarations())
        if pathway and pathway.name == wanted and version in ("", str(pathway.version)):
            found.append((path.parent == SHIPPED, pathway.version, path))
    return max(found)[2] if found else None


def _show(arguments: Namespace) -> int:
    pathway = _found(arguments.pathway)
    if pathway is None:
        return NO
    if arguments.form == "svg":
        sys.stdout.write(drawing(pathway, arguments.lang))
    elif arguments.form == "mermaid":
        sys.stdout.write(mermaid(pathway, arguments.lang))
    else:
        _print(reading(pathway, labels(), arguments.lang))
    return SUCCESS


def _try(arguments: Namespace) -> int:
    pathway = _found(arguments.pathway)
    if pathway is None:
        return NO
    try:
        script = read_script(json.loads(arguments.script.read_text(encoding="utf-8")), pathway)
    except (WrongScript, ValueError) as error:
        return _wrong(f"{arguments.script}: {error}")
    lines = list(walk(pathway, script))
    _print(json.dumps(line, ensure_ascii=False) for line in lines)
    return NO if any(line.get("accepted") is False for line in lines) else SUCCESS

"""Pathways as the command line names them: a file, or one of those that come with Raccordo."""

import sys
from collections.abc import Sequence
from pathlib import Path

from workflows.grammar import Declaration
from workflows.loading import SHIPPED, declarations, load_pathway, shipped_declarations
from workflows.pathway import Pathway

WRONG_USE = 2


def wrong_use(sentence: str) -> int:
    """Say what is wrong with how a command was used."""
    print(sentence, file=sys.stderr)
    return WRONG_USE


def around(files: Sequence[Path]) -> Sequence[Declaration]:
    """The pathways given, then those shipped that they do not replace."""
    given = declarations(files)
    named = {(one.pathway, one.version) for one in given}
    return [*given, *(one for one in shipped_declarations() if (one.pathway, one.version) not in named)]


def found(name: str) -> tuple[Pathway, str] | None:
    """A pathway by file, or by the name (perhaps `@version`) of one that is shipped, with the source of its base.

    Its faults are printed as remarks; None, said as well, where there is none.
    """
    path = Path(name)
    if not path.is_file():
        known = shipped(name)
        if known is None:
            print(f"non c'è nessun percorso «{name}», né come file né tra quelli di Raccordo", file=sys.stderr)
            return None
        path = known
    pathway, faults = load_pathway(path, neighbours=around([path]))
    for fault in faults:
        print(fault, file=sys.stderr)
    return (pathway, _base(pathway)) if pathway else None


def shipped(name: str) -> Path | None:
    """The newest published version of that name, else the newest draft."""
    wanted, _, version = name.partition("@")
    matching: list[tuple[bool, int, Path]] = []
    for path in SHIPPED.glob("**/*.yaml"):
        pathway, _ = load_pathway(path, neighbours=shipped_declarations())
        if pathway and pathway.name == wanted and version in ("", str(pathway.version)):
            matching.append((path.parent == SHIPPED, pathway.version, path))
    return max(matching)[2] if matching else None


def _base(pathway: Pathway) -> str:
    """The source of what a variant extends; empty for a pathway of its own."""
    if pathway.extends is None:
        return ""
    name, version = pathway.extends
    path = shipped(f"{name}@{version}")
    return path.read_text(encoding="utf-8") if path else ""

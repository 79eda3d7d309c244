"""Extracting: every text of the interface, from pages, code and the errors of the domain.

`python -m web.extracting` adds the texts that the English catalogue does not have yet, to be translated by hand.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from workflows.effects import effects
from workflows.questions import questions
from workflows.requirements import requirements

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "web/translations/en/LC_MESSAGES/messages.po"
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "lazy": None, "ngettext": (1, 2), "several": (1, 2)}
PACKAGES = ("governance", "workflows", "web")
ERRORS = ("NotPermitted", "NotOffered", "NotVisible", "Invalid", "Repeated", "Unreadable", "Sentence")
SAYING: Mapping[str, slice] = {**dict.fromkeys(ERRORS, slice(None)), "Missing": slice(2), "Audience": slice(1, 2)}
"""Which arguments of which calls are told to people."""

Message = str | tuple[str, ...]


def texts() -> set[Message]:
    """Every text, a tuple where it has a plural."""
    return {*_of_the_interface(), *_of_the_domain()}


def _of_the_interface() -> Iterator[Message]:
    found = extract_from_dir(str(ROOT / "web"), METHODS, keywords=KEYWORDS)
    for _, _, message, _, _ in found:
        yield message if isinstance(message, str) else tuple(message)


def _of_the_domain() -> Iterator[str]:
    yield from (each for each in _said() if isinstance(each, str))
    for registry in (requirements, effects, questions):
        yield from map(registry.label, registry.names)


def unsayable() -> list[str]:
    """Where a sentence is put together on the spot, so that no catalogue can hold it: it should be a `Sentence`."""
    return [f"{each[0]}:{each[1]}" for each in _said() if not isinstance(each, str)]


def _said() -> Iterator[str | tuple[str, int]]:
    """Every sentence that people may be told, or the place of one that cannot be read from the source."""
    files = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    named = {name: value for tree in trees.values() for name, value in _constants(tree)}
    for file, tree in trees.items():
        known = {**named, **dict(_constants(tree))}
        for part in (part for node in ast.walk(tree) if isinstance(node, ast.Call) for part in _sentences(node)):
            yield from _read(part, known)
            if isinstance(part, ast.JoinedStr | ast.BinOp):
                yield str(file.relative_to(ROOT)), part.lineno


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What modules give a name of their own."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((each.id, node.value) for each in targets if isinstance(each, ast.Name))


def _read(part: ast.expr, known: Mapping[str, ast.expr]) -> Iterator[str]:
    """The words of an argument: written there, or by a name, or all of a table that it takes one from."""
    if isinstance(part, ast.Subscript):
        part = part.value
    if isinstance(part, ast.Name):
        part = known.get(part.id, part)
    for word in part.values if isinstance(part, ast.Dict) else [part]:
        if isinstance(word, ast.Constant) and isinstance(word.value, str):
            yield word.value


def _sentences(call: ast.Call) -> Iterator[ast.expr]:
    if isinstance(call.func, ast.Name) and call.func.id in SAYING:
        for argument in call.args[SAYING[call.func.id]]:
            yield from argument.values if isinstance(argument, ast.Dict) else [argument]


def add_missing(file: Path) -> int:
    """Write into the catalogue, untranslated, what it does not have; how many texts that were."""
    with file.open("rb") as opened:
        catalogue: Catalog = read_po(opened, locale="en")
    known = {each.id if isinstance(each.id, str) else tuple(each.id) for each in catalogue}
    missing = sorted(texts() - known, key=str)
    for message in missing:
        catalogue.add(message)
    with file.open("wb") as opened:
        write_po(opened, catalogue, width=110, sort_output=True, omit_header=True)
    return len(missing)


if __name__ == "__main__":
    print(add_missing(CATALOGUE))

"""Extracting: every text of the interface, from pages, code and the errors of the domain.

`python -m web.extracting` adds the texts that the English catalogue does not have yet, to be translated by hand.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "web/translations/en/LC_MESSAGES/messages.po"
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "lazy": None, "ngettext": (1, 2), "several": (1, 2)}
ERRORS = frozenset({"NotPermitted", "NotOffered", "NotVisible", "Invalid", "Repeated", "Unreadable"})

Message = str | tuple[str, ...]


def texts() -> set[Message]:
    """Every text, a tuple where it has a plural."""
    return {*_of_the_interface(), *_of_errors()}


def _of_the_interface() -> Iterator[Message]:
    found = extract_from_dir(str(ROOT / "web"), METHODS, keywords=KEYWORDS)
    for _, _, message, _, _ in found:
        yield message if isinstance(message, str) else tuple(message)


def _of_errors() -> Iterator[str]:
    for file in sorted((ROOT / "governance").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                yield from _sentences(node.args)


def _sentences(arguments: list[ast.expr]) -> Iterator[str]:
    for argument in arguments:
        parts = argument.values if isinstance(argument, ast.Dict) else [argument]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


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

"""The houses: short files that say what they are, things instead of layers, imported from this very folder."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.processes import HERE

PACKAGES = ("document_templates", "governance", "workflows", "web")
LONGEST = 200
GENERATED = HERE / "governance" / "migrations" / "versions"
LAYER = re.compile(r"(Manager|(?<!^)Service|Helper|Handler|Utils?|Processor|Mixin)$|^Base[A-Z]")
"""A class named after a layer instead of a thing; `Service` alone is a servizio mappato."""


def files(*folders: str) -> list[Path]:
    found = sorted(file for folder in folders for file in (HERE / folder).rglob("*.py"))
    assert found
    return [file for file in found if GENERATED not in file.parents]


def test_every_file_is_short() -> None:
    lengths = {file: len(file.read_text().splitlines()) for file in files(*PACKAGES, "tests", "benches")}
    assert {str(file.relative_to(HERE)): lines for file, lines in lengths.items() if lines > LONGEST} == {}


def test_every_module_says_what_it_is() -> None:
    assert [file for file in files(*PACKAGES) if not ast.get_docstring(ast.parse(file.read_text()))] == []


def test_no_class_is_named_after_a_layer() -> None:
    nodes = [node for file in files(*PACKAGES) for node in ast.walk(ast.parse(file.read_text()))]
    assert [node.name for node in nodes if isinstance(node, ast.ClassDef) and LAYER.search(node.name)] == []


@pytest.mark.parametrize("name", PACKAGES)
def test_every_imported_package_is_the_one_of_this_folder(name: str) -> None:
    assert Path(str(import_module(name).__file__)).parent == HERE / name

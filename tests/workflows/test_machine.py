from dataclasses import replace
from pathlib import Path

import pytest

from tests.workflows.loans import LOAN
from workflows.compiling import compile_pathway
from workflows.grammar import Declaration
from workflows.loading import SHIPPED, declarations, shipped_declarations
from workflows.machine import Twin, disagreements
from workflows.pathway import Table
from workflows.sources import read_file
from workflows.variants import extended


def loan() -> Declaration:
    return declarations([LOAN])[0]


@pytest.mark.parametrize("declared", shipped_declarations(), ids=lambda one: f"{one.pathway}-{one.version}")
def test_every_pathway_moves_alike_in_the_table_and_in_the_library(declared: Declaration) -> None:
    assert disagreements(declared, compile_pathway(declared, "")) == []


@pytest.mark.parametrize("file", sorted((SHIPPED / "variants").glob("*.yaml")), ids=lambda one: one.stem)
def test_every_variant_moves_as_its_base_does_in_the_library(file: Path) -> None:
    source, _ = read_file(file)
    assert source is not None
    declared, faults, base = extended(source, shipped_declarations())
    assert declared is not None and base is not None and faults == []
    assert disagreements(declared, compile_pathway(declared, source.text, base)) == []


def test_a_table_that_went_astray_is_found() -> None:
    pathway = compile_pathway(loan(), LOAN)
    lend = replace(pathway.steps["asked", "lend"], to_stage="closed")
    astray = replace(pathway, steps=Table({**pathway.steps, ("asked", "lend"): lend}))
    assert disagreements(loan(), astray) == [("asked", "lend", "intake@recipient")]


def test_a_stranger_and_an_unoffered_move_are_refused_by_the_library_too() -> None:
    twin = Twin(loan())
    assert twin.arrives("asked", "lend", "intake@recipient") == "lent"
    assert twin.arrives("asked", "lend", "worker@sender") is None
    assert twin.arrives("lent", "lend", "intake@recipient") is None

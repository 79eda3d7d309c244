from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document_templates.facts.monitoring_report import Cell, CellRow, Suppression
from document_templates.facts.samples import SAMPLES
from tests.document_templates.checks.faults import found

TABLE = "referral_tables[0]"
ROW = SAMPLES["monitoring_report"].referral_tables[0].rows[0]
CASES = [
    ("monitoring_report", {"key_figures[0].query": " "}, ("RLM-01", "blocking", "key_figures[0].query")),
    ("monitoring_report", {f"{TABLE}.query": ""}, ("RLM-01", "blocking", f"{TABLE}.query")),
    (
        "monitoring_report",
        {f"{TABLE}.rows[0].cells[0].count": 4},
        ("RLM-02", "blocking", f"{TABLE}.rows[0].cells[0].count"),
    ),
    (
        "monitoring_report",
        {f"{TABLE}.rows[0].cells[1].withheld": None},
        ("RLM-02", "blocking", f"{TABLE}.rows[0].cells[1]"),
    ),
    (
        "monitoring_report",
        {f"{TABLE}.rows[0].cells[2]": Cell(label="altro", count=5)},
        ("RLM-02", "blocking", f"{TABLE}.rows[0].cells"),
    ),
    ("monitoring_report", {f"{TABLE}.rows[0].total": 13}, ("RLM-02", "blocking", f"{TABLE}.rows[0].cells")),
    ("monitoring_report", {f"{TABLE}.rows[1].total": 3}, ("RLM-02", "blocking", f"{TABLE}.rows[1].total")),
    ("monitoring_report", {"key_figures[0].total": 49}, ("RLM-03", "blocking", "key_figures[0].total")),
    (
        "monitoring_report",
        {f"{TABLE}.rows[0].cells": ROW.cells[:2]},
        ("RLM-03", "blocking", f"{TABLE}.rows[0].cells"),
    ),
    ("monitoring_report", {"ends_on": date(2026, 4, 1)}, ("RLM-04", "blocking", "ends_on")),
    ("monitoring_report", {"previous_starts_on": date(2026, 1, 1)}, ("RLM-04", "grave", "previous_starts_on")),
    ("monitoring_report", {"previous_starts_on": None}, ("RLM-04", "blocking", "previous_starts_on")),
    ("monitoring_report", {"key_facts[0]": "Il caso VI-2026-0042."}, ("RLM-05", "blocking", "key_facts[0]")),
    ("monitoring_report", {"data_sha256": ""}, ("RLM-06", "blocking", "data_sha256")),
    ("monitoring_report", {"snapshot": ""}, ("RLM-06", "blocking", "snapshot")),
    ("network_plan", {"members": ()}, ("PRT-01", "blocking", "members")),
    ("network_plan", {"objectives": ()}, ("PRT-02", "blocking", "objectives")),
    ("network_plan", {"objectives[0].due_on": None}, ("PRT-02", "blocking", "objectives[0].due_on")),
    ("network_plan", {"meetings[0].on": date(2026, 12, 31)}, ("PRT-03", "grave", "meetings[0].on")),
    ("network_plan", {"meetings": ()}, ("PRT-03", "grave", "meetings")),
    ("growth_report", {"instrument_after": "altra griglia"}, ("CRE-01", "blocking", "instrument_after")),
    ("growth_report", {"reread_on": date(2026, 1, 20)}, ("CRE-01", "blocking", "reread_on")),
    ("growth_report", {"scores[0].after": Decimal("5.1")}, ("CRE-02", "blocking", "scores[0].after")),
    ("final_report", {"ends_on": date(2025, 1, 1)}, ("FIN-01", "blocking", "ends_on")),
    ("final_report", {"objectives": ()}, ("FIN-02", "blocking", "objectives")),
    ("final_report", {"handovers[1].organisation": None}, ("FIN-03", "blocking", "handovers[1].organisation")),
]


@pytest.mark.parametrize(("name", "changes", "fault"), CASES, ids=[f"{f[0]} {f[2]}" for _, _, f in CASES])
def test_each_fault_is_found_at_the_field_that_mends_it(
    name: str, changes: dict[str, Any], fault: tuple[str, ...]
) -> None:
    assert fault in found(name, changes)


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3), st.sets(st.integers(0, 2)), st.booleans())
def test_no_row_that_passes_lets_a_small_count_be_found(counts: list[int], hidden: set[int], shows_total: bool) -> None:
    cells = tuple(
        Cell(label="x", count=None, withheld=Suppression.SMALL) if n in hidden else Cell(label="x", count=c)
        for n, c in enumerate(counts)
    )
    row = CellRow(label="Abitare", cells=cells, total=sum(counts) if shows_total else None)
    table = replace(SAMPLES["monitoring_report"].referral_tables[0], rows=(row,))
    if not found("monitoring_report", {"referral_tables": (table,)}):
        assert all(c == 0 or c >= 5 for n, c in enumerate(counts) if n not in hidden)
        assert not (shows_total and len(hidden) == 1)


def test_a_share_of_nothing_is_no_figure() -> None:
    figure = replace(SAMPLES["monitoring_report"].key_figures[0], count=0, total=0)
    assert figure.share is None

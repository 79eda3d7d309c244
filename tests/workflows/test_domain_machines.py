"""The machines of the domain notes against the pathways: all is there, or a difference is listed with its reason."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from tests.needs import needed
from tests.processes import HERE
from tests.workflows.domain_words import (
    ADDED_MAKERS,
    ADDED_STAGES,
    KEPT,
    LABELS,
    MAKERS,
    MOVES,
    NAMES,
    OTHER_TIMES,
    OTHERWISE,
)
from workflows.compiling import compile_pathway
from workflows.loading import shipped_declarations
from workflows.pathway import Pathway, Step
from workflows.roles import makers_of
from workflows.vocabulary import NEW

NOTES = HERE.parent / "shared" / "domain" / "machines.json"
NAMED = pytest.mark.parametrize(
    "name",
    ["referral", "need", "case_transfer", "housing_stay", "case_cycle", "micro_objective", "network_cycle", "protocol",
     "party", "meeting", "decision", "action", "minutes"],
)  # fmt: skip


@cache
def machines() -> Mapping[str, Any]:
    """The thirteen machines; the test that asks is skipped where the notes are not beside the repository."""
    found = needed(NOTES if NOTES.is_file() else None, "the machines of the domain notes")
    read: Mapping[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    return read


@cache
def pathway_of(name: str) -> Pathway:
    """The newest shipped version of a machine's pathway."""
    named = [each for each in shipped_declarations() if each.pathway == NAMES.get(name, name)]
    return compile_pathway(max(named, key=lambda each: each.version), "")


def edges(name: str) -> Iterator[tuple[Mapping[str, Any], str, Step | None]]:
    """Each move of a machine, out of each stage, with the step that is it; None where there is none."""
    for move in machines()[name]["moves"]:
        for stage in move["from"] or [NEW]:
            yield move, stage, pathway_of(name).steps.get((stage, called(name, move)))


def called(name: str, move: Mapping[str, Any]) -> str:
    return MOVES.get((name, move["move"]), move["move"])


def lost(name: str) -> Iterator[tuple[str, str, str]]:
    """The moves out of some stage, makers, guards and effects that a pathway does not have under their names."""
    for move, stage, step in edges(name):
        if step is None:
            yield name, called(name, move), stage
            continue
        makers, found = set(makers_of(step)), _entries(pathway_of(name), stage, step)
        for role in move.get("by", ()):
            if not makers & set(MAKERS[role].split()):
                yield name, called(name, move), role
        for word in (*move.get("needs", ()), *move.get("does", ())):
            if not found & set(KEPT.get(word, word).split()):
                yield name, called(name, move), word


def test_every_machine_is_compared() -> None:
    assert set(NAMED.args[1]) == set(machines())


@NAMED
def test_every_stage_is_there_in_its_own_words(name: str) -> None:
    said, ours = machines()[name], pathway_of(name).stages
    assert set(ours) - set(said["states"]) == set(ADDED_STAGES.get(name, ()))
    assert set(said["states"]) <= set(ours)
    assert set(said["terminal"]) == {stage for stage in ours if ours[stage].final}
    words = said["states"].items() if isinstance(said["states"], dict) else ()
    assert {(name, stage) for stage, label in words if ours[stage].label.it != label} == _of(name, LABELS)


@NAMED
def test_every_move_maker_guard_and_effect_is_kept_or_listed_with_its_reason(name: str) -> None:
    assert set(lost(name)) == _of(name, OTHERWISE)


@NAMED
def test_every_move_leads_where_it_should(name: str) -> None:
    for move, stage, step in edges(name):
        assert step is None or step.to_stage == (stage if move["to"] == "=" else move["to"])


@NAMED
def test_nobody_else_may_make_a_move_without_a_reason(name: str) -> None:
    added: set[tuple[str, str]] = set()
    for move, _, step in edges(name):
        if step and "by" in move:
            named = {grant for role in move["by"] for grant in MAKERS[role].split()}
            added |= {(name, maker) for maker in set(makers_of(step)) - named}
    assert added == _of(name, ADDED_MAKERS)


@NAMED
def test_every_clock_runs_for_as_long(name: str) -> None:
    otherwise: set[tuple[str, str]] = set()
    for stage, clocks in machines()[name].get("timers", {}).items():
        running = pathway_of(name).clocks[stage]
        ours = {str(amount) for timer in running for amounts in timer.amounts.values() for amount in amounts}
        asked = {amount for clock in clocks for amount in re.findall(r"\b\d+ (?:wd|d|h)\b", clock["after"])}
        assert running
        if not asked <= ours:
            otherwise.add((name, stage))
    assert otherwise == _of(name, OTHER_TIMES)


def _of(name: str, listed: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """What is listed for one machine."""
    return {each for each in listed if each[0] == name}


def _entries(pathway: Pathway, stage: str, step: Step) -> set[str]:
    """Everything a step needs, asks, does and is bound by, by name."""
    marks = {
        "history": True,
        "tells": bool(step.tells),
        "at_most": step.at_most is not None,
        "within": step.within is not None,
        "not_by_maker_of": bool(step.not_by_maker_of),
        "timer": any(timer.makes == step.move for timer in pathway.timers.values()),
        "clocks": bool(pathway.clocks.get(step.to_stage) or pathway.clocks.get(stage)),
    }
    named = {*step.needs, *step.asks, *step.may_ask, *step.does, *step.issues}
    return named | {mark for mark, holds in marks.items() if holds}

import time
from pathlib import Path

import pytest

from workflows.loading import SHIPPED, load_pathway, shipped_declarations
from workflows.pathway import Pathway
from workflows.vocabulary import QUESTIONS

FILES = sorted(SHIPPED.glob("**/*.yaml"))
VARIANTS = sorted(SHIPPED.glob("variants/*.yaml"))
PATHWAYS = [pathway for path in FILES if (pathway := load_pathway(path, neighbours=shipped_declarations())[0])]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_pathway_is_sound(path: Path) -> None:
    pathway, faults = load_pathway(path, neighbours=shipped_declarations())
    assert pathway is not None
    assert faults == []


def test_loading_and_checking_every_shipped_pathway_takes_under_a_second() -> None:
    shipped_declarations.cache_clear()
    before = time.process_time()
    for path in FILES:
        load_pathway(path, neighbours=shipped_declarations())
    assert time.process_time() - before < 1


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.name)
def test_every_label_has_italian_and_english(pathway: Pathway) -> None:
    labels = [pathway.label, *(stage.label for stage in pathway.stages.values())]
    labels += [timer.label for timer in pathway.timers.values()]
    labels += [step.label for step in pathway.steps.values()]
    assert [label for label in labels if not label.en] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.name)
def test_every_date_that_is_asked_is_carried_by_the_dossier(pathway: Pathway) -> None:
    asked = {question for step in pathway.steps.values() for question in (*step.asks, *step.may_ask)}
    assert {question for question in asked & QUESTIONS if question.endswith("_on")} <= set(pathway.dates)


def test_the_referral_of_the_foundation_has_its_sixteen_stages_and_its_ladder() -> None:
    referral = next(one for one in PATHWAYS if (one.name, one.version) == ("referral", 1))
    assert len(referral.stages) == 16
    assert [(timer.name, timer.tells, timer.makes) for timer in referral.clocks["submitted"]] == [
        ("acknowledge_due", ("waiting",), None),
        ("acknowledge_overdue", ("head@recipient",), None),
        ("acknowledge_late", ("officer@plan_office", "manager@network"), None),
        ("acknowledge_missing", ("worker@sender", "manager@network"), "expire"),
    ]


@pytest.mark.parametrize("path", VARIANTS, ids=lambda path: path.stem)
def test_every_variant_keeps_the_stages_and_moves_of_its_base(path: Path) -> None:
    variant, _ = load_pathway(path, neighbours=shipped_declarations())
    assert variant is not None
    base = next(one for one in PATHWAYS if (one.name, one.version) == variant.extends)
    assert variant.stages.keys() == base.stages.keys()
    assert {key: step.to_stage for key, step in variant.steps.items()} == {
        key: step.to_stage for key, step in base.steps.items()
    }


def test_a_hold_before_first_contact_can_be_left_before_it() -> None:
    for referral in (one for one in PATHWAYS if one.name == "referral"):
        ways = [step for step in referral.offered["on_hold"] if step.to_stage == "accepted"]
        assert [step.needs for step in ways] == [()]

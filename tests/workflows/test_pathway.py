import pickle
from hashlib import sha256

import pytest

from governance.roles import Capacity, Grant, Role
from tests.workflows.loans import LOAN, spoilt
from workflows.amounts import Amount, Unit
from workflows.loading import load_pathway
from workflows.pathway import Mode, Pathway


def loan(text: str = LOAN) -> Pathway:
    pathway, faults = load_pathway(text)
    assert pathway is not None, faults
    return pathway


def test_a_step_is_found_by_stage_and_move() -> None:
    step = loan().steps["asked", "lend"]
    assert (step.from_stage, step.to_stage, step.stays) == ("asked", "lent", False)
    assert step.by == (Grant(Role.INTAKE, Capacity.RECIPIENT),)
    assert step.asks == ("resume_on",)


def test_the_system_and_the_beneficiary_stand_apart_from_the_grants() -> None:
    step = loan().steps["asked", "lapse"]
    assert (step.by_system, step.by_beneficiary) == (True, False)
    assert [step.is_by(maker) for maker in ("system", "beneficiary", "intake@recipient", "head@recipient")] == [
        True,
        False,
        True,
        False,
    ]


def test_a_move_from_any_open_stands_in_every_stage_that_is_not_final() -> None:
    pathway = loan(spoilt(("from: [lent], to: closed", "from: [any_open], except: [asked], to: closed")))
    assert [stage for stage, move in pathway.steps if move == "give_back"] == ["lent"]


def test_every_stage_offers_its_steps_in_the_order_written() -> None:
    offered = loan().offered
    assert {stage: [step.move for step in steps] for stage, steps in offered.items()} == {
        "new": ["ask"],
        "asked": ["lend", "lapse"],
        "lent": ["give_back"],
        "closed": [],
    }


def test_clocks_are_found_by_stage() -> None:
    clocks = loan().clocks
    assert {stage: [timer.name for timer in timers] for stage, timers in clocks.items()} == {
        "asked": ["answer_due"],
        "lent": ["return_due"],
        "closed": [],
    }


def test_a_timer_gives_the_amount_of_a_grade() -> None:
    timer = loan().timers["answer_due"]
    assert timer.mode is Mode.AFTER
    assert timer.amounts_for("urgent") == (Amount(24, Unit.HOURS),)
    with pytest.raises(KeyError):
        timer.amounts_for("unknown")


def test_a_bare_date_has_no_amount_and_tells_whom_the_stage_waits_for() -> None:
    timer = loan().timers["return_due"]
    assert (timer.mode, timer.anchor, timer.parent_date) == (Mode.DATE_ONLY, "resume_on", False)
    assert (timer.amounts_for("urgent"), timer.tells) == ((), ("waiting",))


def test_a_date_of_the_parent_is_marked() -> None:
    timer = loan(spoilt(("date: resume_on}", "date: parent.held_on, after: 1 d}"))).timers["return_due"]
    assert (timer.anchor, timer.parent_date) == ("held_on", True)


def test_a_pathway_never_changes() -> None:
    with pytest.raises(TypeError, match="never changes"):
        loan().steps["asked", "lend"] = loan().steps["asked", "lapse"]  # type: ignore[index]


def test_a_pathway_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(loan())) == loan()  # noqa: S301 - our own bytes, made on this line


def test_the_digest_is_that_of_the_text() -> None:
    assert loan().digest == sha256(LOAN.encode()).hexdigest()


def test_labels_fall_back_to_italian() -> None:
    label = loan(spoilt(("{it: Presta}", "{it: Presta, en: Lend}"))).steps["asked", "lend"].label
    assert (label.text("it"), label.text("en")) == ("Presta", "Lend")
    assert loan().label.text("en") == "Prestito"


def test_a_draft_with_missing_entries_can_still_be_walked() -> None:
    pathway, faults = load_pathway(spoilt(("in: [lent]", "in: [asked]")))
    assert pathway is not None
    assert len(faults) == 1

"""Faults of naming."""

import pytest
from transitions import Machine

from tests.workflows.loans import sentences, spoilt
from workflows.faults.names import OF_TRANSITIONS, PREFIXES

SNAKE = "usa lettere minuscole senza accenti, cifre e trattini bassi, per esempio in_progress"
LIBRARY = "la libreria transitions lo usa già"
CASES = {
    "import": "è una parola riservata di Python",
    "giveBack": SNAKE,
    "x y": SNAKE,
    "però": SNAKE,
    "_give": SNAKE,
    "give__back": SNAKE,
    "trigger": LIBRARY,
    "is_lent": LIBRARY,
    "may_lend": LIBRARY,
    "to_closed": LIBRARY,
    "add_transition": LIBRARY,
    "stages": "il motore lo usa già",
    "system": "il motore lo usa già",
}


@pytest.mark.parametrize(("name", "reason"), CASES.items(), ids=CASES)
def test_a_move_whose_name_collides_is_refused(name: str, reason: str) -> None:
    assert f"18: il nome «{name}» non va bene: {reason}" in sentences(spoilt(("  give_back:", f"  {name}:")))


@pytest.mark.parametrize(
    ("change", "line"),
    [(("pathway: loan", "pathway: class"), 1), (("[ordinary, urgent]", "[ordinary, class]"), 5)],
)
def test_pathway_and_grades_are_named_by_the_same_rule(change: tuple[str, str], line: int) -> None:
    assert f"{line}: il nome «class» non va bene: è una parola riservata di Python" in sentences(spoilt(change))


def test_a_stage_a_timer_and_a_term_are_named_by_the_same_rule() -> None:
    text = spoilt(("  return_due:", "  lambda:"), ("date: resume_on}", "after: 1 d, term: while}"))
    found = sentences(text)
    assert "13: il nome «lambda» non va bene: è una parola riservata di Python" in found
    assert "13: il nome «while» non va bene: è una parola riservata di Python" in found


def test_every_public_name_of_the_library_is_known() -> None:
    public = {name for name in dir(Machine) if not name.startswith("_")} - {"model", "initial"}
    assert public <= OF_TRANSITIONS | {name for name in public if name.startswith(PREFIXES)}

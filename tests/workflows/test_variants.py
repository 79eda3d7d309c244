import pytest

from tests.workflows.loans import LOAN
from workflows.loading import declarations, load_pathway
from workflows.pathway import Pathway

BASE = declarations(
    [
        LOAN.replace(
            "from: [lent], to: closed, by: [worker@sender]",
            "from: [lent], to: closed, by: [worker@sender], at_most: 2, within: 48 h",
        )
    ]
)
VARIANT = """\
pathway: loan_of_the_valley
version: 3
extends: loan@1
label: {it: Prestito in valle}
stages:
  lent: {label: {it: Fuori}}
timers:
  answer_due: {after: {ordinary: 1 wd, urgent: 4 h}, tells: [head@recipient]}
  reminder: {label: {it: Promemoria}, in: [lent], every: 7 d, tells: [worker@sender]}
moves:
  lend: {label: {it: Dai}, needs: [consent_covers], asks: [note], tells: [head@sender]}
  give_back: {at_most: 1, within: 24 h}
"""


def variant(text: str = VARIANT) -> Pathway:
    pathway, faults = load_pathway(text, neighbours=BASE)
    assert pathway is not None, faults
    assert faults == []
    return pathway


def test_a_variant_keeps_the_graph_and_the_makers_of_its_base() -> None:
    base, _ = load_pathway(LOAN)
    assert base is not None
    assert variant().extends == ("loan", 1)
    assert (variant().name, variant().version, variant().governs) == ("loan_of_the_valley", 3, "referral")
    assert {key: (step.to_stage, step.by) for key, step in variant().steps.items()} == {
        key: (step.to_stage, step.by) for key, step in base.steps.items()
    }


def test_a_variant_has_its_own_words() -> None:
    assert variant().label.it == "Prestito in valle"
    assert [stage.label.it for stage in variant().stages.values()] == ["Chiesto", "Fuori", "Chiuso"]
    assert variant().steps["asked", "lend"].label.it == "Dai"


def test_a_variant_adds_demands_and_takes_none_away() -> None:
    step = variant().steps["asked", "lend"]
    assert (step.needs, step.asks, step.tells) == (("consent_covers",), ("resume_on", "note"), ("head@sender",))


def test_a_variant_changes_amounts_and_tells_others_too() -> None:
    timer = variant().timers["answer_due"]
    assert [str(amount) for amount in timer.amounts_for("urgent")] == ["4 h"]
    assert (timer.tells, timer.makes) == (("waiting", "head@recipient"), "lapse")
    assert [timer.name for timer in variant().clocks["lent"]] == ["return_due", "reminder"]


FAULTS = {
    "another base": (("extends: loan@1", "extends: loan@9"), "3: il percorso di base «loan@9» non esiste"),
    "no version of the base": (
        ("extends: loan@1", "extends: loan"),
        "3: extends: qui va il percorso di base con la versione, per esempio referral@1",
    ),
    "a new stage": (
        ("  lent: {", "  sold: {"),
        "6: la fase «sold» non è nel percorso di base",
    ),
    "a new move": (("  lend: {", "  sell: {"), "11: il passo «sell» non è nel percorso di base"),
    "another destination": (
        ("label: {it: Dai}", "to: closed"),
        "11: il passo «lend»: «to» non può stare qui",
    ),
    "another maker": (
        ("label: {it: Dai}", "by: [system]"),
        "11: il passo «lend»: «by» non può stare qui",
    ),
    "another effect": (
        ("label: {it: Dai}", "does: [open_access]"),
        "11: il passo «lend»: «does» non può stare qui",
    ),
    "a stage that waits for others": (
        ("{label: {it: Fuori}}", "{label: {it: Fuori}, waits_for: [head@sender]}"),
        "6: la fase «lent»: «waits_for» non può stare qui",
    ),
    "a timer that makes another move": (
        ("tells: [head@recipient]", "makes: lend"),
        "8: la scadenza «answer_due»: «makes» non può stare qui",
    ),
    "a new timer that moves": (
        ("every: 7 d", "every: 7 d, makes: give_back"),
        "9: la scadenza «reminder» è nuova: in una variante può solo avvisare",
    ),
    "a timer counted another way": (
        ("after: {ordinary: 1 wd, urgent: 4 h}", "every: 1 d"),
        "8: la scadenza «answer_due» del percorso di base non conta con every",
    ),
    "a larger bound": (
        ("at_most: 1", "at_most: 3"),
        "12: il passo «give_back» ammette più volte (3) della base (2)",
    ),
    "a longer window": (
        ("within: 24 h", "within: 49 h"),
        "12: il passo «give_back» dura più (49 h) della base (48 h)",
    ),
    "a window in other units": (
        ("within: 24 h", "within: 1 d"),
        "12: il passo «give_back» conta within in «d»: la base in «h»",
    ),
    "a grade without its amount": (
        ("ordinary: 1 wd, urgent: 4 h", "ordinary: 1 wd"),
        "8: la scadenza «answer_due» non dice quanto per «urgent»",
    ),
    "an unknown requirement": (
        ("consent_covers", "consent_cover"),
        "11: passo «lend»: il requisito «consent_cover» non esiste (forse «consent_covers»?)",
    ),
}


@pytest.mark.parametrize(("change", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_variant_that_would_change_the_graph_is_refused_by_line(change: tuple[str, str], expected: str) -> None:
    assert VARIANT.count(change[0]) == 1
    _, faults = load_pathway(VARIANT.replace(*change), neighbours=BASE)
    assert expected in [f"{fault.line}: {fault.sentence}" for fault in faults]


def test_several_faults_of_a_variant_are_told_at_once() -> None:
    text = VARIANT.replace("at_most: 1", "at_most: 3").replace("every: 7 d", "every: 7 d, makes: give_back")
    _, faults = load_pathway(text, neighbours=BASE)
    assert [fault.line for fault in faults] == [9, 12]

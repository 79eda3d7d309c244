"""Faults of names and references: what is named must exist and be well named."""

import pytest

from tests.workflows.loans import LOAN, sentences, spoilt, with_line
from workflows.loading import declarations
from workflows.vocabulary import Vocabulary

ASKS = "asks: [resume_on]}"
CASES = {
    "a destination that is no stage": (
        ("to: lent", "to: lnet"),
        "16: passo «lend»: la fase «lnet» non esiste (forse «lent»?)",
    ),
    "an origin that is no stage": (
        ("from: [lent]", "from: [sold]"),
        "18: passo «give_back»: la fase «sold» non esiste",
    ),
    "a clock in a stage that is none": (
        ("in: [lent]", "in: [lent, sold]"),
        "13: scadenza «return_due»: la fase «sold» non esiste",
    ),
    "a pause outside the clock": (
        ("in: [lent]", "in: [lent], paused_in: [asked]"),
        "13: scadenza «return_due»: tra le fasi di «in», la fase «asked» non esiste",
    ),
    "a timer's unknown move": (
        ("makes: lapse", "makes: laps"),
        "12: scadenza «answer_due»: il passo «laps» non esiste (forse «lapse»?)",
    ),
    "an unknown move in not_by_maker_of": (
        (ASKS, "asks: [resume_on], not_by_maker_of: [as]}"),
        "16: passo «lend»: il passo «as» non esiste (forse «ask»?)",
    ),
    "an unknown timer to restart": (
        (ASKS, "asks: [resume_on], restarts: [retur_due]}"),
        "16: passo «lend»: la scadenza «retur_due» non esiste (forse «return_due»?)",
    ),
    "an unknown requirement": (
        (ASKS, "asks: [resume_on], needs: [consent_cover]}"),
        "16: passo «lend»: il requisito «consent_cover» non esiste (forse «consent_covers»?)",
    ),
    "an unknown effect": (
        (ASKS, "asks: [resume_on], does: [open_acces]}"),
        "16: passo «lend»: l'effetto «open_acces» non esiste (forse «open_access»?)",
    ),
    "an unknown question": ((ASKS, "asks: [why]}"), "16: passo «lend»: la domanda «why» non esiste"),
    "an unknown optional question": (
        (ASKS, "asks: [resume_on], may_ask: [nota]}"),
        "16: passo «lend»: la domanda «nota» non esiste (forse «note»?)",
    ),
    "an unknown document": (
        (ASKS, "asks: [resume_on], issues: [postcard]}"),
        "16: passo «lend»: l'atto «postcard» non esiste",
    ),
    "a document of another kind of dossier": (
        (ASKS, "asks: [resume_on], issues: [convocation]}"),
        "16: passo «lend»: l'atto «convocation» ha bisogno di dati che un fascicolo «referral» non ha",
    ),
    "an unknown role": (
        ("by: [system, intake@recipient]", "by: [system, intak@recipient]"),
        "17: «lapse»: il ruolo «intak» di «intak@recipient» non esiste (forse «intake»?)",
    ),
    "an unknown capacity": (
        ("by: [system, intake@recipient]", "by: [system, intake@recipent]"),
        "17: «lapse»: la parte «recipent» di «intake@recipent» non esiste (forse «recipient»?)",
    ),
    "a grant without its capacity": (
        ("by: [system, intake@recipient]", "by: [system, intake]"),
        "17: «lapse»: «intake» non è nella forma ruolo@parte",
    ),
    "an administrator who would bypass the graph": (
        ("by: [system, intake@recipient]", "by: [system, administrator@network]"),
        "17: «lapse»: il ruolo «administrator» di «administrator@network» non esiste",
    ),
    "a message to the system": (
        (ASKS, "asks: [resume_on], tells: [system]}"),
        "16: «lend»: «system» non è nella forma ruolo@parte",
    ),
    "an unknown kind of dossier": (
        ("governs: referral", "governs: refferal"),
        "3: il tipo di fascicolo «refferal» non esiste (forse «referral»?)",
    ),
    "an unknown date": (
        ("dates: [resume_on]", "dates: [resume]"),
        "6: la data «resume» non esiste (forse «resume_on»?)",
    ),
    "a date the dossier does not carry": (
        ("date: resume_on}", "date: review_on}"),
        "13: scadenza «return_due»: la data «review_on» non è tra quelle del fascicolo (dates)",
    ),
    "an unknown date of the parent": (
        ("date: resume_on}", "date: parent.birthday}"),
        "13: scadenza «return_due»: la data «parent.birthday» non esiste",
    ),
    "an unknown kind of child": (
        (ASKS, "asks: [resume_on], carries: {kid: play}}"),
        "16: passo «lend»: il tipo di fascicolo «kid» non esiste",
    ),
    "an unknown move of a child": (
        (ASKS, "asks: [resume_on], carries: {party: sing}}"),
        "16: passo «lend»: nessun percorso di «party» ha il passo «sing»",
    ),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES)
def test_what_does_not_exist_is_named_with_its_line(change: tuple[str, str], expected: str) -> None:
    assert expected in sentences(spoilt(change))


def test_a_carried_move_that_the_child_keeps_to_people_is_a_fault() -> None:
    child = declarations([spoilt(("pathway: loan", "pathway: part"), ("governs: referral", "governs: party"))])
    text = spoilt((ASKS, "asks: [resume_on], carries: {party: give_back}}"))
    expected = "16: passo «lend»: «give_back» di «party» non è del sistema, quindi non si può portare con sé"
    assert sentences(text, neighbours=child) == [expected]


def test_a_move_carried_by_the_parent_has_a_maker() -> None:
    parent = declarations(
        [spoilt(("governs: referral", "governs: protocol"), (ASKS, "asks: [resume_on], carries: {referral: vanish}}"))]
    )
    text = with_line("give_back", "  vanish: {label: {it: Sparisce}, from: [lent], to: closed, by: [system]}")
    assert sentences(text, neighbours=parent) == []


def test_a_name_of_the_vocabulary_that_is_not_implemented_is_absent_not_unknown() -> None:
    from_text = sentences(LOAN, Vocabulary(questions=frozenset()))
    assert from_text == ["16: passo «lend»: la domanda «resume_on» non c'è ancora in questa installazione"]

"""Faults of endlessness."""

from tests.workflows.loans import sentences, spoilt

ROUND = "le fasi «asked», «lent» formano un giro che percorre solo il sistema: metti at_most o un passo di una persona"
BACK = "  ask_again: {label: {it: Richiedi}, from: [lent], to: asked, by: [system]%s}\n"
FORTH = "  lend_again: {label: {it: Ripresta}, from: [asked], to: lent, by: [system], at_once: true, needs: [%s]}\n"
TIMER = ("date: resume_on}", "date: resume_on, makes: ask_again}")


def test_a_loop_of_a_timer_and_an_at_once_move_is_found() -> None:
    assert sentences(spoilt(TIMER) + BACK % "" + FORTH % "need_recorded") == [f"8: {ROUND}"]


def test_the_same_loop_with_a_bound_is_sound() -> None:
    assert sentences(spoilt(TIMER) + BACK % ", at_most: 3" + FORTH % "need_recorded") == []


def test_a_loop_with_a_person_in_it_is_sound() -> None:
    assert sentences(spoilt(TIMER) + BACK % "") == []


def test_an_at_once_move_that_stays_would_never_stop() -> None:
    line = (
        "  tick: {label: {it: Batte}, from: [lent], stays: true, by: [system], at_once: true, needs: [need_recorded]}\n"
    )
    assert sentences(spoilt() + line) == [
        "9: le fasi «lent» formano un giro che percorre solo il sistema: metti at_most o un passo di una persona"
    ]


def test_a_timer_that_starts_itself_again_is_found() -> None:
    line = "  remind: {label: {it: Ricorda}, from: [lent], stays: true, by: [system], restarts: [return_due]}\n"
    text = spoilt(("date: resume_on}", "date: resume_on, makes: remind}")) + line
    assert sentences(text) == ["19: la scadenza «return_due» fa «remind», che la fa ripartire: un giro senza fine"]


def test_an_at_once_move_hidden_by_an_earlier_one_is_found() -> None:
    first = spoilt(("by: [system, intake@recipient]", "by: [system], at_once: true, needs: [no_active_referral]"))
    assert sentences(first + FORTH % "no_active_referral, need_recorded") == [
        "19: nella fase «asked» il passo «lend_again» non parte mai: prima viene «lapse», che chiede lo stesso o meno"
    ]

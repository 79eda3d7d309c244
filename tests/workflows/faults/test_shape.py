"""Faults of shape: stages, clocks and moves that would lose somebody."""

import pytest

from tests.workflows.loans import sentences, spoilt, with_line

ASKS = "asks: [resume_on]}"
BY = "by: [system, intake@recipient]"
GIVE_BACK = "  give_back: {label: {it: Restituisci}, from: [lent], to: closed, by: [worker@sender]}\n"
CASES = {
    "no beginning": (("from: [new]", "from: [lent]"), "14: nessun passo parte da «new»: il fascicolo non può nascere"),
    "a stage without a way out": (
        (GIVE_BACK, ""),
        "9: dalla fase «lent» non si arriva a nessuna fase finale o di riposo",
    ),
    "a stage both final and resting": (
        ("final: true", "final: true, rests: true"),
        "10: la fase «closed» è final oppure rests, non tutte e due",
    ),
    "an open stage without a clock": (
        ("in: [lent]", "in: [asked]"),
        "9: la fase «lent» è aperta e non ha nessuna scadenza",
    ),
    "an open stage with paused clocks": (
        ("in: [lent]", "in: [lent], paused_in: [lent]"),
        "9: la fase «lent» è aperta e ha solo scadenze ferme",
    ),
    "an open stage that waits for nobody": (
        (", waits_for: [worker@sender]", ""),
        "9: la fase «lent» è aperta e non aspetta nessuno: manca waits_for",
    ),
    "a grade without its amount": (
        ("ordinary: 2 wd, urgent: 24 h", "ordinary: 2 wd"),
        "12: la scadenza «answer_due» non dice quanto per «urgent»",
    ),
    "an unknown grade": (
        ("urgent: 24 h", "urgent: 24 h, huge: 1 h"),
        "12: scadenza «answer_due»: il grado «huge» non esiste",
    ),
    "a term for several amounts": (
        ("date: resume_on}", "date: resume_on, before: [2 d, 1 d], term: give}"),
        "13: la scadenza «return_due» ha un term: le serve una sola durata",
    ),
    "a repetition of several lengths": (
        ("date: resume_on}", "every: [1 d, 2 d]}"),
        "13: la scadenza «return_due» ha più durate: every ne vuole una",
    ),
    "a repetition without a pause": (
        ("date: resume_on}", "every: 0 d}"),
        "13: la scadenza «return_due» si ripete senza pausa: every vuole più di zero",
    ),
    "a timer's move that a stage does not offer": (
        ("in: [asked]", "in: [asked, lent]"),
        "12: la scadenza «answer_due» fa «lapse», che la fase «lent» non offre",
    ),
    "a timer's move that is not the system's": (
        (BY, "by: [intake@recipient]"),
        "12: la scadenza «answer_due» fa «lapse», che il sistema non può fare: manca system in by",
    ),
    "a timer that leaves a question unanswered": (
        (BY, "by: [system], asks: [reason]"),
        "12: la scadenza «answer_due» fa «lapse» senza rispondere a «reason» (answers)",
    ),
    "an answer nobody asked": (
        ("makes: lapse", "makes: lapse, answers: {note: x}"),
        "12: scadenza «answer_due»: la domanda «note» non esiste",
    ),
    "answers without a move": (
        ("date: resume_on}", "date: resume_on, answers: {note: x}}"),
        "13: la scadenza «return_due» dà risposte ma non fa nessun passo",
    ),
    "a timer that acts in a final stage": (
        ("in: [asked]", "in: [asked, closed]"),
        "12: la scadenza «answer_due» fa un passo nella fase finale «closed»: lì può solo avvisare",
    ),
    "to and stays together": (
        ("to: lent", "to: lent, stays: true"),
        "16: il passo «lend» ha sia to sia stays: ne serve uno",
    ),
    "neither to nor stays": (("to: lent, ", ""), "16: il passo «lend» ha né to né stays: ne serve uno"),
    "except without any_open": (
        ("from: [lent]", "from: [lent], except: [asked]"),
        "18: il passo «give_back» ha except senza from: [any_open]",
    ),
    "a question asked and perhaps asked": (
        (ASKS, "asks: [resume_on], may_ask: [resume_on]}"),
        "16: passo «lend»: la domanda «resume_on» è sia in asks sia in may_ask",
    ),
    "at_once without the system": (
        (ASKS, "at_once: true}"),
        "16: il passo «lend» è at_once ma non è del sistema: manca system in by",
    ),
    "at_once with questions": (
        (BY, "by: [system], at_once: true, asks: [note]"),
        "17: il passo «lapse» è at_once e fa domande: nessuno risponde",
    ),
    "at_once that reads the clock": (
        (BY, "by: [system], at_once: true, needs: [before_end]"),
        "17: il passo «lapse» è at_once e «before_end» guarda l'ora: usa una scadenza",
    ),
}
ADDED = {
    "a beginning that leads nowhere": (
        ("moves:", "  linger: {label: {it: Resta}, from: [new], stays: true, by: [worker@sender]}"),
        "15: il passo «linger» parte da «new» e non va in nessuna fase",
    ),
    "a move that no stage offers": (
        ("moves:", "  go: {label: {it: Va}, from: [any_open], except: [asked, lent], to: closed, by: [worker@sender]}"),
        "15: il passo «go» non è offerto da nessuna fase",
    ),
    "an at-once move before there is anything": (
        ("moves:", "  begin: {label: {it: Apre}, from: [new], to: asked, by: [system], at_once: true}"),
        "15: il passo «begin» è at_once e parte da «new»: non c'è ancora nulla",
    ),
    "an unreachable stage": (
        ("closed", "  lost: {label: {it: Perso}, final: true}"),
        "11: la fase «lost» non si raggiunge mai",
    ),
    "a final stage left": (
        ("give_back", "  revive: {label: {it: Ridai}, from: [closed], to: asked, by: [worker@sender]}"),
        "19: il passo «revive» lascia la fase finale «closed» senza «reopens: true»",
    ),
    "a move nobody makes": (
        ("give_back", "  vanish: {label: {it: Sparisce}, from: [lent], to: closed, by: [system]}"),
        "19: il passo «vanish» è solo del sistema, ma nessuna scadenza, at_once o carries lo fa",
    ),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES)
def test_a_spoilt_line_is_found(change: tuple[str, str], expected: str) -> None:
    assert expected in sentences(spoilt(change))


@pytest.mark.parametrize(("line", "expected"), ADDED.values(), ids=ADDED)
def test_a_line_too_many_is_found(line: tuple[str, str], expected: str) -> None:
    assert sentences(with_line(*line)) == [expected]


def test_reopening_a_final_stage_is_allowed_where_it_says_so() -> None:
    line = "  revive: {label: {it: Ridai}, from: [closed], to: asked, by: [worker@sender], reopens: true}"
    assert sentences(with_line("give_back", line)) == []

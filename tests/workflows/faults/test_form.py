"""Faults of form: what the grammar itself refuses."""

import pytest

from tests.workflows.loans import LOAN, sentences, spoilt

CASES = {
    "a misspelt key": (
        ("asks: [resume_on]", "aks: [resume_on]"),
        "16: il passo «lend»: «aks» non fa parte della grammatica (forse «asks»?)",
    ),
    "a label without Italian": (
        ("{it: Presta}", "{en: Lend}"),
        "16: il passo «lend»: manca l'etichetta italiana: label: {it: ...}",
    ),
    "no label": (
        ("label: {it: Presta}, ", ""),
        "16: il passo «lend»: manca l'etichetta italiana: label: {it: ...}",
    ),
    "a blank label": (("{it: Presta}", "{it: ' '}"), "16: il passo «lend»: it: qui manca il testo"),
    "a label in a third language": (
        ("{it: Presta}", "{it: Presta, de: Leihen}"),
        "16: il passo «lend»: «de» non fa parte della grammatica",
    ),
    "a label that is one word": (
        ("{it: Presta}", "Presta"),
        "16: il passo «lend»: label: qui vanno voci tra parentesi graffe",
    ),
    "a control character in a label": (
        ("{it: Presta}", '{it: "Pre\\asta"}'),
        "16: il passo «lend»: it: testo troppo lungo (oltre 200 caratteri) o con caratteri di controllo",
    ),
    "nobody in by": (
        ("from: [lent], to: closed, by: [worker@sender]", "from: [lent], to: closed"),
        "18: il passo «give_back»: manca «by»: nessuno può farlo",
    ),
    "a move from nowhere": (
        ("from: [lent], to: closed", "to: closed"),
        "18: il passo «give_back»: manca «from»: da quali fasi si può fare",
    ),
    "a file that governs nothing": (("governs: referral\n", ""), "1: manca «governs»"),
    "a word for an entry": (
        ("{label: {it: Presta}, from: [asked], to: lent, by: [intake@recipient], asks: [resume_on]}", "presta"),
        "16: il passo «lend»: lend: qui vanno voci tra parentesi graffe",
    ),
    "a clock in no stage": (("in: [lent], ", ""), "13: la scadenza «return_due»: manca «in»: in quali fasi corre"),
    "an empty by": (
        ("by: [system, intake@recipient]", "by: []"),
        "17: il passo «lapse»: by: l'elenco è vuoto: togli la voce o riempila",
    ),
    "a word for a list": (
        ("from: [lent]", "from: lent"),
        "18: il passo «give_back»: from: qui va un elenco tra parentesi quadre",
    ),
    "a repeated name": (("from: [lent]", "from: [lent, lent]"), "18: il passo «give_back»: from: «lent» è ripetuto"),
    "a flag that is neither true nor false": (
        ("final: true", "final: yes"),
        "10: la fase «closed»: final: qui va true oppure false",
    ),
    "a version that is no number": (("version: 1", "version: uno"), "2: version: qui va un numero intero da 1 in su"),
    "a list for a mapping": (
        ("{ordinary: 2 wd, urgent: 24 h}, makes: lapse", "2 wd, makes: lapse, answers: [reason]"),
        "12: la scadenza «answer_due»: answers: qui vanno coppie «nome: valore» tra parentesi graffe",
    ),
    "two facts that grade": (
        ("{urgency: [ordinary, urgent]}", "{urgency: [ordinary, urgent], size: [small]}"),
        "5: graded_by: qui va un solo dato con i suoi gradi, per esempio {urgency: [ordinary, urgent]}",
    ),
    "a length of time in other words": (
        ("ordinary: 2 wd", "ordinary: two days"),
        "12: la scadenza «answer_due»: after: «two days» non è una durata: scrivi un numero e wd, d oppure h, "
        "per esempio «2 wd»",
    ),
    "a timer that counts two ways": (
        ("date: resume_on}", "after: 1 d, every: 2 d}"),
        "13: la scadenza «return_due»: la scadenza dice una cosa sola tra after, before, every e date",
    ),
    "a timer that counts back from nothing": (
        ("date: resume_on}", "before: 2 d}"),
        "13: la scadenza «return_due»: before conta all'indietro da una data: manca date",
    ),
}


def test_the_sound_pathway_has_no_fault() -> None:
    assert sentences(LOAN) == []


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES)
def test_what_the_grammar_refuses_is_said_with_its_line(change: tuple[str, str], expected: str) -> None:
    assert expected in sentences(spoilt(change))


def test_faults_of_every_sort_are_told_at_once() -> None:
    text = spoilt(("asks: [resume_on]", "aks: [resume_on]"), ("to: lent", "to: lnt"), ("in: [lent]", "in: [asked]"))
    assert sentences(text) == [
        "9: la fase «lent» non si raggiunge mai",
        "9: la fase «lent» è aperta e non ha nessuna scadenza",
        "16: il passo «lend»: «aks» non fa parte della grammatica (forse «asks»?)",
        "16: passo «lend»: la fase «lnt» non esiste (forse «lent»?)",
    ]


def test_a_label_with_markup_is_text() -> None:
    assert sentences(spoilt(("{it: Presta}", "{it: '<b>Presta</b> & basta'}"))) == []

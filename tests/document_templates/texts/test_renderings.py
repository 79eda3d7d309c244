from typing import Any

import pytest

from document_templates.facts.common import Signature, SignatureKind
from document_templates.facts.meeting import Article, Body, Mode
from document_templates.facts.minutes import Approval, ApprovalMode, ItemOutcome
from document_templates.facts.samples import SAMPLES
from document_templates.facts.samples.cast import PROJECT, TABLE, TODAY
from document_templates.facts.vote import Conflict, Result, VoteMethod
from tests.document_templates.checks.faults import faulty
from tests.document_templates.texts.words import words

MINUTES = SAMPLES["minutes"]


def printed(name: str, **changes: Any) -> str:
    return words(name, faulty(name, {path.replace("__", "."): value for path, value in changes.items()}))


def test_a_deliberative_body_tells_date_and_hour_in_words_and_figures() -> None:
    opening = "Il giorno tre dicembre duemilaventisei (3 dicembre 2026), alle ore nove e quaranta (9.40)"
    assert opening in printed("minutes")
    assert "alle ore undici e trenta (11.30)" in printed("minutes")


def test_a_technical_table_tells_them_in_figures_and_says_that_it_does_not_deliberate() -> None:
    text = printed("minutes", body=TABLE)
    assert "Il giorno 3 dicembre 2026, alle ore 9.40" in text
    assert "Il tavolo ha natura tecnica e non deliberativa." in text and "duemilaventisei" not in text


def test_the_call_and_the_validity_are_made_from_the_facts() -> None:
    text = printed("minutes", sitting__call=2)
    assert "in seconda convocazione" in text
    assert "n. 2 componenti su n. 4 (pari a 21.400 abitanti su 35.600)" in text
    assert "ai sensi dell'art. 12 del regolamento" in text


def test_a_body_is_named_with_its_own_article() -> None:
    body = Body(name="Cabina di regia", article=Article.LA, deliberative=True)
    assert "si è tenuta la seduta della Cabina di regia" in printed("minutes", body=body)


def test_a_secret_vote_names_nobody() -> None:
    changes = {"items[1].vote.method": VoteMethod.SECRET, "items[1].vote.ballots": ()}
    text = words("minutes", faulty("minutes", changes))
    assert "Si vota a scrutinio segreto" in text and ": favorevole" not in text


def test_a_conflict_a_different_proclamation_and_a_consent_are_told() -> None:
    conflict = Conflict(organisation="Comune di Castel Fittizio", left_at=MINUTES.opened_at)
    changes = {
        "items[1].vote.conflicts": (conflict,),
        "items[1].vote.proclaimed": Result.REJECTED,
        "items[1].vote.reason": "serve la maggioranza dei componenti.",
        "items[2].outcome": ItemOutcome.CONSENTED,
        "items[2].objections": ("Il costo del sabato: accolto un periodo di prova.",),
        "items[3].outcome": ItemOutcome.DEFERRED,
    }
    text = words("minutes", faulty("minutes", changes))
    assert "dichiara un conflitto di interessi ed esce alle ore 9.40" in text
    assert "La proclamazione si discosta dal calcolo, che dà la proposta approvata." in text
    assert "Esito: assunto per consenso, senza osservazioni contrarie." in text
    assert "Il punto 4, «Varie ed eventuali», è rinviato." in text


@pytest.mark.parametrize(
    ("mode", "closing"),
    [
        (ApprovalMode.ON_THE_SPOT, "letto, approvato e sottoscritto."),
        (ApprovalMode.VOTE, "approvato con votazione il 23 novembre 2026 (decisione n. 6/2026)."),
    ],
)
def test_the_closing_follows_the_way_of_approval(mode: ApprovalMode, closing: str) -> None:
    approval = Approval(mode=mode, on=TODAY, decision="decisione n. 6/2026")
    assert f"Del che è redatto il presente verbale, {closing}" in printed("minutes", approval=approval)


def test_signatures_are_told_once_they_are_there() -> None:
    signature = Signature(
        name="Ettore Bozza",
        role="segretario",
        organisation="Ufficio",
        kind=SignatureKind.DIGITAL,
        on=TODAY,
    )
    assert "Firma digitale del 23 novembre 2026" in printed("minutes", signed_by_secretary=signature)


def test_an_urgent_convocation_gives_its_reason_and_a_sitting_in_person_no_note_on_video() -> None:
    text = printed(
        "convocation",
        notice__urgent=True,
        notice__urgent_reason="scadenza del bando",
        sitting__mode=Mode.IN_PERSON,
        sitting__link=None,
    )
    assert "convocazione urgente" in text and "per questo motivo: scadenza del bando" in text
    assert "Partecipazione a distanza" not in text


def test_a_project_of_another_fund_prints_one_line_and_no_project_none() -> None:
    project = faulty("minutes", {"document.project.fami": False}).document.project
    assert "Progetto PONTI DI PROVA" in printed("final_report", document__project=project)
    assert PROJECT.cup not in printed("final_report", document__project=None)


def test_withheld_cells_say_so_and_shares_are_in_italian() -> None:
    text = printed("monitoring_report")
    assert "requisiti: meno di 5; altro: non pubblicato" in text and "| 71,4% |" in text

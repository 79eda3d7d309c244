import re
from typing import Any

import pytest

from document_templates.checks.completeness import texts_of
from document_templates.facts.common import Choice, Confidentiality
from document_templates.facts.samples import SAMPLES
from document_templates.layout import builtin
from tests.document_templates.checks.faults import faulty, found
from tests.document_templates.making import text_of
from tests.document_templates.texts.words import words

SAMPLE = SAMPLES["minutes"]
DISTRESS = "Tizia Inesistente ha chiesto un alloggio perché la figlia è malata e non può salire scale."


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("items[1].summary", DISTRESS),
        ("items[1].decision", "Si paga la terapia di Tizia Inesistente."),
        ("items[3].title", "Sfratto della famiglia Persona Inventata"),
        ("document.title", "Ricovero del minore Caio Inventato"),
        ("commitments[0].what", "Trovare casa per Tizia Inesistente, vittima di tratta"),
        ("petitions[0].request", "Un alloggio per Caio Inventato, che è in carcere."),
        ("items[1].summary", "Si discute il caso VI-2026-0042 e si chiede un aggiornamento al servizio."),
        ("items[1].summary", "Il codice fiscale comunicato è RSSMRA80A01F205X, da verificare negli archivi."),
        ("items[1].summary", "Si discute il caso PIC-7K2M-4QXA e si chiede un aggiornamento al servizio."),
        ("items[1].papers[0]", "Diagnosi di Tizia Inesistente"),
        ("document.attachments[2].title", "Certificato di invalidità di Tizia Inesistente"),
        ("petitions[0].group", "Madri di Caio Inventato, malato"),
        ("items[1].statements[0].text", "Chiedo di aiutare Tizia Inesistente, che ha una disabilità."),
    ],
)
def test_what_may_identify_a_person_in_need_blocks_publication_and_not_the_minutes(path: str, text: str) -> None:
    assert ("VRB-24", "blocking", path) in found("minutes_publishable", {path: text})
    assert "VRB-24" not in {code for code, _, _ in found("minutes", {path: text})}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"document.confidentiality": Confidentiality.INTERNAL}, ("VRB-24", "document.confidentiality")),
        ({"signed_by_secretary": None}, ("VRB-03", "signed_by_secretary")),
    ],
)
def test_only_signed_minutes_marked_as_publishable_are_published(
    changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    code, field = fault
    assert (code, "blocking", field) in found("minutes_publishable", changes)


def test_a_signature_is_claimed_only_if_it_is_there() -> None:
    assert "F.to Livia Modelli" in words("minutes_publishable", SAMPLES["minutes_publishable"])
    assert "F.to" not in words("minutes_publishable", SAMPLE)


def test_a_public_summary_takes_the_place_of_the_one_that_cannot_be_published() -> None:
    changes = {
        "items[1].summary": DISTRESS,
        "items[1].public_summary": "L'Assemblea discute un bisogno abitativo urgente e i posti disponibili.",
    }
    assert "VRB-24" not in {code for code, _, _ in found("minutes_publishable", changes)}
    assert "Inesistente" not in words("minutes_publishable", faulty("minutes_publishable", changes))


def test_members_of_the_body_may_be_named_beside_any_word() -> None:
    changes = {"items[1].summary": "Livia Modelli illustra il progetto sulla salute delle persone accolte."}
    assert found("minutes_publishable", changes) == set()


def test_the_restricted_annex_and_restricted_statements_are_never_published() -> None:
    published = words("minutes_publishable", SAMPLES["minutes_publishable"])
    assert "VI-2026-0042" in words("minutes", SAMPLE)
    assert "VI-2026-0042" not in published and "riservato" not in published


def test_the_same_vote_stands_in_both_texts() -> None:
    for name in ("minutes", "minutes_publishable"):
        assert "| Enti | 2 | 1 | 0 | 0 | 0 | 0 |" in words(name, SAMPLE)


NAMES_OF_THE_BODY = re.compile(r"body\.(name|article)|document\.network|.*\.person")
"""Who belongs to the body is known by name: those texts are the names themselves."""


def test_every_text_that_is_published_is_looked_at() -> None:
    name = "minutes_publishable"
    for path, text, _required in texts_of(SAMPLES[name]):
        if isinstance(text, Choice) or NAMES_OF_THE_BODY.fullmatch(path):
            continue
        changes = {path: "Fulvio Inesistente è malato."}
        printed = "Inesistente" in words(name, faulty(name, changes))
        assert not printed or ("VRB-24", "blocking", path) in found(name, changes), path


def test_one_source_gives_two_texts_and_the_published_one_says_nothing_of_anybody() -> None:
    changes = {
        "items[1].summary": DISTRESS,
        "items[1].public_summary": "L'Assemblea discute un bisogno abitativo urgente.",
        "items[1].statements[1].text": "Tizia Inesistente è in ospedale.",
        "absences[0].justification": "ricovero in ospedale",
    }
    internal = text_of(builtin("minutes").render(faulty("minutes", changes)))
    published = text_of(builtin("minutes_publishable").render(faulty("minutes_publishable", changes)))
    for word in ("Inesistente", "malata", "ospedale"):
        assert word in internal and word not in published
    assert "Assente giustificato" in published and "bisogno abitativo urgente" in published

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from document_templates.facts.articles import number_articles
from document_templates.facts.common import ActKind, SignatureKind
from document_templates.facts.legal_types import LegalType
from document_templates.facts.samples import SAMPLES
from tests.document_templates.checks.faults import faulty, found
from tests.document_templates.texts.words import words

SAMPLE = SAMPLES["protocol_text"]
FIRST, SECOND, COOPERATIVE, VOLUNTEERS = SAMPLE.parties
GAP = replace(SAMPLE.article, aims=None)
CASES = [
    ({"parties[0].organisation.seat": None}, ("PTC-01", "blocking", "parties[0].organisation.seat")),
    (
        {"parties[3].organisation.fiscal_code": None},
        ("PTC-01", "blocking", "parties[3].organisation.fiscal_code"),
    ),
    (
        {"legal_type": LegalType.COLLABORATION},
        ("PTC-01", "blocking", "parties[2].organisation.kind"),
    ),
    ({"parties[2].power": " "}, ("PTC-02", "blocking", "parties[2].power")),
    ({"parties[1].act": None}, ("PTC-03", "blocking", "parties[1].act")),
    ({"parties[1].act": None, "parties[1].signature": None}, ("PTC-03", "grave", "parties[1].act")),
    ({"parties[0].signed_on": date(2026, 1, 14)}, ("PTC-03", "blocking", "parties[0].signed_on")),
    ({"parties[0].act.enforceable": False}, ("PTC-03", "grave", "parties[0].act.enforceable")),
    (
        {"legal_type": LegalType.CONVENTION},
        ("PTC-03", "blocking", "parties[0].act.kind"),
    ),
    (
        {"parties[0].signature": SignatureKind.HANDWRITTEN},
        ("PTC-04", "blocking", "parties[0].signature"),
    ),
    ({"parties[0].signed_on": None}, ("PTC-04", "blocking", "parties[0].signed_on")),
    ({"months": None}, ("PTC-05", "blocking", "months")),
    ({"ends_on": None}, ("PTC-05", "blocking", "ends_on")),
    ({"ends_on": date(2026, 3, 1)}, ("PTC-05", "blocking", "ends_on")),
    ({"withdrawal_days": None}, ("PTC-06", "blocking", "withdrawal_days")),
    ({"accession_days": None}, ("PTC-07", "blocking", "accession_days")),
    ({"data_protection": None}, ("PTC-08", "blocking", "data_protection")),
    ({"bodies[0].majority": None}, ("PTC-09", "blocking", "bodies[0]")),
    ({"bodies[0].quorum.fraction": "metà"}, ("PTC-09", "blocking", "bodies[0].quorum.fraction")),
    ({"bodies[0].quorum.fraction": "3/2"}, ("PTC-09", "blocking", "bodies[0].quorum.fraction")),
    ({"parties[3].no_charge": False}, ("PTC-10", "blocking", "parties[3].pledges")),
    ({"parties[0].pledges[0].quantity": 0}, ("PTC-10", "blocking", "parties[0].pledges[0].quantity")),
    ({"article": GAP}, ("PTC-11", "blocking", "article")),
    ({"article": number_articles({"withdrawal"})}, ("PTC-11", "blocking", "article.withdrawal")),
    ({"legal_type": LegalType.CO_DESIGN}, ("PTC-11", "blocking", "notice_reference")),
    ({"text_sha256": "0" * 64}, ("PTC-12", "blocking", "parties[0].act.text_sha256")),
    ({"parties[0].lead": False}, ("PTC-13", "blocking", "parties")),
    ({"parties": (FIRST,)}, ("PTC-13", "blocking", "parties")),
    ({"territory": (*SAMPLE.territory, "Ponte Ipotetico")}, ("PTC-14", "blocking", "territory[3]")),
    ({"parties[1].municipalities": FIRST.municipalities}, ("PTC-14", "blocking", "parties")),
    ({"territory": SAMPLE.territory[:2]}, ("PTC-14", "notice", "territory")),
    ({"subject": "____"}, ("PTC-15", "blocking", "subject")),
    ({"aims": ()}, ("PTC-15", "blocking", "aims")),
]


@pytest.mark.parametrize(("changes", "fault"), CASES, ids=[f"{fault[0]} {fault[2]}" for _, fault in CASES])
def test_each_fault_is_found_at_the_field_that_mends_it(changes: dict[str, Any], fault: tuple[str, ...]) -> None:
    assert fault in found("protocol_text", changes)


def test_a_private_party_may_sign_a_memorandum_by_hand_and_a_public_one_may_not() -> None:
    assert VOLUNTEERS.signature is SignatureKind.HANDWRITTEN
    assert found("protocol_text", {}) == set()


def test_a_convention_among_local_bodies_is_approved_by_the_council() -> None:
    parties = tuple(replace(p, act=replace(p.act, kind=ActKind.COUNCIL)) for p in (FIRST, SECOND))
    assert found("protocol_text", {"parties": parties, "legal_type": LegalType.CONVENTION}) == set()


def test_articles_and_references_follow_when_one_is_left_out() -> None:
    text = words("protocol_text", faulty("protocol_text", {"article": number_articles({"definitions"})}))
    assert "Art. 2 – Oggetto" in text and "Art. 23 – Sottoscrizione" in text
    assert "Definizioni" not in text and "nelle forme dell'art. 23" in text


def test_agreed_wording_takes_the_place_of_the_standard_words_and_of_its_terms() -> None:
    changes = {"wording.withdrawal": ("Si recede con lettera.", "Il preavviso è di un anno."), "withdrawal_days": None}
    text = words("protocol_text", faulty("protocol_text", changes))
    assert found("protocol_text", changes) == set()
    assert "1. Il preavviso è di un anno." in text and "tramite PEC" not in text


@pytest.mark.parametrize("legal_type", LegalType)
def test_every_legal_type_prints_its_norms_its_consent_and_its_signing(legal_type: LegalType) -> None:
    text = words("protocol_text", faulty("protocol_text", {"legal_type": legal_type}))
    assert all(f"**VISTO** {norm};" in text for norm in legal_type.form.norms)
    assert legal_type.form.consent in text and legal_type.form.signing in text


def test_twenty_one_parties_get_a_row_and_a_signature_each() -> None:
    many = tuple(
        replace(COOPERATIVE, organisation=replace(COOPERATIVE.organisation, name=f"Ente di prova {n}"))
        for n in range(21)
    )
    text = words("protocol_text", faulty("protocol_text", {"parties": many}))
    assert all(text.count(f"| Ente di prova {n} |") == 3 for n in range(21))

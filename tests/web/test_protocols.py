"""Protocolli: the list by last day, and registering one already signed, with every fault kept beside its field."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from governance.notes import attachments_of
from governance.protocols import Protocol, clauses_of
from tests.cast import LECCO, MONZA
from tests.web.desk import Desk, codes_in, words_of
from web.term_forms import terms_asked, usual_values

SIGNED = {
    "parties": "1",
    "clauses": "1",
    "title": "Intesa di prova",
    "legal_type": "protocollo_intesa",
    "number": "12/2026",
    "signed_on": "1/11/2026",
    "starts_on": "2026-11-01",
    "ends_on": "2027-02-01",
    "lead": "Ente plan_office",
    "party_1": "ente Cooperative",
    "clause_category_1": "job_search",
    "clause_places_1": "lecco, MONZA",
    "share_name": "1",
}


def register(desk: Desk, who: str = "manager", **more: Any) -> TestResponse:
    with desk.site.database.reading() as tx:
        usual = usual_values(terms_asked(tx))
    fields = {"network": desk.cast.organisations["network"], **usual, **SIGNED, "key": "sign", **more}
    return desk.visit(who).send("/protocolli/nuovo", fields)


def registered(desk: Desk) -> Protocol:
    with desk.site.database.reading() as tx:
        return tx.scalars(select(Protocol).order_by(Protocol.id.desc()).limit(1)).one()


def test_the_first_to_expire_is_on_top_in_words(desk: Desk) -> None:
    register(desk)
    said = words_of(desk.visit("manager").get("/protocolli"))
    assert said.index("Intesa di prova") < said.index("Protocollo di prova")
    assert "1 febbraio 2027" in said and "mancano 70 giorni" in said


def test_parties_read_it_and_strangers_do_not(desk: Desk) -> None:
    for name, number in (("officer", 1), ("intake", 1), ("case_head", 1), ("stranger", 0)):
        assert len(codes_in(desk.visit(name).get("/protocolli"), "PRO")) == number, name


def test_a_registered_protocol_opens_referrals_at_once(any_desk: Desk) -> None:
    assert register(any_desk).location.startswith("/pratiche/PRO-")
    facts = registered(any_desk)
    with any_desk.site.database.reading() as tx:
        clause = clauses_of(tx, facts.id)[0]
    assert facts.opens and facts.ends_on == date(2027, 2, 1) and facts.fields == ["name"] and facts.number == "12/2026"
    assert (clause.category, clause.sender_id, clause.municipalities) == ("job_search", None, [LECCO, MONZA])


def test_its_terms_are_kept_grade_by_grade(desk: Desk) -> None:
    register(desk, term_acknowledge_ordinary="3", term_acknowledge_emergency="", term_reply="7")
    terms = registered(desk).terms
    assert terms["acknowledge"] == {"ordinary": "3 wd", "urgent": "72 h"} and terms["reply"] == "7 wd"


def test_the_signed_file_is_kept_with_it(desk: Desk) -> None:
    code = register(desk, file=(BytesIO(b"%PDF-1.7"), "../firma.pdf")).location.rsplit("/")[-1]
    with desk.site.database.reading() as tx:
        [(kept, name)] = attachments_of(tx, desk.dossier(code))
    assert (name, kept.size) == ("firma.pdf", 8)


def test_the_same_request_registers_one(desk: Desk) -> None:
    assert register(desk).location == register(desk).location
    assert len(codes_in(desk.visit("manager").get("/protocolli"), "PRO")) == 2


def test_rows_are_added_and_taken_away_without_losing_what_was_typed(desk: Desk) -> None:
    more = register(desk, act="add_clauses")
    assert more.status_code == 200 and 'id="campo-clause_category_2"' in more.text and "lecco, MONZA" in more.text
    fewer = register(desk, act="remove_parties_1", parties="2", party_2="Ente group")
    assert 'value="Ente group"' in fewer.text and 'id="campo-party_2"' not in fewer.text


FAULTS = {
    "a reminder before what it reminds of": ({"term_acknowledge_ordinary": "5"}, "scadrebbe prima"),
    "units that cannot be compared": ({"term_decide_head_ordinary_unit": "h"}, "stessa unità"),
    "a term that is no number": ({"term_reply": "-3"}, "numero intero"),
    "an end before the beginning": ({"ends_on": "2026-10-01"}, "La fine viene prima"),
    "an end that has passed": ({"starts_on": "2026-01-01", "ends_on": "2026-02-01"}, "già scaduto"),
    "a signature still to come": ({"signed_on": "2027-01-01"}, "deve ancora venire"),
    "a party nobody knows": ({"party_1": "Ente che non c'è"}, "Non trovo questo ente"),
    "the same party twice": ({"party_1": "Ente plan_office"}, "già tra le parti"),
    "a sender that is no party": ({"clause_sender_1": "Ente group"}, "non è tra le parti"),
    "a municipality nobody knows": ({"clause_places_1": "Atlantide"}, "Atlantide"),
    "a file that is no document": ({"file": (b"MZ", "firma.exe")}, "non si può allegare"),
    "an empty file": ({"file": (b"", "firma.pdf")}, "vuoto"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_a_sentence_and_nothing_is_registered(desk: Desk, what: str) -> None:
    fields, sentence = FAULTS[what]
    answer = register(desk, **{name: _fresh(value) for name, value in fields.items()})
    assert answer.status_code == 422 and sentence in words_of(answer) and "Intesa di prova" in answer.text
    assert registered(desk).id == desk.cast.protocol_id


def test_only_who_leads_or_coordinates_registers(desk: Desk) -> None:
    assert register(desk, "intake").status_code == 403
    answer = register(desk, "head")
    assert answer.status_code == 422 and "il responsabile del capofila" in words_of(answer)
    assert register(desk, "officer").status_code == 302


def _fresh(value: Any) -> Any:
    return (BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value

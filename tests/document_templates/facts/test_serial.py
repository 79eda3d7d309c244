import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from document_templates.facts import FACTS
from document_templates.facts.samples import SAMPLES
from document_templates.facts.serial import UnreadableFacts, from_json, to_json

st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False, places=3))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


def letter(**changes: Any) -> str:
    return json.dumps(json.loads(to_json(SAMPLES["referral_letter"])) | changes)


def faults(text: str, name: str = "referral_letter") -> tuple[str, ...]:
    with pytest.raises(UnreadableFacts) as refused:
        from_json(name, text)
    return refused.value.faults


@pytest.mark.parametrize("name", FACTS)
def test_every_sample_is_read_back_as_it_was(name: str) -> None:
    assert from_json(name, to_json(SAMPLES[name])) == SAMPLES[name]


@pytest.mark.parametrize("name", FACTS)
@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_any_facts_are_read_back_as_they_were(name: str, data: st.DataObject) -> None:
    facts = data.draw(st.from_type(FACTS[name]))
    assert from_json(name, to_json(facts)) == facts


@pytest.mark.parametrize("name", FACTS)
def test_the_same_facts_give_the_same_text(name: str) -> None:
    assert to_json(from_json(name, to_json(SAMPLES[name]))) == to_json(SAMPLES[name])


def test_an_unknown_field_is_refused_by_its_path() -> None:
    assert faults(letter(colour="rosso")) == ("colour: questo campo non esiste",)


def test_a_missing_field_is_refused_by_its_path() -> None:
    text = json.loads(letter())
    del text["sender"]["operator"]["name"]
    assert faults(json.dumps(text)) == ("sender.operator.name: questo campo manca",)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("case_code", 7, "case_code: serve un testo"),
        ("case_code", None, "case_code: serve un testo"),
        ("reply_days", True, "reply_days: serve un numero intero"),
        ("reply_days", 2.5, "reply_days: serve un numero intero"),
        ("reply_by", "7/12/2026", "reply_by: «7/12/2026» non è una data: scrivi AAAA-MM-GG"),
        ("done", "niente", "done: serve un elenco"),
        ("done", [1], "done[0]: serve un testo"),
        ("person", [], "person: serve un oggetto con i suoi campi"),
    ],
)
def test_a_value_of_another_kind_is_refused_by_its_path(field: str, value: object, fault: str) -> None:
    assert faults(letter(**{field: value})) == (fault,)


def test_a_choice_outside_the_list_says_which_there_are() -> None:
    (fault,) = faults(letter(channel="piccione"))
    assert fault.startswith("channel: «piccione» non è ammesso: scegli fra platform, certified_mail")


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("domani", "non è un istante"),
        ("2026-12-03T09:30:00", "non dice il fuso orario"),
    ],
)
def test_an_instant_without_a_zone_is_refused(value: str, fault: str) -> None:
    text = json.loads(to_json(SAMPLES["convocation"])) | {"sent_at": value}
    (found,) = faults(json.dumps(text), "convocation")
    assert found.startswith("sent_at: ") and fault in found


@pytest.mark.parametrize("value", ["molto", None, True, "NaN"])
def test_a_figure_that_is_no_number_is_refused(value: object) -> None:
    text = json.loads(to_json(SAMPLES["growth_report"]))
    text["scores"][0]["before"] = value
    assert faults(json.dumps(text), "growth_report") == ("scores[0].before: serve un numero",)


@pytest.mark.parametrize("text", ["", "{", "NaN", "[" * 100_000])
def test_what_is_not_json_is_refused_with_a_sentence(text: str) -> None:
    assert faults(text)[0].startswith("il testo non è JSON")


def test_every_fault_is_told_at_once() -> None:
    assert len(faults(letter(channel="x", reply_days="y", extra=1))) == 3


def test_an_unknown_document_is_refused_with_the_list_of_those_there_are() -> None:
    assert "scegli fra acceptance_letter, accession" in faults("{}", "poesia")[0]

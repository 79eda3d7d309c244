import json
import resource
import time
from pathlib import Path

import pytest

from document_templates.compiled import CompiledTemplate
from document_templates.errors import DocumentError, Faulty, Missing, Refused, TooHeavy
from document_templates.facts.samples import SAMPLES
from document_templates.layout import builtin
from document_templates.untrusted import Bounds, inspect_untrusted, render_many_untrusted, render_untrusted
from tests.document_templates.escapes import ESCAPES, PLACES
from tests.document_templates.making import text_of, word_file

HEAVY = {
    "a huge text": "{{ 'A' * 500000000 }}",
    "nested ranges": "{% for a in range(99999) %}{% for b in range(99999) %}{{ a }}{% endfor %}{% endfor %}",
    "center": "{{ 'a'.center(2000000000) }}",
    "format": "{{ '{:2000000000d}'.format(1) }}",
    "old format": "{{ '%2000000000d' | replace('x', 'y') }}{{ '%2000000000d' % 1 }}",
    "a huge power": "{{ 9 ** (9 ** 9) }}",
    "deep recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a text that doubles": "{% set n = namespace(t='a') %}"
    "{% for i in range(60) %}{% set n.t = n.t ~ n.t %}{% endfor %}{{ n.t | length }}",
    "a long silent loop": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "loops over data": "{% for a in rows %}{% for b in rows %}"
    "{% for c in rows %}{{ c }}{% endfor %}{% endfor %}{% endfor %}",
    "a huge list": "{{ ([0] * 200000000) | length }}",
    "long joins": "{{ range(99999) | join('a' * 20000) }}",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_every_heavy_template_is_stopped_within_its_bounds(name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    with pytest.raises(DocumentError):
        render_untrusted(word_file(HEAVY[name]), {"rows": list(range(2000))})
    assert time.monotonic() - began < 11
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024
    assert text_of(render_untrusted(word_file("{{ x }}"), {"x": "ancora"})) == "ancora"


def test_a_template_that_takes_too_long_is_told_so() -> None:
    bounds = Bounds(processor_seconds=2)
    with pytest.raises(TooHeavy, match="troppo tempo"):
        render_untrusted(word_file(HEAVY["a long silent loop"]), {}, bounds)


def test_the_clock_bounds_a_process_that_gets_no_processor() -> None:
    began = time.monotonic()
    with pytest.raises(TooHeavy, match="troppo tempo"):
        render_untrusted(word_file(HEAVY["a long silent loop"]), {}, Bounds(clock_seconds=1.5))
    assert time.monotonic() - began < 3


def test_there_are_sixty_escapes_and_more() -> None:
    assert len(set(ESCAPES)) >= 60


@pytest.mark.parametrize("place", PLACES)
def test_every_escape_is_refused_wherever_it_stands(place: str, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    assert in_process(PLACES[place]("{{ text }}"))
    for number, payload in enumerate(ESCAPES):
        data = PLACES[place](payload.replace("WITNESS", str(witness)))
        with pytest.raises(Faulty):
            made = in_process(data)
            pytest.fail(f"{number}: {payload} gave {text_of(made)!r}")
    assert not witness.exists()


def in_process(data: bytes) -> bytes:
    """Render with the sandbox alone, without the closed process around it: each wall holds by itself."""
    block = {"title": "t", "body": "b", "version": 1, "digest": "0"}
    facts = {"text": "a", "items": [1], "obj": {"a": 1}, "f": lambda: 1, "document": block}
    return CompiledTemplate(data).render(facts)


def test_the_closed_process_gives_the_same_document_as_the_open_one() -> None:
    letter, facts = builtin("referral_letter"), SAMPLES["referral_letter"]
    assert inspect_untrusted(letter.data).names == letter.names
    assert render_untrusted(letter.data, facts) == letter.render(facts)


def test_missing_facts_and_faults_come_back_from_the_closed_process() -> None:
    with pytest.raises(Missing, match="manca il dato «b»"):
        render_untrusted(word_file("{{ a }} {{ b }}"), {"a": 1})
    found = inspect_untrusted(word_file("{{ a }}", "Vedi {{ organo }}"), ["a"])
    assert [str(fault) for fault in found.faults] == [
        "Testo, «Vedi {{ organo }}»: il nome «organo» non esiste fra i dati di questo documento."
    ]
    assert "non è chiuso" in str(inspect_untrusted(word_file("{{ a ")).faults[0])


def test_one_process_serves_many_and_the_failing_ones_are_told_apart() -> None:
    data = word_file("{{ a }}{% for x in range(b) %}{% for y in range(99999) %}{% endfor %}{% endfor %}")
    good, bad, *slow = render_many_untrusted(
        data, [{"a": 1, "b": 0}, {"b": 0}, {"a": 1, "b": 9999}, {"a": 2, "b": 0}], Bounds(processor_seconds=2)
    )
    assert isinstance(good, bytes) and text_of(good) == "1"
    assert isinstance(bad, Missing)
    assert [type(error) for error in slow] == [TooHeavy, TooHeavy]


def test_a_hundred_agreements_of_a_network_take_seconds() -> None:
    data = builtin("referral_letter").data
    began = time.monotonic()
    made = render_many_untrusted(data, [SAMPLES["referral_letter"]] * 139)
    assert {type(one) for one in made} == {bytes}
    assert time.monotonic() - began < 20


def test_a_hostile_file_does_not_reach_the_closed_process() -> None:
    with pytest.raises(Refused, match="non è un documento Word"):
        render_untrusted(b"MZ" + json.dumps({}).encode(), {})

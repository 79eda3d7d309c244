from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from document_templates.checks import CHECKS
from document_templates.facts import FACTS
from document_templates.facts.articles import HEADINGS, ArticleNumbers, Wording, number_articles
from document_templates.facts.common import Choice
from document_templates.facts.labels import LABELS, label_of
from document_templates.facts.legal_types import LEGAL_FORMS, LegalType
from document_templates.facts.meeting import Article, Body, represented_at
from document_templates.facts.protocol_text import Base, Comparison, Rule
from document_templates.facts.samples import SAMPLES
from tests.document_templates.facts.changes import changed


def kinds_in(hint: Any, seen: set[Any]) -> set[Any]:
    for inner in get_args(hint):
        kinds_in(inner, seen)
    if isinstance(hint, type) and hint not in seen:
        seen.add(hint)
        for kind in get_type_hints(hint).values() if is_dataclass(hint) else ():
            kinds_in(kind, seen)
    return seen


EVERY_KIND = set().union(*(kinds_in(facts, set()) for facts in FACTS.values()))


def test_every_document_has_facts_a_check_and_a_sample_of_them() -> None:
    assert set(FACTS) == set(CHECKS) == set(SAMPLES)
    assert all(type(SAMPLES[name]) is facts for name, facts in FACTS.items())


@pytest.mark.parametrize("name", FACTS)
def test_every_sample_is_frozen(name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        SAMPLES[name].document = None


@pytest.mark.parametrize("kind", sorted(filter(is_dataclass, EVERY_KIND), key=lambda kind: kind.__name__))
def test_every_kind_of_fact_says_what_it_is_and_names_its_fields_in_italian(kind: type) -> None:
    assert kind.__doc__ and not kind.__doc__.startswith(f"{kind.__name__}(")
    assert [field.name for field in fields(kind) if field.name not in LABELS] == []


def test_every_label_names_a_field_that_exists() -> None:
    known = {field.name for kind in filter(is_dataclass, EVERY_KIND) for field in fields(kind)}
    assert set(LABELS) == known


def test_every_choice_has_an_italian_label() -> None:
    choices = [kind for kind in EVERY_KIND if issubclass(kind, Choice)]
    assert choices and all(member.label for kind in choices for member in kind)


def test_a_path_is_told_in_words() -> None:
    assert label_of("needs[1].description") == "bisogno 2, descrizione"


def test_articles_are_numbered_without_a_gap_when_one_is_left_out() -> None:
    numbers = number_articles({"taxes", "aims"})
    kept = [getattr(numbers, name) for name in HEADINGS]
    assert (numbers.taxes, numbers.aims) == (None, None)
    assert [number for number in kept if number] == list(range(1, 23))


def test_an_unknown_article_cannot_be_left_out() -> None:
    with pytest.raises(ValueError, match="articoli sconosciuti: tasse"):
        number_articles({"tasse"})


def test_headings_numbers_and_wording_name_the_same_24_articles() -> None:
    names = list(HEADINGS)
    assert len(names) == 24
    assert names == [field.name for field in fields(ArticleNumbers)] == [f.name for f in fields(Wording)]


def test_every_legal_type_has_a_form_that_asks_only_for_articles_there_are() -> None:
    assert set(LEGAL_FORMS) == set(LegalType)
    assert all(form.required <= set(HEADINGS) and form.norms for form in LEGAL_FORMS.values())


@pytest.mark.parametrize(
    ("comparison", "fraction", "sentence"),
    [
        (Comparison.MORE_THAN, "1/2", "più della metà dei votanti"),
        (Comparison.AT_LEAST, "2/3", "almeno due terzi dei votanti"),
        (Comparison.AT_LEAST, "1", "la totalità dei votanti"),
        (Comparison.MORE_THAN, "4/5", "più dei 4/5 dei votanti"),
    ],
)
def test_a_threshold_is_told_in_words(comparison: Comparison, fraction: str, sentence: str) -> None:
    assert Rule(comparison=comparison, fraction=fraction, base=Base.VOTERS).sentence == sentence


@pytest.mark.parametrize(
    ("article", "definite", "of"),
    [
        (Article.IL, "il Tavolo", "del Tavolo"),
        (Article.LO, "lo Tavolo", "dello Tavolo"),
        (Article.LA, "la Tavolo", "della Tavolo"),
        (Article.ELIDED, "l'Tavolo", "dell'Tavolo"),
    ],
)
def test_a_body_takes_its_article(article: Article, definite: str, of: str) -> None:
    body = Body(name="Tavolo", article=article, deliberative=False)
    assert (body.definite, body.of) == (definite, of)


def test_a_proxy_counts_only_while_its_holder_is_there() -> None:
    minutes = SAMPLES["minutes"]
    lent = minutes.presences[2].organisation
    assert lent in represented_at(minutes.presences, minutes.opened_at)
    gone = changed(minutes, "presences[0].intervals[0].until", minutes.opened_at)
    assert lent not in represented_at(gone.presences, minutes.opened_at)

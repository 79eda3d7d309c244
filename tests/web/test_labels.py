import pytest

from web.labels import labels_in
from workflows.grammar import Declaration
from workflows.loading import shipped_declarations


@pytest.mark.parametrize("declared", shipped_declarations(), ids=lambda one: f"{one.pathway}-{one.version}")
def test_no_label_of_a_shipped_pathway_is_left_in_italian_for_english_readers(declared: Declaration) -> None:
    italian, english = labels_in("it"), labels_in("en")
    moves = declared.moves.values()
    named = {name for move in moves for name in (*move.needs, *move.asks, *move.may_ask, *move.does)}
    assert [name for name in named & set(italian) if italian[name] == english[name]] == []


def test_an_english_reader_is_told_a_requirement_in_english() -> None:
    assert labels_in("it")["consent_recorded"] == "La persona ha accettato di essere accompagnata"
    assert labels_in("en")["consent_recorded"] == "The person agreed to be accompanied"

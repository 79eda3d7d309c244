"""Words that are meant although they are typed otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.likeness import Vocabulary, trigrams, words_of

KNOWN = ("accompagnamento", "alloggio", "casa", "corso", "italiano", "lavoro", "mediazione", "perche", "sportello")


def vocabulary() -> Vocabulary:
    made = Vocabulary()
    for key, word in enumerate(KNOWN):
        made.add(key, {word: 1.0})
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("casa", "casa"),
        ("caza", "casa"),
        ("csa", "casa"),
        ("acsa", "casa"),
        ("corsi", "corso"),
        ("alogio", "alloggio"),
        ("mediazzione", "mediazione"),
        ("sportelo", "sportello"),
        ("accompagnamneto", "accompagnamento"),
        ("accomp", "accompagnamento"),
        ("perchè", "perche"),
    ],
)
def test_a_slip_another_ending_or_a_beginning_finds_the_word(typed: str, meant: str) -> None:
    near = vocabulary().like(words_of(typed)[0])
    assert max(near, key=lambda word: near[word]) == meant


@pytest.mark.parametrize("typed", ["zucchine", "xyz", "cane", "q"])
def test_another_word_finds_nothing(typed: str) -> None:
    assert vocabulary().like(typed) == {}


def test_every_word_asked_for_must_be_there() -> None:
    made = vocabulary()
    made.add(7, {"corso": 1.0, "italiano": 1.0})
    assert set(made.find(["cosro", "italiano"])[0]) == {7}


def test_a_word_weighs_what_it_weighs_where_it_stands() -> None:
    made = Vocabulary()
    made.add(1, {"casa": 1.0})
    made.add(2, {"casa": 0.75})
    scores = made.find(["casa"])[0]
    assert scores == {1: 1.0, 2: 0.75}


def test_what_was_taken_out_is_found_no_more() -> None:
    made = vocabulary()
    made.remove(2, ["casa"])
    assert made.find(["casa"])[0] == {}


@given(st.text(alphabet="abcdefgilmnoprstuvz", min_size=1, max_size=12))
def test_every_word_is_most_like_itself(word: str) -> None:
    made = vocabulary()
    made.add(100, {word: 1.0})
    assert made.like(word)[word] == 1.0 == max(made.like(word).values())
    assert len(trigrams(word)) <= len(word) + 1


def test_words_said_by_the_way_do_not_count() -> None:
    assert words_of("La Ricerca della casa, e dell'alloggio") == ("ricerca", "casa", "alloggio")

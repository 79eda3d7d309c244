"""The playbook: every line of it means something, and every sentence that is asked for is there."""

from collections.abc import Iterator

import pytest

from governance.codes import CATEGORIES, LISTS
from workflows.loading import shipped_declarations
from workflows.samples.lives import KINDS, NEEDS
from workflows.samples.scenes import Plot, Turn, names, need_words, plots, words

FILES = (*NEEDS, "beginnings", "turnings", "endings")
OWN = ("refer", "draft", "next", "note_down", "revoke", "note", "assess", "mute")
WHO = ("owner", "intake", "worker", "head", "manager", "officer", "person")


def turns() -> Iterator[tuple[Plot, Turn]]:
    """Every turn of the playbook, with its plot."""
    return ((plot, turn) for plot in plots(*FILES) for turn in plot.turns)


def test_every_turn_is_somebodys_move_of_a_pathway() -> None:
    known = {each.pathway: set(each.moves) for each in shipped_declarations()}
    for plot, turn in turns():
        kind = turn.on if turn.on in ("case", "need") else "referral"
        assert turn.who in WHO, (plot.name, turn)
        assert turn.move in known[kind] or turn.move in OWN, (plot.name, turn)


def test_every_answer_is_a_code_a_day_or_a_sentence_of_the_stock() -> None:
    for plot, turn in turns():
        for name, value in turn.answers.items():
            if value.startswith("@") and name not in ("target_service", "new_owner"):
                assert words(value[1:]), (plot.name, value)
            elif name in LISTS:
                assert value in LISTS[name], (plot.name, name, value)


def test_every_kind_of_service_has_its_words() -> None:
    assert all(need_words(each) for each in CATEGORIES)
    assert set(KINDS) <= set(CATEGORIES)


def test_a_stock_that_is_not_there_is_said_so() -> None:
    with pytest.raises(KeyError):
        words("nobody")


def test_no_two_colleagues_share_a_name() -> None:
    assert len(set(names("colleagues"))) == len(names("colleagues"))

"""Whatever is done to a pathway's text, it is read or refused in sentences: nothing else is raised."""

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.loans import LOAN, sentences
from tests.workflows.test_variants import BASE, VARIANT

WORDS = sorted(
    {*LOAN.split(), *VARIANT.split(), "any_open", "true", "1 wd", "at_once: true", "makes", "extends", "{", "}"}
)
VALUES = st.recursive(
    st.sampled_from(["", "lent", "asked", "new", "lapse", "2 wd", "true", "worker@sender", "é"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["it", "in", "from", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert sentences(text.encode("utf-8", "ignore").decode()) != []


@settings(deadline=None)
@given(st.sampled_from([LOAN, VARIANT]), st.integers(0, 1200), st.integers(0, 40), st.sampled_from(WORDS))
def test_a_pathway_with_a_piece_replaced_is_answered(text: str, start: int, length: int, piece: str) -> None:
    for line in sentences(text[:start] + piece + text[start + length :], neighbours=BASE):
        assert line.split(":")[0].isdigit()


@settings(deadline=None)
@given(st.sampled_from([LOAN, VARIANT]), st.data())
def test_a_pathway_with_an_entry_of_another_shape_is_answered(text: str, data: st.DataObject) -> None:
    whole = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - reads scalars as text only, and our own
    place = whole
    while isinstance(place[key := data.draw(st.sampled_from(sorted(place)))], dict) and data.draw(st.booleans()):
        place = place[key]
    place[key] = data.draw(VALUES)
    for line in sentences(yaml.safe_dump(whole), neighbours=BASE):
        assert line.split(":")[0].isdigit()

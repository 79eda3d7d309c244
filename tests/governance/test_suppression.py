"""Suppression: nothing about fewer than three households can be read off a table or worked out from its totals."""

from hypothesis import given
from hypothesis import strategies as st

from governance.figures import Count
from governance.suppression import LEAST, TOTAL, hidden_in, hidden_in_list

KINDS, PLACES = "abc", "xyz"
TABLES = st.lists(st.integers(0, 6), min_size=9, max_size=9)


def table(numbers: list[int]) -> dict[tuple[str, str], Count]:
    """Cells with as many households as referrals, and their totals."""
    inner = {
        (kind, place): numbers[3 * row + column]
        for row, kind in enumerate(KINDS)
        for column, place in enumerate(PLACES)
    }
    cells = {cell: Count(number, number) for cell, number in inner.items()}
    for kind in (*KINDS, TOTAL):
        for place in (*PLACES, TOTAL):
            number = sum(n for (k, p), n in inner.items() if kind in (k, TOTAL) and place in (p, TOTAL))
            cells[kind, place] = Count(number, number)
    return cells


@given(TABLES)
def test_small_cells_are_hidden_and_never_alone_in_their_line(numbers: list[int]) -> None:
    cells = table(numbers)
    hidden = hidden_in(cells)
    assert all(cell in hidden for cell, count in cells.items() if 0 < count.households < LEAST)
    for kind in (*KINDS, TOTAL):
        assert len([cell for cell in hidden if cell[0] == kind]) != 1
    for place in (*PLACES, TOTAL):
        assert len([cell for cell in hidden if cell[1] == place]) != 1


@given(TABLES)
def test_nothing_is_hidden_where_nothing_is_small(numbers: list[int]) -> None:
    assert hidden_in(table([number + LEAST if number else 0 for number in numbers])) == frozenset()


def test_a_list_hides_the_next_smallest_beside_the_small_one() -> None:
    counts = {"few": Count(2, 2), "some": Count(5, 4), "many": Count(9, 9)}
    assert hidden_in_list(counts, Count(16, 15)) == {"few", "some"}


def test_many_referrals_of_two_households_are_still_few() -> None:
    assert hidden_in_list({"few": Count(12, 2), "nobody": Count()}, Count(12, 2)) == {"few", TOTAL}

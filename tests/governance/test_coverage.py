"""Coverage: every municipality of every ambito, what is verified in time and what is not."""

from datetime import timedelta

import pytest

from governance.codes import AREAS
from governance.coverage import ENTERPRISE, PUBLIC, VOLUNTARY, Coverage, coverage
from governance.database import Database
from tests.governance.directory import LECCO, MONZA, NOW, TODAY, Directory


@pytest.fixture
def directory(database: Database) -> Directory:
    return Directory(database)


def covered(directory: Directory) -> Coverage:
    with directory.database.reading(NOW) as tx:
        return coverage(tx, TODAY)


def test_all_139_municipalities_are_there_even_with_nothing(directory: Directory) -> None:
    found = covered(directory)
    assert (len(found.places), len(found.cells), found.mapped()) == (139, 139 * len(AREAS), 0)


def test_a_service_for_everywhere_maps_all_of_them(directory: Directory) -> None:
    directory.add("Ovunque")
    assert covered(directory).mapped() == 139


def test_only_what_was_verified_in_time_counts_as_fresh(directory: Directory) -> None:
    directory.add("Nuovo", municipalities=[LECCO])
    directory.add("Vecchio", municipalities=[LECCO], verified_on=TODAY - timedelta(days=181))
    directory.add("Mai", municipalities=[LECCO, MONZA], verified_on=None)
    directory.add("Spento", municipalities=[LECCO], active=False)
    found = covered(directory)
    assert (found.cells[LECCO, "work"].fresh, found.cells[LECCO, "work"].stale) == (1, 2)
    assert (found.cells[MONZA, "work"].fresh, found.mapped()) == (0, 1)


def test_a_whole_ambito_counts_in_each_of_its_municipalities(directory: Directory) -> None:
    directory.add("Ambito", districts=["lecco"])
    assert covered(directory).mapped() == 31


def test_who_offers_is_counted_once_for_each_ambito(directory: Directory) -> None:
    directory.add("Uno", districts=["lecco"])
    directory.add("Due", house="Comune Prova", districts=["lecco"])
    directory.house("Gruppo", kind="volunteer_group")
    directory.add("Tre", house="Gruppo", municipalities=[MONZA])
    sides = covered(directory).sides
    assert [sides["lecco", side].fresh for side in (PUBLIC, ENTERPRISE, VOLUNTARY)] == [0, 2, 0]
    assert sides["monza", VOLUNTARY].fresh == 1

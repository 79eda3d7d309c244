"""Several refusals at the same instant make one blockage; the last families that go on at once settle it once."""

import pytest

from governance import audit
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import RaccordoError
from governance.history import lines_of
from tests.blocked import links, open_blockages, sent
from tests.cast import Cast, cast
from tests.withstand.racing import attempt, together
from workflows.attempt import Attempt

FAMILIES = ("Unotenda", "Duecassa", "Trevaligia", "Quattrozaino")
WITHDRAWN = {"withdrawal_reason": "no_longer_needed"}


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def proposed(scene: Cast) -> list[Dossier]:
    """Referrals whose refusal waits to be confirmed."""
    found = [sent(scene, name) for name in FAMILIES]
    for each in found:
        scene.move(each.id, "propose_decline", "intake", decline_reason="outside_area")
    return found


def moves_of(scene: Cast, dossier_id: int) -> list[str]:
    with scene.database.reading() as tx:
        return [line.move for line in lines_of(tx, dossier_id)]


def test_refusals_confirmed_at_once_are_one_blockage(scene: Cast) -> None:
    together([attempt(scene, Attempt(each.id, "confirm_decline"), "officer") for each in proposed(scene)])
    [found] = open_blockages(scene)
    assert (found.persons, found.households, len(links(scene))) == (4, 4, 4)
    assert sorted(moves_of(scene, found.id)) == ["recur", "recur", "recur", "report"]
    assert audit.verify(scene.database).is_sound


def test_families_that_go_on_at_once_settle_it_once(scene: Cast) -> None:
    refused = proposed(scene)
    for each in refused:
        scene.move(each.id, "confirm_decline", "officer")
    [found] = open_blockages(scene)
    needs = [each.parent_id or 0 for each in refused]
    done = together([attempt(scene, Attempt(each, "withdraw", answers=WITHDRAWN), "manager") for each in needs])
    assert not [each for each in done if isinstance(each, RaccordoError)]
    assert moves_of(scene, found.id).count("settle") == 1
    assert open_blockages(scene) == [] and all(each.until for each in links(scene))


def test_settling_by_hand_while_it_happens_again_leaves_one_open_or_none_and_no_link_astray(scene: Cast) -> None:
    first, *others = proposed(scene)
    scene.move(first.id, "confirm_decline", "officer")
    [found] = open_blockages(scene)
    acts = [attempt(scene, Attempt(found.id, "settle"), "manager")]
    acts += [attempt(scene, Attempt(each.id, "confirm_decline"), "officer") for each in others]
    together(acts)
    present = open_blockages(scene)
    there = {each.blockage_id for each in links(scene) if each.until is None}
    assert len(present) <= 1 and there == {each.id for each in present}
    assert sum(each.persons for each in present) == len([each for each in links(scene) if each.until is None])
    assert audit.verify(scene.database).is_sound

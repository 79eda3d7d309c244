"""Reporting a blockage by hand: by who answers for the place, once, with who said it in its history."""

import pytest

from governance.blockages import Spot
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import Invalid, NotPermitted
from governance.history import lines_of
from governance.notes import notes_of
from tests.blocked import declined, open_blockages, sent
from tests.cast import LECCO, MONDAY, Cast, cast
from workflows.reporting import Report, places_of, report

WORDS = "Nessun corso serale nel distretto."


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def reported(scene: Cast, who: str = "manager", joins: bool = False, key: str = "") -> Dossier:
    with scene.database.transaction(MONDAY) as tx:
        spot = Spot(scene.organisations["network"], "no_service", "housing_search", LECCO)
        return report(tx, scene.actor(tx, who), Report(spot, WORDS, joins, key))


@pytest.mark.parametrize("who", ["manager", "officer"])
def test_who_answers_for_the_place_reports_and_its_history_says_who(scene: Cast, who: str) -> None:
    made = reported(scene, who)
    with scene.database.reading() as tx:
        lines = lines_of(tx, made.id)
        assert [text for _, text in notes_of(tx, tx.get_one(Dossier, made.id))] == [WORDS]
    assert [(each.move, each.actor_id) for each in lines] == [("report", None), ("point_out", scene.people[who])]
    assert (made.stage, made.title) == ("reported", "Manca il servizio: Ricerca della casa, Lecco")


@pytest.mark.parametrize("who", ["intake", "worker", "stranger", "administrator"])
def test_nobody_else_reports(scene: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        reported(scene, who)
    assert open_blockages(scene) == []


def test_what_is_open_already_is_proposed_and_never_opened_twice(scene: Cast) -> None:
    declined(scene, sent(scene), "service_not_provided")
    with pytest.raises(Invalid) as refused:
        reported(scene)
    assert list(refused.value.faults) == ["joins"]
    [there] = open_blockages(scene)
    assert reported(scene, joins=True).id == there.id
    assert [each.persons for each in open_blockages(scene)] == [1]


def test_the_same_request_twice_reports_once(scene: Cast) -> None:
    assert reported(scene, key="k").id == reported(scene, key="k").id
    with scene.database.reading() as tx:
        assert len(lines_of(tx, open_blockages(scene)[0].id)) == 2


def test_who_gets_stuck_later_is_counted_in(scene: Cast) -> None:
    made = reported(scene)
    declined(scene, sent(scene), "service_not_provided")
    assert [(each.id, each.persons) for each in open_blockages(scene)] == [(made.id, 1)]


def test_an_officer_reports_for_the_municipalities_of_its_office_alone(scene: Cast) -> None:
    with scene.database.reading(MONDAY) as tx:
        network = scene.organisations["network"]
        found = {who: LECCO in places_of(tx, scene.actor(tx, who), network) for who in ("manager", "officer", "head")}
    assert found == {"manager": True, "officer": True, "head": False}

"""Two cases from one contact at the same instant: one case; encounters noted at once are all there."""

from collections.abc import Callable

import pytest

from governance import audit
from governance.beneficiaries import Identity
from governance.cases import Case
from governance.contacts import contact, encounters_of
from governance.database import Database
from governance.errors import RaccordoError
from tests.cast import LECCO, MONDAY, Cast, cast
from tests.met import encounter, meet, team
from tests.withstand.racing import together
from workflows.advance import open_dossier
from workflows.beginnings import Intake, case_opening
from workflows.contacting import meet_again, take_up


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def test_two_colleagues_open_a_case_from_one_contact_and_one_of_them_succeeds(scene: Cast) -> None:
    met = meet(scene, team(scene, "consortium"), who="case_head")

    def opening(who: str) -> Callable[[], int]:
        def act() -> int:
            with scene.database.transaction(MONDAY) as tx:
                actor, own = scene.actor(tx, who), scene.organisations
                family = Identity("Ugo", f"{who}diprova", "reference")
                opened, _line = open_dossier(
                    tx, case_opening(tx, actor, Intake(own["network"], own["consortium"], LECCO, [family]))
                )
                take_up(tx, actor, met.id, opened.id)
                return opened.id

        return act

    done = together([opening("manager"), opening("colleague")])
    [kept] = [each for each in done if not isinstance(each, RaccordoError)]
    with scene.database.reading() as tx:
        assert contact(tx, met.id).case_id == kept
        assert tx.query(Case).count() == 1
    assert audit.verify(scene.database).is_sound


def test_encounters_noted_at_once_are_all_counted(scene: Cast) -> None:
    desk_id = team(scene)
    met = meet(scene, desk_id)

    def noting(who: str) -> Callable[[], None]:
        def act() -> None:
            with scene.database.transaction(MONDAY) as tx:
                meet_again(tx, scene.actor(tx, who), met.id, encounter(desk_id, MONDAY.date()))

        return act

    assert together([noting("worker"), noting("intake"), noting("head")]) == [None] * 3
    with scene.database.reading() as tx:
        assert contact(tx, met.id).times == len(encounters_of(tx, met.id)) == 4
    assert audit.verify(scene.database).is_sound

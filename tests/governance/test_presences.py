"""Presences: a session says who is there, with the roles and networks they have that day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from governance import sign_ins
from governance.actors import acting_for
from governance.database import Database, table_of
from governance.networks import Membership
from governance.organisations import Representation
from governance.people import Mandate, Person
from governance.presences import Presence, presence_of
from governance.roles import Role
from tests.cast import LECCO, MONDAY, ROLES, Cast, cast
from tests.web.counting import statements

TODAY = MONDAY.date()


@pytest.fixture
def scene(database: Database) -> Cast:
    return cast(database)


def present(scene: Cast, name: str, after: timedelta = timedelta(0)) -> Presence | None:
    with scene.database.transaction(MONDAY) as tx:
        token = sign_ins.begin(tx, scene.people[name], "tests")
    with scene.database.reading(MONDAY + after) as tx:
        return presence_of(tx, token)


@pytest.mark.parametrize("name", ROLES)
def test_who_is_there_is_the_actor_that_their_mandates_make(scene: Cast, name: str) -> None:
    there = present(scene, name)
    with scene.database.reading(MONDAY) as tx:
        assert there and there.actor == scene.actor(tx, name)


def test_it_takes_one_statement(scene: Cast) -> None:
    with scene.database.transaction(MONDAY) as tx:
        token = sign_ins.begin(tx, scene.people["officer"], "tests")
    with statements(scene.database) as sent, scene.database.reading(MONDAY) as tx:
        presence_of(tx, token)
    assert len([each for each in sent if not each.startswith("BEGIN")]) == 1


def test_networks_are_those_of_members_and_of_whom_they_represent(scene: Cast) -> None:
    network = (scene.organisations["network"], "Rete di prova")
    assert [each and each.networks for each in (present(scene, "officer"), present(scene, "stranger"))] == [
        (network,),
        (),
    ]


@pytest.mark.parametrize(("last", "held"), [(TODAY, True), (TODAY - timedelta(days=1), False)])
def test_what_ended_counts_until_its_last_day(scene: Cast, last: date, held: bool) -> None:
    with scene.database.transaction(MONDAY) as tx:
        for rows in (Mandate, Representation, Membership):
            tx.run(update(table_of(rows)).values(valid_until=last))
    there = present(scene, "officer")
    assert there and (scene.organisations[LECCO] in there.actor.roles, bool(there.networks)) == (held, held)


@pytest.mark.parametrize("after", [sign_ins.IDLE, sign_ins.LONGEST])
def test_a_session_left_alone_says_nobody(scene: Cast, after: timedelta) -> None:
    assert present(scene, "worker", after - timedelta(seconds=1) if after == sign_ins.IDLE else timedelta(0))
    assert present(scene, "worker", after) is None


def test_somebody_suspended_is_nobody(scene: Cast) -> None:
    with scene.database.transaction(MONDAY) as tx:
        tx.run(update(table_of(Person)).values(active=False))
    assert present(scene, "worker") is None


def test_roles_are_lent_by_ones_own_mandates_alone() -> None:
    actor = acting_for(1, "Ada", [(1, Role.WORKER), (2, Role.HEAD), (1, Role.ADMINISTRATOR)], [(1, 2), (2, 3)])
    assert dict(actor.roles) == {1: {Role.WORKER, Role.ADMINISTRATOR}, 2: {Role.HEAD, Role.WORKER}, 3: {Role.HEAD}}
    assert actor.home_ids == {1, 2}

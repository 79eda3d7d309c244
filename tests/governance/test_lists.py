"""Lists: the same rule as on one dossier, in the promised order, in a number of queries that does not grow."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from governance.actors import Actor
from governance.database import Database, Transaction
from governance.dossiers import Dossier
from governance.lists import Filter, awaited_by, caseload, waiting_for
from governance.participations import Participation, parts_of
from governance.policy import TABLE, Permission, grants_on, permissions_on
from governance.roles import Role
from tests.cast import MONDAY, ROLES, Cast, cast
from tests.withstand.families import another_case

PEOPLE = sorted(ROLES)


@pytest.fixture
def scene(database: Database) -> Cast:
    """Three families, their needs and referrals at different stages, changed at different instants."""
    made = cast(database)
    for number in range(3):
        now = MONDAY + timedelta(hours=number)
        need = made.need(another_case(made, number, now), now)
        for service in ("housing", "aid"):
            referral = made.referral(need, now, service)
            if number:
                made.move(referral.id, "submit", "manager", now)
            if number == 2 and service == "housing":
                made.move(referral.id, "accept", "intake", now, worker=str(made.people["worker"]))
    made.move(referral.id, "withdraw", "manager", now, withdrawal_reason="no_longer_needed")
    return made


def may_see(tx: Transaction, actor: Actor, dossier: Dossier) -> bool:
    return Permission.SEE in permissions_on(actor, dossier.kind, parts_of(tx, dossier.id))


def everything(tx: Transaction, actor: Actor, wanted: Filter, limit: int) -> Iterator[Dossier]:
    after = None
    while True:
        page = caseload(tx, actor, wanted, after, limit)
        yield from page.rows
        if page.following is None:
            return
        after = page.following


@pytest.mark.parametrize("is_open", [True, False, None])
def test_the_pages_of_a_list_are_what_one_may_see_of_each_dossier(scene: Cast, is_open: bool | None) -> None:
    with scene.database.reading(MONDAY) as tx:
        dossiers = list(tx.scalars(select(Dossier)))
        for name in PEOPLE:
            actor = scene.actor(tx, name)
            found = [each.id for each in everything(tx, actor, Filter(open=is_open), 2)]
            seen = {each.id for each in dossiers if may_see(tx, actor, each) and is_open in (None, each.open)}
            assert (set(found), len(found)) == (seen, len(seen)), name


def test_a_list_begins_with_what_changed_last(scene: Cast) -> None:
    with scene.database.reading(MONDAY) as tx:
        newest = tx.execute(select(Participation.dossier_id, Participation.sort_at)).tuples().all()
        moments = dict(newest)
        found = [each.id for each in everything(tx, scene.actor(tx, "manager"), Filter(), 3)]
    assert found == sorted(found, key=lambda each: (moments[each], each), reverse=True)


def test_a_list_is_narrowed_to_stages_and_network(scene: Cast) -> None:
    with scene.database.reading(MONDAY) as tx:
        manager, network = scene.actor(tx, "manager"), scene.organisations["network"]
        drafts = caseload(tx, manager, Filter(stages=("draft",), network_id=network)).rows
        elsewhere = caseload(tx, manager, Filter(network_id=network + 1)).rows
    assert ({each.stage for each in drafts}, len(drafts), elsewhere) == ({"draft"}, 2, [])


def waits(tx: Transaction, actor: Actor, dossier: Dossier) -> bool:
    """By hand: some part waits for a role that the actor has there."""
    for part in parts_of(tx, dossier.id):
        held = {str(grant.role) for grant in grants_on(actor, (part,))}
        if part.reading != "none" and part.waiting_role in held:
            return True
    return False


def test_what_waits_for_somebody_is_what_waits_for_a_role_they_have_there(scene: Cast) -> None:
    with scene.database.reading(MONDAY) as tx:
        dossiers = list(tx.scalars(select(Dossier).where(Dossier.open)))
        for name in PEOPLE:
            actor = scene.actor(tx, name)
            found = waiting_for(tx, actor)
            assert {each.id for each in found} == {each.id for each in dossiers if waits(tx, actor, each)}, name
            owed = [each.due_at for each in found]
            assert owed == sorted(owed, key=lambda due: (due is None, due)), name


def test_what_somebody_waits_for_is_theirs_and_in_the_hands_of_others(scene: Cast) -> None:
    with scene.database.reading(MONDAY) as tx:
        found = awaited_by(tx, scene.actor(tx, "manager"))
        assert {each.stage for each in found} == {"submitted", "accepted"}
        assert awaited_by(tx, scene.actor(tx, "stranger")) == []


def test_a_page_takes_two_queries_however_much_there_is(scene: Cast) -> None:
    asked: list[str] = []
    with scene.database.reading(MONDAY) as tx:
        manager = scene.actor(tx, "manager")
        event.listen(scene.database.engine, "before_cursor_execute", lambda *words: asked.append(words[2]))
        for limit in (1, 50):
            caseload(tx, manager, Filter(), limit=limit)
    assert sum(statement.startswith("SELECT") for statement in asked) == 4


def test_somebody_without_mandates_has_empty_lists(scene: Cast) -> None:
    nobody = Actor(scene.people["manager"], "Nessuno")
    with scene.database.reading(MONDAY) as tx:
        assert (caseload(tx, nobody, Filter()).rows, waiting_for(tx, nobody)) == ([], [])


def test_every_kind_that_is_listed_is_in_the_policy() -> None:
    assert set(Filter().kinds) <= set(TABLE)
    assert Role.ADMINISTRATOR not in {
        grant.role for each in TABLE.values() for given in each.values() for grant in given
    }

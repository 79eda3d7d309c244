"""The policy: one table, two faces that never disagree, and nothing that is not written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.actors import Actor
from governance.database import Database
from governance.errors import NotPermitted, NotVisible
from governance.participations import Part
from governance.policy import APART, HEALTH, TABLE, Permission, grants_on, permissions_on, require, table_of
from governance.ranges import Range, Shelf, ranges_of
from governance.roles import BY_ASSIGNMENT, Capacity, Role
from tests.cast import Cast, cast

ME = 7
CONTENT = {Permission.READ, Permission.IDENTIFY, Permission.WRITE, Permission.HEALTH}

parts = st.lists(
    st.builds(
        Part,
        id=st.just(1),
        organisation_id=st.integers(1, 3),
        capacity=st.sampled_from([str(each) for each in Capacity]),
        person_id=st.sampled_from([None, ME, 8]),
        reading=st.sampled_from(["content", "health", "summary", "none"]),
        waiting_role=st.none(),
    ),
    max_size=4,
)
held = st.dictionaries(
    st.integers(1, 3), st.frozensets(st.sampled_from([str(role) for role in Role if role not in BY_ASSIGNMENT]))
)
kinds = st.sampled_from(sorted(TABLE))


@given(held, parts, kinds)
def test_a_list_holds_what_one_may_see_and_nothing_else(
    roles: dict[int, frozenset[str]], taking_part: list[Part], kind: str
) -> None:
    actor = Actor(ME, "Prova", roles)
    in_list = any(is_within(part, each) for part in taking_part for each in ranges_of(actor, [kind]))
    assert in_list == (Permission.SEE in permissions_on(actor, kind, taking_part))


def is_within(part: Part, each: Range) -> bool:
    """What both ways of writing a range as conditions of SQL say."""
    here = (part.organisation_id, part.capacity) == (each.organisation_id, each.capacity) and part.reading != "none"
    apart, mine = part.reading == HEALTH, part.person_id == each.person_id
    shelved = {Shelf.WITH: True, Shelf.WITHOUT: not apart, Shelf.OWN: not apart or mine, Shelf.ONLY: apart}
    return here and shelved[each.shelf] and (mine or not each.is_assigned)


@given(held, parts, kinds)
def test_a_permission_comes_from_a_grant_of_the_table_and_a_part_that_reads_enough(
    roles: dict[int, frozenset[str]], taking_part: list[Part], kind: str
) -> None:
    actor = Actor(ME, "Prova", roles)
    for permission in permissions_on(actor, kind, taking_part) - {Permission.SEE}:
        assert any(
            grants_on(actor, [part]) & table_of(kind, part.reading).get(permission, frozenset())
            and part.reading in ("content", HEALTH)
            for part in taking_part
        )


@given(held, parts)
def test_a_kind_that_is_not_in_the_table_is_closed(roles: dict[int, frozenset[str]], taking_part: list[Part]) -> None:
    assert permissions_on(Actor(ME, "Prova", roles), "unheard_of", taking_part) == frozenset()


@pytest.mark.parametrize("kind", sorted(TABLE))
def test_whoever_reads_writes_or_identifies_may_see(kind: str) -> None:
    for permission in CONTENT:
        assert TABLE[kind].get(permission, frozenset()) <= TABLE[kind][Permission.SEE]


@pytest.mark.parametrize("kind", sorted(APART))
def test_of_what_is_about_health_fewer_know_and_the_head_knows_only_that_it_exists(kind: str) -> None:
    for permission in APART[kind]:
        assert APART[kind][permission] <= APART[kind][Permission.SEE]
        assert not [grant for grant in APART[kind][permission] if grant.role == Role.WORKER]
    assert {grant.role for grant in APART[kind][Permission.SEE] - APART[kind][Permission.READ]} == {Role.HEAD}


@pytest.mark.parametrize("kind", sorted(TABLE))
def test_an_administrator_has_no_part_in_anybodys_dossier(kind: str) -> None:
    assert not [grant for grants in TABLE[kind].values() for grant in grants if grant.role == Role.ADMINISTRATOR]


@pytest.mark.parametrize("kind", sorted(TABLE))
def test_above_the_case_team_nobody_is_identified(kind: str) -> None:
    identifying = {grant.capacity for grant in TABLE[kind][Permission.IDENTIFY]}
    assert identifying <= {Capacity.CASE, Capacity.SENDER, Capacity.RECIPIENT}


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def test_what_one_may_not_see_is_not_there_and_what_one_may_not_read_is_refused(scene: Cast) -> None:
    case = scene.case()
    with scene.database.reading() as tx:
        with pytest.raises(NotVisible):
            require(tx, scene.actor(tx, "stranger"), case.id, "case", Permission.SEE)
        with pytest.raises(NotPermitted):
            require(tx, scene.actor(tx, "officer"), case.id, "case", Permission.READ)
        assert require(tx, scene.actor(tx, "manager"), case.id, "case", Permission.IDENTIFY)


def test_before_it_is_sent_the_recipient_knows_nothing_and_at_its_end_only_the_summary(scene: Cast) -> None:
    referral = scene.referral(scene.need(scene.case()))
    seen = [permitted(scene, referral.id)]
    scene.move(referral.id, "submit", "manager")
    seen.append(permitted(scene, referral.id))
    scene.move(referral.id, "withdraw", "manager", withdrawal_reason="no_longer_needed")
    seen.append(permitted(scene, referral.id))
    assert seen == [frozenset(), frozenset(Permission) - {Permission.INVITE, Permission.HEALTH}, {Permission.SEE}]


def permitted(scene: Cast, referral_id: int) -> frozenset[Permission]:
    with scene.database.reading() as tx:
        parts_now = require(tx, scene.actor(tx, "manager"), referral_id, "referral", Permission.SEE)
        return permissions_on(scene.actor(tx, "intake"), "referral", parts_now)

"""Lapses: what a protocol about to end leaves uncovered, told to who can act, and to nobody else."""

from datetime import date, datetime, timedelta
from itertools import count

import pytest

from governance.beneficiaries import Identity
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import Unmet
from governance.lapses import AHEAD, Ending, ending_of, endings_for, lapsing
from governance.protocols import Protocol
from tests.cast import MONDAY, Cast, cast
from workflows.advance import open_dossier
from workflows.signings import Cover, Signed, protocol_opening

NUMBERS = count(1)
SOON = MONDAY.date() + timedelta(days=20)


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases, its protocol about to end."""
    made = cast(database)
    end(made, SOON)
    return made


def end(scene: Cast, day: date) -> None:
    with scene.database.transaction(MONDAY) as tx:
        tx.get_one(Protocol, scene.protocol_id).ends_on = day


def sent(scene: Cast, service: str = "housing", now: datetime = MONDAY) -> Dossier:
    """One more referral under way, for one more household."""
    number = next(NUMBERS)
    family = Identity("Amina", f"Provadestinataria{number * 'b'}", born_on=f"19{number + 50}-01-01")
    referral = scene.referral(scene.need(scene.case(now, family), now), now, service)
    scene.move(referral.id, "submit", "manager", now)
    return referral


def sign_another(scene: Cast, starts: date, category: str = "housing_search", places: tuple[str, ...] = ()) -> None:
    with scene.database.transaction(MONDAY) as tx:
        parties = [scene.organisations[each] for each in ("plan_office", "consortium", "cooperative")]
        signed = Signed(
            network_id=scene.organisations["network"], title="Il successivo", legal_type="protocollo_intesa",
            signed_on=MONDAY.date(), starts_on=starts, ends_on=date(2028, 12, 31), parties=parties,
            clauses=[Cover(category, municipalities=places)],
        )  # fmt: skip
        open_dossier(tx, protocol_opening(tx, scene.actor(tx, "manager"), signed))


def ending(scene: Cast) -> Ending | None:
    with scene.database.reading(MONDAY) as tx:
        return ending_of(tx, scene.protocol_id)


def number(scene: Cast) -> int:
    found = ending(scene)
    return found.number if found else -1


def test_what_runs_under_it_is_left_without_a_protocol(scene: Cast) -> None:
    sent(scene)
    sent(scene, "aid")
    assert number(scene) == 2


def test_drafts_and_what_is_over_are_not_counted(scene: Cast) -> None:
    scene.referral(scene.need(scene.case()))
    over = sent(scene)
    scene.move(over.id, "withdraw", "manager", withdrawal_reason="no_longer_needed")
    assert number(scene) == 0


def test_another_protocol_from_the_day_after_covers_it(scene: Cast) -> None:
    sent(scene)
    sent(scene, "aid")
    sign_another(scene, SOON + timedelta(days=1))
    assert number(scene) == 1


@pytest.mark.parametrize(
    ("starts", "category", "places"),
    [(2, "housing_search", ()), (1, "job_search", ()), (1, "housing_search", ("108033",))],
)
def test_one_that_comes_later_or_is_about_something_else_does_not(
    scene: Cast, starts: int, category: str, places: tuple[str, ...]
) -> None:
    sent(scene)
    sign_another(scene, SOON + timedelta(days=starts), category, places)
    assert number(scene) == 1


@pytest.mark.parametrize(("days", "shown"), [(-1, False), (0, True), (AHEAD.days, True), (AHEAD.days + 1, False)])
def test_it_is_shown_from_thirty_days_before_to_the_last_day(scene: Cast, days: int, shown: bool) -> None:
    end(scene, MONDAY.date() + timedelta(days=days))
    assert (ending(scene) is not None) == shown


@pytest.mark.parametrize(("who", "protocols"), [("officer", 1), ("manager", 1), ("case_head", 0), ("intake", 0)])
def test_those_who_can_act_find_it(scene: Cast, who: str, protocols: int) -> None:
    with scene.database.reading(MONDAY) as tx:
        assert len(endings_for(tx, scene.actor(tx, who))) == protocols


def test_the_list_goes_on_by_key_and_holds_only_what_one_may_know_of(scene: Cast) -> None:
    known = [sent(scene).id for _ in range(3)]
    with scene.database.reading(MONDAY) as tx:
        [found] = endings_for(tx, scene.actor(tx, "manager"))
        first = lapsing(tx, scene.actor(tx, "manager"), found, limit=2)
        last = lapsing(tx, scene.actor(tx, "manager"), found, after=known[1], limit=2)
        hidden = lapsing(tx, scene.actor(tx, "stranger"), found)
    assert [row[0].id for row in first] == known and [row[0].id for row in last] == known[2:]
    assert hidden == []


def test_a_protocol_that_ends_midway_leaves_the_referral_running_and_blocks_new_ones(scene: Cast) -> None:
    running, later = sent(scene), MONDAY + timedelta(days=21)
    scene.move(running.id, "acknowledge", "intake", later)
    scene.move(running.id, "accept", "intake", later, worker=str(scene.people["worker"]))
    with pytest.raises(Unmet, match="Nessun protocollo"):
        sent(scene, now=later)
    assert scene.stage(running.id) == "accepted"


def test_an_extension_makes_the_cover_last(scene: Cast) -> None:
    sent(scene)
    scene.move(scene.protocol_id, "extend", "officer", ends_on="2028-06-30", reason="Serve ancora un anno.")
    assert ending(scene) is None
    assert sent(scene, now=MONDAY + timedelta(days=40)).stage == "draft"

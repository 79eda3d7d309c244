"""Consents: what they are for, which data they cover, and where a public body's own task stands in their place."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select, update

from governance.consents import Consent, Information
from governance.database import Database
from governance.deadlines import deadlines_of
from governance.dossiers import Dossier
from governance.errors import Unmet
from governance.history import lines_of
from governance.legal_bases import LegalBasis
from governance.notices import Notice
from governance.organisations import Organisation
from governance.protocols import protocol
from tests.cast import MONDAY, Cast, cast
from workflows.acts import Act
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.calendars import start_of
from workflows.choices import choices_for
from workflows.consenting import agree
from workflows.revocations import revoke
from workflows.sweep import sweep


def change(scene: Cast, **values: object) -> None:
    with scene.database.transaction(MONDAY) as tx:
        tx.execute(update(Consent).values(**values))


def submit(scene: Cast, draft: Dossier) -> None:
    with scene.database.transaction(MONDAY) as tx:
        advance(tx, Attempt(draft.id, "submit", scene.actor(tx, "manager")))


def own_task(scene: Cast) -> None:
    """The recipient becomes a public body with a task of its own, the sender acts by agreement with one."""
    with scene.database.transaction(MONDAY) as tx:
        tx.get_one(Organisation, scene.organisations["cooperative"]).kind = "health_authority"
        for name, basis in (("cooperative", "public_task"), ("consortium", "agreement")):
            tx.add(
                LegalBasis(
                    organisation_id=scene.organisations[name], basis=basis, valid_from=date(2026, 1, 1),
                    recorded_by=scene.people["administrator"],
                )
            )  # fmt: skip


def test_a_consent_to_something_else_sends_nobody(database: Database) -> None:
    scene = cast(database)
    draft = scene.referral(scene.need(scene.case()))
    change(scene, purposes=["accompany"])
    with pytest.raises(Unmet, match="Manca il consenso"):
        submit(scene, draft)


def test_a_consent_that_leaves_data_out_says_which(database: Database) -> None:
    scene = cast(database)
    draft = scene.referral(scene.need(scene.case()))
    change(scene, purposes=["refer"], categories=["needs"])
    with pytest.raises(Unmet, match="non comprende questi dati: nome e recapiti"):
        submit(scene, draft)
    with database.transaction(MONDAY) as tx:
        protocol(tx, scene.protocol_id).fields = []
    submit(scene, draft)
    assert scene.stage(draft.id) == "submitted"


def test_the_own_task_of_a_public_body_stands_in_the_place_of_consent_and_is_written_down(database: Database) -> None:
    scene = cast(database)
    draft = scene.referral(scene.need(scene.case()))
    change(scene, revoked_on=date(2026, 11, 20))
    own_task(scene)
    submit(scene, draft)
    with database.reading() as tx:
        assert lines_of(tx, draft.id)[-1].answers["legal_basis"] == "public_task"


def test_the_own_task_asks_that_the_person_was_informed(database: Database) -> None:
    scene = cast(database)
    draft = scene.referral(scene.need(scene.case()))
    own_task(scene)
    with database.transaction(MONDAY) as tx:
        for each in tx.query(Information):
            tx.delete(each)
    with pytest.raises(Unmet, match="la persona va informata"):
        submit(scene, draft)


def test_without_the_recorded_basis_consent_is_asked(database: Database) -> None:
    scene = cast(database)
    draft = scene.referral(scene.need(scene.case()))
    change(scene, revoked_on=date(2026, 11, 20))
    with pytest.raises(Unmet, match="Manca il consenso"):
        submit(scene, draft)


@pytest.mark.parametrize(
    ("until", "state"), [(None, "holds"), ("2027-06-01", "holds"), ("2026-12-01", "ending"), ("2026-11-22", "over")]
)
def test_a_consent_about_to_end_is_seen_before_it_ends(until: str | None, state: str) -> None:
    given = Consent(given_on=date(2026, 1, 1), until=date.fromisoformat(until) if until else None)
    assert given.state_on(MONDAY.date()) == state


def clocks(scene: Cast, case: Dossier) -> dict[str, object]:
    """What is due when about the consents of the case."""
    with scene.database.reading() as tx:
        return {each.timer: each.due_at for each in deadlines_of(tx, case.id) if each.timer.startswith("consent")}


def until(scene: Cast, case: Dossier, day: date) -> Consent:
    """A consent that ends that day."""
    with scene.database.transaction(MONDAY) as tx:
        given = Consent(case_id=case.id, evidence="signed", given_on=MONDAY.date(), until=day, recorded_by=1)
        agree(tx, Act(case.id, "consent", scene.actor(tx, "manager")), given)
    return given


def test_the_end_of_a_consent_is_told_a_month_and_a_week_before_and_on_its_day(database: Database) -> None:
    scene = cast(database)
    case = scene.case()
    until(scene, case, date(2027, 1, 31))
    first, last = start_of(date(2027, 1, 1)), start_of(date(2027, 1, 31))
    assert clocks(scene, case) == {"consent_ending": first, "consent_ended": last}
    for day in (date(2027, 1, 1), date(2027, 1, 24), date(2027, 1, 31)):
        sweep(database, start_of(day))
        sweep(database, start_of(day))
    with database.reading() as tx:
        told = tx.scalars(select(Notice.name).where(Notice.dossier_id == case.id, Notice.name.startswith("consent")))
        assert Counter(told) == {"consent_ending": 2, "consent_ended": 2}
    assert clocks(scene, case) == {"consent_ending": None, "consent_ended": None}


def test_a_consent_that_is_revoked_reminds_of_nothing(database: Database) -> None:
    scene = cast(database)
    case = scene.case()
    given = until(scene, case, date(2027, 1, 31))
    with database.transaction(MONDAY) as tx:
        act = Act(case.id, "revoke", scene.actor(tx, "manager"))
        revoke(tx, act, tx.get_one(Consent, given.id), MONDAY.date())
    assert clocks(scene, case) == {"consent_ending": None, "consent_ended": None}


def test_the_choice_of_a_service_says_where_no_consent_is_needed(database: Database) -> None:
    scene = cast(database)
    need = scene.need(scene.case())
    change(scene, revoked_on=date(2026, 11, 20))
    own_task(scene)
    with database.reading(MONDAY) as tx:
        found = {each.service.id: each for each in choices_for(tx, tx.get_one(Dossier, need.id))}
    housing, aid = (found[scene.services[each]] for each in ("housing", "aid"))
    assert (housing.consented, housing.own_task, aid.own_task) == (False, True, False)

"""Consents: what they are for, which data they cover, and where a public body's own task stands in their place."""

from datetime import date

import pytest
from sqlalchemy import update

from governance.consents import Consent, Information
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import Unmet
from governance.history import lines_of
from governance.legal_bases import LegalBasis
from governance.organisations import Organisation
from governance.protocols import protocol
from tests.cast import MONDAY, Cast, cast
from workflows.advance import advance
from workflows.attempt import Attempt


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

"""Revocations: the person takes a consent back, and whoever received her under it loses access at once."""

from datetime import date

from governance import participations
from governance.actors import ROME, SYSTEM, Actor
from governance.consents import Consent, consent_covering
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import NotOffered, NotPermitted
from governance.legal_bases import own_task_of
from governance.notices import stop_pending
from governance.organisations import Organisation
from governance.people import holders
from governance.referrals import referral, sent_of_case, write_packet
from workflows.acts import Act, perform
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.consenting import ending
from workflows.situations import Situation

WHY = "Fermato: la persona ha revocato il consenso."


def revoke(tx: Transaction, act: Act, consent: Consent, day: date) -> list[int]:
    """Record the revocation on the case and close every referral that rested on it; gives their keys."""

    def change(situation: Situation) -> None:
        consent.revoked_on = day
        tx.flush()
        situation.dates |= ending(situation)

    perform(tx, act, change)
    today = tx.now.astimezone(ROME).date()
    closed = []
    for dossier in sent_of_case(tx, consent.case_id):
        parts = participations.parts_of(tx, dossier.id)
        sender = next((part.organisation_id for part in parts if part.capacity == "sender"), None)
        reading = [part.organisation_id for part in parts if part.capacity == "recipient" and part.reading == "content"]
        if not reading or all(_still_permitted(tx, consent.case_id, sender, each, today) for each in reading):
            continue
        _close(tx, act.actor, dossier, reading)
        closed.append(dossier.id)
    return closed


def _still_permitted(tx: Transaction, case_id: int, sender: int | None, recipient: int, day: date) -> bool:
    """Whether another consent, or the recipient's own public task, still covers it."""
    covered = consent_covering(tx, case_id, recipient, day) is not None
    return covered or own_task_of(tx, sender, recipient, day) is not None


def _close(tx: Transaction, actor: Actor, dossier: Dossier, recipients: list[int]) -> None:
    """Close one referral to its recipients: by the pathway's move where it is the actor's, else its access alone."""
    today = tx.now.astimezone(ROME).date()
    people = {person.id for _organisation_id, _role, person in holders(tx, recipients, today)}
    addresses = {found.email for each in recipients if (found := tx.get(Organisation, each)) and found.email}
    stop_pending(tx, dossier.id, people, addresses, WHY)
    try:
        advance(tx, Attempt(dossier.id, "revoke_consent", actor))
    except (NotPermitted, NotOffered):
        perform(tx, Act(dossier.id, "close_access", SYSTEM), _shut)


def _shut(situation: Situation) -> None:
    tx, dossier = situation.tx, situation.dossier
    participations.limit_reading(tx, dossier.id, "recipient", "summary")
    write_packet(tx, referral(tx, dossier.id), dossier.household_id, None)

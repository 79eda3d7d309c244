"""Consenting: a consent is recorded on a case, and the clock that tells when it is about to end runs from it."""

from governance.consents import Consent, consents_of
from governance.database import Transaction
from governance.history import StageChange
from workflows.acts import Act, perform
from workflows.calendars import local
from workflows.situations import Situation

UNTIL = "consent_until"
"""The date of the case that the clock hangs on: the first day on which a consent in force ends."""


def agree(tx: Transaction, act: Act, consent: Consent) -> StageChange:
    """Write the consent and its history line."""

    def change(situation: Situation) -> None:
        tx.add(consent)
        tx.flush()
        situation.dates |= ending(situation)

    return perform(tx, act, change)


def ending(situation: Situation) -> dict[str, str]:
    """The date as it must stand now, empty where no consent ends; nothing where the pathway has no such clock."""
    if UNTIL not in situation.pathway.dates:
        return {}
    today = local(situation.now).date()
    given = consents_of(situation.tx, situation.dossier.id)
    ends = [each.until for each in given if each.until and each.state_on(today) != "over"]
    if not ends and UNTIL not in situation.dossier.dates:
        return {}
    return {UNTIL: min(ends).isoformat() if ends else ""}

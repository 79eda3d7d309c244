"""What covers a referral: the clause of a protocol in force that lets this sender send here, or an exception."""

from itertools import product

from governance.cases import case, need
from governance.dossiers import Dossier
from governance.organisations import representatives_of
from governance.protocols import Clause, covering
from governance.referrals import referral
from workflows.calendars import local
from workflows.situations import Situation

Cover = tuple[Clause, Dossier]


def cover_of(situation: Situation) -> Cover | None:
    """The clause and protocol that let this sender send here, for this service, in this municipality, today.

    Either organisation may have signed itself, or through whoever acts for it. Looked for once per move.
    """
    return situation.reckon(_cover)


def is_excepted(situation: Situation) -> bool:
    """Whether an exception still in force lets it leave without a protocol."""
    return situation.recall(referral).is_excepted(local(situation.now).date())


def _cover(situation: Situation) -> Cover | None:
    facts, day = situation.recall(need, situation.recall(referral).need_id), local(situation.now).date()
    sender, recipient = situation.organisation_in("sender"), situation.organisation_in("recipient")
    if sender is None or recipient is None:
        return None
    acting = representatives_of(situation.tx, (sender, recipient), day)
    pairs = list(product((sender, *acting.get(sender, ())), (recipient, *acting.get(recipient, ()))))
    return covering(situation.tx, pairs, facts.category, situation.recall(case, facts.case_id).municipality, day)

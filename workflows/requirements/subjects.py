"""What several requirements read alike: the day, the case a dossier belongs to, the recipient."""

from datetime import date

from governance.actors import ROME
from governance.cases import need
from governance.referrals import referral
from workflows.situations import Situation

CASE_TEAM = "chi segue la presa in carico"
SENDER = "chi invia"
MAKER = "chi fa il passo"


def today(situation: Situation) -> date:
    """The civil day of the move."""
    return situation.now.astimezone(ROME).date()


def case_id_of(situation: Situation) -> int:
    """The case this dossier belongs to: itself, its need's, or its referral's."""
    dossier = situation.dossier
    if dossier.kind == "case":
        return int(dossier.id)
    need_id = situation.recall(referral).need_id if dossier.kind == "referral" else int(dossier.id)
    return situation.recall(need, need_id).case_id


def recipient_of(situation: Situation) -> int | None:
    """The organisation the referral is sent to."""
    return situation.organisation_in("recipient")

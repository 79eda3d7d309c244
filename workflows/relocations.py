"""Relocations: a household that lives in another municipality now, and the Ufficio di Piano that acts for it."""

from governance import cases, dossiers, participations
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.roles import Capacity
from workflows.beginnings import case_title, plan_office_for
from workflows.situations import Situation

DRAFT = "draft"


def relocate(situation: Situation, municipality: str) -> None:
    """The case is of this municipality (ISTAT code) from now on; nothing happens where it is already.

    Its Ufficio di Piano takes the place of the one before in the case, its open needs and referrals still in draft;
    a referral that left keeps the one that follows it.
    """
    tx, facts = situation.tx, cases.case(situation.tx, situation.dossier.id)
    if facts.municipality == municipality:
        return
    facts.municipality = municipality
    tx.get_one(Dossier, facts.id).title = case_title(tx, municipality)
    tx.flush()
    joining = plan_office_for(tx, municipality)
    for dossier_id in (facts.id, *_to_follow(tx, facts.id)):
        dossier = tx.get_one(Dossier, dossier_id)
        participations.withdraw(tx, dossier_id, Capacity.PLAN_OFFICE, {each.organisation_id for each in joining})
        for each in joining:
            participations.join(tx, dossier, each)


def _to_follow(tx: Transaction, case_id: int) -> list[int]:
    needs = [each.id for each in dossiers.children_of(tx, case_id, ("need",)) if each.open]
    drafts = (each for need in needs for each in dossiers.children_of(tx, need, ("referral",)) if each.stage == DRAFT)
    return [*needs, *(each.id for each in drafts)]

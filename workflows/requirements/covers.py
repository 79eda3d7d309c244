"""Requirements of cover: the protocol under which a referral leaves, or the exception granted in its place."""

from datetime import date

from governance.errors import Missing
from governance.referrals import referral
from governance.sentences import Sentence
from workflows.covers import cover_of, is_excepted
from workflows.requirements.registry import requirements
from workflows.requirements.subjects import MAKER, today
from workflows.situations import Situation
from workflows.terms import add_months

PLAN_OFFICE = "l'Ufficio di Piano"
LONGEST_EXCEPTION = 12
"""Months for which a referral may at most be excepted."""
EXPIRED = "La deroga valeva fino al %(day)s e nessun protocollo vigente permette questo invio: chiedine un'altra."
TOO_LONG = "L'ultimo giorno della deroga va da oggi al %(day)s: una deroga non sostituisce un protocollo."


@requirements
def protocol_covers(situation: Situation) -> Missing | None:
    """Un protocollo vigente, o una deroga, copre questo invio"""
    if cover_of(situation) is not None or is_excepted(situation):
        return None
    facts = situation.recall(referral)
    if facts.exception_until is not None:
        said = Sentence(EXPIRED, day=f"{facts.exception_until:%d/%m/%Y}")
        return Missing(said, PLAN_OFFICE, "protocols")
    return Missing(
        "Nessun protocollo vigente permette questo invio: controlla chi può inviare a chi, per quale servizio e dove, "
        "oppure chiedi una deroga.",
        PLAN_OFFICE,
        "protocols",
    )


@requirements
def exception_possible(situation: Situation) -> Missing | None:
    """Manca un protocollo, e c'è chi può concedere una deroga"""
    if cover_of(situation) is not None:
        return Missing("Un protocollo vigente copre già questo invio: non serve una deroga.")
    if is_excepted(situation):
        return Missing("La deroga c'è già: puoi inviare.")
    if situation.organisation_in("plan_office") is None:
        return Missing(
            "Nessun Ufficio di Piano segue questo invio, e la deroga la concede lui: indica chi rappresenta il Comune.",
            "l'amministratore",
        )
    return None


@requirements
def exception_ends_ahead(situation: Situation) -> Missing | None:
    """La deroga finisce entro un anno"""
    chosen, day = situation.dates.get("excepted_until"), today(situation)
    if chosen is None or day <= date.fromisoformat(chosen) <= add_months(day, LONGEST_EXCEPTION):
        return None
    last = f"{add_months(day, LONGEST_EXCEPTION):%d/%m/%Y}"
    return Missing(Sentence(TOO_LONG, day=last), MAKER, code="excepted_until")

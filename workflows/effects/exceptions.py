"""Effects on exceptions: asked, granted until a day, refused or let go."""

from datetime import date

from governance.referrals import referral
from workflows.effects.registry import effects
from workflows.situations import Situation


@effects
def state_exception(situation: Situation) -> None:
    """Annota perché si chiede la deroga"""
    facts = situation.recall(referral)
    facts.exception_reason, facts.exception_until = situation.codes.get("exception_reason"), None
    situation.tx.flush()


@effects
def allow_exception(situation: Situation) -> None:
    """Permette l'invio senza protocollo fino al giorno scritto"""
    situation.recall(referral).exception_until = date.fromisoformat(situation.dates["excepted_until"])
    situation.tx.flush()


@effects
def drop_exception(situation: Situation) -> None:
    """Toglie la richiesta di deroga"""
    facts = situation.recall(referral)
    facts.exception_reason = facts.exception_until = None
    situation.tx.flush()

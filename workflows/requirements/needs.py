"""Requirements of a need: recorded, sent, taken up, answered."""

from governance import dossiers, history
from governance.cases import description, need
from governance.codes import OUTCOMES
from governance.errors import Missing
from governance.referrals import UNSENT
from governance.sentences import Sentence
from governance.siblings import TAKEN_UP
from workflows.requirements.registry import requirements
from workflows.requirements.subjects import CASE_TEAM, MAKER
from workflows.situations import Situation


@requirements
def need_recorded(situation: Situation) -> Missing | None:
    """Il bisogno è descritto"""
    facts = situation.recall(need)
    if description(situation.tx, facts, situation.dossier.household_id).strip():
        return None
    return Missing("Descrivi il bisogno in poche parole.", CASE_TEAM, "edit")


@requirements
def referral_sent(situation: Situation) -> Missing | None:
    """C'è un invio partito e ancora aperto"""
    if any(child.open and child.stage not in UNSENT for child in _referrals(situation)):
        return None
    return Missing("Nessun invio è partito per questo bisogno.", CASE_TEAM)


@requirements
def referral_started(situation: Situation) -> Missing | None:
    """Un servizio ha preso in carico la persona"""
    if any(child.stage in TAKEN_UP for child in _referrals(situation)):
        return None
    return Missing("Nessun servizio ha ancora preso in carico la persona.", "chi riceve")


@requirements
def no_active_referral(situation: Situation) -> Missing | None:
    """Nessun invio è in corso"""
    running = [child.code for child in _referrals(situation) if child.open and child.stage not in UNSENT]
    if not running:
        return None
    said = Sentence("C'è un invio in corso (%(codes)s): aspetta l'esito o ritiralo.", codes=", ".join(running))
    return Missing(said, MAKER)


@requirements
def need_met_or_partly_met(situation: Situation) -> Missing | None:
    """Un invio chiuso ha risolto il bisogno, almeno in parte"""
    closed = [child for child in _referrals(situation) if child.stage == "closed"]
    reopened = history.last_made_at(situation.tx, situation.dossier.id, "reopen") if closed else None
    since = reopened or situation.dossier.opened_at
    if any(child.since >= since and _met(situation, child.id) != "not" for child in closed):
        return None
    return Missing("Nessun invio chiuso ha risolto il bisogno.", CASE_TEAM)


def _referrals(situation: Situation) -> list[dossiers.Dossier]:
    return [child for child in situation.recall(dossiers.children_of) if child.kind == "referral"]


def _met(situation: Situation, referral_id: int) -> str:
    lines = history.lines_of(situation.tx, referral_id)
    outcomes = [line.answers.get("outcome", "") for line in lines if line.move == "record_outcome"]
    code = OUTCOMES.get(outcomes[-1]) if outcomes else None
    return code.met if code else "not"

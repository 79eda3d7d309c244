"""Requirements of a case: no duplicate, eligible, nothing left open."""

from collections.abc import Sequence

from governance import dossiers
from governance.beneficiaries import identities_of, perhaps_known
from governance.cases import case
from governance.errors import Missing
from governance.networks import Network
from governance.sentences import Sentence
from workflows.requirements.registry import requirements
from workflows.requirements.subjects import CASE_TEAM, MAKER
from workflows.situations import Situation
from workflows.targeting import read


@requirements
def duplicate_check_done(situation: Situation) -> Missing | None:
    """È verificato che il nucleo non sia già seguito"""
    facts = situation.recall(case)
    if facts.duplicates_checked:
        return None
    people = identities_of(situation.tx, [facts.household_id]).get(facts.household_id, [])
    if not any(perhaps_known(situation.tx, identity, facts.household_id) for _, identity in people):
        return None
    return Missing(
        "Il nucleo potrebbe essere già seguito: verifica e conferma che non è un doppione.", CASE_TEAM, "case"
    )


@requirements
def eligible_for_programme(situation: Situation) -> Sequence[Missing]:
    """La persona è tra quelle che il programma accompagna"""
    return _lacking(situation, waiving=False)


@requirements
def eligible_but_for_waivable(situation: Situation) -> Sequence[Missing]:
    """Manca solo ciò che il programma permette di derogare"""
    found = _lacking(situation, waiving=True)
    if found or _lacking(situation, waiving=False):
        return found
    return [Missing("La persona ha tutti i requisiti: non serve una deroga.", MAKER)]


def _lacking(situation: Situation, waiving: bool) -> list[Missing]:
    """What the rule of the programme does not find; a fact nobody asked is never waived."""
    network = situation.tx.get(Network, situation.dossier.network_id) if situation.dossier.network_id else None
    if network is None:
        return [Missing("La presa in carico non appartiene a nessuna rete.", "l'amministratore")]
    found = read(situation.tx, situation.recall(case), network)
    return [
        each.missing for each in found if each.missing and not (waiving and each.waivable and each.missing.page == "")
    ]


@requirements
def orientation_given(situation: Situation) -> Missing | None:
    """La persona è stata orientata altrove"""
    if situation.texts.get("note", "").strip():
        return None
    return Missing("Scrivi nella nota dove hai orientato la persona.", MAKER, code="note")


@requirements
def no_open_obligation(situation: Situation) -> Missing | None:
    """Nessun bisogno è rimasto aperto"""
    left = [child.code for child in dossiers.children_of(situation.tx, situation.dossier.id) if child.open]
    if not left:
        return None
    said = Sentence("Chiudi prima i bisogni aperti: %(codes)s.", codes=", ".join(left))
    return Missing(said, CASE_TEAM, f"dossier:{left[0]}")

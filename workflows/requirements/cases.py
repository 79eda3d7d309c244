"""Requirements of a case: no duplicate, eligible, nothing left open."""

from governance import dossiers
from governance.beneficiaries import identities_of, perhaps_known
from governance.cases import case
from governance.errors import Missing
from governance.networks import members_of
from governance.organisations import OrganisationKind
from governance.sentences import Sentence
from workflows.requirements.registry import requirements
from workflows.requirements.subjects import CASE_TEAM, MAKER, today
from workflows.situations import Situation


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
def eligible_for_programme(situation: Situation) -> Missing | None:
    """Il comune della persona fa parte della rete"""
    network_id, place = situation.dossier.network_id, situation.recall(case).municipality
    if network_id is None:
        return Missing("La presa in carico non appartiene a nessuna rete.", "l'amministratore")
    members = members_of(situation.tx, network_id, today(situation))
    if any(each.kind == OrganisationKind.MUNICIPALITY and each.seat == place for each in members):
        return None
    return Missing("Il comune della persona non fa parte della rete: orientala al servizio competente.", CASE_TEAM)


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

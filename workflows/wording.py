"""How roles, parts, kinds of dossier, documents and lengths of time are called, in Italian and English."""

from collections.abc import Mapping, Sequence

from governance.roles import Capacity, Grant, Role
from workflows.amounts import Amount, Unit

Words = tuple[str, str]
"""The Italian and the English word."""

ROLES: Mapping[str, Words] = {
    Role.WORKER: ("operatore", "worker"),
    Role.INTAKE: ("accoglienza degli invii", "intake"),
    Role.HEAD: ("responsabile", "head"),
    Role.MANAGER: ("network manager", "network manager"),
    Role.OFFICER: ("funzionario", "officer"),
    Role.PROCEDURE_HEAD: ("responsabile del procedimento", "head of the procedure"),
    Role.SIGNATORY: ("firmatario", "signatory"),
    Role.REPRESENTATIVE: ("referente", "representative"),
    Role.FACILITATOR: ("facilitatore", "facilitator"),
    Role.SECRETARY: ("segretario", "secretary"),
    Role.CHAIR: ("presidente", "chair"),
    Role.MEMBER: ("componente", "member"),
    Role.HOUSING_MANAGER: ("responsabile degli alloggi", "housing manager"),
    Role.HEALTH: ("operatore sanitario", "health worker"),
    Role.CASE_OWNER: ("titolare del caso", "case owner"),
    Role.COORDINATOR: ("coordinatore", "coordinator"),
    Role.COACH: ("coach", "coach"),
    Role.EVALUATOR: ("valutatore", "evaluator"),
    Role.STEERING: ("cabina di regia", "steering group"),
    Role.DPO: ("responsabile della protezione dei dati", "data protection officer"),
    Role.ASSIGNEE: ("incaricato", "assignee"),
    Role.VERIFIER: ("verificatore", "verifier"),
}
CAPACITIES: Mapping[str, Words] = {
    Capacity.SENDER: ("dell'ente inviante", "of the sender"),
    Capacity.RECIPIENT: ("dell'ente ricevente", "of the recipient"),
    Capacity.ASKED: ("dell'ente interpellato", "of the organisation asked"),
    Capacity.CASE: ("dell'ente che ha in carico il nucleo", "of the organisation of the case"),
    Capacity.TARGET: ("dell'ente di destinazione", "of the target organisation"),
    Capacity.HOUSING: ("dell'ente che offre l'alloggio", "of the housing organisation"),
    Capacity.NETWORK: ("della rete", "of the network"),
    Capacity.PLAN_OFFICE: ("dell'Ufficio di Piano", "of the plan office"),
    Capacity.MUNICIPALITY: ("del comune", "of the municipality"),
    Capacity.LEAD_PARTY: ("del capofila", "of the lead party"),
    Capacity.PARTY: ("della parte", "of the party"),
    Capacity.BODY: ("dell'organo", "of the body"),
    Capacity.PROGRAMME: ("del programma", "of the programme"),
    Capacity.PETITIONER: ("del gruppo che chiede", "of the petitioners"),
    Capacity.OWNER: ("dell'ente incaricato", "of the organisation in charge"),
}
BARE: Mapping[str, Words] = {
    "manager@network": ("network manager", "network manager"),
    "case_owner@case": ("titolare del caso", "case owner"),
    "housing_manager@housing": ("responsabile degli alloggi", "housing manager"),
    "assignee@owner": ("persona incaricata", "person in charge"),
    "beneficiary": ("il destinatario", "the beneficiary"),
    "system": ("il sistema, da solo", "the system, by itself"),
    "everyone": ("tutti gli enti della pratica", "every organisation in the dossier"),
    "waiting": ("chi deve agire", "whoever must act"),
}
KINDS: Mapping[str, Words] = {
    "case": ("presa in carico", "case"),
    "need": ("bisogno", "need"),
    "referral": ("invio", "referral"),
    "transfer": ("passaggio", "transfer"),
    "stay": ("permanenza", "stay"),
    "cycle": ("ciclo", "cycle"),
    "objective": ("micro-obiettivo", "micro-objective"),
    "protocol": ("protocollo", "protocol"),
    "party": ("parte del protocollo", "party"),
    "meeting": ("seduta", "meeting"),
    "decision": ("decisione", "decision"),
    "action": ("impegno", "action"),
    "minutes": ("verbale", "minutes"),
    "petition": ("istanza", "petition"),
    "blockage": ("criticità", "blockage"),
    "contact": ("contatto", "contact"),
    "network_cycle": ("ciclo della rete", "network cycle"),
}
DOCUMENTS: Mapping[str, Words] = {
    "referral_letter": ("lettera di invio", "referral letter"),
    "acceptance_letter": ("lettera di presa in carico", "acceptance letter"),
    "extension_act": ("atto di proroga", "extension act"),
    "extension_refusal": ("diniego di proroga", "refusal of extension"),
    "accompaniment_pact": ("patto di accompagnamento", "accompaniment pact"),
    "exit_plan": ("piano di uscita", "exit plan"),
    "network_plan": ("piano della rete", "network plan"),
    "growth_report": ("relazione di crescita", "growth report"),
    "final_report": ("relazione finale", "final report"),
    "protocol_text": ("testo del protocollo", "text of the protocol"),
    "addendum": ("addendum", "addendum"),
    "accession": ("atto di adesione", "accession"),
    "withdrawal_notice": ("comunicazione di recesso", "notice of withdrawal"),
    "convocation": ("convocazione", "convocation"),
    "attendance_sheet": ("foglio presenze", "attendance sheet"),
    "minutes": ("verbale", "minutes"),
    "minutes_publishable": ("verbale in versione pubblicabile", "publishable minutes"),
    "desertion_minutes": ("verbale di seduta deserta", "minutes of a deserted meeting"),
    "monitoring_report": ("relazione di monitoraggio", "monitoring report"),
    "good_practice_book": ("quaderno delle buone pratiche", "book of good practices"),
}
GRADES: Mapping[str, Words] = {
    "urgency": ("urgenza", "urgency"),
    "ordinary": ("ordinaria", "ordinary"),
    "urgent": ("urgente", "urgent"),
    "emergency": ("emergenza", "emergency"),
    "severe": ("grave", "severe"),
    "maturity": ("maturità", "maturity"),
    "starting": ("agli inizi", "starting"),
    "forming": ("in formazione", "forming"),
    "mature": ("matura", "mature"),
}
DATES: Mapping[str, Words] = {
    "held_on": ("Giorno della seduta", "Day of the meeting"),
    "due_on": ("Scadenza", "Due date"),
    "comments_until": ("Ultimo giorno per le osservazioni", "Last day for comments"),
    "effect_on": ("Giorno in cui ha effetto", "Day it takes effect"),
    "execute_on": ("Inizio dell'esecuzione", "Start of the execution"),
    "published_until": ("Fine della pubblicazione", "End of the publication"),
    "closed_at": ("Chiusura", "Closing"),
}
"""Dates that no question asks yet."""
SORTS: Mapping[str, Words] = {"accompaniment": ("con accompagnamento", "with accompaniment")}
"""Kinds of a kind: what a pathway says it is for, where it is not for all."""
_AND: Words = ("e", "and")
_UNITS: Mapping[Unit, tuple[Words, Words]] = {
    Unit.WORKING_DAYS: (("giorno lavorativo", "working day"), ("giorni lavorativi", "working days")),
    Unit.DAYS: (("giorno", "day"), ("giorni", "days")),
    Unit.HOURS: (("ora", "hour"), ("ore", "hours")),
}


def word(table: Mapping[str, Words], name: str, lang: str) -> str:
    """A name in words; the name itself, with spaces, where nobody gave it words."""
    return _pick(table[name], lang) if name in table else name.replace("_", " ")


def grant_words(text: str, lang: str = "it") -> str:
    """`worker@sender` or a bare grant in words: «operatore dell'ente inviante»."""
    if text in BARE:
        return _pick(BARE[text], lang)
    grant = Grant.parse(text)
    return f"{_pick(ROLES[grant.role], lang)} {_pick(CAPACITIES[grant.capacity], lang)}"


def amount_words(amount: Amount, lang: str = "it") -> str:
    """`2 wd` in words: «2 giorni lavorativi»."""
    return f"{amount.number} {_unit(amount, lang)}"


def amounts_words(amounts: Sequence[Amount], lang: str = "it") -> str:
    """`[60 d, 30 d]` in words: «60 e 30 giorni»."""
    if len(amounts) < 2 or len({amount.unit for amount in amounts}) > 1:
        return ", ".join(amount_words(amount, lang) for amount in amounts)
    others = ", ".join(str(amount.number) for amount in amounts[:-1])
    return f"{others} {_pick(_AND, lang)} {amount_words(amounts[-1], lang)}"


def _unit(amount: Amount, lang: str) -> str:
    one, many = _UNITS[amount.unit]
    return _pick(one if amount.number == 1 else many, lang)


def _pick(words: Words, lang: str) -> str:
    return words[1] if lang == "en" else words[0]

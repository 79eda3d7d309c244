"""Words: the names of roles and of kinds of organisation, as people say them."""

from flask import Flask

from governance.organisations import OrganisationKind
from governance.roles import BY_ASSIGNMENT, Role
from web.texts import lazy

ROLES: dict[str, str] = {
    Role.WORKER: lazy("operatore"),
    Role.INTAKE: lazy("accoglienza degli invii"),
    Role.HEAD: lazy("responsabile dell'ente"),
    Role.MANAGER: lazy("network manager"),
    Role.OFFICER: lazy("funzionario"),
    Role.PROCEDURE_HEAD: lazy("responsabile del procedimento"),
    Role.SIGNATORY: lazy("firmatario"),
    Role.REPRESENTATIVE: lazy("referente"),
    Role.FACILITATOR: lazy("facilitatore"),
    Role.SECRETARY: lazy("segretario"),
    Role.CHAIR: lazy("presidente"),
    Role.MEMBER: lazy("componente"),
    Role.HOUSING_MANAGER: lazy("responsabile degli alloggi"),
    Role.HEALTH: lazy("operatore sanitario"),
    Role.COORDINATOR: lazy("coordinatore"),
    Role.COACH: lazy("coach"),
    Role.EVALUATOR: lazy("valutatore"),
    Role.STEERING: lazy("cabina di regia"),
    Role.DPO: lazy("responsabile della protezione dei dati"),
    Role.VERIFIER: lazy("verificatore"),
    Role.ADMINISTRATOR: lazy("amministratore del sistema"),
}
KINDS: dict[str, str] = {
    OrganisationKind.MUNICIPALITY: lazy("Comune"),
    OrganisationKind.PLAN_OFFICE: lazy("Ufficio di Piano"),
    OrganisationKind.COOPERATIVE: lazy("Cooperativa"),
    OrganisationKind.CONSORTIUM: lazy("Consorzio"),
    OrganisationKind.ASSOCIATION: lazy("Associazione"),
    OrganisationKind.VOLUNTEER_GROUP: lazy("Gruppo di volontariato"),
    OrganisationKind.FOUNDATION: lazy("Fondazione"),
    OrganisationKind.HEALTH_AUTHORITY: lazy("Azienda sanitaria"),
    OrganisationKind.SCHOOL: lazy("Scuola"),
    OrganisationKind.EMPLOYMENT_CENTRE: lazy("Centro per l'impiego"),
    OrganisationKind.MINISTRY: lazy("Ministero"),
    OrganisationKind.REGION: lazy("Regione"),
    OrganisationKind.PROVINCE: lazy("Provincia"),
    OrganisationKind.OFFICE: lazy("Ufficio"),
    OrganisationKind.EVALUATOR: lazy("Ente valutatore"),
    OrganisationKind.NETWORK: lazy("Rete"),
    OrganisationKind.BODY: lazy("Organo"),
    OrganisationKind.OTHER: lazy("Altro"),
}
ACTS: dict[str, str] = {
    "add_person": lazy("Persona aggiunta"),
    "change_person": lazy("Nome o indirizzo cambiati"),
    "give_mandate": lazy("Mandato dato"),
    "end_mandate": lazy("Fine del mandato annotata"),
    "suspend_person": lazy("Accesso sospeso"),
    "resume_person": lazy("Accesso riattivato"),
    "invite_person": lazy("Invito mandato"),
    "send_reset": lazy("Collegamento per una nuova password mandato"),
    "end_sessions": lazy("Sessioni chiuse"),
    "set_password": lazy("Password scelta"),
    "hand_over": lazy("Consegne passate a un collega"),
    "add_organisation": lazy("Ente aggiunto"),
    "add_desk": lazy("Sportello aggiunto"),
    "change_desk": lazy("Dati dello sportello cambiati"),
    "change_organisation": lazy("Dati dell'ente cambiati"),
    "close_organisation": lazy("Ente chiuso"),
    "open_organisation": lazy("Ente riaperto"),
    "represent": lazy("Rappresentanza aggiunta"),
    "upload_template": lazy("Modello caricato"),
    "propose_template": lazy("Modello proposto"),
    "send_back_template": lazy("Modello rimandato in bozza"),
    "publish_template": lazy("Modello approvato e messo in uso"),
    "retire_template": lazy("Modello ritirato"),
    "end_representation": lazy("Fine della rappresentanza annotata"),
    "add_service": lazy("Servizio aggiunto"),
    "change_service": lazy("Servizio cambiato"),
    "verify_service": lazy("Servizio verificato"),
    "place_service": lazy("Indirizzo del servizio scritto"),
    "close_inbox": lazy("Accoglienza degli invii chiusa per un po'"),
    "open_inbox": lazy("Accoglienza degli invii riaperta"),
    "say_full": lazy("Segnato senza posti, per un diniego"),
    "open_places": lazy("Posti riaperti"),
    "doubt_service": lazy("Da verificare di nuovo, per un diniego"),
    "duplicate_scope": lazy("Ricerca dei doppioni cambiata"),
    "search_by_name": lazy("Ricerca di una persona per nome"),
    "choose_rules": lazy("Regole della rete scelte"),
    "legal_basis": lazy("Base giuridica registrata"),
    "export_list": lazy("Elenco scaricato in un file"),
}
"""What the register of acts says."""
MANDATED = tuple(role for role in Role if role not in BY_ASSIGNMENT)
"""Roles that are held by mandate."""


def role_words(role: str) -> str:
    """A role in words."""
    return str(ROLES.get(role, role))


def kind_words(kind: str) -> str:
    """A kind of organisation in words."""
    return str(KINDS.get(kind, kind))


def kinds_offered() -> list[tuple[str, str]]:
    """Every kind with its words, for a list to choose from."""
    return [(kind, str(words)) for kind, words in KINDS.items()]


def act_words(act: str) -> str:
    """An act of the register in words."""
    return str(ACTS.get(act, act))


def speak_of_nouns(app: Flask) -> None:
    """Give templates the words of acts."""
    app.jinja_env.globals["act_words"] = act_words

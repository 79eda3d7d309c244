"""Italian names of the facts' fields, for the lists of what is missing."""

import re

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def label_of(path: str) -> str:
    """Return `needs[1].description` in words: `bisogni 2, descrizione`. KeyError for an unknown field."""
    steps = (_STEP.fullmatch(step) for step in path.split("."))
    return ", ".join(_step(step[1], step[2]) for step in steps if step)


def _step(name: str, place: str | None) -> str:
    return f"{LABELS[name]} {int(place) + 1}" if place else LABELS[name]


LABELS = {
    "agreed_on": "data dell'accordo della persona",
    "area": "area",
    "areas": "aree di cui si occupa",
    "attachments": "allegato",
    "authorisation": "autorizzazione",
    "birth_year": "anno di nascita",
    "body": "organo o ente",
    "case_code": "codice del caso",
    "channel": "canale",
    "classification": "classificazione",
    "clause": "clausola",
    "code": "codice",
    "confidentiality": "riservatezza",
    "contact": "recapito",
    "copy_language": "lingua della copia",
    "cup": "CUP",
    "description": "descrizione",
    "digest": "impronta",
    "document": "documento",
    "done": "intervento già fatto",
    "expires_on": "scadenza",
    "fami": "progetto FAMI",
    "given_on": "data di consegna",
    "guardian": "tutore",
    "household": "nucleo",
    "interpreter_needed": "interprete",
    "is_minor": "minore età",
    "issued_on": "data",
    "kind": "tipo",
    "label": "nome del dato",
    "language": "lingua",
    "lead_body": "ente capofila",
    "mail": "posta elettronica",
    "name": "nome",
    "needs": "bisogno",
    "network": "rete",
    "number": "numero",
    "office": "ufficio",
    "on": "data",
    "operator": "operatore",
    "organisation": "ente",
    "period": "periodo",
    "permit": "titolo di soggiorno",
    "person": "persona",
    "phone": "telefono",
    "place": "luogo",
    "privacy_notice": "informativa",
    "prog": "codice di progetto",
    "programme": "programma",
    "project": "progetto",
    "protocol": "protocollo",
    "purpose": "a che cosa serve",
    "reason": "motivo",
    "recipient": "chi riceve",
    "recipient_covered": "protocollo per chi riceve",
    "registration": "registrazione di protocollo",
    "reply_by": "data della risposta",
    "reply_days": "termine di risposta",
    "request": "richiesta",
    "risks": "nota di sicurezza",
    "role": "ruolo",
    "sender": "chi invia",
    "sender_covered": "protocollo per chi invia",
    "sensitive": "dato di categoria particolare",
    "sha256": "impronta del file",
    "signatory": "firma",
    "signed_on": "data della firma",
    "starts_on": "inizio",
    "title": "titolo",
    "until": "fine",
    "urgency": "urgenza",
    "value": "contenuto",
    "version": "versione",
    "visible": "dato visibile",
    "wanted_by": "data richiesta",
}

"""Words of a history line: what was asked, and what was answered."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from governance.codes import label_of
from governance.history import StageChange
from web.code_words import coded_words, is_coded
from web.dates import full_day
from web.dossier_words import grade_words
from web.place_names import place_names
from web.term_forms import WORDS
from web.texts import _, lazy, locale
from workflows.amounts import Amount
from workflows.questions import questions
from workflows.vocabulary import DATE_QUESTIONS
from workflows.wording import amount_words

FIELDS: Mapping[str, str] = {
    "changed": lazy("Dati cambiati"),
    "municipality": lazy("Comune"),
    "urgency": lazy("Urgenza"),
    "category": lazy("Tipo di bisogno"),
    "situation": lazy("Situazione"),
    "description": lazy("Descrizione"),
    "request": lazy("Richiesta"),
    "not_transferable": lazy("Non si può inviare altrove"),
    "people": lazy("Persone del nucleo"),
    "number": lazy("Numero"),
    "legal_type": lazy("Tipo di accordo"),
    "signed_on": lazy("Firmato il"),
    "fields": lazy("Dati che si possono condividere"),
    "version": lazy("Versione dell'informativa"),
    "channel": lazy("Come"),
    "language": lazy("Lingua"),
    "given_on": lazy("Data"),
    "until": lazy("Vale fino al"),
    "revoked_on": lazy("Revocato il"),
    "left_on": lazy("Uscita il"),
    "met_on": lazy("Incontro del"),
    "organisation": lazy("Ente"),
    "profession": lazy("Professione"),
    "area": lazy("Area"),
    "progress": lazy("Che cosa è andato avanti"),
    "joined_on": lazy("Dal"),
    "purposes": lazy("Per che cosa"),
    "categories": lazy("Quali dati"),
    "legal_basis": lazy("Base giuridica"),
    "occasion": lazy("Quando, nel percorso"),
    "scale": lazy("Scala dei bisogni"),
    "target": lazy("Regola del programma"),
    "waived": lazy("In deroga"),
    "clauses_added": lazy("Clausole aggiunte"),
    "clauses_withdrawn": lazy("Clausole tolte"),
    "terms": lazy("Tempi cambiati"),
    "service": lazy("Servizio"),
    "size": lazy("Dimensione"),
    "name": lazy("Nome del file"),
    "paper": lazy("Atto"),
    "mute_reason": lazy("Perché"),
    "link": lazy("Indirizzo numero"),
    "from": lazy("Da"),
    "to": lazy("A"),
}
"""What the answers of acts are called."""


def answer_words(name: str, value: Any, texts: Mapping[str, str], people: Mapping[int, str]) -> str:
    """One answer of a history line in words."""
    if isinstance(value, dict) and set(value) == {"digest"}:
        return texts.get(name, _("(testo cancellato)"))
    if is_coded(name):
        return coded_words(name, value)
    if name in ("worker", "new_owner", "from", "to") and isinstance(value, int):
        return people.get(value, "")
    if name in DATE_QUESTIONS or name.endswith("_on") or name == "until":
        return _day(value)
    if isinstance(value, list):
        say = ITEMS.get(name, _field)
        return ", ".join(say(each) for each in value)
    return _code_words(name, value)


def _code_words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    if name == "municipality":
        return place_names([str(value)], date.max) or str(value)
    return grade_words(str(value)) if name == "urgency" else str(value)


def _field(name: str) -> str:
    return str(FIELDS.get(name, name))


def _term(told: str) -> str:
    """A term of a protocol that changed: `decide/urgent/10 wd/5 wd`."""
    name, grade, before, after = told.split("/")
    what = str(WORDS.get(name, name)) + (f" ({grade_words(grade)})" if grade else "")
    was, now = (amount_words(Amount.parse(each), locale()) if each else _("come di solito") for each in (before, after))
    return _("%(what)s: da %(before)s a %(after)s", what=what, before=was, after=now)


ITEMS: Mapping[str, Callable[[str], str]] = {
    "clauses_added": lambda each: label_of("category", each, locale()),
    "terms": _term,
}
"""What the items of a list are called, where they are no fields."""


def answers_of(line: StageChange, texts: Mapping[str, str], people: Mapping[int, str]) -> list[tuple[str, str]]:
    """What a history line says beyond its move: (what was asked, what was answered)."""
    return [(asked(name), answer_words(name, value, texts, people)) for name, value in line.answers.items()]


def asked(name: str) -> str:
    """What a question or a field is called."""
    if name in FIELDS:
        return str(FIELDS[name])
    return _(questions.label(name)) if name in questions else name.replace("_", " ")


def _day(value: Any) -> str:
    try:
        return full_day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)

"""Questions: what a move asks, how the answer is read and checked, and with which field a page asks it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from governance.codes import LISTS
from governance.declines import CONSEQUENCES
from governance.sentences import Sentence
from governance.texts import LONGEST_TEXT, cleaned
from workflows.calendars import local
from workflows.colleagues import colleagues_of, meeters_of
from workflows.pauses import pause_fault
from workflows.registry import Registry
from workflows.situations import Situation
from workflows.targets import targets_of
from workflows.vocabulary import DATE_QUESTIONS

questions: Registry[Callable[[Situation, str], str | None]] = Registry("question")
"""Each reads the raw answer into the situation and gives None, or the sentence of what is wrong with it."""

FURTHEST_YEARS = 30
TOO_LONG = "Il testo è troppo lungo: %(number)s caratteri, al massimo %(most)s."


@dataclass(frozen=True, slots=True)
class Field:
    """How a page asks a question: `text`, `date` or `choice` with its options (value, label).

    `hints` say by value what an option brings about; `withheld` what is not offered, and why.
    """

    name: str
    label: str
    shape: str
    options: tuple[tuple[str, str], ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    withheld: tuple[tuple[str, str], ...] = ()


def answer(situation: Situation, name: str, raw: str) -> str | None:
    """Read one raw answer; the sentence of what is wrong, if anything."""
    return questions[name](situation, raw)


def field_of(situation: Situation, name: str, language: str = "it") -> Field:
    """How a page asks this question, with the options that exist now."""
    label = questions.label(name)
    if name in LISTS:
        options = tuple((each.name, each.text(language)) for each in LISTS[name].values())
        hints = {key: each.text(language) for key, each in CONSEQUENCES.items()} if name == "decline_reason" else {}
        return Field(name, label, "choice", options, hints)
    if name in ("worker", "new_owner"):
        return Field(name, label, "choice", tuple((str(each.id), each.name) for each in colleagues_of(situation, name)))
    if name == "target_organisation":
        return Field(name, label, "choice", tuple((str(each.id), each.name) for each in meeters_of(situation)))
    if name == "target_service":
        found = targets_of(situation)
        offered = tuple((str(each.service.id), each.words) for each in found if not each.why_not)
        return Field(
            name, label, "choice", offered, {}, tuple((each.words, each.why_not) for each in found if each.why_not)
        )
    return Field(name, label, "date" if name in DATE_QUESTIONS else "text")


def _text(name: str, label: str) -> Callable[[Situation, str], str | None]:
    def read(situation: Situation, raw: str) -> str | None:
        text = cleaned(raw)
        if not text:
            return Sentence("%(asked)s: scrivi qualche parola.", asked=Sentence(label))
        if len(text) > LONGEST_TEXT:
            return Sentence(TOO_LONG, number=len(text), most=LONGEST_TEXT)
        situation.texts[name] = text
        return None

    return _named(read, name, label)


def _code(name: str, label: str) -> Callable[[Situation, str], str | None]:
    def read(situation: Situation, raw: str) -> str | None:
        if raw not in LISTS[name]:
            return Sentence("%(asked)s: scegli una voce dell'elenco.", asked=Sentence(label))
        situation.codes[name] = raw
        return None

    return _named(read, name, label)


def _date(name: str, label: str) -> Callable[[Situation, str], str | None]:
    def read(situation: Situation, raw: str) -> str | None:
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            example = local(situation.now).date().isoformat()
            return Sentence("%(asked)s: scrivi una data, per esempio %(day)s.", asked=Sentence(label), day=example)
        if abs(day.year - situation.now.year) > FURTHEST_YEARS:
            return Sentence("%(asked)s: la data è troppo lontana, controlla l'anno.", asked=Sentence(label))
        if name == "resume_on" and (fault := pause_fault(situation, day)):
            return fault
        situation.codes[name] = situation.dates[name] = day.isoformat()
        return None

    return _named(read, name, label)


def _named(
    read: Callable[[Situation, str], str | None], name: str, label: str
) -> Callable[[Situation, str], str | None]:
    read.__name__, read.__doc__ = name, label
    return questions(read)


for _name, _label in {
    "reason": "Motivo",
    "note": "Nota",
    "text": "Testo",
    "evidence": "Prova",
    "register_number": "Numero di protocollo",
}.items():
    _text(_name, _label)
for _name, _label in {
    "decline_reason": "Motivo del diniego",
    "exception_reason": "Perché serve una deroga",
    "hold_reason": "Motivo della sospensione",
    "withdrawal_reason": "Motivo del ritiro",
    "unmet_reason": "Perché il bisogno resta senza risposta",
    "closing_reason": "Come si conclude",
    "block_cause": "Che cosa blocca",
    "outcome": "Esito",
    "destination": "Destinazione",
    "contact": "Com'è andato il contatto",
}.items():
    _code(_name, _label)
for _name, _label in {
    "starts_on": "Data di inizio",
    "ends_on": "Ultimo giorno",
    "consent_until": "Il consenso vale fino al",
    "excepted_until": "La deroga vale fino al",
    "follow_up_on": "Quando risentirla",
    "resume_on": "Data di ripresa",
    "review_on": "Data della verifica",
    "outcome_on": "Data dell'esito",
}.items():
    _date(_name, _label)


@questions
def worker(situation: Situation, raw: str) -> str | None:
    """Operatore che segue l'invio"""
    return _person(situation, raw, "worker")


@questions
def new_owner(situation: Situation, raw: str) -> str | None:
    """Collega che prende le consegne"""
    return _person(situation, raw, "new_owner")


@questions
def target_service(situation: Situation, raw: str) -> str | None:
    """Servizio a cui reindirizzare"""
    chosen = next((each for each in targets_of(situation) if str(each.service.id) == raw), None)
    if chosen is None:
        return Sentence("Scegli il servizio a cui reindirizzare.")
    if chosen.why_not:
        return Sentence("%(service)s: %(why)s", service=chosen.words, why=chosen.why_not)
    situation.codes["target_service"] = int(raw)
    return None


@questions
def target_organisation(situation: Situation, raw: str) -> str | None:
    """Ente a cui affidarla"""
    chosen = next((each for each in meeters_of(situation) if str(each.id) == raw), None)
    if chosen is None:
        return Sentence("Scegli l'ente a cui affidarla.")
    situation.codes["target_organisation"] = chosen.id
    return None


def _person(situation: Situation, raw: str, name: str) -> str | None:
    chosen = next((each for each in colleagues_of(situation, name) if str(each.id) == raw), None)
    if chosen is not None:
        situation.codes[name] = chosen.id
        return None
    if name == "worker" and not colleagues_of(situation, name) and cleaned(raw):
        situation.texts[name] = cleaned(raw)[:200]
        return None
    return Sentence("Scegli la persona che segue la pratica.")

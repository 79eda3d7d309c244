"""The terms of a protocol: amounts by name and grade, asked in plain words, each ladder in its order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from governance.database import Transaction
from web.forms import Form
from web.texts import _, lazy, locale
from workflows import published
from workflows.amounts import Amount, Unit
from workflows.pathway import Timer

LARGEST = {Unit.WORKING_DAYS: 260, Unit.DAYS: 365, Unit.HOURS: 999}
UNITS = {
    Unit.WORKING_DAYS: lazy("giorni lavorativi"),
    Unit.DAYS: lazy("giorni"),
    Unit.HOURS: lazy("ore"),
}
GROUPS = {
    "": lazy("Per tutti gli invii"),
    "ordinary": lazy("Invii con urgenza ordinaria"),
    "urgent": lazy("Invii urgenti"),
    "emergency": lazy("Invii in emergenza"),
}
WORDS = {
    "acknowledge": lazy("Presa visione entro"),
    "acknowledge_head": lazy("Se manca, si avvisa il responsabile dell'ente dopo"),
    "acknowledge_grace": lazy("poi l'Ufficio di Piano e il network manager dopo"),
    "acknowledge_end": lazy("poi l'invio torna a chi l'ha mandato dopo"),
    "decide": lazy("Decisione entro"),
    "decide_head": lazy("Se manca la decisione, si avvisa il responsabile dopo"),
    "decide_grace": lazy("poi chi coordina la rete dopo"),
    "decide_end": lazy("poi l'invio senza decisione torna indietro dopo"),
    "reply": lazy("Risposta a una richiesta di integrazione entro"),
    "first_contact": lazy("Primo contatto con la persona entro"),
    "status_update": lazy("Aggiornamento a chi ha inviato ogni"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One amount: its name in protocols, the grade it holds for (empty: all), the field's name, the usual amount."""

    name: str
    grade: str
    words: str
    usual: Amount

    @property
    def field(self) -> str:
        """The name of its number on the form; the unit's has `_unit` after it."""
        return f"term_{self.name}_{self.grade}" if self.grade else f"term_{self.name}"

    @property
    def ladder(self) -> str:
        """What it belongs to: the reminders about one thing come one after the other."""
        return self.name.partition("_")[0]


def terms_asked(tx: Transaction) -> list[Term]:
    """Every term a protocol may set for referrals, in the order of the pathway, grade by grade."""
    pathway = published.newest_for(tx, "referral", None)
    timers = [each for each in pathway.timers.values() if each.term]
    return [each for grade in ("", *pathway.grades) for timer in timers for each in _terms(timer, grade)]


def _terms(timer: Timer, grade: str) -> Iterable[Term]:
    if (grade or None) in timer.amounts and timer.term:
        words = str(WORDS.get(timer.term) or timer.label.text(locale()))
        yield Term(timer.term, grade, words, timer.amounts[grade or None][0])


def grouped(terms: Sequence[Term]) -> list[tuple[str, str, list[Term]]]:
    """The terms by grade: its name, its words, its terms; those of every grade come first."""
    names = {name: str(words) for name, words in GROUPS.items()}
    return [(grade, words, [each for each in terms if each.grade == grade]) for grade, words in names.items()]


def usual_values(terms: Sequence[Term]) -> dict[str, str]:
    """The form as the pathway would time a referral without a protocol."""
    numbers = {each.field: str(each.usual.number) for each in terms}
    return {**numbers, **{f"{each.field}_unit": each.usual.unit.value for each in terms}}


def kept_values(terms: Sequence[Term], kept: Mapping[str, Any]) -> dict[str, str]:
    """The form as a protocol has its terms; empty where it leaves the pathway's own."""
    found: dict[str, str] = {}
    for each in terms:
        value = kept.get(each.name)
        text = value.get(each.grade) if isinstance(value, Mapping) else value
        amount = Amount.parse(text) if text else None
        found[each.field] = str(amount.number) if amount else ""
        found[f"{each.field}_unit"] = (amount or each.usual).unit.value
    return found


def units() -> list[tuple[str, str]]:
    """The units with their words."""
    return [(unit.value, str(words)) for unit, words in UNITS.items()]


def read_terms(form: Form, terms: Sequence[Term]) -> dict[str, Any]:
    """The amounts by name (and grade); faults are noted on the form, among them a reminder before what it reminds of.

    An emptied field leaves the pathway's own amount.
    """
    read = {each: _amount(form, each) for each in terms}
    for earlier, later in pairwise(terms):
        if (earlier.ladder, earlier.grade) == (later.ladder, later.grade):
            _check_order(form, later, read[earlier] or earlier.usual, read[later] or later.usual)
    found: dict[str, Any] = {}
    for term, amount in read.items():
        if amount is not None and term.grade:
            found.setdefault(term.name, {})[term.grade] = str(amount)
        elif amount is not None:
            found[term.name] = str(amount)
    return found


def _amount(form: Form, term: Term) -> Amount | None:
    text = form[term.field].strip()
    if not text:
        return None
    unit = form.choice(f"{term.field}_unit", [each.value for each in Unit])
    if unit not in list(Unit):
        form.fault(term.field, _("Scegli giorni lavorativi, giorni oppure ore."))
        return None
    largest = LARGEST[Unit(unit)]
    if not text.isdecimal() or len(text) > 4 or not 1 <= int(text) <= largest:
        form.fault(term.field, _("Scrivi un numero intero da 1 a %(largest)d.", largest=largest))
        return None
    return Amount(int(text), Unit(unit))


def _check_order(form: Form, later: Term, before: Amount, after: Amount) -> None:
    if before.unit != after.unit:
        form.fault(later.field, _("Usa la stessa unità del termine prima, così si vede quale scade per primo."))
    elif after.number < before.number:
        form.fault(later.field, _("Questo termine scadrebbe prima di quello che lo precede: allungalo."))

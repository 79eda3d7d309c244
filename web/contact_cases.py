"""From a contact to its case: what the form of a new case takes over, and the bond between the two."""

from typing import NamedTuple

from governance.contacts import Contact, contact
from governance.database import Transaction
from governance.errors import NotOffered
from web.contact_words import people_words
from web.dossier_sights import Sight
from web.encounters import sight_of_contact
from web.forms import Form
from web.texts import _
from web.visitors import present_actor
from workflows.contacting import take_up

MOST_ROWS = 6


class Begun(NamedTuple):
    """The contact a case begins with, as its form says it."""

    code: str
    facts: Contact
    people: str


def taken_over(tx: Transaction, code: str) -> dict[str, str]:
    """What the form of a new case knows already; nothing without a contact."""
    if not code:
        return {}
    found = _to_take_up(tx, code)
    facts = contact(tx, found.dossier.id)
    return {
        "contact": code,
        "municipality": facts.municipality,
        "language_1": next(iter(facts.languages), ""),
        "people": str(min(max(facts.size, 1), MOST_ROWS)),
    }


def begun_with(tx: Transaction, form: Form) -> Begun | None:
    """The contact that the form carries along, if it does."""
    if not form["contact"]:
        return None
    found = sight_of_contact(tx, form["contact"])
    facts = contact(tx, found.dossier.id)
    return Begun(found.dossier.code, facts, people_words(facts))


def bind(tx: Transaction, form: Form, case_id: int) -> None:
    """The contact became this case, where the form carries one."""
    if form["contact"]:
        take_up(tx, present_actor(), _to_take_up(tx, form["contact"]).dossier.id, case_id)


def _to_take_up(tx: Transaction, code: str) -> Sight:
    """A contact that may still become a case; NotVisible where it is hidden, NotOffered where it is over."""
    found = sight_of_contact(tx, code)
    if (found.dossier.stage, "take_up") not in found.situation.pathway.steps:
        raise NotOffered(_("Questo contatto è concluso: se la persona è tornata, prima riprendilo dalla sua pagina."))
    return found

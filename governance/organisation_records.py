"""What happens to an organisation in the register: added, changed, closed, represented; each is an act."""

from dataclasses import asdict, dataclass
from datetime import date

from governance import keeping, registers
from governance.actors import Actor
from governance.database import Transaction
from governance.directories import organisation_by_tax_code, organisations_by_name
from governance.errors import Invalid, NotVisible
from governance.organisations import Organisation, OrganisationKind, Representation, add_organisation
from governance.registers import ORGANISATION, Entry
from governance.sentences import Sentence
from governance.texts import search_form


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register keeps of an organisation; `seat` is the ISTAT code of a municipality."""

    kind: OrganisationKind
    name: str
    tax_code: str | None = None
    seat: str | None = None
    email: str | None = None
    phone: str | None = None


def enrol(tx: Transaction, actor: Actor, facts: Facts, key: str = "") -> tuple[Organisation, bool]:
    """Add the organisation; one that is there already is given back as it is. Whether it was added."""
    keeping.require_administrator(actor)
    if known := known_as(tx, facts):
        return known, False
    details = {name: value for name, value in asdict(facts).items() if name not in ("kind", "name")}
    added = add_organisation(tx, facts.kind, facts.name, **details)
    registers.record(tx, actor, Entry("add_organisation", ORGANISATION, added.id, {"name": facts.name}), key)
    return added, True


def known_as(tx: Transaction, facts: Facts) -> Organisation | None:
    """The same organisation, if it is in the register: by tax code, else by name, kind and seat.

    The same name with another tax code is another organisation.
    """
    if facts.tax_code:
        return organisation_by_tax_code(tx, facts.tax_code)
    alike = (each for each in organisations_by_name(tx, facts.name) if each.kind == facts.kind)
    return next((each for each in alike if facts.seat in (None, each.seat)), None)


def change_organisation(tx: Transaction, actor: Actor, organisation_id: int, facts: Facts) -> Organisation:
    """Change what the register keeps; the kind of a network or a body stays."""
    keeping.require_administrator(actor)
    found = keeping.require_organisation(tx, organisation_id, to_change=True)
    other = organisation_by_tax_code(tx, facts.tax_code) if facts.tax_code else None
    if other and other.id != organisation_id:
        raise Invalid({"tax_code": Sentence("Questo codice fiscale è già di «%(name)s».", name=other.name)})
    fixed = (OrganisationKind.NETWORK, OrganisationKind.BODY)
    if facts.kind != found.kind and (found.kind in fixed or facts.kind in fixed):
        raise Invalid({"kind": "Una rete o un organo resta tale, e un ente non lo diventa."})
    changed = {name: value for name, value in asdict(facts).items() if getattr(found, name) != value}
    for name, value in changed.items():
        setattr(found, name, value)
    found.folded_name = search_form(found.name)
    if changed:
        registers.record(tx, actor, Entry("change_organisation", ORGANISATION, organisation_id, changed))
    return found


def set_active(tx: Transaction, actor: Actor, organisation_id: int, active: bool) -> Organisation:
    """Close an organisation for new work, or open it again; what it took part in stays."""
    keeping.require_administrator(actor)
    found = keeping.require_organisation(tx, organisation_id, to_change=True)
    if found.active != active:
        found.active = active
        act = "open_organisation" if active else "close_organisation"
        registers.record(tx, actor, Entry(act, ORGANISATION, organisation_id))
    return found


def represent(tx: Transaction, actor: Actor, facts: Representation, key: str = "") -> Representation:
    """One organisation acts for another from a day on."""
    keeping.require_administrator(actor)
    if facts.representative_id == facts.represented_id:
        raise Invalid({"represented": "Un ente non rappresenta sé stesso."})
    if facts.valid_until and facts.valid_until < facts.valid_from:
        raise Invalid({"valid_until": "La fine viene prima dell'inizio."})
    tx.add(facts)
    tx.flush()
    details = {"represented": facts.represented_id, "title": facts.title, "from": facts.valid_from}
    registers.record(tx, actor, Entry("represent", ORGANISATION, facts.representative_id, details), key)
    return facts


def end_representation(tx: Transaction, actor: Actor, representation_id: int, last_day: date) -> Representation:
    """The representation holds until that day included; it is never removed."""
    keeping.require_administrator(actor)
    found = tx.get(Representation, representation_id, with_for_update=True)
    if found is None:
        raise NotVisible
    if last_day < found.valid_from:
        raise Invalid({"last_day": "La fine viene prima dell'inizio."})
    found.valid_until = last_day
    details = {"represented": found.represented_id, "until": last_day}
    registers.record(tx, actor, Entry("end_representation", ORGANISATION, found.representative_id, details))
    return found

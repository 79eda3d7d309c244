"""What happens to a person in the register: added, changed, suspended, given and taken mandates; each an act."""

from dataclasses import dataclass
from datetime import date, timedelta

from governance import keeping, registers, sign_ins
from governance.actors import ROME, Actor
from governance.database import Transaction
from governance.directories import all_mandates_of, mandate
from governance.errors import Invalid, NotVisible
from governance.people import Mandate, Person, add_person, person_by_email, rename
from governance.registers import PERSON, Entry
from governance.roles import Role


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person, by name and address, who is to hold a role at an organisation between two days."""

    name: str
    email: str
    organisation_id: int
    role: Role
    valid_from: date
    valid_until: date | None = None


def appoint(tx: Transaction, actor: Actor, wanted: Appointment, key: str = "") -> tuple[Person, bool]:
    """Give the mandate; the person is added where the address is new. Whether anything was written.

    A mandate that is there already is not given again; the name of a known person stays as it is.
    """
    keeping.require_people_of(actor, wanted.organisation_id)
    if not keeping.may_give(actor, wanted.organisation_id, wanted.role):
        raise Invalid({"role": "Questo ruolo lo può dare solo un amministratore."})
    if wanted.valid_until and wanted.valid_until < wanted.valid_from:
        raise Invalid({"valid_until": "La fine viene prima dell'inizio."})
    someone = person_by_email(tx, wanted.email)
    if someone and not someone.active:
        raise Invalid({"email": "L'accesso di questa persona è sospeso: riattivalo prima di darle un mandato."})
    if someone and has_mandate(tx, someone.id, wanted):
        return someone, False
    if someone is None:
        someone = add_person(tx, wanted.name, wanted.email)
        registers.record(tx, actor, Entry("add_person", PERSON, someone.id, {"email": someone.email}))
    given = Mandate(
        person_id=someone.id,
        organisation_id=wanted.organisation_id,
        role=wanted.role,
        valid_from=wanted.valid_from,
        valid_until=wanted.valid_until,
    )
    tx.add(given)
    tx.flush()
    details = {"role": wanted.role, "organisation": wanted.organisation_id, "from": wanted.valid_from}
    if wanted.valid_until:
        details["until"] = wanted.valid_until
    registers.record(tx, actor, Entry("give_mandate", PERSON, someone.id, details), key)
    return someone, True


def has_mandate(tx: Transaction, person_id: int, wanted: Appointment) -> bool:
    """Whether the person already holds this role there on the first day that is asked."""
    return any(
        each.organisation_id == wanted.organisation_id
        and each.role == wanted.role
        and (each.valid_until is None or each.valid_until >= wanted.valid_from)
        and each.valid_from <= wanted.valid_from
        for each in all_mandates_of(tx, person_id)
    )


def end_mandate(tx: Transaction, actor: Actor, mandate_id: int, last_day: date) -> Mandate:
    """The mandate holds until that day included; it is never removed. The day before it began: it never held."""
    found = mandate(tx, mandate_id)
    if found is None:
        raise NotVisible
    if not keeping.keeps_people_of(actor, found.organisation_id):
        raise NotVisible
    if last_day < found.valid_from - timedelta(days=1):
        raise Invalid({"last_day": "La fine viene prima dell'inizio del mandato."})
    if found.valid_until and last_day > found.valid_until:
        raise Invalid({"last_day": "Il mandato finisce già prima: per prolungarlo danne uno nuovo."})
    if found.valid_until == last_day:
        return found
    if found.role == Role.ADMINISTRATOR:
        keeping.require_another_administrator(tx, {found.id})
    found.valid_until = last_day
    details = {"role": found.role, "organisation": found.organisation_id, "until": last_day}
    registers.record(tx, actor, Entry("end_mandate", PERSON, found.person_id, details))
    return found


def change_person(tx: Transaction, actor: Actor, person_id: int, name: str, email: str) -> Person:
    """Change name and address; a new address ends the sessions and makes earlier links useless."""
    someone = keeping.require_person(tx, actor, person_id, to_change=True)
    keeping.require_alone(tx, actor, person_id)
    other = person_by_email(tx, email)
    if other and other.id != person_id:
        raise Invalid({"email": "Un'altra persona ha già questo indirizzo."})
    changed = [field for field, value in (("name", name), ("email", email)) if getattr(someone, field) != value]
    if not changed:
        return someone
    if "email" in changed:
        withdraw_access(tx, person_id)
    rename(someone, name)
    someone.email = email
    registers.record(tx, actor, Entry("change_person", PERSON, person_id, {"fields": ", ".join(changed)}))
    return someone


def suspend(tx: Transaction, actor: Actor, person_id: int) -> Person:
    """The person does not sign in any more, from the next request; nothing of theirs is removed."""
    someone = keeping.require_person(tx, actor, person_id, to_change=True)
    keeping.require_alone(tx, actor, person_id)
    if not someone.active:
        return someone
    held = {each.id for each in all_mandates_of(tx, person_id) if each.role == Role.ADMINISTRATOR}
    if held:
        keeping.require_another_administrator(tx, held)
    someone.active = False
    withdraw_access(tx, person_id)
    registers.record(tx, actor, Entry("suspend_person", PERSON, person_id))
    return someone


def resume(tx: Transaction, actor: Actor, person_id: int) -> Person:
    """The person may sign in again, with the mandates that still hold."""
    someone = keeping.require_person(tx, actor, person_id, to_change=True)
    keeping.require_alone(tx, actor, person_id)
    if not someone.active:
        someone.active = True
        registers.record(tx, actor, Entry("resume_person", PERSON, person_id))
    return someone


def withdraw_access(tx: Transaction, person_id: int) -> None:
    """End every session and make every link that was sent useless."""
    sign_ins.end_all(tx, person_id)
    for purpose in ("invitation", "reset"):
        token = sign_ins.make_link(tx, person_id, purpose, sign_ins.WINDOW)
        sign_ins.use_link(tx, token)


def today(tx: Transaction) -> date:
    """The civil day of the transaction, in Rome."""
    return tx.now.astimezone(ROME).date()

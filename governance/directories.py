"""Directories: organisations and people as lists with search, and the few facts of a person that change."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import and_, bindparam, or_, select, update
from sqlalchemy.orm import Mapped
from sqlalchemy.sql.elements import ColumnElement

from governance.database import Transaction, table_of
from governance.organisations import Organisation, Representation
from governance.people import Mandate, Person
from governance.roles import Role
from governance.texts import folded

PAGE = 50


def keep_language(tx: Transaction, person_id: int, language: str) -> None:
    """The language in which this person reads."""
    tx.run(update(table_of(Person)).where(Person.id == person_id).values(language=language))


def keep_password(tx: Transaction, person_id: int, hashed: str) -> None:
    """The argon2id hash with which this person signs in from now on."""
    tx.run(update(table_of(Person)).where(Person.id == person_id).values(password=hashed))


def saw(tx: Transaction, person_id: int) -> None:
    """The person signed in now; when they did before is kept."""
    values = {"seen_before_at": table_of(Person).c.last_seen_at, "last_seen_at": tx.now}
    tx.run(update(table_of(Person)).where(Person.id == person_id).values(values))


def list_organisations(
    tx: Transaction, words: str = "", kind: str = "", after: tuple[str, int] | None = None, limit: int = PAGE + 1
) -> list[Organisation]:
    """Organisations by name, one more than a page after a (folded name, key), closed ones included."""
    query = select(Organisation).order_by(Organisation.folded_name, Organisation.id).limit(limit)
    for word in folded(words).split():
        query = query.where(Organisation.folded_name.contains(word, autoescape=True))
    if kind:
        query = query.where(Organisation.kind == kind)
    if after:
        query = query.where(_after((Organisation.folded_name, Organisation.id), after))
    return list(tx.scalars(query))


def list_people(
    tx: Transaction, words: str = "", within: Iterable[int] | None = None, after: tuple[str, int] | None = None
) -> list[Person]:
    """People by name, one more than a page after a (folded name, key); accents and case do not matter,
    save in scripts that do not fold to Latin letters.

    `within` narrows to those who hold or held a mandate at one of these organisations.
    """
    query = select(Person).order_by(Person.folded_name, Person.id).limit(PAGE + 1)
    if words and not folded(words):
        query = query.where(Person.name.contains(words, autoescape=True))
    for word in folded(words).split():
        named = Person.folded_name.contains(word, autoescape=True)
        query = query.where(or_(named, Person.email.contains(word, autoescape=True)))
    if within is not None:
        query = query.where(Person.id.in_(select(Mandate.person_id).where(Mandate.organisation_id.in_(set(within)))))
    if after:
        query = query.where(_after((Person.folded_name, Person.id), after))
    return list(tx.scalars(query))


def _after(columns: tuple[Mapped[str], Mapped[int]], place: tuple[str, int]) -> ColumnElement[bool]:
    first, second = columns
    return or_(first > place[0], and_(first == place[0], second > place[1]))


def person(tx: Transaction, person_id: int, to_change: bool = False) -> Person | None:
    """One person by key, locked where it is to be changed."""
    return tx.get(Person, person_id, with_for_update=True if to_change else None)


_SEEN_BEFORE = select(Person.seen_before_at).where(Person.id == bindparam("person_id"))


def seen_before(tx: Transaction, person_id: int) -> datetime | None:
    """When the person signed in the time before the last."""
    found: datetime | None = tx.run(_SEEN_BEFORE, {"person_id": person_id}).scalar()
    return found


def all_mandates_of(tx: Transaction, person_id: int) -> list[Mandate]:
    """Every mandate a person holds, held or will hold, newest first."""
    query = select(Mandate).where(Mandate.person_id == person_id)
    return list(tx.scalars(query.order_by(Mandate.valid_from.desc(), Mandate.id.desc())))


def mandates_at(tx: Transaction, organisation_id: int, day: date) -> list[tuple[Mandate, Person]]:
    """The mandates at an organisation that last on that day or begin later, by the person's name."""
    lasting = or_(Mandate.valid_until.is_(None), Mandate.valid_until >= day)
    query = (
        select(Mandate, Person)
        .join(Person, Person.id == Mandate.person_id)
        .where(Mandate.organisation_id == organisation_id, lasting)
        .order_by(Person.name, Mandate.id)
    )
    return [(row[0], row[1]) for row in tx.execute(query)]


def mandate(tx: Transaction, mandate_id: int) -> Mandate | None:
    """One mandate by key, locked to be changed."""
    return tx.get(Mandate, mandate_id, with_for_update=True)


def administrator_mandates(tx: Transaction, day: date) -> set[int]:
    """The mandates by which active people administer the installation, with no end or one after that day."""
    query = (
        select(Mandate.id)
        .join(Person, Person.id == Mandate.person_id)
        .where(Mandate.role == Role.ADMINISTRATOR, Person.active, Mandate.valid_from <= day)
        .where(or_(Mandate.valid_until.is_(None), Mandate.valid_until > day))
    )
    return set(tx.scalars(query))


def representations_about(tx: Transaction, organisation_id: int) -> list[Representation]:
    """Whom an organisation represents and who represents it, all dates, newest first."""
    about = or_(Representation.representative_id == organisation_id, Representation.represented_id == organisation_id)
    query = select(Representation).where(about)
    return list(tx.scalars(query.order_by(Representation.valid_from.desc(), Representation.id.desc())))


def organisations_by_name(tx: Transaction, name: str) -> list[Organisation]:
    """The organisations with this very name, accents and case ignored."""
    query = select(Organisation).where(Organisation.folded_name == folded(name)).order_by(Organisation.id)
    return list(tx.scalars(query))


def organisation_by_tax_code(tx: Transaction, tax_code: str) -> Organisation | None:
    """The organisation with this tax code."""
    return tx.scalar(select(Organisation).where(Organisation.tax_code == tax_code))

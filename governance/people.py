"""People who act, and their mandates: a role at an organisation, a network or a body, between two dates."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, String, bindparam, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key
from governance.roles import Role
from governance.texts import search_form


class Person(Record):
    """Someone who works in the network. `password` is an argon2id hash; without it nobody signs in.

    `last_seen_at` is when they last signed in, `seen_before_at` the time before that.
    """

    __tablename__ = "people"

    id: Mapped[int] = key()
    name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(200), index=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    password: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(2), default="it")
    last_seen_at: Mapped[datetime | None]
    seen_before_at: Mapped[datetime | None]


class Mandate(Record):
    """The person holds a role at an organisation from a day, until a day (included) or open-ended."""

    __tablename__ = "mandates"
    __table_args__ = (Index("ix_mandates_organisation_id_role", "organisation_id", "role"),)

    id: Mapped[int] = key()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    role: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


def add_person(tx: Transaction, name: str, email: str, password: str | None = None) -> Person:
    """A new person; the address is kept in lower case."""
    address = email.strip().lower()
    person = Person(name=name, folded_name=search_form(name), email=address, active=True, language="it")
    person.password = password
    tx.add(person)
    tx.flush()
    return person


def rename(person: Person, name: str) -> None:
    """The person's new name, and the form of it that search reads."""
    person.name, person.folded_name = name, search_form(name)


def give_mandate(tx: Transaction, person_id: int, organisation_id: int, role: Role, valid_from: date) -> Mandate:
    """The person holds the role there from that day."""
    mandate = Mandate(person_id=person_id, organisation_id=organisation_id, role=role, valid_from=valid_from)
    tx.add(mandate)
    tx.flush()
    return mandate


def person_by_email(tx: Transaction, email: str) -> Person | None:
    """The person with this address, whatever its case."""
    return tx.scalar(select(Person).where(Person.email == email.strip().lower()))


def mandates_of(tx: Transaction, person_id: int, day: date) -> list[Mandate]:
    """The mandates in force on that day."""
    return list(tx.scalars(select(Mandate).where(Mandate.person_id == person_id, *in_force(day))))


def holders(tx: Transaction, organisation_ids: Iterable[int], day: date) -> list[tuple[int, str, Person]]:
    """Who holds which role in these organisations that day: `(organisation_id, role, person)`."""
    query = (
        select(Mandate.organisation_id, Mandate.role, Person)
        .join(Person, Person.id == Mandate.person_id)
        .where(Mandate.organisation_id.in_(set(organisation_ids)), Person.active, *in_force(day))
        .order_by(Person.name)
    )
    return [(row[0], row[1], row[2]) for row in tx.execute(query)]


_REACHED = (
    select(Mandate.organisation_id, Mandate.role, Person.id.label("person_id"), Person.email)
    .join(Person, Person.id == Mandate.person_id)
    .where(
        Mandate.organisation_id.in_(bindparam("ids", expanding=True)),
        Person.active,
        Mandate.valid_from <= bindparam("day"),
        or_(Mandate.valid_until.is_(None), Mandate.valid_until >= bindparam("day")),
    )
    .order_by(Person.name)
)


def reachable(tx: Transaction, organisation_ids: Iterable[int], day: date) -> list[Any]:
    """Who holds which role in these organisations that day, and where to write: rows `(organisation_id, role,
    person_id, email)`, by name."""
    return list(tx.run(_REACHED, {"ids": list(organisation_ids), "day": day}))


def in_force(day: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions that pick mandates in force on that day."""
    return (Mandate.valid_from <= day, or_(Mandate.valid_until.is_(None), Mandate.valid_until >= day))


_NAMES = select(Person.id, Person.name).where(Person.id.in_(bindparam("ids", expanding=True)))


def names_of_people(tx: Transaction, ids: Iterable[int]) -> dict[int, str]:
    """The names of several people in one query."""
    wanted = list(set(ids))
    return {row.id: row.name for row in tx.run(_NAMES, {"ids": wanted})} if wanted else {}

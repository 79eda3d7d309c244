"""Organisations: whoever can hold mandates and take part, networks and bodies included."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, bindparam, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key
from governance.texts import folded, search_form


class OrganisationKind(StrEnum):
    """What an organisation is; networks and bodies are organisations with a page of their own."""

    MUNICIPALITY = "municipality"
    PLAN_OFFICE = "plan_office"
    COOPERATIVE = "cooperative"
    CONSORTIUM = "consortium"
    ASSOCIATION = "association"
    VOLUNTEER_GROUP = "volunteer_group"
    FOUNDATION = "foundation"
    HEALTH_AUTHORITY = "health_authority"
    SCHOOL = "school"
    EMPLOYMENT_CENTRE = "employment_centre"
    MINISTRY = "ministry"
    REGION = "region"
    PROVINCE = "province"
    OFFICE = "office"
    EVALUATOR = "evaluator"
    NETWORK = "network"
    BODY = "body"
    OTHER = "other"


class Organisation(Record):
    """An ente. `seat` is the ISTAT code of the municipality whose calendar counts its working days."""

    __tablename__ = "organisations"

    id: Mapped[int] = key()
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(200), index=True)
    tax_code: Mapped[str | None] = mapped_column(String(16), unique=True)
    seat: Mapped[str | None] = mapped_column(String(6), index=True)
    email: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)


class Representation(Record):
    """One organisation acts for another between two dates: an Ufficio di Piano for its municipalities."""

    __tablename__ = "representations"

    id: Mapped[int] = key()
    representative_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    represented_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


def add_organisation(tx: Transaction, kind: OrganisationKind, name: str, **details: str | int | None) -> Organisation:
    """A new organisation with its search form of the name; the caller checked who may add it."""
    organisation = Organisation(kind=kind, name=name, folded_name=search_form(name), active=True, **details)
    tx.add(organisation)
    tx.flush()
    return organisation


def organisation(tx: Transaction, organisation_id: int) -> Organisation | None:
    """One organisation by key."""
    return tx.get(Organisation, organisation_id)


_NAMES = select(Organisation.id, Organisation.name).where(Organisation.id.in_(bindparam("ids", expanding=True)))


def names_of(tx: Transaction, ids: Iterable[int]) -> dict[int, str]:
    """The names of several organisations in one query."""
    wanted = list(set(ids))
    return {row.id: row.name for row in tx.run(_NAMES, {"ids": wanted})} if wanted else {}


def find_organisations(
    tx: Transaction, words: str = "", kind: str = "", after: str = "", limit: int = 50
) -> list[Organisation]:
    """Organisations whose name holds the words (accents and case ignored), by name, `limit` after a name."""
    query = select(Organisation).where(Organisation.active).order_by(Organisation.folded_name, Organisation.id)
    if words:
        query = query.where(Organisation.folded_name.contains(folded(words), autoescape=True))
    if kind:
        query = query.where(Organisation.kind == kind)
    if after:
        query = query.where(Organisation.folded_name > after)
    return list(tx.scalars(query.limit(limit)))


_PAIRS = select(Representation.represented_id, Representation.representative_id).where(
    Representation.valid_from <= bindparam("day"),
    or_(Representation.valid_until.is_(None), Representation.valid_until >= bindparam("day")),
)
_REPRESENTED = _PAIRS.where(Representation.representative_id.in_(bindparam("ids", expanding=True)))
_ACTING = _PAIRS.where(Representation.represented_id.in_(bindparam("ids", expanding=True)))


def represented_by(tx: Transaction, organisation_ids: Iterable[int], day: date) -> dict[int, list[int]]:
    """For each representative, the organisations it acts for on that day."""
    found: dict[int, list[int]] = {}
    for row in tx.run(_REPRESENTED, {"ids": list(set(organisation_ids)), "day": day}):
        found.setdefault(row.representative_id, []).append(row.represented_id)
    return found


_SEAT = select(Organisation.seat).where(Organisation.id == bindparam("organisation_id"))


def seat_of(tx: Transaction, organisation_id: int) -> str | None:
    """The ISTAT code of the municipality where the organisation has its seat, if it is known."""
    found: str | None = tx.run(_SEAT, {"organisation_id": organisation_id}).scalar()
    return found


def representatives_of(tx: Transaction, organisation_ids: Iterable[int], day: date) -> dict[int, list[int]]:
    """For each represented organisation, who acts for it on that day."""
    found: dict[int, list[int]] = {}
    for row in tx.run(_ACTING, {"ids": list(set(organisation_ids)), "day": day}):
        found.setdefault(row.represented_id, []).append(row.representative_id)
    return found


def count_by_kind(tx: Transaction) -> dict[str, int]:
    """How many active organisations of each kind."""
    query = select(Organisation.kind, func.count()).where(Organisation.active).group_by(Organisation.kind)
    return dict(tx.execute(query).tuples().all())


def organisation_at(tx: Transaction, kind: OrganisationKind, seat: str) -> int | None:
    """The active organisation of a kind seated in a municipality (ISTAT code): its town hall, for instance."""
    query = select(Organisation.id).where(Organisation.kind == kind, Organisation.seat == seat, Organisation.active)
    return tx.scalars(query.order_by(Organisation.id)).first()


def addresses_of(tx: Transaction, ids: Iterable[int]) -> dict[int, str]:
    """The own e-mail addresses of several organisations, where they have one."""
    wanted = set(ids)
    if not wanted:
        return {}
    query = select(Organisation.id, Organisation.email).where(
        Organisation.id.in_(wanted), Organisation.email.is_not(None)
    )
    return dict(tx.execute(query).tuples().all())  # type: ignore[arg-type]


_BY_ID = select(Organisation).where(Organisation.id.in_(bindparam("ids", expanding=True)))


def organisations_by_id(tx: Transaction, ids: Iterable[int]) -> dict[int, Organisation]:
    """Several organisations by key, in one query; they stay at hand for the rest of the transaction."""
    wanted = list(set(ids))
    return {each.id: each for each in tx.scalars(_BY_ID, {"ids": wanted})} if wanted else {}

"""Contacts: people met, or whose trouble somebody noticed, before anybody knows who they are: no identity is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key
from governance.errors import NotVisible

LONGEST_WORDS = 500
"""What may be said of somebody who is to stay unknown is short."""
MOST_PEOPLE = 20
NOBODY = 0
"""No household's key seals what is written about somebody unknown."""


class Contact(Record):
    """A contatto with somebody unknown, alone or with others, in one municipality (ISTAT code).

    `signal` is the kind of trouble that was reported; empty where a desk met the person itself. `zone` and `at_risk`
    are of the last encounter. Of how many people it is only roughly told: minors, adults, people of 65 and more.
    `case_id` and `taken_up_on` once it became a case.
    """

    __tablename__ = "contacts"
    __table_args__ = (Index("ix_contacts_listed", "last_on", "id"),)

    id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    desk_id: Mapped[int | None] = mapped_column(ForeignKey("desks.id"), index=True)
    municipality: Mapped[str] = mapped_column(String(6), index=True)
    signal: Mapped[str] = mapped_column(String(20), default="")
    zone: Mapped[str] = mapped_column(String(80), default="")
    at_risk: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    minors: Mapped[int] = mapped_column(default=0)
    adults: Mapped[int] = mapped_column(default=0)
    elders: Mapped[int] = mapped_column(default=0)
    first_on: Mapped[date]
    last_on: Mapped[date]
    times: Mapped[int] = mapped_column(default=0)
    sealed_words: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_reach: Mapped[bytes | None] = mapped_column(LargeBinary)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    taken_up_on: Mapped[date | None]

    @property
    def size(self) -> int:
        """How many people, as far as it was told."""
        return self.minors + self.adults + self.elders


class Encounter(Record):
    """An incontro: one time the unknown person was met. `asked` are areas of need, `done` what was done."""

    __tablename__ = "encounters"

    id: Mapped[int] = key()
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    desk_id: Mapped[int | None] = mapped_column(ForeignKey("desks.id"))
    met_on: Mapped[date]
    zone: Mapped[str] = mapped_column(String(80))
    at_risk: Mapped[bool]
    asked: Mapped[list[str]] = mapped_column(JSON)
    done: Mapped[list[str]] = mapped_column(JSON)
    sealed_words: Mapped[bytes | None] = mapped_column(LargeBinary)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


@dataclass(frozen=True, slots=True)
class Whom:
    """What is told of somebody unknown: where, in which languages, how many and of what age."""

    municipality: str
    languages: tuple[str, ...] = ()
    minors: int = 0
    adults: int = 1
    elders: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """What is told of one encounter; `words` never say who the person is."""

    met_on: date
    desk_id: int | None
    zone: str = ""
    at_risk: bool = False
    asked: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    words: str = ""


def contact(tx: Transaction, dossier_id: int) -> Contact:
    """The facts of a contact; NotVisible if there is none."""
    found = tx.get(Contact, dossier_id, populate_existing=True)
    if found is None:
        raise NotVisible
    return found


def add_encounter(tx: Transaction, facts: Contact, met: Met, person_id: int) -> Encounter:
    """One encounter more; the contact keeps the day and the place of the last one."""
    added = Encounter(
        contact_id=facts.id, desk_id=met.desk_id, met_on=met.met_on, zone=met.zone, at_risk=met.at_risk,
        asked=list(met.asked), done=list(met.done), recorded_by=person_id,
    )  # fmt: skip
    tx.add(added)
    tx.flush()
    added.sealed_words = _sealed(tx, met.words, f"encounters.words:{added.id}")
    facts.times += 1
    facts.first_on = min(facts.first_on, met.met_on)
    if facts.times == 1 or met.met_on >= facts.last_on:
        facts.last_on, facts.zone, facts.at_risk = met.met_on, met.zone, met.at_risk
    tx.flush()
    return added


def encounters_of(tx: Transaction, contact_id: int) -> list[tuple[Encounter, str]]:
    """Every encounter with its words, the last one first."""
    query = select(Encounter).where(Encounter.contact_id == contact_id)
    rows = tx.scalars(query.order_by(Encounter.met_on.desc(), Encounter.id.desc()))
    return [(each, _opened(tx, each.sealed_words, f"encounters.words:{each.id}")) for each in rows]


def write_signal(tx: Transaction, facts: Contact, words: str, reach: str) -> None:
    """Seal what was reported, and how who reported it wants to be called back."""
    facts.sealed_words = _sealed(tx, words, f"contacts.words:{facts.id}")
    facts.sealed_reach = _sealed(tx, reach, f"contacts.reach:{facts.id}")
    tx.flush()


def signal_of(tx: Transaction, facts: Contact) -> tuple[str, str]:
    """What was reported, and how to call back who reported it."""
    words = _opened(tx, facts.sealed_words, f"contacts.words:{facts.id}")
    return words, _opened(tx, facts.sealed_reach, f"contacts.reach:{facts.id}")


def contacts_of_case(tx: Transaction, case_id: int) -> Sequence[Contact]:
    """The contacts that became this case, the first one first."""
    return tx.scalars(select(Contact).where(Contact.case_id == case_id).order_by(Contact.first_on, Contact.id)).all()


def _sealed(tx: Transaction, words: str, place: str) -> bytes | None:
    return tx.vault.seal_text(NOBODY, words, place) if words else None


def _opened(tx: Transaction, sealed: bytes | None, place: str) -> str:
    return "" if sealed is None else tx.vault.open_text(NOBODY, sealed, place)

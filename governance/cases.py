"""Cases and needs: whom the network accompanies, where, and what they need."""

from sqlalchemy import ForeignKey, LargeBinary, String, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction
from governance.dossiers import Dossier
from governance.errors import NotVisible
from governance.networks import Network


class Case(Record):
    """A presa in carico: one household in one municipality (ISTAT code), with what is known of the situation.

    `not_transferable`: for now the person may not be sent elsewhere (a stay in hospital, a court order).
    `year` and `number` make the network's own progressive number, given when the case is taken in charge.
    """

    __tablename__ = "cases"

    id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("households.id"), index=True)
    municipality: Mapped[str] = mapped_column(String(6), index=True)
    sealed_situation: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_standing: Mapped[bytes | None] = mapped_column(LargeBinary)
    not_transferable: Mapped[bool] = mapped_column(default=False)
    duplicates_checked: Mapped[bool] = mapped_column(default=False)
    year: Mapped[int | None]
    number: Mapped[int | None]


class Need(Record):
    """A bisogno of the case: an area of life, a kind of service, in words; it stays open until the loop closes."""

    __tablename__ = "needs"

    id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    area: Mapped[str] = mapped_column(String(40))
    category: Mapped[str] = mapped_column(String(40))
    sealed_description: Mapped[bytes | None] = mapped_column(LargeBinary)


_CASE = select(Case).where(Case.id == bindparam("dossier_id"))
_NEED = select(Need).where(Need.id == bindparam("dossier_id"))


def case(tx: Transaction, dossier_id: int) -> Case:
    """The facts of a case; NotVisible if there is none."""
    found = tx.scalar(_CASE, {"dossier_id": dossier_id})
    if found is None:
        raise NotVisible
    return found


def need(tx: Transaction, dossier_id: int) -> Need:
    """The facts of a need; NotVisible if there is none."""
    found = tx.scalar(_NEED, {"dossier_id": dossier_id})
    if found is None:
        raise NotVisible
    return found


def write_situation(tx: Transaction, facts: Case, text: str) -> None:
    """Seal what is known of the situation."""
    facts.sealed_situation = tx.vault.seal_text(facts.household_id, text, f"cases.situation:{facts.id}")
    tx.flush()


def situation(tx: Transaction, facts: Case) -> str:
    """What is known of the situation, opened."""
    if facts.sealed_situation is None:
        return ""
    return tx.vault.open_text(facts.household_id, facts.sealed_situation, f"cases.situation:{facts.id}")


def write_description(tx: Transaction, facts: Need, household_id: int, text: str) -> None:
    """Seal the need in words."""
    facts.sealed_description = tx.vault.seal_text(household_id, text, f"needs.description:{facts.id}")
    tx.flush()


def description(tx: Transaction, facts: Need, household_id: int) -> str:
    """The need in words, opened."""
    if facts.sealed_description is None:
        return ""
    return tx.vault.open_text(household_id, facts.sealed_description, f"needs.description:{facts.id}")


def cases_of_household(tx: Transaction, household_ids: set[int]) -> list[Dossier]:
    """The case dossiers of these households, newest first."""
    query = select(Dossier).join(Case, Case.id == Dossier.id).where(Case.household_id.in_(household_ids))
    return list(tx.scalars(query.order_by(Dossier.id.desc())))


def give_number(tx: Transaction, facts: Case, network_id: int | None, year: int) -> None:
    """The network's next number of the year, without gaps; a case that has one keeps it."""
    if facts.number is not None:
        return
    tx.execute(select(Network.id).where(Network.id == network_id).with_for_update(key_share=True))
    query = select(func.max(Case.number)).join(Dossier, Dossier.id == Case.id)
    highest = tx.scalar(query.where(Dossier.network_id == network_id, Case.year == year))
    facts.year, facts.number = year, (highest or 0) + 1
    tx.flush()

"""Whereabouts: where a service stands; where it shelters people, only for those who work there or bring somebody."""

from dataclasses import dataclass

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from governance import registers
from governance.actors import Actor
from governance.contacts import NOBODY
from governance.database import Record, Transaction
from governance.errors import NotPermitted, NotVisible
from governance.keeping import headed_by
from governance.service_records import SERVICE
from governance.services import Service
from governance.siblings import TAKEN_UP


class Whereabouts(Record):
    """The address of a service, sealed. `protected`: it is a refuge, and where it is must not be known."""

    __tablename__ = "whereabouts"

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), primary_key=True, autoincrement=False)
    protected: Mapped[bool]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody may know: the address, or nothing of it but that it is protected."""

    address: str
    protected: bool


def told_in_the_directory(tx: Transaction, actor: Actor, offered: Service) -> Told | None:
    """What anybody who looks at the service may know; a protected address only those who work for its organisation."""
    return _told(tx, offered, works_there(actor, offered))


def told_on_a_referral(tx: Transaction, offered: Service, stage: str, is_recipient: bool) -> Told | None:
    """What a reader of a referral may know: who sends learns a protected address once the person is taken up."""
    return _told(tx, offered, is_recipient or stage in TAKEN_UP)


def works_there(actor: Actor, offered: Service) -> bool:
    """Whether the actor has a mandate of their own at the organisation that offers it."""
    return offered.organisation_id in actor.home_ids


def require_head(actor: Actor, offered: Service) -> None:
    """NotPermitted unless the actor heads the organisation: an administrator keeps services, but need not know."""
    if offered.organisation_id not in headed_by(actor):
        raise NotPermitted("Dove si trova il servizio lo scrive il responsabile dell'ente che lo offre.")


def place(tx: Transaction, actor: Actor, service_id: int, address: str, protected: bool) -> None:
    """Write where the service stands; no address takes it away. The register does not keep the address."""
    found = tx.get(Service, service_id, with_for_update=True)
    if found is None:
        raise NotVisible
    require_head(actor, found)
    row = tx.get(Whereabouts, service_id)
    if row is not None and not address:
        tx.delete(row)
    elif address:
        sealed = tx.vault.seal_text(NOBODY, address, _place(service_id))
        tx.merge(Whereabouts(service_id=service_id, protected=protected, sealed=sealed))
    details = {"there": bool(address), "protected": protected}
    registers.record(tx, actor, registers.Entry("place_service", SERVICE, service_id, details))
    tx.flush()


def _told(tx: Transaction, offered: Service, knows: bool) -> Told | None:
    row = tx.get(Whereabouts, offered.id, populate_existing=True)
    if row is None:
        return None
    if row.protected and not knows:
        return Told("", True)
    return Told(tx.vault.open_text(NOBODY, row.sealed, _place(offered.id)), row.protected)


def _place(service_id: int) -> str:
    return f"whereabouts:{service_id}"

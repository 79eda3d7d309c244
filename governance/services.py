"""Services: what exists, who offers it, with how many places, and when that was last verified."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, String, bindparam, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key, table_of


class Service(Record):
    """A servizio mappato. `places` None: it does not count places. `municipalities` empty: everywhere."""

    __tablename__ = "services"

    id: Mapped[int] = key()
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(40), index=True)
    municipalities: Mapped[list[str]] = mapped_column(JSON, default=list)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    places: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    verified_on: Mapped[date | None]

    @property
    def free(self) -> int | None:
        """Places left; None where places are not counted."""
        return None if self.places is None else max(self.places - self.taken, 0)


_rows = table_of(Service)
_TAKE = (
    update(_rows)
    .where(_rows.c.id == bindparam("service_id"), or_(_rows.c.places.is_(None), _rows.c.taken < _rows.c.places))
    .values(taken=_rows.c.taken + 1)
)


def service(tx: Transaction, service_id: int) -> Service | None:
    """One service by key."""
    return tx.get(Service, service_id, populate_existing=True)


def services_for(tx: Transaction, category: str, municipality: str) -> list[Service]:
    """Active services of a kind that reach the municipality, by name."""
    query = select(Service).where(Service.category == category, Service.active).order_by(Service.name, Service.id)
    return [row for row in tx.scalars(query) if not row.municipalities or municipality in row.municipalities]


def services_of(tx: Transaction, organisation_id: int) -> list[Service]:
    """What an organisation offers, by name."""
    return list(tx.scalars(select(Service).where(Service.organisation_id == organisation_id).order_by(Service.name)))


def take_place(tx: Transaction, service_id: int) -> bool:
    """Take a place, if one is free, in one statement; False when none is."""
    return tx.run(_TAKE, {"service_id": service_id}).rowcount == 1


def give_back_place(tx: Transaction, service_id: int) -> None:
    """Give a place back; never below zero."""
    tx.run(update(_rows).where(_rows.c.id == service_id, _rows.c.taken > 0).values(taken=_rows.c.taken - 1))

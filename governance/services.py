"""Services: what exists, who offers it, where, with how many places, and when that was last verified."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, bindparam, event, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.actors import ROME
from governance.areas import reaches
from governance.database import Record, Transaction, key, table_of
from governance.organisations import Organisation

VERIFY_EVERY = 180
"""Days after which a service is to be verified again, unless it says otherwise."""
STAMPED = "services stamped"
"""In `Transaction.info`: this very transaction changed the directory."""


class Service(Record):
    """A servizio mappato. `places` None: it does not count places; `funded` of them are paid for.

    It serves its `municipalities` (ISTAT codes) and all of its `districts` (ambiti); both empty: everywhere.
    `closed_until` is the last day of a temporary closure. `full_on`: the day it said that it has no place left,
    until its keeper opens it again; `doubted_on`: the day a refusal gave reason to verify it anew. `stamp` grows
    with every change: see `stamp_of`.
    """

    __tablename__ = "services"

    id: Mapped[int] = key()
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(40), index=True)
    description: Mapped[str] = mapped_column(String(2000), default="", server_default="")
    contact: Mapped[str] = mapped_column(String(200), default="", server_default="")
    municipalities: Mapped[list[str]] = mapped_column(JSON, default=list)
    districts: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    places: Mapped[int | None]
    funded: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    closed_until: Mapped[date | None]
    full_on: Mapped[date | None]
    doubted_on: Mapped[date | None]
    verified_on: Mapped[date | None]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    verified_how: Mapped[str] = mapped_column(String(40), default="", server_default="")
    verify_every: Mapped[int] = mapped_column(default=VERIFY_EVERY, server_default=str(VERIFY_EVERY))
    stamp: Mapped[int] = mapped_column(default=0, server_default="0", index=True)

    @property
    def free(self) -> int | None:
        """Places left; None where places are not counted; none once it said that it is full."""
        if self.full_on is not None:
            return 0
        return None if self.places is None else max(self.places - self.taken, 0)

    @property
    def funded_free(self) -> int:
        """Of the places left, those that are paid for: funded places are taken first."""
        return min(self.free or 0, max((self.funded or 0) - self.taken, 0))

    @property
    def verify_by(self) -> date | None:
        """The last day on which the latest verification still counts; None if there was none."""
        return self.verified_on + timedelta(days=self.verify_every) if self.verified_on else None

    def is_fresh(self, day: date) -> bool:
        """Whether somebody verified it recently enough."""
        return self.doubted_on is None and self.verify_by is not None and day <= self.verify_by

    def is_closed(self, day: date) -> bool:
        """Whether it takes nobody on that day, for a while."""
        return self.closed_until is not None and day <= self.closed_until

    def serves(self, place: str, day: date) -> bool:
        """Whether it works in that municipality."""
        return reaches(self.municipalities, self.districts, place, day)


class ServiceStamp(Record):
    """One row: the number of the last change to the directory.

    Whoever changes the directory waits for its turn here, so that numbers become visible in their order and an
    index that asks for what is newer misses nothing.
    """

    __tablename__ = "service_stamps"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]


_rows, _stamps = table_of(Service), table_of(ServiceStamp)
_NEXT, _LAST = update(_stamps).values(number=_stamps.c.number + 1), select(_stamps.c.number)
_TAKE = (
    update(_rows)
    .where(
        _rows.c.id == bindparam("service_id"),
        _rows.c.full_on.is_(None),
        or_(_rows.c.places.is_(None), _rows.c.taken < _rows.c.places),
    )
    .values(taken=_rows.c.taken + 1)
)


_SERVICE = select(Service).where(Service.id == bindparam("service_id"))
_OF_CATEGORY = (
    select(Service).where(Service.category == bindparam("category"), Service.active).order_by(Service.name, Service.id)
)


def service(tx: Transaction, service_id: int) -> Service | None:
    """One service by key."""
    return tx.scalar(_SERVICE, {"service_id": service_id})


def services_by_id(tx: Transaction, ids: list[int]) -> dict[int, Service]:
    """Several services by key, in one query."""
    found = tx.scalars(select(Service).where(Service.id.in_(ids))) if ids else ()
    return {each.id: each for each in found}


def services_for(tx: Transaction, category: str, municipality: str) -> list[Service]:
    """Active services of a kind that reach the municipality today, by name."""
    day = tx.now.astimezone(ROME).date()
    return [row for row in tx.scalars(_OF_CATEGORY, {"category": category}) if row.serves(municipality, day)]


def services_of(tx: Transaction, organisation_id: int) -> list[Service]:
    """What an organisation offers, by name."""
    return list(tx.scalars(select(Service).where(Service.organisation_id == organisation_id).order_by(Service.name)))


def take_place(tx: Transaction, service_id: int) -> bool:
    """Take a place, if one is free, in one statement; False when none is."""
    return tx.run(_TAKE, {"service_id": service_id}).rowcount == 1


def give_back_place(tx: Transaction, service_id: int) -> None:
    """Give a place back; never below zero."""
    tx.run(update(_rows).where(_rows.c.id == service_id, _rows.c.taken > 0).values(taken=_rows.c.taken - 1))


def stamp_of(tx: Transaction) -> int:
    """The number of the last change to the directory; places taken and given back are not counted."""
    return int(tx.connection().execute(_LAST).scalar_one())


def next_stamp(tx: Transaction) -> int:
    """The number of the change this transaction makes; others wait until it ends."""
    tx.info[STAMPED] = True
    tx.connection().execute(_NEXT)
    return stamp_of(tx)


@event.listens_for(Transaction, "before_flush")
def _stamp(tx: Transaction, context: Any, instances: Any) -> None:
    """Stamp every service that is added or changed, and those of an organisation that changes."""
    changed = [each for each in (*tx.new, *tx.dirty) if isinstance(each, Service) and tx.is_modified(each)]
    houses = [each.id for each in tx.dirty if isinstance(each, Organisation) and tx.is_modified(each)]
    if not changed and not houses:
        return
    number = next_stamp(tx)
    for each in changed:
        each.stamp = number
    if houses:
        of_them = update(_rows).where(_rows.c.organisation_id.in_(houses))
        tx.connection().execute(of_them.values(stamp=number))

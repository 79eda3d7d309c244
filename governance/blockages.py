"""Blockages: what keeps persons of several cases from going on, in one place and for one kind of service."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, String, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.actors import ROME
from governance.database import Record, Transaction, table_of
from governance.dossiers import lock
from governance.errors import NotVisible
from governance.networks import Network

DAY = 86_400


class Blockage(Record):
    """A criticità. At most one is open in a network by kind (what is in the way), kind of service and municipality.

    `organisation_id` is whose service it is, while all links agree; `cause` the code that opened it. `persons` and
    `households` are stuck now, `persons_touched` and `households_touched` were so at any time. At the epoch second t
    the persons x seconds lost are exactly `weight_base + persons * t`; `person_days` is that in whole days, as of
    the last change or the last night, for lists to sort by.
    """

    __tablename__ = "blockages"
    __table_args__ = (
        Index("ix_blockages_spot", "network_id", "kind", "category", "municipality", unique=True,
              sqlite_where=text("open"), postgresql_where=text("open")),
        Index("ix_blockages_ranked", "open", "person_days", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    kind: Mapped[str] = mapped_column(String(40))
    category: Mapped[str] = mapped_column(String(40))
    municipality: Mapped[str] = mapped_column(String(6))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    cause: Mapped[str] = mapped_column(String(40), default="")
    open: Mapped[bool] = mapped_column(default=True)
    persons: Mapped[int] = mapped_column(default=0)
    households: Mapped[int] = mapped_column(default=0)
    persons_touched: Mapped[int] = mapped_column(default=0)
    households_touched: Mapped[int] = mapped_column(default=0)
    weight_base: Mapped[int] = mapped_column(default=0)
    person_days: Mapped[int] = mapped_column(default=0)
    weighed_on: Mapped[date]
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Spot(NamedTuple):
    """Where a blockage is, and so which causes are one and the same."""

    network_id: int
    kind: str
    category: str
    municipality: str


_blockages = table_of(Blockage)


def blockage(tx: Transaction, dossier_id: int) -> Blockage:
    """The facts of a blockage; NotVisible if there is none."""
    found = tx.get(Blockage, dossier_id, populate_existing=True)
    if found is None:
        raise NotVisible
    return found


def locked(tx: Transaction, blockage_id: int) -> Blockage:
    """The facts of a blockage, its dossier locked first, as for every move: so nobody waits crosswise."""
    lock(tx, blockage_id)
    return blockage(tx, blockage_id)


def open_at(tx: Transaction, spot: Spot) -> Blockage | None:
    """The open blockage there, if there is one."""
    kept = Blockage.network_id == spot.network_id, Blockage.kind == spot.kind
    query = select(Blockage).where(*kept, Blockage.category == spot.category, Blockage.open)
    return tx.scalar(query.where(Blockage.municipality == spot.municipality))


def locked_at(tx: Transaction, spot: Spot) -> Blockage | None:
    """The open blockage there, locked; None once it is sure that nobody else opens one there meanwhile."""
    tx.execute(select(Network.id).where(Network.id == spot.network_id).with_for_update(key_share=True))
    found = open_at(tx, spot)
    present = locked(tx, found.id) if found else None
    return present if present is None or present.open else open_at(tx, spot)


def reopen(tx: Transaction, blockage_id: int) -> None:
    """The blockage is open again; whoever gets stuck from now on is counted in."""
    facts = locked(tx, blockage_id)
    facts.open, facts.closed_at, facts.last_seen = True, None, tx.now
    tx.flush()


def see_again(tx: Transaction, blockage_id: int) -> None:
    """Somebody told of the blockage once more."""
    locked(tx, blockage_id).last_seen = tx.now
    tx.flush()


def weigh(facts: Blockage, persons: int, households: int, now: datetime) -> None:
    """From now on so many persons and households more (or fewer) are stuck."""
    second = int(now.timestamp())
    facts.persons += persons
    facts.households += households
    facts.weight_base -= persons * second
    facts.person_days, facts.weighed_on = person_days(facts, now), now.astimezone(ROME).date()


def person_days(facts: Blockage, now: datetime) -> int:
    """How many persons x whole days were lost by now."""
    return (facts.weight_base + facts.persons * int(now.timestamp())) // DAY


def refresh(tx: Transaction) -> int:
    """Write anew by how much every open blockage weighs today, in one statement, where that was not done; how many."""
    today = tx.now.astimezone(ROME).date()
    seconds = _blockages.c.weight_base + _blockages.c.persons * int(tx.now.timestamp())
    stale = update(_blockages).where(_blockages.c.open, _blockages.c.weighed_on != today)
    return tx.run(stale.values(person_days=seconds // DAY, weighed_on=today)).rowcount

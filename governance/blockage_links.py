"""Links of a blockage: which dossiers are stuck by it, since when and until when, and how many persons count."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, Index, String, bindparam, select, text
from sqlalchemy.orm import Mapped, mapped_column

from governance.actors import ROME
from governance.beneficiaries import present_members
from governance.blockages import Blockage, Spot, blockage, locked, weigh
from governance.database import Record, Transaction, key, table_of


class BlockageLink(Record):
    """A dossier that is stuck, since when and until when, at which stage and by which cause.

    `counts_from` is since when its persons count: of a household's links in one blockage only one counts at a time.
    """

    __tablename__ = "blockage_links"
    __table_args__ = (
        Index("ix_blockage_links_stuck", "household_id", sqlite_where=text("until IS NULL"),
              postgresql_where=text("until IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = key()
    blockage_id: Mapped[int] = mapped_column(ForeignKey("blockages.id"), index=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"))
    household_id: Mapped[int]
    stage: Mapped[str] = mapped_column(String(40))
    cause: Mapped[str] = mapped_column(String(40))
    persons: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    counts_from: Mapped[datetime | None]


class Stuck(NamedTuple):
    """A dossier that cannot go on, at the stage where it stands, by a coded cause."""

    dossier_id: int
    need_id: int | None
    household_id: int
    stage: str
    cause: str
    organisation_id: int | None = None


_links = table_of(BlockageLink)
_OPEN_LINKS = select(_links).where(_links.c.household_id == bindparam("household_id"), _links.c.until.is_(None))


def add_blockage(tx: Transaction, dossier_id: int, spot: Spot, stuck: Stuck | None) -> None:
    """A new blockage with its first link; without one where somebody reports what no dossier told of."""
    facts = Blockage(
        id=dossier_id, **spot._asdict(), organisation_id=stuck.organisation_id if stuck else None,
        cause=stuck.cause if stuck else "",
        weighed_on=tx.now.astimezone(ROME).date(), first_seen=tx.now, last_seen=tx.now,
    )  # fmt: skip
    tx.add(facts)
    tx.flush()
    if stuck:
        add_link(tx, facts, stuck)


def add_link(tx: Transaction, facts: Blockage, stuck: Stuck) -> bool:
    """Count the dossier in; False (only seen again) if it is stuck here already."""
    facts.last_seen = tx.now
    of_household = BlockageLink.blockage_id == facts.id, BlockageLink.household_id == stuck.household_id
    before = list(tx.scalars(select(BlockageLink).where(*of_household)))
    there = [each for each in before if each.until is None]
    if any(each.dossier_id == stuck.dossier_id for each in there):
        tx.flush()
        return False
    persons = max(len(present_members(tx, stuck.household_id)), 1)
    link = BlockageLink(
        blockage_id=facts.id, dossier_id=stuck.dossier_id, need_id=stuck.need_id, household_id=stuck.household_id,
        stage=stuck.stage, cause=stuck.cause, persons=persons, since=tx.now, counts_from=None if there else tx.now,
    )  # fmt: skip
    tx.add(link)
    if facts.organisation_id != stuck.organisation_id:
        facts.organisation_id = None
    if not before:
        facts.persons_touched += persons
        facts.households_touched += 1
    if not there:
        weigh(facts, persons, 1, tx.now)
    tx.flush()
    return True


def links_of_household(tx: Transaction, household_id: int) -> list[Any]:
    """The rows of where the household's dossiers are stuck now."""
    return list(tx.run(_OPEN_LINKS, {"household_id": household_id}))


def end_links(tx: Transaction, link_ids: Collection[int]) -> list[int]:
    """These dossiers go on; gives the keys of the blockages that hold nobody any more, to be settled."""
    chosen = select(_links.c.blockage_id).where(_links.c.id.in_(link_ids)).distinct()
    blockage_ids = sorted(tx.scalars(chosen)) if link_ids else []
    for blockage_id in blockage_ids:
        facts = locked(tx, blockage_id)
        there = select(BlockageLink).where(BlockageLink.blockage_id == blockage_id, BlockageLink.until.is_(None))
        households: dict[int, list[BlockageLink]] = {}
        for each in tx.scalars(there.order_by(BlockageLink.id)):
            households.setdefault(each.household_id, []).append(each)
        for links in households.values():
            _end(facts, [each for each in links if each.id in link_ids], links, tx.now)
        tx.flush()
    return [each for each in blockage_ids if blockage(tx, each).open and not blockage(tx, each).households]


def close(tx: Transaction, blockage_id: int) -> None:
    """The blockage is over: whoever is still linked is counted no longer."""
    stuck = select(_links.c.id).where(_links.c.blockage_id == blockage_id, _links.c.until.is_(None))
    end_links(tx, set(tx.scalars(stuck)))
    facts = locked(tx, blockage_id)
    facts.open, facts.closed_at = False, tx.now
    tx.flush()


def _end(facts: Blockage, ended: list[BlockageLink], links: list[BlockageLink], now: datetime) -> None:
    """End some of a household's links; the persons of the one that counted are counted on by one that stays."""
    for each in ended:
        each.until = now
    counting = next((each for each in ended if each.counts_from), None)
    staying = next((each for each in links if each not in ended), None)
    if counting is None:
        return
    if staying is None:
        weigh(facts, -counting.persons, -1, now)
        return
    staying.counts_from = now
    weigh(facts, staying.persons - counting.persons, 0, now)

"""Covers: for many possible recipients at once, the clause in force under which somebody may send to each."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from governance.database import Transaction
from governance.organisations import representatives_of, represented_by
from governance.protocols import InForce, clauses_in_force


@dataclass(frozen=True, slots=True)
class Cover:
    """The protocol and the article that let referrals leave, until a day included."""

    protocol_id: int
    code: str
    title: str
    clause: str
    ends_on: date


def covers_of(
    tx: Transaction, senders: Iterable[int], categories: Collection[str], municipality: str, day: date
) -> Mapping[tuple[str, int], Cover]:
    """The cover by (kind of service, recipient), the one that ends last; as `protocols.covering` finds it for one.

    Sender and recipient may have signed themselves, or through whoever acts for them.
    """
    sending = set(senders)
    if not sending:
        return {}
    for acting in representatives_of(tx, sending, day).values():
        sending.update(acting)
    usable = [
        each
        for each in clauses_in_force(tx, day, categories, municipality)
        if any(each.sends(sender) for sender in sending)
    ]
    represented = represented_by(tx, {party for each in usable for party in each.signed}, day) if usable else {}
    found: dict[tuple[str, int], Cover] = {}
    for each in usable:
        cover = Cover(each.dossier.id, each.dossier.code, each.dossier.title, each.clause.number, each.ends_on)
        for recipient in _recipients(each, represented):
            found.setdefault((each.clause.category, recipient), cover)
    return found


def _recipients(each: InForce, represented: Mapping[int, list[int]]) -> Iterator[int]:
    """Who signed, and those for whom a party acts; a clause that names its recipient is for that one's referrals."""
    for party in each.signed:
        if each.receives(party):
            yield party
            yield from represented.get(party, ())

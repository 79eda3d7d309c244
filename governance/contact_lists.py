"""Lists of contacts: those the actor may know of, the last met or reported first, narrowed by desk, zone and stage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select, tuple_

from governance.actors import Actor
from governance.contacts import Contact
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.lists import BATCH, PAGE
from governance.participations import Participation
from governance.policy import Permission
from governance.ranges import ranges_of

_FACTS = (
    Contact.id, Contact.network_id, Contact.desk_id, Contact.municipality, Contact.signal, Contact.zone,
    Contact.at_risk, Contact.languages, Contact.minors, Contact.adults, Contact.elders, Contact.first_on,
    Contact.last_on, Contact.times, Contact.taken_up_on,
    Dossier.code, Dossier.stage, Dossier.open, Dossier.due_at, Dossier.pathway, Dossier.version,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list of contacts is narrowed to; empty means everything."""

    open: bool | None = True
    stage: str = ""
    desk_id: int | None = None
    zone: str = ""
    at_risk: bool = False
    reported: bool | None = None
    signal: str = ""


def contacts_seen(
    tx: Transaction, actor: Actor, wanted: Narrowing, after: tuple[date, int] | None = None, limit: int = PAGE
) -> Sequence[Any]:
    """Up to one row more than `limit`, in one query; `after` is the `(last_on, id)` of the last row before."""
    query = _visible(actor, wanted)
    if query is None:
        return []
    if after:
        query = query.where(tuple_(Contact.last_on, Contact.id) < after)
    return tx.execute(query.order_by(Contact.last_on.desc(), Contact.id.desc()).limit(limit + 1)).all()


def walk(tx: Transaction, actor: Actor, wanted: Narrowing, size: int = BATCH) -> Iterator[Sequence[Any]]:
    """All of them, batch by batch, in the order of the list."""
    after: tuple[date, int] | None = None
    while rows := contacts_seen(tx, actor, wanted, after, size):
        yield rows[:size]
        if len(rows) <= size:
            return
        after = rows[size - 1].last_on, rows[size - 1].id


def _visible(actor: Actor, wanted: Narrowing) -> Select[Any] | None:
    """The contacts that the policy lets the actor know of; None where it lets them know of none."""
    held = sorted({(each.organisation_id, each.capacity) for each in ranges_of(actor, ("contact",), Permission.SEE)})
    if not held:
        return None
    part = select(Participation.id).where(
        Participation.dossier_id == Contact.id,
        tuple_(Participation.organisation_id, Participation.capacity).in_(held),
        Participation.reading != "none",
    )
    query = select(*_FACTS).join(Dossier, Dossier.id == Contact.id).where(part.exists())
    narrowed = {
        Dossier.open: wanted.open,
        Dossier.stage: wanted.stage or None,
        Contact.desk_id: wanted.desk_id,
        Contact.zone: wanted.zone or None,
        Contact.at_risk: wanted.at_risk or None,
        Contact.signal: wanted.signal or None,
    }
    query = query.where(*(column == value for column, value in narrowed.items() if value is not None))
    if wanted.reported is None:
        return query
    return query.where(Contact.signal != "" if wanted.reported else Contact.signal == "")

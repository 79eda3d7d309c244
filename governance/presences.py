"""Presences: whose session a token is, with their roles and networks of today, read in one statement.

Every request begins with it, so nothing of it is remembered from one to the next.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, FromClause, bindparam, cast, literal_column, null, or_, select
from sqlalchemy import union as either
from sqlalchemy import union_all as together

from governance.actors import ROME, Actor, acting_for
from governance.database import Identifier, Transaction, table_of
from governance.instants import Instant
from governance.networks import Membership, Network
from governance.organisations import Organisation, Representation
from governance.people import Mandate, Person
from governance.sign_ins import IDLE, LONGEST, SignIn, digest


class Presence(NamedTuple):
    """Who is there; `networks` are those they work in, key and name, by short name."""

    actor: Actor
    language: str
    networks: tuple[tuple[int, str], ...]
    seen_at: datetime


_people, _sessions, _mandates = table_of(Person), table_of(SignIn), table_of(Mandate)
_representations, _networks, _members = table_of(Representation), table_of(Network), table_of(Membership)
_organisations = table_of(Organisation)
_DAY = bindparam("day", type_=Date())
_NOTHING: dict[str, Any] = {
    "key": cast(null(), Identifier),
    "other": cast(null(), Identifier),
    "words": literal_column("''"),
    "more": literal_column("''"),
    "at": cast(null(), Instant()),
}
"""The columns of every row, for who has nothing to say there."""


def presence_of(tx: Transaction, token: str) -> Presence | None:
    """The active person of a session that is neither idle too long nor too old, as they are at `tx.now`."""
    values = {
        "token": digest(token),
        "idle_since": tx.now - IDLE,
        "begun_since": tx.now - LONGEST,
        "day": tx.now.astimezone(ROME).date(),
    }
    rows: dict[str, list[Any]] = {}
    for row in tx.run(_PRESENCE, values):
        rows.setdefault(row.what, []).append(row)
    if "person" not in rows:
        return None
    [me] = rows["person"]
    mandates = [(row.key, row.words) for row in rows.get("mandate", ())]
    acting = [(row.key, row.other) for row in rows.get("acting", ())]
    networks = sorted(rows.get("network", ()), key=lambda row: row.more)
    actor = acting_for(me.key, me.words, mandates, acting)
    return Presence(actor, me.more, tuple((row.key, row.words) for row in networks), me.at)


def _lasting(rows: FromClause) -> tuple[ColumnElement[bool], ...]:
    """What lasts on that day, its last day included."""
    return rows.c.valid_from <= _DAY, or_(rows.c.valid_until.is_(None), rows.c.valid_until >= _DAY)


def _presence() -> Any:
    me = (
        select(_people.c.id, _people.c.name, _people.c.language, _sessions.c.seen_at)
        .join(_sessions, _sessions.c.person_id == _people.c.id)
        .where(
            _sessions.c.token == bindparam("token"),
            _sessions.c.seen_at > bindparam("idle_since"),
            _sessions.c.begun_at > bindparam("begun_since"),
            _people.c.active,
        )
        .cte("me")
    )
    held = (
        select(_mandates.c.organisation_id, _mandates.c.role)
        .join(me, me.c.id == _mandates.c.person_id)
        .where(*_lasting(_mandates))
        .cte("held")
    )
    pair = (_representations.c.representative_id, _representations.c.represented_id)
    own = select(held.c.organisation_id)
    acting = select(*pair).where(pair[0].in_(own), *_lasting(_representations)).cte("acting")
    houses = select(either(own, select(acting.c.represented_id)).cte("houses"))
    member = select(_members.c.network_id).where(_members.c.organisation_id.in_(houses), *_lasting(_members))
    return together(
        _told("person", key=me.c.id, words=me.c.name, more=me.c.language, at=me.c.seen_at),
        _told("mandate", key=held.c.organisation_id, words=held.c.role),
        _told("acting", key=acting.c.representative_id, other=acting.c.represented_id),
        _told("network", key=_networks.c.id, words=_organisations.c.name, more=_networks.c.slug)
        .join(_organisations, _organisations.c.id == _networks.c.id)
        .where(or_(_networks.c.id.in_(houses), _networks.c.id.in_(member))),
    )


def _told(what: str, **own: Any) -> Any:
    """One kind of row; all kinds have the same columns."""
    columns = {**_NOTHING, **own}
    return select(literal_column(f"'{what}'").label("what"), *(columns[name].label(name) for name in _NOTHING))


_PRESENCE = _presence()

"""Narrowings: what a list of dossiers is narrowed to, as conditions of its rows; nobody learns by them what is hidden.

The conditions speak of one row of `participations`. An area of life counts only where the actor may read the need
(or the referral) itself, and a place is no filter for who received a referral: it may not be among what was shared.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select, text

from governance.actors import Actor
from governance.database import Identifier, Transaction
from governance.instants import Instant
from governance.participations import Participation
from governance.policy import HEALTH, Permission
from governance.ranges import SHELVES, Range, condition_of, ranges_of
from governance.roles import Capacity

TYPES: Mapping[str, Any] = {
    "after_at": bindparam("after_at", type_=Instant()),
    "late_before": bindparam("late_before", type_=Instant()),
    "stages": bindparam("stages", expanding=True),
    "places": bindparam("places", expanding=True),
}
"""How the values of a list are handed to the database, those that are more than plain words and numbers."""
_OF_REFERRAL = "dossiers JOIN needs ON needs.id = dossiers.parent_id"
_PLACES = {
    "case": "EXISTS (SELECT 1 FROM cases WHERE cases.id = participations.dossier_id AND cases.municipality IN :places)",
    "referral": f"EXISTS (SELECT 1 FROM {_OF_REFERRAL} JOIN cases ON cases.id = needs.case_id "  # noqa: S608 - our own words
    "WHERE dossiers.id = participations.dossier_id AND cases.municipality IN :places)",
}
_AREA = {
    "case": "EXISTS (SELECT 1 FROM needs JOIN participations AS asked ON asked.dossier_id = needs.id "
    "WHERE needs.case_id = participations.dossier_id AND needs.area = :area AND ({ranges}))",
    "referral": f"EXISTS (SELECT 1 FROM {_OF_REFERRAL} "  # noqa: S608 - our own words
    "WHERE dossiers.id = participations.dossier_id AND needs.area = :area)",
}
_HELD = "EXISTS (SELECT 1 FROM participations AS held WHERE held.dossier_id = participations.dossier_id AND {who})"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; empty means everything. `places` are municipalities (ISTAT codes).

    `house_id` is the organisation that follows (of a case) or sends (of a referral), `follower_id` the person.
    Places and areas narrow lists of one kind, cases or referrals.
    """

    kinds: tuple[str, ...] = ("case", "need", "referral", "protocol", "blockage", "contact")
    open: bool | None = True
    stages: tuple[str, ...] = ()
    network_id: int | None = None
    places: tuple[str, ...] = ()
    area: str = ""
    house_id: int | None = None
    follower_id: int | None = None
    late_before: datetime | None = None
    grade: str = ""


def reached(actor: Actor, wanted: Filter) -> list[Range]:
    """The stretches of the list: what the actor may know of, or may read where an area of life is asked for."""
    of_area = bool(wanted.area) and wanted.kinds == ("referral",)
    found = ranges_of(actor, wanted.kinds, Permission.READ if of_area else Permission.SEE)
    return [each for each in found if not wanted.places or each.capacity != Capacity.RECIPIENT]


def conditions(actor: Actor, wanted: Filter) -> tuple[str, dict[str, Any]]:
    """The conditions that each row has besides its stretch's own, each after an AND, and their values."""
    kind, words, values = wanted.kinds[0], list[str](), dict[str, Any]()
    of_dossier = {"stage IN :stages": wanted.stages, "network_id = :network_id": wanted.network_id,
                  "grade = :grade": wanted.grade}  # fmt: skip
    asked = [name for name, value in of_dossier.items() if value]
    if asked:
        words.append(f"EXISTS (SELECT 1 FROM dossiers WHERE dossiers.id = dossier_id AND {' AND '.join(asked)})")  # noqa: S608 - our own words
    if wanted.places:
        words.append(_PLACES[kind])
    if wanted.area:
        ranges, own = _needs_read_by(actor) if kind == "case" else ("", {})
        words.append(_AREA[kind].replace("{ranges}", ranges))
        values |= own
    capacity = Capacity.CASE if kind == "case" else Capacity.SENDER
    if wanted.house_id:
        words.append(_HELD.replace("{who}", f"held.organisation_id = :house_id AND held.capacity = '{capacity}'"))
    if wanted.follower_id:
        words.append(_HELD.replace("{who}", "held.person_id = :follower_id"))
    if wanted.late_before:
        words.append("participations.due_at < :late_before")
    plain = ("stages", "network_id", "grade", "places", "area", "house_id", "follower_id", "late_before")
    values |= {name: getattr(wanted, name) for name in plain if getattr(wanted, name)}
    return "".join(f" AND {each}" for each in words), values


def typed(names: Iterable[str]) -> list[Any]:
    """The parameters among these that need a type."""
    return [TYPES[name] for name in names if name in TYPES]


def fitting(tx: Transaction, actor: Actor, dossier_ids: Collection[int], wanted: Filter) -> set[int]:
    """Of these dossiers, those that the same narrowing leaves in a list."""
    if not dossier_ids:
        return set()
    words, values = conditions(actor, wanted)
    shared = f" AND capacity <> '{Capacity.RECIPIENT}'" if wanted.places else ""
    query = text(
        "SELECT DISTINCT dossier_id FROM participations WHERE dossier_id IN :ids AND kind IN :kinds "  # noqa: S608 - our own words
        f"AND organisation_id IN :houses{shared}{words}"
    )
    more: list[Any] = [bindparam(name, expanding=True) for name in ("ids", "kinds", "houses")]
    values |= {"ids": [*dossier_ids], "kinds": wanted.kinds, "houses": [*actor.roles]}
    found = query.bindparams(*typed(values), *more).columns(dossier_id=Identifier)
    kept = set(tx.scalars(found, values))
    return kept & _readable(tx, actor, kept, wanted.kinds) if wanted.area else kept


def _readable(tx: Transaction, actor: Actor, dossier_ids: Collection[int], kinds: Collection[str]) -> set[int]:
    """Of these dossiers, those whose content the actor may read: of no other an area of life is told by a filter."""
    held = [condition_of(each) for each in ranges_of(actor, kinds, Permission.READ)]
    if not held or not dossier_ids:
        return set()
    reads = Participation.dossier_id.in_(dossier_ids), Participation.reading.in_(("content", HEALTH))
    return set(tx.scalars(select(Participation.dossier_id).where(*reads, or_(*held))))


def houses_of(tx: Transaction, network_ids: Collection[int]) -> list[tuple[int, str]]:
    """The members of these networks that follow cases, by name."""
    if not network_ids:
        return []
    query = text(
        "SELECT DISTINCT organisations.id, organisations.name, folded_name FROM organisations "
        "JOIN memberships ON memberships.organisation_id = organisations.id WHERE network_id IN :networks AND EXISTS "
        "(SELECT 1 FROM participations WHERE participations.organisation_id = organisations.id "
        "AND capacity = 'case' AND kind = 'case') ORDER BY folded_name"
    )
    found = query.bindparams(bindparam("networks", expanding=True))
    return [(row.id, row.name) for row in tx.execute(found, {"networks": [*network_ids]})]


def _needs_read_by(actor: Actor) -> tuple[str, dict[str, Any]]:
    """The needs whose content the actor may read, as conditions of `asked`; none: nothing is found."""
    words, values = [], dict[str, Any]()
    for n, each in enumerate(ranges_of(actor, ("need",), Permission.READ)):
        mark = f"need_{n}"
        own = f" AND asked.person_id = :person_{mark}" if each.is_assigned else ""
        shelf = SHELVES[each.shelf].replace("reading", "asked.reading").replace(" person_id", " asked.person_id")
        words.append(
            f"(asked.organisation_id = :organisation_{mark} AND asked.capacity = :capacity_{mark}{own} AND {shelf})"
        )
        words[-1] = words[-1].replace("{n}", mark)
        values |= {f"organisation_{mark}": each.organisation_id, f"capacity_{mark}": each.capacity}
        if each.person_id is not None:
            values[f"person_{mark}"] = each.person_id
    return " OR ".join(words) or "1 = 0", values

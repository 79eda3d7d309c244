"""Desks: the places where people are met and heard, with their hours, team, languages and the area they serve."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import JSON, ForeignKey, String, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

from governance import registers
from governance.actors import Actor
from governance.areas import reaches
from governance.code_entries import codes
from governance.database import Record, Transaction, key
from governance.errors import Invalid, NotVisible
from governance.organisations import Organisation
from governance.service_records import require_keeper
from governance.texts import folded

DESK = "desk"
"""The subject of these acts in the register."""

DESK_KINDS = codes(
    ("territory_desk", "Sportello del territorio", "Territory desk"),
    ("one_stop_shop", "One stop shop", "One-stop shop"),
    ("mobile_team", "Équipe itinerante", "Mobile team"),
    ("listening_point", "Punto di ascolto", "Listening point"),
    ("office_counter", "Sportello di un ufficio comunale", "Counter of a municipal office"),
)
PAGE = 50


class Desk(Record):
    """A sportello of an organisation. `seat` is the ISTAT code of where it stands; a mobile team has its base there.

    It serves its `municipalities` (ISTAT codes) and all of its `districts`; both empty: everywhere. `instruments` are
    the forms it works with, each with its version, so that desks that share one are found. `zones` are the parts of
    town where it goes and meets people; those at risk stand in `risk_zones`.
    """

    __tablename__ = "desks"

    id: Mapped[int] = key()
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(200), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    seat: Mapped[str] = mapped_column(String(6), index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[str] = mapped_column(String(1000), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    team: Mapped[str] = mapped_column(String(1000), default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    municipalities: Mapped[list[str]] = mapped_column(JSON, default=list)
    districts: Mapped[list[str]] = mapped_column(JSON, default=list)
    instruments: Mapped[list[str]] = mapped_column(JSON, default=list)
    zones: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    risk_zones: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    active: Mapped[bool] = mapped_column(default=True)

    def serves(self, place: str, day: date) -> bool:
        """Whether people of that municipality are heard here."""
        return reaches(self.municipalities, self.districts, place, day)


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What is kept of a desk, as `Desk` says it."""

    name: str
    kind: str
    seat: str
    address: str = ""
    hours: str = ""
    contact: str = ""
    team: str = ""
    languages: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    risk_zones: tuple[str, ...] = ()
    active: bool = True


def desk(tx: Transaction, desk_id: int) -> Desk:
    """One desk by key; NotVisible if there is none."""
    found = tx.get(Desk, desk_id, populate_existing=True)
    if found is None:
        raise NotVisible
    return found


def desks_of(tx: Transaction, organisation_id: int) -> list[Desk]:
    """The desks of an organisation, by name."""
    query = select(Desk).where(Desk.organisation_id == organisation_id).order_by(Desk.folded_name, Desk.id)
    return list(tx.scalars(query))


def desks_of_many(tx: Transaction, organisation_ids: Iterable[int]) -> list[Desk]:
    """The open desks of several organisations, by name."""
    query = select(Desk).where(Desk.organisation_id.in_(set(organisation_ids)), Desk.active)
    return list(tx.scalars(query.order_by(Desk.folded_name, Desk.id)))


def list_desks(
    tx: Transaction, kind: str = "", after: tuple[str, int] | None = None, limit: int = PAGE
) -> list[tuple[Desk, Organisation]]:
    """Open desks with who runs them, by name, one more than a page where another follows."""
    query = select(Desk, Organisation).join(Organisation, Organisation.id == Desk.organisation_id).where(Desk.active)
    if kind:
        query = query.where(Desk.kind == kind)
    if after:
        query = query.where(tuple_(Desk.folded_name, Desk.id) > after)
    rows = tx.execute(query.order_by(Desk.folded_name, Desk.id).limit(limit + 1))
    return [row._tuple() for row in rows]


def desks_for(tx: Transaction, place: str, day: date, kind: str = "") -> list[tuple[Desk, Organisation]]:
    """Every open desk that hears people of a municipality, those that stand there first; a territory has few."""
    query = select(Desk, Organisation).join(Organisation, Organisation.id == Desk.organisation_id).where(Desk.active)
    if kind:
        query = query.where(Desk.kind == kind)
    found = [row._tuple() for row in tx.execute(query.order_by(Desk.folded_name, Desk.id))]
    serving = [pair for pair in found if pair[0].seat == place or pair[0].serves(place, day)]
    return sorted(serving, key=lambda pair: pair[0].seat != place)


def sharing(tx: Transaction, found: Desk) -> dict[str, list[Desk]]:
    """For each instrument of the desk, the other open desks that use the very same one."""
    others = list(tx.scalars(select(Desk).where(Desk.active, Desk.id != found.id).order_by(Desk.folded_name, Desk.id)))
    return {each: [other for other in others if each in other.instruments] for each in found.instruments}


def add_desk(tx: Transaction, actor: Actor, organisation_id: int, facts: DeskFacts, key: str = "") -> Desk:
    """Add a desk; a repeated request gives the one it added before."""
    require_keeper(actor, organisation_id)
    before = registers.made_with(tx, actor, key)
    if before is not None:
        return tx.get_one(Desk, before.subject_id)
    _require_new_name(facts.name, desks_of(tx, organisation_id))
    added = Desk(organisation_id=organisation_id, folded_name=folded(facts.name), **_columns(facts))
    tx.add(added)
    tx.flush()
    details = {"name": facts.name, "organisation": organisation_id}
    registers.record(tx, actor, registers.Entry("add_desk", DESK, added.id, details), key)
    return added


def change_desk(tx: Transaction, actor: Actor, desk_id: int, facts: DeskFacts) -> Desk:
    """Change what is kept of a desk, or close it."""
    found = desk_to_change(tx, actor, desk_id)
    _require_new_name(facts.name, (each for each in desks_of(tx, found.organisation_id) if each.id != desk_id))
    changed = {name: value for name, value in _columns(facts).items() if getattr(found, name) != value}
    for name, value in changed.items():
        setattr(found, name, value)
    found.folded_name = folded(found.name)
    if changed:
        registers.record(tx, actor, registers.Entry("change_desk", DESK, desk_id, changed))
    tx.flush()
    return found


def desk_to_change(tx: Transaction, actor: Actor, desk_id: int) -> Desk:
    """The desk, locked; NotVisible if there is none, NotPermitted if others keep it."""
    found = tx.get(Desk, desk_id, with_for_update=True)
    if found is None:
        raise NotVisible
    require_keeper(actor, found.organisation_id)
    return found


def _columns(facts: DeskFacts) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(facts).items()}


def _require_new_name(name: str, others: Iterable[Desk]) -> None:
    if any(folded(each.name) == folded(name) for each in others):
        raise Invalid({"name": "L'ente ha già uno sportello con questo nome."})

"""Many organisations or services at once: which are known already, and all the new ones written together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import func, insert, select

from governance import keeping
from governance.actors import Actor
from governance.database import Transaction, table_of
from governance.organisation_records import Facts
from governance.organisations import Organisation
from governance.registers import ORGANISATION, Entry, record_all
from governance.service_records import SERVICE, ServiceFacts, columns, require_keeper
from governance.services import Service, next_stamp
from governance.texts import folded, search_form

Houses = Mapping[str, Sequence[Organisation]]


def organisations_named(tx: Transaction, names: Iterable[str]) -> Houses:
    """The organisations by each of these tax codes or names (folded), in two queries."""
    said = {name.strip() for name in names}
    codes = {name.upper().replace(" ", "") for name in said}
    found: dict[str, list[Organisation]] = defaultdict(list)
    for each in tx.scalars(select(Organisation).where(Organisation.tax_code.in_(codes))):
        found[str(each.tax_code)].append(each)
    by_name = select(Organisation).where(Organisation.folded_name.in_({folded(name) for name in said}))
    for each in tx.scalars(by_name.order_by(Organisation.id)):
        found[each.folded_name].append(each)
    return found


def known_among(tx: Transaction, wanted: Sequence[Facts]) -> list[Organisation | None]:
    """For each, the same organisation if it is in the register: by tax code, else by name, kind and seat.

    The same name with another tax code is another organisation: as `organisation_records.known_as` says for one.
    """
    houses = organisations_named(tx, [each.tax_code or each.name for each in wanted])
    return [_known(houses, each) for each in wanted]


def _known(houses: Houses, wanted: Facts) -> Organisation | None:
    if wanted.tax_code:
        return next(iter(houses.get(wanted.tax_code, ())), None)
    alike = (each for each in houses.get(folded(wanted.name), ()) if each.kind == wanted.kind)
    return next((each for each in alike if wanted.seat in (None, each.seat)), None)


def enrol_all(tx: Transaction, actor: Actor, wanted: Sequence[Facts]) -> None:
    """Add organisations that are not in the register yet, each with its act; four statements for any number."""
    keeping.require_administrator(actor)
    if not wanted:
        return
    last = tx.scalar(select(func.max(Organisation.id))) or 0
    rows = [{**asdict(each), "folded_name": search_form(each.name), "active": True} for each in wanted]
    tx.run(insert(table_of(Organisation)), rows)
    added = tx.scalars(select(Organisation).where(Organisation.id > last).order_by(Organisation.id))
    ids = {(each.tax_code, each.kind, each.name, each.seat): each.id for each in added}
    keys = (ids[each.tax_code, each.kind, each.name, each.seat] for each in wanted)
    named = zip(keys, wanted, strict=True)
    record_all(tx, actor, (Entry("add_organisation", ORGANISATION, key, {"name": each.name}) for key, each in named))


def services_named(tx: Transaction, organisation_ids: Iterable[int]) -> set[tuple[int, str]]:
    """The (organisation, folded name) of every service these organisations have."""
    query = select(Service.organisation_id, Service.name).where(Service.organisation_id.in_(set(organisation_ids)))
    return {(row.organisation_id, folded(row.name)) for row in tx.execute(query)}


def add_services(tx: Transaction, actor: Actor, wanted: Sequence[tuple[int, ServiceFacts]]) -> None:
    """Add services (organisation, facts) that are not there yet, each with its act."""
    for organisation_id in {each[0] for each in wanted}:
        require_keeper(actor, organisation_id)
    if not wanted:
        return
    number = next_stamp(tx)
    shared = {"stamp": number, "taken": 0}
    rows = [
        {**columns(facts), "organisation_id": house, "verified_by_id": actor.person_id if facts.verified_on else None}
        | shared
        for house, facts in wanted
    ]
    tx.run(insert(table_of(Service)), rows)
    stamped = tx.execute(select(Service.id, Service.name, Service.organisation_id).where(Service.stamp == number))
    details = [(row.id, {"name": row.name, "organisation": row.organisation_id}) for row in stamped]
    record_all(tx, actor, (Entry("add_service", SERVICE, key, said) for key, said in details))

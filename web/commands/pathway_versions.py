"""`raccordo pathway` on an installation: versions published, tried, retired, taken to another place, exchanged."""

import json
import sys
from argparse import Namespace
from pathlib import Path

from governance.actors import SYSTEM, Actor, actor_of
from governance.database import Transaction
from governance.errors import RaccordoError
from governance.networks import network_by_slug
from governance.people import person_by_email
from web.commands.opening import opened, settings_given
from workflows.exporting import export, read_parcel, stored_version, take_up
from workflows.grounds import Ground
from workflows.migrating import Migration, migrate, outlook, planned
from workflows.publishing import Written, mark_tried, publish, publish_draft, retire

ACTIONS = ("publish", "tried", "retire", "export", "import", "migrate")
SUCCESS, NO = 0, 1
ALL_HERE = "Tutto ciò che il file contiene c'è già, parola per parola: non è cambiato nulla."


def run(arguments: Namespace) -> int:
    """0 on success, 1 where the answer is no."""
    acts = {"publish": _publish, "tried": _tried, "retire": _retire, "import": _import, "migrate": _migrate}
    with opened(settings_given()) as database:
        if arguments.action == "export":
            with database.reading() as tx:
                sys.stdout.write(export(tx, arguments.pathway))
            return SUCCESS
        with database.transaction() as tx:
            return acts[arguments.action](tx, arguments)


def _publish(tx: Transaction, arguments: Namespace) -> int:
    actor, ground = _actor(tx, arguments.by), Ground(arguments.reason, arguments.decision)
    file = Path(arguments.pathway)
    if file.is_file():
        written = Written(file.read_text(encoding="utf-8"), str(file), _network(tx, arguments.network))
        done = publish(tx, written, actor, ground)
    else:
        stored = stored_version(tx, arguments.pathway)
        done = publish_draft(tx, stored.name, stored.version, actor, ground)
    print(f"pubblicato: {done.name} {done.version}")
    return SUCCESS


def _tried(tx: Transaction, arguments: Namespace) -> int:
    stored = stored_version(tx, arguments.pathway)
    mark_tried(tx, stored.name, stored.version, _actor(tx, arguments.by))
    print(f"provato: {stored.name} {stored.version}")
    return SUCCESS


def _retire(tx: Transaction, arguments: Namespace) -> int:
    stored = stored_version(tx, arguments.pathway)
    ground = Ground(arguments.reason, arguments.decision)
    retire(tx, stored.name, stored.version, _actor(tx, arguments.by), ground)
    print(f"ritirato: {stored.name} {stored.version}")
    return SUCCESS


def _import(tx: Transaction, arguments: Namespace) -> int:
    parcel = read_parcel(arguments.file.read_bytes(), str(arguments.file))
    kept = take_up(tx, parcel, _actor(tx, arguments.by), _network(tx, arguments.network))
    for each in kept:
        print(f"bozza: {each.name} {each.version}")
    if len(kept) < len(parcel.sources):
        print("Il resto del file c'era già, parola per parola." if kept else ALL_HERE, file=sys.stderr)
    for term, words in parcel.terms.items():
        print(f"un protocollo può cambiare «{term}» ({words})", file=sys.stderr)
    return SUCCESS


def _migrate(tx: Transaction, arguments: Namespace) -> int:
    try:
        stages = json.loads(arguments.map.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise RaccordoError(f"{arguments.map}: {fault}") from fault
    plan = planned(tx, arguments.source, arguments.target, stages)
    found = outlook(tx, plan)
    for each in found.moved:
        clocks = f"; scadenze: {', '.join(each.clocks)}" if each.clocks else ""
        print(f"{each.code}: {each.stage} → {each.to_stage}{clocks}")
    for lost in found.stranded:
        print(f"{lost.code}: {lost.stage} — {lost.why}", file=sys.stderr)
    if found.stranded or not arguments.apply:
        print(f"{len(found.moved)} da spostare, {len(found.stranded)} ferme. Non è cambiato nulla.", file=sys.stderr)
        return NO if found.stranded else SUCCESS
    return _moved(tx, plan, arguments)


def _moved(tx: Transaction, plan: Migration, arguments: Namespace) -> int:
    ground = Ground(arguments.reason, arguments.decision)
    print(f"{migrate(tx, plan, _actor(tx, arguments.by), ground)} pratiche spostate.", file=sys.stderr)
    return SUCCESS


def _actor(tx: Transaction, email: str) -> Actor:
    if not email:
        return SYSTEM
    person = person_by_email(tx, email)
    if person is None:
        raise RaccordoError(f"Nessuno entra con l'indirizzo «{email}».")
    return actor_of(tx, person)


def _network(tx: Transaction, slug: str) -> int | None:
    if not slug:
        return None
    network = network_by_slug(tx, slug)
    if network is None:
        raise RaccordoError(f"Nessuna rete si chiama «{slug}».")
    return network.id

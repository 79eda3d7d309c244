"""The life of a version: kept as a draft, tried, published and from then on immutable, one day retired."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from governance import registers
from governance.actors import Actor
from governance.database import Database, Transaction
from governance.networks import network_by_slug
from governance.pathway_versions import (
    DRAFT,
    PUBLISHED,
    RETIRED,
    TRIED,
    PathwayVersion,
    in_use,
    pathway_version,
    versions,
)
from governance.registers import Entry
from workflows.grammar import Declaration
from workflows.grounds import Ground, grounded
from workflows.implemented import vocabulary
from workflows.loading import SHIPPED, declarations, load_pathway
from workflows.pathway import Pathway
from workflows.published import Unsound, compiled

PATHWAY = "pathway"
"""The subject under which the register of acts keeps what happens to versions; its key is the version's number."""
WITH_RACCORDO = Ground("Percorso fornito con Raccordo")
_VERSION = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True)
class Written:
    """A pathway's text, the file it stands in, and the network whose own it is (None: for all)."""

    source: str
    where: str = "testo"
    network_id: int | None = None


def keep_draft(tx: Transaction, written: Written, actor: Actor) -> Pathway:
    """Keep a text as a draft, in the place of the draft of that name and version; Unsound lists its faults."""
    checked = _checked(tx, written)
    known = pathway_version(tx, checked.name, checked.version)
    if known is not None and in_use(known):
        raise Unsound(_immutable(written, known))
    stored = known or _row(tx, checked, written)
    stored.source, stored.digest, stored.kind = written.source, checked.digest, checked.governs
    stored.status, stored.network_id, stored.written_at = DRAFT, written.network_id, tx.now
    tx.add(stored)
    tx.flush()
    _note(tx, actor, "keep_pathway", stored, "")
    return checked


def mark_tried(tx: Transaction, name: str, version: int, actor: Actor) -> None:
    """Somebody walked the draft from end to end: it may be published."""
    stored = pathway_version(tx, name, version)
    if stored is None or stored.status != DRAFT:
        raise Unsound(f"«{name}» versione {version} non è una bozza.")
    stored.status = TRIED
    tx.flush()
    _note(tx, actor, "try_pathway", stored, "")


def publish(tx: Transaction, written: Written, actor: Actor, ground: Ground) -> Pathway:
    """Publish a text: immutable from now on. Publishing the same again changes nothing; Unsound lists faults."""
    checked = _checked(tx, written)
    known = pathway_version(tx, checked.name, checked.version)
    if known is not None and in_use(known):
        if known.digest != checked.digest:
            raise Unsound(_immutable(written, known))
        return checked
    _publish(tx, known or _row(tx, checked, written), actor, ground)
    return checked


def publish_draft(tx: Transaction, name: str, version: int, actor: Actor, ground: Ground) -> Pathway:
    """Publish a draft that was tried, checked once more against what is there now."""
    stored = pathway_version(tx, name, version)
    if stored is None or stored.status not in (DRAFT, TRIED):
        raise Unsound(f"«{name}» versione {version} non è una bozza.")
    if stored.status != TRIED:
        raise Unsound(f"«{name}» versione {version} non è ancora stato provato: percorrilo prima di pubblicarlo.")
    checked = _checked(tx, Written(stored.source, f"{name}@{version}", stored.network_id))
    _publish(tx, stored, actor, ground)
    return checked


def retire(tx: Transaction, name: str, version: int, actor: Actor, ground: Ground) -> None:
    """No new dossier opens on it; those that stand on it stay."""
    stored = pathway_version(tx, name, version)
    if stored is None or stored.status != PUBLISHED:
        raise Unsound(f"«{name}» versione {version} non è pubblicato.")
    why = grounded(tx, actor, ground, stored.network_id)
    stored.status = RETIRED
    tx.flush()
    _note(tx, actor, "retire_pathway", stored, why)


def publish_shipped(database: Database, actor: Actor) -> list[str]:
    """Publish what comes with Raccordo and is not there yet, variants where their network is; gives `name version`.

    A variant's file is named after its kind, its network and, from the second on, its version:
    `referral_after_care_2` for the network `after-care`.
    """
    with database.transaction() as tx:
        there = {stored.source: f"{stored.name} {stored.version}" for stored in versions(tx) if in_use(stored)}
        done = [_ship(tx, there, file, None, actor) for file in sorted(SHIPPED.glob("*.yaml"))]
        for file in sorted((SHIPPED / "variants").glob("*.yaml")):
            slug = _VERSION.sub("", file.stem).partition("_")[2].replace("_", "-")
            if network := network_by_slug(tx, slug):
                done.append(_ship(tx, there, file, network.id, actor))
        return done


def _ship(tx: Transaction, there: Mapping[str, str], file: Path, network_id: int | None, actor: Actor) -> str:
    """Its `name version`; a text that is published word for word is not examined again."""
    source = file.read_text(encoding="utf-8")
    if source in there:
        return there[source]
    published = publish(tx, Written(source, file.name, network_id), actor, WITH_RACCORDO)
    return f"{published.name} {published.version}"


def _checked(tx: Transaction, written: Written) -> Pathway:
    found, faults = load_pathway(written.source, vocabulary(), _neighbours(tx, written.source))
    if found is None or faults:
        raise Unsound("\n".join(f"{written.where}:{fault.line}: {fault.sentence}" for fault in faults))
    return found


def _row(tx: Transaction, checked: Pathway, written: Written) -> PathwayVersion:
    return PathwayVersion(
        name=checked.name,
        version=checked.version,
        kind=checked.governs,
        digest=checked.digest,
        source=written.source,
        status=DRAFT,
        network_id=written.network_id,
        written_at=tx.now,
        reason="",
    )


def _publish(tx: Transaction, stored: PathwayVersion, actor: Actor, ground: Ground) -> None:
    stored.reason = grounded(tx, actor, ground, stored.network_id)[:400]
    stored.status, stored.published_at, stored.published_by = PUBLISHED, tx.now, actor.person_id
    tx.add(stored)
    tx.flush()
    compiled(tx, stored)
    _note(tx, actor, "publish_pathway", stored, stored.reason)


def _note(tx: Transaction, actor: Actor, act: str, stored: PathwayVersion, reason: str) -> None:
    details = {"name": stored.name, "version": stored.version, "digest": stored.digest, "reason": reason}
    registers.record(tx, actor, Entry(act, PATHWAY, stored.version, details))


def _immutable(written: Written, known: PathwayVersion) -> str:
    said = f"la versione {known.version} di «{known.name}» è già pubblicata e non si cambia"
    return f"{written.where}: {said}: usane una nuova."


def _neighbours(tx: Transaction, source: str) -> list[Declaration]:
    """The other published pathways: what a variant may extend and what moves are carried into."""
    return declarations([*(stored.source for stored in versions(tx) if stored.status == PUBLISHED), source])

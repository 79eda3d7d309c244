"""Publishing a pathway: checked, stored by name and version, and from then on immutable."""

from pathlib import Path

from governance.actors import Actor
from governance.database import Database, Transaction
from governance.pathway_versions import PathwayVersion, pathway_version, versions
from workflows.grammar import Declaration
from workflows.implemented import vocabulary
from workflows.loading import declarations, load_pathway
from workflows.pathway import Pathway
from workflows.published import Unsound

SHIPPED = Path(__file__).parent / "pathways"


def publish(tx: Transaction, source: str, where: str, actor: Actor, reason: str) -> Pathway:
    """Publish a source: immutable from now on. Publishing the same again changes nothing; Unsound lists faults."""
    compiled, faults = load_pathway(source, vocabulary(), _neighbours(tx, source))
    if compiled is None or faults:
        raise Unsound("\n".join(f"{where}: {fault}" for fault in faults))
    known = pathway_version(tx, compiled.name, compiled.version)
    if known is not None:
        if known.digest != compiled.digest:
            raise Unsound(f"{where}: la versione {compiled.version} è già pubblicata e non si cambia: usane una nuova.")
        return compiled
    tx.add(
        PathwayVersion(
            name=compiled.name,
            version=compiled.version,
            kind=compiled.governs,
            digest=compiled.digest,
            source=source,
            status="published",
            written_at=tx.now,
            published_at=tx.now,
            published_by=actor.person_id,
            reason=reason,
        )
    )
    tx.flush()
    return compiled


def publish_shipped(database: Database, actor: Actor) -> list[str]:
    """Publish every pathway that comes with Raccordo and is not there yet; gives `name version` of each."""
    with database.transaction() as tx:
        files = sorted(SHIPPED.glob("*.yaml"))
        done = [publish(tx, file.read_text(), file.name, actor, "Percorso fornito con Raccordo") for file in files]
        return [f"{each.name} {each.version}" for each in done]


def _neighbours(tx: Transaction, source: str) -> list[Declaration]:
    """The other published pathways, newest of each name: what a variant extends and what moves are carried into."""
    newest_of: dict[str, str] = {}
    for stored in versions(tx):
        newest_of.setdefault(stored.name, stored.source)
    return declarations([*newest_of.values(), source])

"""Published pathways: found by name and version, compiled once per process, never different from their digest."""

from hashlib import sha256

from governance.database import Transaction
from governance.errors import NotVisible, RaccordoError
from governance.pathway_versions import PathwayVersion, Pinned, newest, pathway_version
from workflows.loading import load_pathway
from workflows.pathway import Pathway

_compiled: dict[tuple[str, int], Pathway] = {}


class Unsound(RaccordoError):
    """The pathway has faults; each as `FILE:LINE: sentence`."""


def pathway(tx: Transaction, name: str, version: int) -> Pathway:
    """The compiled pathway a dossier is pinned to; NotVisible if it was never published."""
    found = _compiled.get((name, version))
    if found is not None:
        return found
    stored = pathway_version(tx, name, version)
    if stored is None:
        raise NotVisible(f"Il percorso «{name}» versione {version} non è pubblicato.")
    return _compile(stored)


def newest_for(tx: Transaction, kind: str, network_id: int | None) -> Pathway:
    """The pathway on which a new dossier of this kind opens in this network."""
    pinned: Pinned | None = newest(tx, kind, network_id)
    if pinned is None:
        raise NotVisible(f"Nessun percorso è pubblicato per «{kind}».")
    return pathway(tx, pinned.name, pinned.version)


def forget() -> None:
    """Compile afresh from now on: another database may hold other sources under the same names."""
    _compiled.clear()


def _compile(stored: PathwayVersion) -> Pathway:
    if sha256(stored.source.encode()).hexdigest() != stored.digest:
        raise Unsound(f"Il percorso «{stored.name}» versione {stored.version} è stato alterato dopo la pubblicazione.")
    compiled, faults = load_pathway(stored.source)
    if compiled is None:
        raise Unsound("\n".join(str(fault) for fault in faults))
    _compiled[(stored.name, stored.version)] = compiled
    return compiled

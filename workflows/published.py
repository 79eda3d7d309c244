"""Published pathways: found by name and version, compiled once per process, never different from their digest."""

from functools import lru_cache
from hashlib import sha256
from weakref import WeakKeyDictionary

from governance.database import Transaction
from governance.errors import NotVisible, RaccordoError
from governance.pathway_versions import PathwayVersion, Pinned, in_use, newest, pathway_version
from governance.sealing import Vault
from governance.sentences import Sentence
from workflows.loading import declarations, load_pathway
from workflows.pathway import Pathway
from workflows.variants import base_of

_known: WeakKeyDictionary[Vault, dict[tuple[str, int], Pathway]] = WeakKeyDictionary()
"""By installation: two may hold different sources under the same name."""


class Unsound(RaccordoError):
    """The pathway has faults; each as `FILE:LINE: sentence`."""


def pathway(tx: Transaction, name: str, version: int) -> Pathway:
    """The compiled pathway a dossier is pinned to; NotVisible if it was never published."""
    known = _known.setdefault(tx.vault, {})
    found = known.get((name, version))
    if found is None:
        stored = pathway_version(tx, name, version)
        if stored is None or not in_use(stored):
            said = Sentence("Il percorso «%(name)s» versione %(number)s non è pubblicato.", name=name, number=version)
            raise NotVisible(said)
        found = known[name, version] = compiled(tx, stored)
    return found


def newest_for(tx: Transaction, kind: str, network_id: int | None) -> Pathway:
    """The pathway on which a new dossier of this kind opens in this network."""
    pinned: Pinned | None = newest(tx, kind, network_id)
    if pinned is None:
        raise NotVisible(Sentence("Nessun percorso è pubblicato per «%(kind)s».", kind=kind))
    return pathway(tx, pinned.name, pinned.version)


def compiled(tx: Transaction, stored: PathwayVersion) -> Pathway:
    """A stored version as its table, a variant laid over its base; Unsound if its source was altered."""
    return _compile(_unaltered(stored), base_source(tx, stored.source))


def base_source(tx: Transaction, source: str) -> str:
    """The source of the base that a variant extends; empty for a pathway that stands on its own."""
    named = base_of(source)
    stored = pathway_version(tx, *named) if named else None
    return _unaltered(stored) if stored else ""


def _unaltered(stored: PathwayVersion) -> str:
    if sha256(stored.source.encode()).hexdigest() != stored.digest:
        raise Unsound(f"Il percorso «{stored.name}» versione {stored.version} è stato alterato dopo la pubblicazione.")
    return stored.source


@lru_cache(maxsize=256)
def _compile(source: str, base: str) -> Pathway:
    found, faults = load_pathway(source, neighbours=declarations([base]) if base else ())
    if found is None:
        raise Unsound("\n".join(str(fault) for fault in faults))
    return found

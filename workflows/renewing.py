"""Renewing: running dossiers taken from a shipped version to the next one by the map that comes with it."""

import json
from collections.abc import Iterator
from pathlib import Path

from governance.actors import Actor
from governance.database import Database, Transaction
from governance.errors import RaccordoError
from governance.pathway_versions import PathwayVersion, in_use, versions
from workflows.grounds import Ground
from workflows.loading import SHIPPED
from workflows.migrating import migrate, planned
from workflows.variants import base_of

MAPS = SHIPPED / "maps"
"""`NAME_FROM_TO.json`: the stage of the new version for each stage of the old one that is in use."""
WITH_RACCORDO = Ground("Nuova versione fornita con Raccordo")
AT_ONCE = 200
"""Dossiers moved in one transaction, so that nobody waits long for a dossier that is being moved."""


def renew(database: Database, actor: Actor) -> list[str]:
    """Move what still runs on the older version of a pathway or of a variant of it; again, it moves nothing.

    Gives a sentence for each pathway of which something moved, or could not: that stays as it is on its version.
    """
    told = []
    for file in sorted(MAPS.glob("*.json")):
        name, source, target = file.stem.rsplit("_", 2)
        with database.reading() as tx:
            pairs = list(_pairs(tx, (name, int(source)), (name, int(target))))
        for old, new in pairs:
            if said := _moved(database, actor, (old, new), file):
                told.append(said)
    return told


def _moved(database: Database, actor: Actor, pair: tuple[str, str], file: Path) -> str:
    stages, moved = json.loads(file.read_text(encoding="utf-8")), 0
    try:
        while True:
            with database.transaction() as tx:
                done = migrate(tx, planned(tx, *pair, stages), actor, WITH_RACCORDO, AT_ONCE)
            moved += done
            if done < AT_ONCE:
                return f"{pair[0]} → {pair[1]}: {moved} pratiche spostate" if moved else ""
    except RaccordoError as error:
        return f"{pair[0]} → {pair[1]}: {moved} pratiche spostate, le altre no ({error.sentence})"


def _pairs(tx: Transaction, source: tuple[str, int], target: tuple[str, int]) -> Iterator[tuple[str, str]]:
    """The two published versions of the pathway itself, then those of each variant of it that has both."""
    stored = [each for each in versions(tx) if in_use(each)]
    for old in stored:
        if _stands_on(old, source):
            new = next((each for each in stored if each.name == old.name and _stands_on(each, target)), None)
            if new is not None:
                yield f"{old.name}@{old.version}", f"{new.name}@{new.version}"


def _stands_on(each: PathwayVersion, base: tuple[str, int]) -> bool:
    return (each.name, each.version) == base or base_of(each.source) == base

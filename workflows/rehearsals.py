"""A rehearsal: one pathway in a temporary database of its own, with an invented organisation for every part."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from governance import schema
from governance.database import Database, Transaction
from governance.organisations import OrganisationKind, add_organisation
from governance.pathway_versions import PUBLISHED, PathwayVersion
from governance.settings import Settings
from workflows.pathway import Pathway
from workflows.roles import capacities_of

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The database, the pathway published in it, and the organisation that takes part in each capacity."""

    database: Database
    pathway: Pathway
    organisations: Mapping[str, int]


@contextmanager
def rehearsal(pathway: Pathway, base: str = "") -> Iterator[Rehearsal]:
    """A database where the pathway (its base's source given too, where it is a variant) runs without any facts."""
    with tempfile.TemporaryDirectory(prefix="raccordo-") as folder:
        database = Database(Settings(folder=Path(folder)), rehearsal=True)
        try:
            schema.upgrade(database)
            with database.transaction(LONG_AGO) as tx:
                _publish(tx, pathway, base)
                kind = OrganisationKind.COOPERATIVE
                parts = {str(each): add_organisation(tx, kind, each).id for each in capacities_of(pathway)}
            yield Rehearsal(database, pathway, parts)
        finally:
            database.close()


def _publish(tx: Transaction, pathway: Pathway, base: str) -> None:
    """Put the pathway there as it is, drafts too: nothing but the rehearsal ever reads this database."""
    named = [(pathway.name, pathway.version, pathway.source, PUBLISHED)]
    if pathway.extends:
        named.append((*pathway.extends, base, "draft"))
    for name, version, source, status in named:
        tx.add(
            PathwayVersion(
                name=name, version=version, kind=pathway.governs, digest=sha256(source.encode()).hexdigest(),
                source=source, status=status, written_at=LONG_AGO, published_at=LONG_AGO, reason="",
            )
        )  # fmt: skip
    tx.flush()

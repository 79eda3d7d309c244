"""Published pathways: immutable sources by name and version, to which dossiers are pinned."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, String, Text, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, table_of
from governance.dossiers import Dossier


class PathwayVersion(Record):
    """One version of a percorso. `status` is `draft`, `tried`, `published` or `retired`.

    `network_id` is the network whose variant it is; without one it is for all. `reason` says why it was published.
    """

    __tablename__ = "pathway_versions"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(10))
    network_id: Mapped[int | None] = mapped_column(ForeignKey("networks.id"))
    written_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(String(400), default="")


_dossiers = table_of(Dossier)
DRAFT, TRIED, PUBLISHED, RETIRED = "draft", "tried", "published", "retired"


class Pinned(NamedTuple):
    """Name and version a dossier is opened on."""

    name: str
    version: int


def pathway_version(tx: Transaction, name: str, version: int) -> PathwayVersion | None:
    """One stored version, draft or not."""
    return tx.get(PathwayVersion, (name, version))


def in_use(stored: PathwayVersion) -> bool:
    """Whether dossiers may stand on it: published now or, retired, in its time."""
    return stored.status in (PUBLISHED, RETIRED)


_PUBLISHED = select(PathwayVersion.name, PathwayVersion.version, PathwayVersion.published_at).where(
    PathwayVersion.kind == bindparam("kind"), PathwayVersion.status == PUBLISHED
)
_BASES = _PUBLISHED.where(PathwayVersion.network_id.is_(None))
_VARIANTS = _PUBLISHED.where(PathwayVersion.network_id == bindparam("network_id"))


def newest(tx: Transaction, kind: str, network_id: int | None) -> Pinned | None:
    """The newest published variant of the network for this kind of dossier, else the base; never a retired one.

    Among several names the one published last counts, and of it the highest version.
    """
    for owner in (network_id, None) if network_id is not None else (None,):
        rows = tx.run(_BASES if owner is None else _VARIANTS, {"kind": kind, "network_id": owner}).all()
        if rows:
            latest = max(rows, key=lambda row: (row.published_at, row.name))
            return Pinned(latest.name, max(row.version for row in rows if row.name == latest.name))
    return None


def pinned_to(tx: Transaction, name: str, version: int, most: int | None = None) -> list[Any]:
    """The rows of the open dossiers that stand on this version, oldest first, `most` of them at most."""
    query = select(_dossiers).where(
        _dossiers.c.pathway == name, _dossiers.c.version == version, _dossiers.c.open.is_(True)
    )
    return list(tx.run(query.order_by(_dossiers.c.id).limit(most)))


def repin(tx: Transaction, dossier_id: int, name: str, version: int) -> None:
    """From now on the dossier stands on this version."""
    tx.run(update(_dossiers).where(_dossiers.c.id == dossier_id).values(pathway=name, version=version))


def versions(tx: Transaction) -> list[PathwayVersion]:
    """Every stored version, by name, newest first."""
    query = select(PathwayVersion).order_by(PathwayVersion.name, PathwayVersion.version.desc())
    return list(tx.scalars(query))

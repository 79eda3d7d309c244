"""Backups: the whole of an installation in a folder, keys apart, checked when it is put back.

The master key is never in a backup: without it nothing in the backup can be read, and its owner keeps it elsewhere.
"""

import hashlib
import hmac
import json
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, inspect, text

from governance import audit, revisions, schema
from governance.audit import Verification
from governance.copies import copy_in, copy_out, digest_of, summary_of
from governance.database import Database
from governance.errors import RaccordoError
from governance.sealing import Vault

FILES = {"database": "raccordo.copy", "keys": "keys.copy"}
KEPT = timedelta(days=30)
"""An erased key lives on in backups for this long at most (ARCHITECTURE.md, section 7)."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `seal` is keyed: only the installation whose master key made it can say it is whole."""

    made_at: str
    kind: str
    schema: str
    counts: Mapping[str, int]
    heads: str
    digests: Mapping[str, str]
    seal: str = ""

    def sealed_by(self, vault: Vault) -> str:
        """The seal this manifest ought to have."""
        said = {name: value for name, value in asdict(self).items() if name != "seal"}
        written = json.dumps(said, sort_keys=True).encode()
        return hmac.new(vault.derived("backup"), written, hashlib.sha256).hexdigest()


def backup(database: Database, folder: Path, now: datetime | None = None) -> Manifest:
    """Copy records and keys into an empty or new folder, as of one instant, while others go on working.

    Records first, then keys: a household whose records are in the copy has its key in it, unless it was erased.
    """
    if folder.exists() and any(folder.iterdir()):
        raise RaccordoError(f"La cartella {folder} non è vuota: scegline un'altra.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = {name: folder / file for name, file in FILES.items()}
    counts, heads = _copy_records(database, files["database"])
    copy_out(database.settings.keys_url, files["keys"])
    digests = {file.name: digest_of(file) for file in files.values()}
    made_at = (now or database.now()).astimezone(UTC).isoformat()
    manifest = Manifest(made_at, database.dialect, revisions.current(database) or "", counts, heads, digests)
    sealed = {**asdict(manifest), "seal": manifest.sealed_by(database.vault)}
    (folder / "manifest.json").write_text(json.dumps(sealed, indent=1, sort_keys=True))
    return Manifest(**sealed)


def restore(folder: Path, database: Database) -> tuple[Manifest, Verification]:
    """Fill an empty installation, and say whether the histories in it are sound.

    RaccordoError if the place is not empty, the master key is another one, or the backup is not whole; then
    nothing was written.
    """
    manifest = checked(folder, database.vault)
    if manifest.kind != database.dialect:
        raise RaccordoError(f"Questa copia è di {manifest.kind}, qui c'è {database.dialect}.")
    for url in (database.settings.database_url, database.settings.keys_url):
        _require_empty(url)
    database.close()
    copy_in(database.settings.database_url, folder / FILES["database"])
    copy_in(database.settings.keys_url, folder / FILES["keys"])
    with database.engine.connect() as connection:
        if summary_of(connection) != (dict(manifest.counts), manifest.heads):
            raise RaccordoError("Le righe ripristinate non sono quelle della copia.")
    schema.upgrade(database)
    return manifest, audit.verify(database)


def checked(folder: Path, vault: Vault) -> Manifest:
    """The manifest of a whole backup made under this master key; RaccordoError otherwise."""
    try:
        manifest = Manifest(**json.loads((folder / "manifest.json").read_text()))
    except (OSError, ValueError, TypeError) as fault:
        raise RaccordoError(f"In {folder} non c'è una copia completa: il manifesto manca o non si legge.") from fault
    if not hmac.compare_digest(manifest.seal, manifest.sealed_by(vault)):
        raise RaccordoError(
            "Il manifesto non è di questa installazione, o è stato cambiato: rimetti a posto la chiave principale "
            "(master.key) con cui fu fatta la copia."
        )
    for name, digest in manifest.digests.items():
        file = folder / name
        if not file.exists() or digest_of(file) != digest:
            raise RaccordoError(f"Il file {name} della copia manca o è rovinato.")
    return manifest


def prune(folder: Path, now: datetime) -> list[Path]:
    """Remove the backups in a folder's subfolders that are older than `KEPT`; gives what was removed."""
    removed = []
    for manifest in sorted(folder.glob("*/manifest.json")):
        if datetime.fromisoformat(json.loads(manifest.read_text())["made_at"]) < now - KEPT:
            shutil.rmtree(manifest.parent)
            removed.append(manifest.parent)
    return removed


def _copy_records(database: Database, file: Path) -> tuple[dict[str, int], str]:
    """Copy the records; their counts and heads are those of the very same instant."""
    if database.dialect == "postgresql":
        with audit.snapshot(database) as tx:
            exported = str(tx.execute(text("SELECT pg_export_snapshot()")).scalar_one())
            copy_out(database.settings.database_url, file, exported)
            return summary_of(tx.connection())
    copy_out(database.settings.database_url, file)
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            return summary_of(connection)
    finally:
        engine.dispose()


def _require_empty(url: str) -> None:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with closing(engine.connect()) as connection:
            found = inspect(connection).get_table_names()
    finally:
        engine.dispose()
    if found:
        raise RaccordoError("Il posto in cui ripristinare non è vuoto: niente è stato scritto.")

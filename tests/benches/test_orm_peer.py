"""The peer that `advance` is measured against does the same work: it writes the same rows."""

from typing import Any

from sqlalchemy import select

from benches.advancing import sides
from governance.database import Database
from governance.tables import METADATA
from tests.cast import cast

PLACES = {"id", "dossier_id", "stage_change_id", "key", "digest", "sealed", "code", "last_digest", "answers"}
"""Columns that name the dossier itself, or are sealed or chained for it."""


def rows(database: Database, dossier_id: int) -> dict[str, list[dict[str, Any]]]:
    with database.reading() as tx:
        return {
            name: [
                {
                    column: value
                    for column, value in row._mapping.items()
                    if column not in PLACES | {"household_id", "parent_id"}
                }
                for row in tx.execute(select(table).where(table.c[key] == dossier_id).order_by(*table.primary_key))
            ]
            for name, key in (("dossiers", "id"), *((each, "dossier_id") for each in TABLES))
            for table in [METADATA.tables[name]]
        }


TABLES = ("stage_changes", "participations", "deadlines", "notices")


def test_the_peer_writes_the_rows_that_advance_writes(database: Database) -> None:
    ours, theirs = sides(cast(database))
    with database.reading() as tx:
        dossiers = METADATA.tables["dossiers"]
        mine, other = tx.scalars(select(dossiers.c.id).where(dossiers.c.stage == "accepted").order_by(dossiers.c.id))
    assert rows(database, mine) == rows(database, other)
    for _ in range(2):
        ours()
        theirs()
    assert rows(database, mine) == rows(database, other)
    with database.reading() as tx:
        assert len(tx.execute(select(METADATA.tables["sealed_answers"])).all()) == 4

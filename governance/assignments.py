"""Assignments: which open dossiers a person follows for an organisation, and passing them to somebody else."""

from collections.abc import Iterable

from sqlalchemy import func, select, update

from governance.database import Transaction, table_of
from governance.participations import Participation

_parts = table_of(Participation)


def followers(tx: Transaction, organisation_ids: Iterable[int]) -> dict[tuple[int, int], int]:
    """How many open dossiers each (organisation, person) follows; people who left the organisation included."""
    query = (
        select(_parts.c.organisation_id, _parts.c.person_id, func.count(_parts.c.dossier_id.distinct()).label("number"))
        .where(_parts.c.organisation_id.in_(set(organisation_ids)), _parts.c.person_id.is_not(None), _parts.c.open)
        .group_by(_parts.c.organisation_id, _parts.c.person_id)
    )
    return {(row.organisation_id, row.person_id): row.number for row in tx.run(query)}


def followed(tx: Transaction, organisation_id: int, person_id: int) -> list[int]:
    """The open dossiers this person follows for the organisation, oldest first."""
    query = select(_parts.c.dossier_id.distinct()).where(
        _parts.c.organisation_id == organisation_id, _parts.c.person_id == person_id, _parts.c.open
    )
    return sorted(row[0] for row in tx.run(query))


def reassign(tx: Transaction, dossier_id: int, organisation_id: int, people: tuple[int, int]) -> None:
    """From now on the second of the two people follows what the first followed in this dossier."""
    chosen = (
        _parts.c.dossier_id == dossier_id,
        _parts.c.organisation_id == organisation_id,
        _parts.c.person_id == people[0],
    )
    tx.run(update(_parts).where(*chosen).values(person_id=people[1]))

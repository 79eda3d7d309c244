"""Live links: what a recipient may still read of a household hangs on its open referrals, and ends with the last."""

from sqlalchemy import ColumnElement, select, update

from governance.database import Transaction, table_of
from governance.dossiers import Dossier
from governance.participations import Participation
from governance.people import Mandate

_parts = table_of(Participation)
_dossiers = table_of(Dossier)


def close_to(tx: Transaction, dossier_id: int, household_id: int, organisation_id: int) -> bool:
    """End what the recipient reads by this referral, unless another open one of the household still reaches it.

    While another is open everything stays as it is; with the last, every referral of the household to it closes
    to its summary. Whether it closed.
    """
    reading = _readable(household_id, organisation_id)
    others = select(_parts.c.dossier_id).where(*reading, _parts.c.open, _parts.c.dossier_id != dossier_id).limit(1)
    if tx.run(others).first() is not None:
        return False
    tx.run(update(_parts).where(*reading).values(reading="summary"))
    return True


def people_ever_at(tx: Transaction, organisation_id: int) -> set[int]:
    """Everybody who ever held a mandate there: what they wrote is the organisation's own record."""
    return set(tx.scalars(select(Mandate.person_id).where(Mandate.organisation_id == organisation_id)))


def _readable(household_id: int, organisation_id: int) -> tuple[ColumnElement[bool], ...]:
    of_household = select(_dossiers.c.id).where(_dossiers.c.household_id == household_id)
    return (
        _parts.c.organisation_id == organisation_id,
        _parts.c.capacity == "recipient",
        _parts.c.reading == "content",
        _parts.c.dossier_id.in_(of_household),
    )

"""Figures of contacts: how many were met or reported in a period, how many became a case, after how many days."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from governance.contacts import Contact
from governance.database import Transaction
from governance.participations import Participation
from governance.roles import Capacity


@dataclass(frozen=True, slots=True)
class ContactFigures:
    """Counts of contacts that began in the period; `days` are those from the first time to the case, in order."""

    met: int
    at_risk: int
    reported: int
    families: int
    days: Sequence[int]

    @property
    def all(self) -> int:
        """Every contact of the period."""
        return self.met + self.reported

    def within(self, share: float) -> int | None:
        """In how many days this share of the cases was opened (nearest rank); None where there is none."""
        return self.days[max(0, -(-len(self.days) * round(share * 100) // 100) - 1)] if self.days else None


@dataclass(frozen=True, slots=True)
class Where:
    """Whose contacts: of networks and municipalities (None: all of them), or of one organisation that met them."""

    networks: Collection[int] = ()
    places: Collection[str] | None = None
    owner_id: int | None = None


def contact_figures(tx: Transaction, where: Where, first: date, last: date) -> ContactFigures:
    """Two statements for any number of contacts."""
    kept = [Contact.first_on >= first, Contact.first_on <= last]
    if where.owner_id is None:
        kept.append(Contact.network_id.in_(where.networks))
    else:
        met_by = select(Participation.dossier_id).where(
            Participation.organisation_id == where.owner_id,
            Participation.capacity == Capacity.OWNER,
            Participation.kind == "contact",
        )
        kept.append(Contact.id.in_(met_by))
    if where.places is not None:
        kept.append(Contact.municipality.in_(where.places))
    size = Contact.minors + Contact.adults + Contact.elders
    alike = Contact.signal != "", Contact.at_risk, size > 1
    met = at_risk = reported = families = 0
    for is_signal, risky, several, number in tx.execute(select(*alike, func.count()).where(*kept).group_by(*alike)):
        met, reported = met + number * (not is_signal), reported + number * bool(is_signal)
        at_risk, families = at_risk + number * bool(risky), families + number * bool(several)
    taken = select(Contact.first_on, Contact.taken_up_on).where(*kept, Contact.taken_up_on.is_not(None))
    days = sorted(max(0, (taken_up - began).days) for began, taken_up in tx.execute(taken).tuples() if taken_up)
    return ContactFigures(met, at_risk, reported, families, days)

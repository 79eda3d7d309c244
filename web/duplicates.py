"""Duplicates: whether somebody in a household is perhaps followed already, and by whom; nothing else is said."""

from collections.abc import Sequence

from governance.beneficiaries import Identity, perhaps_known
from governance.cases import cases_of_household
from governance.database import Transaction
from governance.organisations import names_of
from governance.participations import parts_of_many
from governance.roles import Capacity


def holders_of_alike(tx: Transaction, people: Sequence[Identity], but: int = 0) -> list[str]:
    """The organisations with a case of somebody alike, in a household other than `but`.

    Alike: the same document, or a surname that sounds the same and the same birth year.
    """
    households: set[int] = set().union(*(perhaps_known(tx, each, but) for each in people)) if people else set()
    found = cases_of_household(tx, households) if households else []
    parts = parts_of_many(tx, [each.id for each in found]) if found else {}
    holders = {part.organisation_id for each in parts.values() for part in each if part.capacity == Capacity.CASE}
    return sorted(names_of(tx, holders).values())

"""Priorities: what comes before the rest by rule: needs about children and maternity, and the referrals made for them.

The rule reads the area of the need, which whoever reads the dossier knows anyway: of who is in the household it says
nothing to a recipient.
"""

from collections.abc import Iterable

from sqlalchemy import or_, select

from governance.cases import Need
from governance.database import Transaction
from governance.referrals import Referral

FIRST_AREAS = frozenset({"minors"})
"""The areas of life that come first (convention on the rights of the child, art. 3; L. 47/2017)."""


def first_among(tx: Transaction, dossier_ids: Iterable[int]) -> set[int]:
    """Of these dossiers, the needs and referrals that come first, in one query."""
    ids = list(set(dossier_ids))
    if not ids:
        return set()
    query = (
        select(Need.id, Referral.id)
        .outerjoin(Referral, Referral.need_id == Need.id)
        .where(Need.area.in_(FIRST_AREAS), or_(Need.id.in_(ids), Referral.id.in_(ids)))
    )
    return {key for row in tx.execute(query) for key in row if key in ids}

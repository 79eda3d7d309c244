"""The health part: needs and referrals about health, and what a case keeps of it; apart from the social part.

On the side of whoever follows the person it is read by few (`governance.policy.APART`). A recipient reads what was
written to it, under a consent that covers health.
"""

from sqlalchemy import select, update

from governance.database import Transaction, table_of
from governance.dossiers import Dossier
from governance.participations import Participation
from governance.policy import HEALTH
from governance.roles import Capacity

AREA = "health"
"""The area of life it is about."""
FOLLOWING = (Capacity.CASE, Capacity.SENDER)
"""As what an organisation follows the person."""
NOTE, ATTACH = "health_note", "health_attach"
ACTS = frozenset({NOTE, ATTACH})
"""The acts that leave a line in the history of a case which only readers of its health part are shown."""

_parts, _dossiers = table_of(Participation), table_of(Dossier)


def reading_of(area: str) -> str:
    """How a need or a referral of this area is read by whoever follows the person."""
    return HEALTH if area == AREA else "content"


def set_apart(tx: Transaction, need_id: int, area: str) -> None:
    """The need is of this area from now on: it and its referrals are read accordingly."""
    referrals = select(_dossiers.c.id).where(_dossiers.c.parent_id == need_id)
    chosen = (_parts.c.dossier_id == need_id) | _parts.c.dossier_id.in_(referrals)
    open_ones = _parts.c.capacity.in_(FOLLOWING), _parts.c.reading.in_(("content", HEALTH))
    tx.run(update(_parts).where(chosen, *open_ones).values(reading=reading_of(area)))

"""Open sessions: which ones a person has, and when each was last used."""

from sqlalchemy import select

from governance.database import Transaction
from governance.sign_ins import IDLE, LONGEST, SignIn


def sessions_of(tx: Transaction, person_id: int) -> list[SignIn]:
    """The sessions that still hold, last used first."""
    query = select(SignIn).where(
        SignIn.person_id == person_id, SignIn.seen_at > tx.now - IDLE, SignIn.begun_at > tx.now - LONGEST
    )
    return list(tx.scalars(query.order_by(SignIn.seen_at.desc())))

"""Signing in: sessions kept in the database, one-time links, and tries counted by account and by address."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key, table_of
from governance.people import Person

IDLE = timedelta(minutes=45)
LONGEST = timedelta(hours=12)
WINDOW = timedelta(minutes=15)
TRIES = 10


class SignIn(Record):
    """A session. The cookie holds a random token; the row holds only its digest."""

    __tablename__ = "sign_ins"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    agent: Mapped[str] = mapped_column(String(200), default="")


class OneTimeLink(Record):
    """An invitation or a reset: works once, until an instant, and then never again."""

    __tablename__ = "one_time_links"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInTry(Record):
    """One failed try, by account and by address (both only as digests)."""

    __tablename__ = "sign_in_tries"
    __table_args__ = (Index("ix_sign_in_tries_subject", "subject", "at"),)

    id: Mapped[int] = key()
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


def digest(token: str) -> str:
    """What is stored instead of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(tx: Transaction, person_id: int, agent: str) -> str:
    """A new session; gives the token for the cookie."""
    token = secrets.token_urlsafe(32)
    tx.add(SignIn(token=digest(token), person_id=person_id, begun_at=tx.now, seen_at=tx.now, agent=agent[:200]))
    tx.flush()
    return token


def touch(tx: Transaction, token: str) -> None:
    """The session was used now."""
    tx.run(update(table_of(SignIn)).where(SignIn.token == digest(token)).values(seen_at=tx.now))


def end(tx: Transaction, token: str) -> None:
    """End one session."""
    tx.run(delete(table_of(SignIn)).where(SignIn.token == digest(token)))


def end_all(tx: Transaction, person_id: int) -> None:
    """End every session of a person."""
    tx.run(delete(table_of(SignIn)).where(SignIn.person_id == person_id))


def make_link(tx: Transaction, person_id: int, purpose: str, lasts: timedelta) -> str:
    """A one-time link's token; earlier links of the same purpose stop working."""
    earlier = (
        OneTimeLink.person_id == person_id,
        OneTimeLink.purpose == purpose,
        OneTimeLink.used_at.is_(None),
    )
    tx.run(update(table_of(OneTimeLink)).where(*earlier).values(used_at=tx.now))
    token = secrets.token_urlsafe(32)
    tx.add(OneTimeLink(token=digest(token), person_id=person_id, purpose=purpose, expires_at=tx.now + lasts))
    tx.flush()
    return token


def person_of_link(tx: Transaction, token: str, purpose: str) -> Person | None:
    """The person a link was made for, while it still works."""
    query = (
        select(Person)
        .join(OneTimeLink, OneTimeLink.person_id == Person.id)
        .where(
            OneTimeLink.token == digest(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > tx.now,
            Person.active,
        )
    )
    return tx.scalar(query)


def use_link(tx: Transaction, token: str) -> bool:
    """Use the link up; False if somebody just did."""
    unused = OneTimeLink.token == digest(token), OneTimeLink.used_at.is_(None)
    return tx.run(update(table_of(OneTimeLink)).where(*unused).values(used_at=tx.now)).rowcount == 1


def too_many_tries(tx: Transaction, account: str, address: str) -> bool:
    """Whether this account from this address, or this address alone, failed too often lately.

    The account is counted together with the address, so that nobody can lock a colleague out from elsewhere.
    """
    since = tx.now - WINDOW
    for subject, most in ((f"{account}|{address}", TRIES), (f"|{address}", TRIES * 5)):
        query = select(func.count()).where(SignInTry.subject == digest(subject), SignInTry.at > since)
        if (tx.scalar(query) or 0) >= most:
            return True
    return False


def count_try(tx: Transaction, account: str, address: str) -> None:
    """Count a failed try; older ones are forgotten."""
    tx.run(delete(table_of(SignInTry)).where(SignInTry.at < tx.now - WINDOW))
    for subject in (f"{account}|{address}", f"|{address}"):
        tx.add(SignInTry(subject=digest(subject), at=tx.now))
    tx.flush()

"""Answer links: an organisation without accounts answers for its part in a dossier once, by a signed address."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ForeignKey, LargeBinary, String, bindparam, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key, table_of

LASTS = timedelta(days=14)
"""How long an address works where nothing is owed later than that."""


class AnswerLink(Record):
    """One address, for one participation while its dossier stays in one stage (`stage`, entered at `since`).

    The address is derived from `nonce` (128 random bits) with a key that is not in the database, which holds only
    its digest. `notice_key` is the message that carries it. `form_key` and `line_id`: which sending used it, and the
    history line that made. `letter_at`: when the letter was taken away, once.
    """

    __tablename__ = "answer_links"

    id: Mapped[int] = key()
    token: Mapped[str] = mapped_column(String(64), unique=True)
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), index=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    notice_key: Mapped[str] = mapped_column(String(120), unique=True)
    stage: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    letter_at: Mapped[datetime | None]
    form_key: Mapped[str | None] = mapped_column(String(64))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("stage_changes.id"))


class Asked(NamedTuple):
    """For whom an address is made: a participation, in the stage its dossier entered at an instant, until another."""

    dossier_id: int
    participation_id: int
    organisation_id: int
    stage: str
    since: datetime
    expires_at: datetime


_links = table_of(AnswerLink)
_WRITTEN = ("token", "nonce", "notice_key", "made_at", *Asked._fields)
_WRITE = text(
    f"INSERT INTO answer_links ({', '.join(_WRITTEN)}) VALUES ({', '.join(f':{name}' for name in _WRITTEN)}) "  # noqa: S608 - our own names
    "ON CONFLICT (notice_key) DO NOTHING"
).bindparams(*(bindparam(name, type_=_links.c[name].type) for name in _WRITTEN))
_UNENDED = (_links.c.used_at.is_(None), _links.c.replaced_at.is_(None), _links.c.revoked_at.is_(None))


def make(tx: Transaction, asked: Iterable[tuple[str, Asked]]) -> None:
    """Make an address for each message, by its key; a message that has one already keeps it."""
    rows = []
    for notice_key, each in asked:
        nonce = secrets.token_bytes(16)
        digest = digest_of(token_of(tx, nonce))
        rows.append({"token": digest, "nonce": nonce, "notice_key": notice_key, "made_at": tx.now, **each._asdict()})
    if rows:
        tx.run(_WRITE, rows)


def token_of(tx: Transaction, nonce: bytes) -> str:
    """The token derived from a nonce (256 bits), never written anywhere but into the message."""
    return _letters(hmac.digest(tx.vault.derived("answer links"), nonce, "sha256"))


def digest_of(token: str) -> str:
    """What is stored instead of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed(tx: Transaction, link: AnswerLink) -> str:
    """The last part of the address: the token and its signature."""
    token = token_of(tx, link.nonce)
    return f"{token}.{_signature(tx, token)}"


def found_by(tx: Transaction, written: str) -> AnswerLink | None:
    """The link of an address as somebody opened it; one that is mangled is found no more than an unknown one."""
    token, _, signature = written.partition(".")
    if not hmac.compare_digest(_signature(tx, token).encode(), signature.encode()):
        return None
    return tx.scalar(select(AnswerLink).where(AnswerLink.token == digest_of(token)))


def carried_by(tx: Transaction, notice_key: str) -> AnswerLink | None:
    """The link that a message carries, if it carries one."""
    return tx.scalar(select(AnswerLink).where(AnswerLink.notice_key == notice_key))


def links_of(tx: Transaction, dossier_id: int) -> Sequence[AnswerLink]:
    """Every address ever made for a dossier, newest first."""
    query = select(AnswerLink).where(AnswerLink.dossier_id == dossier_id).order_by(AnswerLink.id.desc())
    return tx.scalars(query).all()


def use(tx: Transaction, link: AnswerLink, form_key: str) -> bool:
    """Use the address up, and with it the others of the same part; False if it was used, replaced or revoked."""
    values = {"used_at": tx.now, "form_key": form_key}
    used = tx.run(update(_links).where(_links.c.id == link.id, *_UNENDED).values(**values)).rowcount == 1
    if used:
        replace(tx, link.participation_id)
    return used


def replace(tx: Transaction, participation_id: int) -> None:
    """No address made until now works any more for this part; those used or revoked stay what they are."""
    mine = _links.c.participation_id == participation_id
    tx.run(update(_links).where(mine, *_UNENDED).values(replaced_at=tx.now))


def note_line(tx: Transaction, link_id: int, line_id: int) -> None:
    """The history line that the link made."""
    tx.run(update(_links).where(_links.c.id == link_id).values(line_id=line_id))


def revoke(tx: Transaction, link_id: int, dossier_id: int) -> bool:
    """Take one address of this dossier back; False if there is none that still works."""
    mine = _links.c.id == link_id, _links.c.dossier_id == dossier_id
    return tx.run(update(_links).where(*mine, *_UNENDED).values(revoked_at=tx.now)).rowcount == 1


def take_letter(tx: Transaction, link_id: int) -> bool:
    """The letter leaves by this link, the first time; False ever after."""
    first = _links.c.id == link_id, _links.c.letter_at.is_(None)
    return tx.run(update(_links).where(*first).values(letter_at=tx.now)).rowcount == 1


def _signature(tx: Transaction, token: str) -> str:
    return _letters(hmac.digest(tx.vault.derived("answer links, signed"), token.encode(), "sha256")[:16])


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

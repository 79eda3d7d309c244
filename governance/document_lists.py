"""The documents a person may read, across dossiers, by the same rule as one dossier."""

from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import defer

from governance.actors import Actor
from governance.database import Transaction
from governance.documents import Document
from governance.dossiers import Dossier
from governance.participations import Participation
from governance.policy import HEALTH, TABLE, Permission
from governance.ranges import condition_of, ranges_of

PAGE = 50


class Listed(NamedTuple):
    """A made document with the code and kind of its dossier."""

    document: Document
    code: str
    kind: str


def documents_for(tx: Transaction, actor: Actor, before: int | None = None, limit: int = PAGE) -> list[Listed]:
    """The made documents whose content the actor may read, newest first, `limit` before a key."""
    wide = ranges_of(actor, TABLE, Permission.READ)
    if not wide:
        return []
    readable = (
        select(Participation.id)
        .where(
            Participation.dossier_id == Document.dossier_id,
            Participation.reading.in_(("content", HEALTH)),
            or_(*(condition_of(each) for each in wide)),
        )
        .exists()
    )
    query = (
        select(Document, Dossier.code, Dossier.kind)
        .options(defer(Document.sealed), defer(Document.sealed_facts))
        .join(Dossier, Dossier.id == Document.dossier_id)
        .where(Document.made_at.is_not(None), readable)
    )
    if before:
        query = query.where(Document.id < before)
    return [Listed(*row) for row in tx.execute(query.order_by(Document.id.desc()).limit(limit))]

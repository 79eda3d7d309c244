"""Sights: a dossier as the visitor may see it; where they may not know of it, there is nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from governance.actors import Actor
from governance.database import Transaction
from governance.dossiers import Dossier, by_code, many, read
from governance.errors import NotPermitted, NotVisible
from governance.participations import parts_of_many
from governance.policy import HEALTH, Permission, permissions_on
from web.texts import _
from workflows.acts import may_edit
from workflows.situations import Situation, situation_of

HIGHEST = 5
"""How many dossiers may stand above one another; the deepest of today is case, need, referral."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One dossier with what the visitor may do on it; nobody gets one without at least SEE."""

    dossier: Dossier
    situation: Situation
    permissions: frozenset[Permission]

    @property
    def reads(self) -> bool:
        """Whether the content is theirs to read, not only that it exists."""
        return Permission.READ in self.permissions

    @property
    def writes(self) -> bool:
        """Whether they may add notes and attachments."""
        return Permission.WRITE in self.permissions

    @property
    def identifies(self) -> bool:
        """Whether they may see who the person is."""
        return Permission.IDENTIFY in self.permissions

    @property
    def heals(self) -> bool:
        """Whether its health part is theirs to read and to write."""
        return Permission.HEALTH in self.permissions

    @property
    def knows_what_for(self) -> bool:
        """Whether they may know which kind of service it is about: of health, only who reads it."""
        return self.reads or all(part.reading != HEALTH for part in self.situation.parts)

    @property
    def edits(self) -> bool:
        """Whether the present stage lets them change the facts."""
        return self.reads and may_edit(self.situation)

    def require(self, permission: Permission) -> None:
        """NotPermitted unless they hold the permission."""
        if permission not in self.permissions:
            raise NotPermitted(_("Di questa pratica puoi vedere a che punto è, ma il contenuto spetta a chi la segue."))


def sight_of(tx: Transaction, code: str, actor: Actor) -> Sight:
    """The dossier with this code; NotVisible both where there is none and where the visitor may not know of it."""
    dossier = by_code(tx, code)
    situation = situation_of(tx, dossier, actor)
    permissions = permissions_on(actor, dossier.kind, situation.parts)
    if Permission.SEE not in permissions:
        raise NotVisible
    return Sight(dossier, situation, permissions)


def ancestors_of(tx: Transaction, dossier: Dossier) -> list[Any]:
    """The rows of the dossiers above this one, the nearest first."""
    found: list[Any] = []
    parent_id = dossier.parent_id
    while parent_id is not None and len(found) < HIGHEST:
        found.append(read(tx, parent_id))
        parent_id = found[-1].parent_id
    return found


def visible(tx: Transaction, actor: Actor, dossier_ids: set[int]) -> dict[int, tuple[Dossier, bool]]:
    """Of these dossiers, those the actor may know of; True where they may read the content as well."""
    return visible_rows(tx, actor, many(tx, dossier_ids).values()) if dossier_ids else {}


def visible_rows(tx: Transaction, actor: Actor, rows: Collection[Any]) -> dict[int, tuple[Any, bool]]:
    """The same, of dossiers whose rows are at hand."""
    parts = parts_of_many(tx, {row.id for row in rows}) if rows else {}
    found: dict[int, tuple[Any, bool]] = {}
    for row in rows:
        held = permissions_on(actor, row.kind, parts.get(row.id, ()))
        if Permission.SEE in held:
            found[row.id] = (row, Permission.READ in held)
    return found

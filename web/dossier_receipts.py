"""Receipts of a dossier: whether what was sent left, was taken by the mail server, and was opened, for who sent it."""

from datetime import datetime
from typing import NamedTuple

from governance import readings
from governance.participations import Part
from governance.policy import Permission, permissions_on
from governance.roles import Capacity
from web.dossier_sights import Sight

ADDRESSED = (Capacity.RECIPIENT, Capacity.ASKED, Capacity.TARGET)
"""Those a dossier is sent to."""


class Receipt(NamedTuple):
    """One organisation: how many messages told it first, when the last left, how many did not arrive, first opened."""

    organisation_id: int
    told: int
    left: int
    refused: int
    left_at: datetime | None
    opened_at: datetime | None


def receipts_of(sight: Sight) -> list[Receipt]:
    """The receipts of everybody the dossier was sent to; nothing for who did not send it."""
    parts = addressed(sight)
    if not parts or Permission.INVITE not in sight.permissions:
        return []
    tx = sight.situation.tx
    opened = readings.first_readings(tx, [part.id for part in parts])
    return [_receipt(sight, part, opened.get(part.id)) for part in parts]


def unread_by(sight: Sight) -> list[int]:
    """The parts for which this visitor is the first to read what was sent."""
    actor, kind = sight.situation.actor, sight.dossier.kind
    mine = [part for part in addressed(sight) if Permission.READ in permissions_on(actor, kind, (part,))]
    known = readings.first_readings(sight.situation.tx, [part.id for part in mine]) if mine else {}
    return [part.id for part in mine if part.id not in known]


def addressed(sight: Sight) -> list[Part]:
    """The parts the dossier was sent to, once they may know of it."""
    return [part for part in sight.situation.parts if part.capacity in ADDRESSED and part.reading != "none"]


def _receipt(sight: Sight, part: Part, opened_at: datetime | None) -> Receipt:
    told = readings.first_messages(sight.situation.tx, sight.dossier.id, part.organisation_id)
    left = [each.sent_at for each in told if each.sent_at]
    refused = sum(each.failed_at is not None for each in told)
    return Receipt(part.organisation_id, len(told), len(left), refused, max(left, default=None), opened_at)

"""Referrals that get stuck, and the blockages they are stuck in."""

from datetime import datetime

from sqlalchemy import select

from governance.beneficiaries import Identity
from governance.blockage_links import BlockageLink
from governance.blockages import Blockage
from governance.dossiers import Dossier
from tests.cast import MONDAY, Cast


def family(surname: str) -> Identity:
    """A household of one, whom nobody takes for another."""
    return Identity("Amina", surname, "reference", "1990-05-01", f"XX-{surname}", "+39 000 0000000", "arabo")


def sent(scene: Cast, surname: str = "Provadestinatari", now: datetime = MONDAY) -> Dossier:
    """A referral that was sent, for a family of that name."""
    referral = scene.referral(scene.need(scene.case(now, family(surname)), now), now)
    scene.move(referral.id, "submit", "manager", now)
    return referral


def declined(scene: Cast, referral: Dossier, reason: str = "no_capacity", now: datetime = MONDAY) -> None:
    """The referral is refused, and the refusal confirmed by another."""
    scene.move(referral.id, "propose_decline", "intake", now, decline_reason=reason, note="Spiegato.")
    scene.move(referral.id, "confirm_decline", "officer", now)


def open_blockages(scene: Cast) -> list[Blockage]:
    """The blockages that are open, oldest first."""
    with scene.database.reading() as tx:
        return list(tx.scalars(select(Blockage).where(Blockage.open).order_by(Blockage.id)))


def links(scene: Cast) -> list[BlockageLink]:
    """Every link there ever was, oldest first."""
    with scene.database.reading() as tx:
        return list(tx.scalars(select(BlockageLink).order_by(BlockageLink.id)))

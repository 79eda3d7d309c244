"""Pathways whose moves open and settle blockages, as networks publish them, and referrals that get stuck on them."""

from datetime import datetime

from sqlalchemy import select

from governance.beneficiaries import Identity
from governance.blockage_links import BlockageLink
from governance.blockages import Blockage
from governance.dossiers import Dossier
from tests.cast import MONDAY, Cast
from workflows.loading import SHIPPED
from workflows.publishing import WITH_RACCORDO, Written, publish

DOES = {
    "referral": {
        "confirm_decline": "release_capacity, close_access, open_blockage",
        "expire": "release_capacity, close_access, open_blockage",
        "report_stall": "open_blockage",
        "hold": "open_blockage",
        "resume": "settle_blockage",
    },
    "need": {"close_unmet": "record_gap, open_blockage"},
}
PUBLISHED_AS = 90


def publish_blocking(scene: Cast) -> None:
    """Publish referrals and needs whose moves do what blockages need; what is opened from now on stands on them."""
    with scene.database.transaction(MONDAY) as tx:
        for name, moves in DOES.items():
            lines = (SHIPPED / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
            source = "\n".join(_with_effects(line, moves) for line in lines)
            publish(tx, Written(source), scene.actor(tx, "administrator"), WITH_RACCORDO)


def _with_effects(line: str, moves: dict[str, str]) -> str:
    if line.startswith("version:"):
        return f"version: {PUBLISHED_AS}"
    does = moves.get(line.strip().partition(":")[0]) if line.startswith("  ") and "label:" in line else None
    if not does or "from:" not in line:
        return line
    kept = (
        line[: line.index(", does: [")] + line[line.index("]", line.index(", does: [")) + 1 :]
        if "does:" in line
        else line
    )
    return f"{kept[: kept.rindex('}')]}, does: [{does}]}}"


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
    scene.move(referral.id, "propose_decline", "intake", now, decline_reason=reason)
    scene.move(referral.id, "confirm_decline", "officer", now)


def open_blockages(scene: Cast) -> list[Blockage]:
    """The blockages that are open, oldest first."""
    with scene.database.reading() as tx:
        return list(tx.scalars(select(Blockage).where(Blockage.open).order_by(Blockage.id)))


def links(scene: Cast) -> list[BlockageLink]:
    """Every link there ever was, oldest first."""
    with scene.database.reading() as tx:
        return list(tx.scalars(select(BlockageLink).order_by(BlockageLink.id)))

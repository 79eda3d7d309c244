"""Siblings: referrals of one need; where one of them was taken up, to withdraw the others is proposed, never done."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from governance.database import Transaction
from governance.dossiers import Dossier

TAKEN_UP = ("accepted", "in_progress", "on_hold", "outcome_recorded")
"""Stages of a referral whose service has taken the person up."""


_other = aliased(Dossier)
_SUPERSEDED = (
    select(Dossier.id, _other.id)
    .join(_other, _other.parent_id == Dossier.parent_id)
    .where(
        Dossier.kind == "referral",
        Dossier.open,
        Dossier.stage.not_in(TAKEN_UP),
        _other.kind == "referral",
        _other.open,
        _other.stage.in_(TAKEN_UP),
    )
    .order_by(_other.id.desc())
)
_AMONG = _SUPERSEDED.where(Dossier.id.in_(bindparam("ids", expanding=True)))
_OF_NEED = _SUPERSEDED.where(Dossier.parent_id == bindparam("need_id"))


def superseded(tx: Transaction, dossier_ids: Collection[int]) -> Mapping[int, int]:
    """Of these referrals, those still open that no service took up while another of the same need was, with its key."""
    return dict(tx.run(_AMONG, {"ids": list(dossier_ids)}).tuples().all()) if dossier_ids else {}


def superseded_of(tx: Transaction, need_id: int) -> Mapping[int, int]:
    """The same, of all the referrals of a need."""
    return dict(tx.run(_OF_NEED, {"need_id": need_id}).tuples().all())

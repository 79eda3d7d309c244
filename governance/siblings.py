"""Siblings: referrals of one need; where one of them was taken up, to withdraw the others is proposed, never done."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from governance.database import Transaction
from governance.dossiers import Dossier

TAKEN_UP = ("accepted", "in_progress", "on_hold", "outcome_recorded")
"""Stages of a referral whose service has taken the person up."""


def superseded(tx: Transaction, dossier_ids: Collection[int]) -> Mapping[int, int]:
    """Of these referrals, those still open that no service took up while another of the same need was, with its key."""
    return _found(tx, Dossier.id.in_(dossier_ids)) if dossier_ids else {}


def superseded_of(tx: Transaction, need_id: int) -> Mapping[int, int]:
    """The same, of all the referrals of a need."""
    return _found(tx, Dossier.parent_id == need_id)


def _found(tx: Transaction, wanted: ColumnElement[bool]) -> Mapping[int, int]:
    other = aliased(Dossier)
    query = (
        select(Dossier.id, other.id)
        .join(other, other.parent_id == Dossier.parent_id)
        .where(
            wanted,
            Dossier.kind == "referral",
            Dossier.open,
            Dossier.stage.not_in(TAKEN_UP),
            other.kind == "referral",
            other.open,
            other.stage.in_(TAKEN_UP),
        )
    )
    return dict(tx.execute(query.order_by(other.id.desc())).tuples().all())

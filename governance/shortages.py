"""Shortages: a service that said it has no place left, until its keeper opens it; one that a refusal put in doubt."""

from governance import registers
from governance.actors import ROME, Actor
from governance.database import Transaction
from governance.errors import NotVisible
from governance.service_records import SERVICE, require_keeper
from governance.services import Service


def say_full(tx: Transaction, actor: Actor, service_id: int, why: str) -> None:
    """No place is free any more, counted or not, until who keeps the service opens it again."""
    found = _locked(tx, service_id)
    if found.full_on is None:
        found.full_on = tx.now.astimezone(ROME).date()
        registers.record(tx, actor, registers.Entry("say_full", SERVICE, service_id, {"why": why}))


def open_again(tx: Transaction, actor: Actor, service_id: int) -> Service:
    """There are places again, as many as are counted; nothing happens where it was not full."""
    found = _locked(tx, service_id)
    require_keeper(actor, found.organisation_id)
    if found.full_on is not None:
        found.full_on = None
        registers.record(tx, actor, registers.Entry("open_places", SERVICE, service_id))
    return found


def doubt(tx: Transaction, actor: Actor, service_id: int, why: str) -> None:
    """What the directory says of it may be wrong: somebody is to verify it anew, however fresh it is."""
    found = _locked(tx, service_id)
    if found.doubted_on is None:
        found.doubted_on = tx.now.astimezone(ROME).date()
        registers.record(tx, actor, registers.Entry("doubt_service", SERVICE, service_id, {"why": why}))


def _locked(tx: Transaction, service_id: int) -> Service:
    found = tx.get(Service, service_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotVisible
    return found

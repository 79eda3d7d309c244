"""Referrals somewhere on their loop, and what tests of the loop ask of them."""

from datetime import date, datetime, timedelta

from governance.dossiers import Dossier
from governance.history import lines_of
from governance.protocols import Protocol
from governance.referrals import Referral, referral
from governance.services import Service, service
from tests.cast import MONDAY, Cast
from workflows.sweep import sweep

TUESDAY = MONDAY + timedelta(days=1)
WITHDRAWN = {"withdrawal_reason": "no_longer_needed"}
MET = {"outcome": "need_met", "outcome_on": "2026-11-23"}


def uncovered(scene: Cast) -> None:
    """The only protocol ended long ago."""
    with scene.database.transaction() as tx:
        tx.get_one(Protocol, scene.protocol_id).ends_on = date(2026, 1, 31)


def counting(scene: Cast, places: int | None = 1, funded: int | None = None, name: str = "housing") -> None:
    """The service counts so many places."""
    with scene.database.transaction() as tx:
        found = tx.get_one(Service, scene.services[name])
        found.places, found.funded = places, funded


def accepted(scene: Cast, now: datetime = MONDAY, referral: Dossier | None = None) -> Dossier:
    """A referral that the cooperative took up."""
    sent = referral or scene.sent(now)
    scene.move(sent.id, "accept", "intake", now, worker=str(scene.people["worker"]))
    return sent


def in_progress(scene: Cast, now: datetime = MONDAY) -> Dossier:
    """A referral whose service began."""
    found = accepted(scene, now)
    scene.move(found.id, "record_contact", "worker", now, contact="reached_phone")
    scene.move(found.id, "start", "worker", now)
    return found


def closed(scene: Cast, now: datetime = MONDAY) -> Dossier:
    """A referral whose outcome the sender confirmed."""
    found = in_progress(scene, now)
    scene.move(found.id, "record_outcome", "worker", now, **MET)
    scene.move(found.id, "confirm_closure", "manager", now)
    return found


def facts(scene: Cast, found: Dossier) -> Referral:
    """The facts of a referral now."""
    with scene.database.reading() as tx:
        return referral(tx, found.id)


def offered(scene: Cast, name: str = "housing") -> Service:
    """The service now."""
    with scene.database.reading() as tx:
        found = service(tx, scene.services[name])
        assert found is not None
        return found


def moves(scene: Cast, found: Dossier) -> list[str]:
    """What happened to a dossier, in order."""
    with scene.database.reading() as tx:
        return [line.move for line in lines_of(tx, found.id)]


def time_passes(scene: Cast, days: int) -> None:
    """So many days from Monday, and a few more: what is done unasked waits a day after it was announced."""
    for more in (0, 5):
        sweep(scene.database, MONDAY + timedelta(days=days + more))

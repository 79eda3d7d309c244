"""Contacts in tests: a mobile team of the cooperative, somebody it met, and something a volunteer reported."""

from dataclasses import replace
from datetime import date, datetime

from governance.contacts import Met, Whom
from governance.desks import Desk
from governance.dossiers import Dossier
from tests.cast import LECCO, MONDAY, Cast
from workflows.advance import open_dossier
from workflows.contacting import Signal, contact_opening, signal_opening

STATION, LAKE = "stazione", "lungolago"
WORDS = "Dorme sotto i portici, ha freddo."
NOTICED = "Una famiglia scalda la casa con il fornello."


def team(scene: Cast, organisation: str = "cooperative") -> int:
    """A mobile team with two zones, one of them at risk."""
    with scene.database.transaction(MONDAY) as tx:
        made = Desk(
            organisation_id=scene.organisations[organisation], name="Équipe di strada", folded_name="equipe di strada",
            kind="mobile_team", seat=LECCO, hours="ogni sera, 20.00-24.00", zones=[STATION, LAKE], risk_zones=[STATION],
        )  # fmt: skip
        tx.add(made)
        tx.flush()
        return made.id


def encounter(desk_id: int, on: date, zone: str = STATION, words: str = WORDS) -> Met:
    """Somebody who asked for a bed."""
    return Met(on, desk_id, zone, zone == STATION, ("housing", "health"), ("listened", "goods"), words)


def meet(scene: Cast, desk_id: int, now: datetime = MONDAY, seek: bool = False, who: str = "worker") -> Dossier:
    """The team meets two adults and a child nobody knows."""
    with scene.database.transaction(now) as tx:
        told = Whom(LECCO, ("arabo",), minors=1, adults=2), encounter(desk_id, now.date())
        place = scene.organisations["network"], tx.get_one(Desk, desk_id)
        return open_dossier(tx, contact_opening(tx, scene.actor(tx, who), place, told, seek))[0]


def report(scene: Cast, who: str = "worker", kind: str = "housing", now: datetime = MONDAY, key: str = "") -> Dossier:
    """A member of the network reports what it noticed in Lecco."""
    organisation = {"case_head": "consortium"}.get(who, "cooperative")
    with scene.database.transaction(now) as tx:
        signal = Signal(kind, NOTICED, "la sera", scene.organisations[organisation])
        told = Whom(LECCO, minors=2), signal
        opening = signal_opening(tx, scene.actor(tx, who), scene.organisations["network"], told)
        return open_dossier(tx, replace(opening, key=key))[0]

"""Lives of referrals for tests of figures: many households, each sent somewhere, each ending in its own way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import NotOffered, NotPermitted, NotVisible, Unmet
from tests.cast import FAMILY, MONDAY, Cast, cast
from workflows.sweep import sweep

Step = tuple[str, str, dict[str, str]]
ACKNOWLEDGE: Step = ("acknowledge", "intake", {})
WAY_IN: tuple[Step, ...] = (
    ("accept", "intake", {"worker": ""}),
    ("record_contact", "worker", {"contact": "reached_phone"}),
    ("start", "worker", {}),
    ("record_outcome", "worker", {"outcome": "need_met", "outcome_on": "2026-11-23"}),
)
SCRIPTS: Sequence[Sequence[Step]] = (
    (),
    (ACKNOWLEDGE,),
    (ACKNOWLEDGE, *WAY_IN, ("confirm_closure", "manager", {})),
    WAY_IN,
    (ACKNOWLEDGE, *WAY_IN[:2]),
    *(
        (("propose_decline", "intake", {"decline_reason": reason}), ("confirm_decline", "officer", {}))
        for reason in ("no_capacity", "not_eligible", "person_moved")
    ),
    (ACKNOWLEDGE, ("propose_decline", "intake", {"decline_reason": "outside_area"})),
    (ACKNOWLEDGE, ("withdraw", "manager", {"withdrawal_reason": "no_longer_needed"})),
    (("withdraw", "manager", {"withdrawal_reason": "no_longer_needed"}),),
)


def live(database: Database, seed: int, number: int) -> tuple[Cast, list[Dossier], datetime]:
    """So many referrals of half as many households, each moved along a script with pauses; the instant it ended."""
    scene, chance = cast(database), Random(seed)
    begun: list[Dossier] = []
    for place in range(number):
        if place % 2 == 0:
            case = scene.case(MONDAY, replace(FAMILY, family_name=f"Provanumero{place}", document=f"XX{place:07}"))
        need = scene.need(case)
        sent = scene.referral(need, service="aid" if place % 2 else "housing")
        scene.move(sent.id, "submit", "manager", MONDAY + timedelta(days=chance.randrange(12)))
        begun.append(sent)
    now = MONDAY + timedelta(days=12)
    waiting = [(each, list(chance.choice(SCRIPTS))) for each in begun]
    for _day in range(12):
        for each, script in waiting:
            if script and chance.random() < 0.6:
                _try(scene, each, script.pop(0), now + timedelta(minutes=chance.randrange(600)))
        now += timedelta(days=chance.choice((1, 1, 3)))
        sweep(database, now)
    return scene, begun, now


def _try(scene: Cast, each: Dossier, step: Step, now: datetime) -> None:
    move, who, answers = step
    if "worker" in answers:
        answers = {"worker": str(scene.people["worker"])}
    try:
        scene.move(each.id, move, who, now, **answers)
    except (NotOffered, NotPermitted, NotVisible, Unmet):
        return

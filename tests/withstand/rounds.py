"""Somebody who never stops: moves dossiers round and round and says each change once it is acknowledged."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from governance.database import Transaction
from governance.dossiers import children_of, read
from governance.history import StageChange
from tests.cast import MONDAY, Cast
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.beginnings import Sending, referral_opening

HOLD = {"hold_reason": "waiting_documents", "resume_on": "2026-12-10"}
WITHDRAWN = {"withdrawal_reason": "person_changed_mind"}
REHEARSED = 12
"""So many steps hold each kind of step at least once, for three referrals."""

Doing = Callable[[Transaction], StageChange]


def keep_moving(scene: Cast, referrals: Sequence[int], need_id: int, say: Callable[[str], None]) -> None:
    """Work for ever; `say` hears `ready`, then `DOSSIER NUMBER MOVE` after each commit."""
    scene.stage(need_id)
    say("ready")
    for do in _steps(scene, referrals, need_id):
        with scene.database.transaction(MONDAY) as tx:
            line = do(tx)
            done = f"{line.dossier_id} {line.number} {line.move}"
        say(done)


def rehearse(scene: Cast, referrals: Sequence[int], need_id: int) -> bool:
    """The same, never committed, so that those born of this process begin at full speed."""
    with scene.database.reading(MONDAY) as tx:
        for do in itertools.islice(_steps(scene, referrals, need_id), REHEARSED):
            do(tx)
    return True


def _steps(scene: Cast, referrals: Sequence[int], need_id: int) -> Iterator[Doing]:
    """Hold and resume each referral; every other time send a new one and withdraw it."""
    opened: list[int] = []
    for turn in itertools.count():
        for referral_id in referrals:
            yield partial(_hold_or_resume, scene, referral_id)
        if turn % 2:
            yield partial(_open, scene, need_id, opened)
            yield partial(_move, scene, "manager", Attempt(opened[-1], "submit"))
            yield partial(_move, scene, "manager", Attempt(opened[-1], "withdraw", answers=WITHDRAWN))


def _open(scene: Cast, need_id: int, opened: list[int], tx: Transaction) -> StageChange:
    """A new draft, once what a victim left on its way is withdrawn."""
    for left in children_of(tx, need_id):
        if left.open and left.stage != "draft":
            _move(scene, "manager", Attempt(left.id, "withdraw", answers=WITHDRAWN), tx)
    sending = Sending(need_id, scene.services["housing"], "Vi chiediamo un colloquio.", "ordinary")
    referral, line = open_dossier(tx, referral_opening(tx, sending, None, scene.actor(tx, "manager")))
    opened.append(referral.id)
    return line


def _hold_or_resume(scene: Cast, referral_id: int, tx: Transaction) -> StageChange:
    if read(tx, referral_id).stage == "accepted":
        return _move(scene, "worker", Attempt(referral_id, "hold", answers=HOLD), tx)
    return _move(scene, "worker", Attempt(referral_id, "resume_before_contact"), tx)


def _move(scene: Cast, who: str, wanted: Attempt, tx: Transaction) -> StageChange:
    return advance(tx, Attempt(wanted.dossier_id, wanted.move, scene.actor(tx, who), answers=wanted.answers))

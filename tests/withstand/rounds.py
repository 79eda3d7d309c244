"""Somebody who never stops: moves dossiers round and round and says each change once it is acknowledged."""

import itertools
from collections.abc import Callable, Sequence

from tests.cast import MONDAY, Cast
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.beginnings import Sending, referral_opening

HOLD = {"hold_reason": "waiting_documents", "resume_on": "2026-12-10"}
WITHDRAWN = {"withdrawal_reason": "person_changed_mind"}

Say = Callable[[str], None]


def keep_moving(scene: Cast, referrals: Sequence[int], need_id: int, say: Say) -> None:
    """Hold and resume each referral, then send a new one and withdraw it, for ever; `say` hears what is committed."""
    scene.stage(need_id)
    say("ready")
    for turn in itertools.count():
        for referral_id in referrals:
            if scene.stage(referral_id) == "accepted":
                _move(scene, Attempt(referral_id, "hold", answers=HOLD), "worker", say)
            else:
                _move(scene, Attempt(referral_id, "resume_before_contact"), "worker", say)
        if turn % 2:
            _send_and_withdraw(scene, need_id, say)


def rehearse(scene: Cast, referral_id: int) -> bool:
    """One move that is never committed, so that those born of this process begin at full speed."""
    with scene.database.reading(MONDAY) as tx:
        advance(tx, Attempt(referral_id, "hold", scene.actor(tx, "worker"), answers=HOLD))
    return True


def _send_and_withdraw(scene: Cast, need_id: int, say: Say) -> None:
    with scene.database.transaction(MONDAY) as tx:
        sending = Sending(need_id, scene.services["housing"], "Vi chiediamo un colloquio.", "ordinary")
        referral, line = open_dossier(tx, referral_opening(tx, sending, None, scene.actor(tx, "manager")))
        done = f"{referral.id} {line.number} {line.move}"
    say(done)
    _move(scene, Attempt(referral.id, "submit"), "manager", say)
    _move(scene, Attempt(referral.id, "withdraw", answers=WITHDRAWN), "manager", say)


def _move(scene: Cast, attempt: Attempt, who: str, say: Say) -> None:
    with scene.database.transaction(MONDAY) as tx:
        line = advance(tx, Attempt(attempt.dossier_id, attempt.move, scene.actor(tx, who), answers=attempt.answers))
        done = f"{line.dossier_id} {line.number} {line.move}"
    say(done)

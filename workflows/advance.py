"""The one function that moves everything, and the one that opens what is to be moved."""

from governance import dossiers, history, receipts
from governance.actors import Actor
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import Changed, NotVisible
from governance.failpoints import reached
from governance.history import StageChange
from governance.policy import Permission, permissions_on
from workflows.attempt import Attempt, Opening
from workflows.checks import examine, offered
from workflows.making import make
from workflows.openings import begin
from workflows.settling import Chain
from workflows.situations import Situation, situation_of


def advance(tx: Transaction, attempt: Attempt) -> StageChange:
    """Make one move inside the caller's transaction, never committing; gives its history line.

    1. lock those above it, topmost first, then the dossier;
    2. a request already answered (same key) gets the same line again;
    3. compare the revision the person saw (`Changed`);
    4. is the move offered (`NotOffered`), the actor's (`NotPermitted`), complete (`Unmet`);
    5. stage, effects, history, clocks, papers and notices (`making`);
    6. carried and `at_once` moves (`settling`).

    NotVisible answers both for a dossier that does not exist and for one the actor may not know of.
    """
    dossier_id = attempt.dossier_id
    dossier = dossiers.lock(tx, dossier_id)
    reached("after_lock")
    situation = situation_of(tx, dossier, attempt.actor)
    require_visible(situation)
    request = receipts.request_digest(dossier_id, attempt.move, attempt.behalf, answers=attempt.answers)
    answered = repeated(tx, attempt.key, attempt.actor, request)
    if answered is not None:
        return answered
    require_unchanged(situation, attempt.revision)
    step = offered(situation, attempt.move)
    situation.raw = attempt.answers
    if attempt.actor.link is None:
        situation.behalf, situation.channel = str(attempt.behalf), attempt.channel
    examine(situation, step, str(attempt.behalf), attempt.channel, attempt.evidence)
    _keep_evidence(situation, attempt)
    line_id = make(situation, step)
    if attempt.key and attempt.actor.person_id is not None:
        receipts.keep(tx, attempt.key, attempt.actor.person_id, request, line_id)
    Chain(tx, line_id).follow(situation, step)
    reached("before_commit")
    return tx.get_one(StageChange, line_id)


def open_dossier(tx: Transaction, opening: Opening) -> tuple[Dossier, StageChange]:
    """Open a dossier inside the caller's transaction; gives it and its first history line.

    The same key again gives the dossier opened the first time.
    """
    request = receipts.request_digest(opening.kind, opening.title, opening.parent_id, answers=opening.answers)
    answered = repeated(tx, opening.key, opening.actor, request)
    if answered is not None:
        return tx.get_one(Dossier, answered.dossier_id), answered
    if opening.parent_id is not None:
        dossiers.lock(tx, opening.parent_id)
    reached("after_lock")
    situation, step, line_id = begin(tx, opening)
    if opening.key and opening.actor.person_id is not None:
        receipts.keep(tx, opening.key, opening.actor.person_id, request, line_id)
    Chain(tx, line_id).follow(situation, step)
    reached("before_commit")
    return tx.get_one(Dossier, situation.dossier.id, populate_existing=True), tx.get_one(StageChange, line_id)


def require_visible(situation: Situation) -> None:
    """NotVisible unless the actor (the system always) may know that the dossier exists."""
    if situation.actor.is_system:
        return
    if Permission.SEE not in permissions_on(situation.actor, situation.dossier.kind, situation.parts):
        raise NotVisible


def require_unchanged(situation: Situation, revision: int | None) -> None:
    """Changed, with the moves made since, unless the person saw the last line."""
    if revision is None or revision == situation.dossier.last_number:
        return
    lines = history.lines_of(situation.tx, situation.dossier.id)
    raise Changed([line.move for line in lines if line.number > revision])


def _keep_evidence(situation: Situation, attempt: Attempt) -> None:
    """What an answer of somebody without an account rests on: words, or the very link it came by."""
    if attempt.evidence:
        situation.texts["evidence"] = attempt.evidence
    if attempt.actor.link is not None:
        situation.codes["link"] = attempt.actor.link.link_id


def repeated(tx: Transaction, key: str, actor: Actor, request: str) -> StageChange | None:
    """The line this very request made before, if it is a repetition."""
    if not key or actor.person_id is None:
        return None
    line_id = receipts.receipt(tx, key, actor.person_id, request)
    return None if line_id is None else tx.get_one(StageChange, line_id)

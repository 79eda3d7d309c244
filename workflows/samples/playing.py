"""Playing: each turn of each life done by the person whose turn it is, through the engine, at its own moment."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from governance import dossiers
from governance.consents import consents_of
from governance.database import Transaction
from governance.notes import add_note
from governance.services import service
from governance.shortages import open_again
from workflows.acts import Act, perform
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.beginnings import Intake, Sending, case_opening, need_opening, referral_opening
from workflows.calendars import local
from workflows.muting import Quiet, mute
from workflows.samples.agreeing import agree, first_scores, later_scores, score
from workflows.samples.names import household
from workflows.samples.offers import Offer
from workflows.samples.scenes import Turn, need_words
from workflows.samples.threads import Life, Thread
from workflows.samples.turns import answered_by_link, answers_of, maker_of, subject_of
from workflows.samples.worlds import World
from workflows.situations import BY_LINK, Situation

LIMITED, LASTS = 5, timedelta(days=210)
"""Every fifth household agrees for a time only, longer than the half year."""
ANSWERS_FROM_AFAR = ("phone", "phone", "in_person", "paper", BY_LINK)
"""How a group without accounts answers."""


def play(world: World, life: Life, thread: Thread | None, turn: Turn, tx: Transaction) -> None:
    """One turn, now."""
    done = SPECIAL.get(turn.move if turn.on in ("case", "1") else "")
    if done is not None and (turn.move not in ON_CASE or turn.on == "case"):
        done(world, life, thread or Thread.none(), turn, tx)
    else:
        _move(world, life, thread or Thread.none(), turn, tx)


def _open_case(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> None:
    life.house, life.owner_id = world.owner_of(life)
    owner, rng = world.actor(tx, life.owner_id), world.rng
    people = household(rng, life.number)
    intake = Intake(
        world.bodies["network"],
        world.bodies[life.house],
        world.place_in(life.district),
        people,
        world.phrase("situation"),
    )
    life.case_id = open_dossier(tx, case_opening(tx, owner, intake))[0].id
    if turn.answers.get("informed"):
        ends = local(tx.now).date() + LASTS if life.number % LIMITED == 0 else None
        agree(tx, life.case_id, owner, people[0].language, ends)


def _open_need(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> None:
    owner = world.actor(tx, life.owner_id)
    opening = need_opening(tx, owner, dossiers.read(tx, life.case_id), thread.category, need_words(thread.category)[0])
    move = "note_down" if thread.plot.turns and thread.plot.turns[0].move == "note_down" else "create"
    thread.need_id = open_dossier(tx, replace(opening, move=move))[0].id


def _refer(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> None:
    offer, owner = world.offer_for(tx, life, thread), world.actor(tx, life.owner_id)
    sending = Sending(thread.need_id, offer.id, need_words(thread.category)[1], turn.answers.get("urgency"))
    thread.offers.append(offer)
    thread.referrals.append(open_dossier(tx, referral_opening(tx, sending, None, owner))[0].id)
    if turn.move == "refer":
        advance(tx, Attempt(thread.referrals[-1], "submit", owner))


def _send_on(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> None:
    """Send the draft that a reroute left."""
    advance(tx, Attempt(thread.referrals[-1], "submit", world.actor(tx, life.owner_id)))


def _revoke(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> None:
    day = local(tx.now).date()

    def change(situation: Situation) -> None:
        for each in consents_of(tx, life.case_id):
            each.revoked_on = day
        tx.flush()

    perform(tx, Act(life.case_id, "revoke", world.actor(tx, life.owner_id), codes={"revoked_on": str(day)}), change)


def _assess(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> None:
    """Score the needs: at intake, then at a review with a word about it."""
    remark = world.phrase("monthly") if life.scores else ""
    life.scores = later_scores(world.rng, life.scores) if life.scores else first_scores(world.rng)
    score(tx, world.actor(tx, life.owner_id), (life.case_id, world.bodies["network"]), life.scores, remark)


def _note(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> None:
    def change(situation: Situation) -> None:
        add_note(tx, situation.dossier, life.owner_id, world.phrase("note"))

    perform(tx, Act(life.case_id, "note", world.actor(tx, life.owner_id)), change)


def _mute(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> None:
    """Whose turn it is wants no reminders of it for some days."""
    said = answers_of(world, life, thread, turn, tx)
    who, until = maker_of(world, life, thread, turn, tx), date.fromisoformat(said["until"])
    mute(tx, Quiet(subject_of(life, thread, turn), who, until, said["mute_reason"], said.get("note", "")))


def _move(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> None:
    """Any other turn: a move of the pathway."""
    dossier_id = subject_of(life, thread, turn)
    answers = answers_of(world, life, thread, turn, tx)
    attempt = Attempt(dossier_id, turn.move, maker_of(world, life, thread, turn, tx), answers=answers)
    if turn.who == "person":
        attempt = replace(attempt, behalf="beneficiary", channel="in_person", evidence="Lo ha detto in ufficio.")
    elif turn.who in ("intake", "worker", "head") and not world.crew.at(thread.offers[int(turn.on) - 1].house, "head"):
        said, how = world.phrase("voice"), world.rng.choice(ANSWERS_FROM_AFAR)
        if how == BY_LINK and answered_by_link(tx, attempt):
            return
        how = ANSWERS_FROM_AFAR[0] if how == BY_LINK else how
        attempt = replace(attempt, behalf="recipient", channel=how, evidence=said)
    if turn.move == "accept":
        _make_room(world, thread.offers[int(turn.on) - 1], tx)
    advance(tx, attempt)
    if turn.move == "hand_over":
        life.owner_id = int(answers["new_owner"])
    if turn.move == "reroute":
        drafts = [each for each in dossiers.children_of(tx, thread.need_id) if each.stage == "draft"]
        thread.referrals.append(max(each.id for each in drafts))


def _make_room(world: World, offer: Offer, tx: Transaction) -> None:
    """Who keeps a service that said it was full opens it again, before somebody is taken."""
    found = service(tx, offer.id)
    if found is not None and found.full_on is not None:
        keepers = world.crew.at(offer.house, "head") or world.crew.at("network", "administrator")
        open_again(tx, world.actor(tx, keepers[0]), offer.id)


Played = Callable[[World, Life, Thread, Turn, Transaction], None]
ON_CASE = ("open", "revoke", "note", "assess")
SPECIAL: Mapping[str, Played] = {
    "open": _open_case,
    "need": _open_need,
    "refer": _refer,
    "draft": _refer,
    "next": _send_on,
    "revoke": _revoke,
    "note": _note,
    "assess": _assess,
    "mute": _mute,
}
"""Turns that are no single move of a pathway."""

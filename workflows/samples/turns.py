"""Turns: about which dossier a scene is, whose turn it is, and what is answered."""

from datetime import timedelta

from governance.actors import Actor
from governance.answer_links import links_of
from governance.database import Transaction
from governance.errors import NotVisible
from workflows.answering import Reply, Standing, reply, standings_of
from workflows.attempt import Attempt
from workflows.calendars import local
from workflows.samples.scenes import Turn
from workflows.samples.threads import Life, Thread
from workflows.samples.worlds import World

TAKES_WORKER = ("accept", "reassign")


def subject_of(life: Life, thread: Thread, turn: Turn) -> int:
    """The dossier the turn is about; NotVisible where it was never opened."""
    known = {"case": life.case_id, "need": thread.need_id}
    known |= {str(number): each for number, each in enumerate(thread.referrals, 1)}
    if not known.get(turn.on):
        raise NotVisible
    return known[turn.on]


def maker_of(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> Actor:
    """Whose turn it is; the owner where nobody signs in at the recipient, or for the person."""
    if turn.who == "manager":
        return world.actor(tx, world.manager())
    if turn.who == "officer":
        return world.actor(tx, world.crew.at(life.district, "officer")[0])
    if turn.who in ("intake", "worker", "head"):
        there = world.crew.at(thread.offers[int(turn.on) - 1].house, turn.who)
        if there:
            return world.actor(tx, there[life.number % len(there)])
    return world.actor(tx, life.owner_id)


def answers_of(world: World, life: Life, thread: Thread, turn: Turn, tx: Transaction) -> dict[str, str]:
    """What the turn is answered: stock sentences, days, people and services put in their place."""
    said: dict[str, str] = {}
    day = local(tx.now).date()
    for name, value in turn.answers.items():
        if name == "new_owner":
            said[name] = str(world.colleague_of(life))
        elif name == "target_service":
            thread.offers.append(world.offer_for(tx, life, thread))
            said[name] = str(thread.offers[-1].id)
        elif value == "today":
            said[name] = day.isoformat()
        elif value.startswith("+"):
            said[name] = (day + timedelta(days=int(value))).isoformat()
        else:
            said[name] = world.phrase(value[1:]) if value.startswith("@") else value
    if turn.move in TAKES_WORKER:
        there = world.crew.at(thread.offers[int(turn.on) - 1].house, "worker")
        number = life.number + (turn.move == "reassign")
        said["worker"] = str(there[number % len(there)]) if there else "Referente del gruppo"
    return said


def answered_by_link(tx: Transaction, attempt: Attempt) -> bool:
    """Whether a group's one-time address was there to answer by; then the step is made by it."""
    links = links_of(tx, attempt.dossier_id)
    works = [link for link, standing in zip(links, standings_of(tx, links), strict=True) if standing is Standing.WORKS]
    if works:
        reply(tx, works[-1].id, Reply(attempt.move, attempt.answers))
    return bool(works)

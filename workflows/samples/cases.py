"""The cases of the demonstration, made by running the engine on days gone by, never by writing rows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from governance.actors import ROME, Actor, actor_of
from governance.beneficiaries import Identity
from governance.database import Database, Transaction
from governance.people import Person
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.beginnings import Intake, Sending, case_opening, need_opening, referral_opening
from workflows.samples.agreeing import agree
from workflows.samples.scripts import SCRIPTS, TODAY, Script


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the sample cases are played: the database, and the keys of bodies, people and services."""

    database: Database
    bodies: dict[str, int]
    people: dict[str, int]
    services: dict[str, int]

    @contextmanager
    def at(self, moment: datetime, who: str) -> Iterator[tuple[Transaction, Actor]]:
        """One invented person at work at a moment."""
        with self.database.transaction(moment) as tx:
            yield tx, actor_of(tx, tx.get_one(Person, self.people[who]))


def begin(stage: Stage, now: datetime, waiting: dict[int, Iterator[datetime]], ago: int) -> None:
    """Play the handwritten scripts one day on, so many days ago; `waiting` holds those that began already."""
    day = now - timedelta(days=ago)
    for script in SCRIPTS:
        if script.days_ago == ago:
            waiting[id(script)] = _acts(stage, script, now)
        _play_day(waiting.get(id(script), iter(())), day)


def _play_day(acts: Iterator[datetime], day: datetime) -> None:
    """Go on until the next act lies after this day."""
    for upcoming in acts:
        if upcoming > day:
            return


def _acts(stage: Stage, script: Script, now: datetime) -> Iterator[datetime]:
    """One script, act by act; yields when the next act is due, before doing it."""
    start = now - timedelta(days=script.days_ago)
    need_id = _open(stage, script, start)
    referral_id = None
    for number, act in enumerate(script.acts):
        moment = start + timedelta(days=act.day, minutes=number)
        yield moment
        with stage.at(moment, act.who) as (tx, actor):
            if act.move == "refer":
                sending = Sending(need_id, stage.services[script.category], script.request, act.answers.get("urgency"))
                referral_id = open_dossier(tx, referral_opening(tx, sending, None, actor))[0].id
                advance(tx, Attempt(referral_id, "submit", actor))
            elif referral_id is not None:
                day = moment.astimezone(ROME).date().isoformat()
                answers = {name: day if said == TODAY else said for name, said in act.answers.items()}
                advance(tx, _attempt(stage, referral_id, act.move, actor, answers))
    yield now + timedelta(days=9999)


def _attempt(stage: Stage, referral_id: int, move: str, actor: Actor, answers: dict[str, str]) -> Attempt:
    if "worker" in answers and answers["worker"] in stage.people:
        answers["worker"] = str(stage.people[answers["worker"]])
    behalf, channel = answers.pop("behalf", ""), answers.pop("channel", "web")
    evidence = answers.pop("evidence", "")
    return Attempt(referral_id, move, actor, answers=answers, behalf=behalf, channel=channel, evidence=evidence)


def _open(stage: Stage, script: Script, start: datetime) -> int:
    """A case taken in charge, informed and consenting; gives the key of its need."""
    with stage.at(start, script.owner) as (tx, actor):
        intake = Intake(
            stage.bodies["network"], stage.bodies["consortium"], script.place, _household(script), script.situation
        )
        case = open_dossier(tx, case_opening(tx, actor, intake))[0]
        agree(tx, case.id, actor)
        advance(tx, Attempt(case.id, "take_charge", actor))
        need = open_dossier(tx, need_opening(tx, actor, case, script.category, script.need))[0]
    return need.id


def _household(script: Script) -> Sequence[Identity]:
    first, *others = script.people
    return [Identity(*first), *(Identity(*each) for each in others)]

"""The peer of `advance`: the same moves by the `transitions` library, the same rows through mapped objects."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from transitions import EventData, Machine

from governance.actors import ROME, SYSTEM, Actor
from governance.database import Database
from governance.deadlines import Deadline
from governance.dossiers import Dossier
from governance.history import Line, SealedAnswer, StageChange, digest_of, place_of, text_digest
from governance.notices import Notice
from governance.organisations import Representation
from governance.participations import Part, Participation
from governance.people import Mandate, Person, in_force
from governance.policy import grants_on
from governance.sealing import Vault
from workflows import clocks, published
from workflows.attempt import Attempt
from workflows.checks import read_answers, unmet
from workflows.making import waiting
from workflows.pathway import Pathway, Step
from workflows.situations import Situation
from workflows.telling import Addressees, Recipient, notices_of, row


class PlainSession(Session):
    """An ordinary session with what our requirements read: the vault, the instant, statements of their own."""

    vault: Vault
    now: datetime
    rehearsal = False

    def run(self, statement: Any, values: Any = None) -> Any:
        """Execute a statement of a requirement."""
        return self.connection().execute(statement, values)


class Walker:
    """What the machine moves."""

    state: str


@cache
def machine_of(pathway_name: str, pathway_version: int, describe: Callable[[], Pathway]) -> Machine:
    """One machine for all dossiers of a pathway: the cheapest way to use the library."""
    pathway = describe()

    def may(event: EventData) -> bool:
        step = pathway.steps[event.state.name, event.event.name]
        return event.kwargs["actor"].is_system or bool(event.kwargs["grants"] & set(step.by))

    steps = [
        {"trigger": step.move, "source": step.from_stage, "dest": step.to_stage, "conditions": [may]}
        for step in pathway.steps.values()
        if step.from_stage != "new"
    ]
    states = list(pathway.stages)
    return Machine(
        model=None, states=states, transitions=steps, initial=states[0], auto_transitions=False, send_event=True
    )


def advance_peer(database: Database, now: datetime, attempt: Attempt) -> None:
    """One move in a transaction of its own, as `advance` makes it."""
    with PlainSession(database.engine, expire_on_commit=False) as session, session.begin():
        session.vault, session.now = database.vault, now
        dossier = session.get_one(Dossier, attempt.dossier_id, with_for_update=True)
        if dossier.parent_id:
            session.get_one(Dossier, dossier.parent_id, with_for_update=True)
        situation = _situation(session, dossier, attempt.actor)
        situation.raw = attempt.answers
        step = situation.pathway.steps[dossier.stage, attempt.move]
        _trigger(situation, dossier, attempt.move)
        situation.step = step
        assert not read_answers(situation, step) and not unmet(situation, step)
        line = _write(session, situation, step)
        _settle(session, dossier, line)


def _situation(session: Any, dossier: Dossier, actor: Actor) -> Situation:
    mapped = session.scalars(select(Participation).where(Participation.dossier_id == dossier.id)).all()
    parts = tuple(
        Part(each.id, each.organisation_id, each.capacity, each.person_id, each.reading, each.waiting_role)
        for each in mapped
    )
    pathway = published.pathway(session, dossier.pathway, dossier.version)
    return Situation(session, dossier, pathway, parts, actor, governed_by_id=dossier.governed_by_id)


def _trigger(situation: Situation, dossier: Dossier, move: str) -> None:
    pathway = situation.pathway
    machine = machine_of(pathway.name, pathway.version, lambda: pathway)
    walker = Walker()
    machine.add_model(walker, initial=dossier.stage)
    assert machine.events[move].trigger(
        walker, actor=situation.actor, grants=grants_on(situation.actor, situation.parts)
    )
    machine.remove_model(walker)
    assert walker.state == pathway.steps[dossier.stage, move].to_stage


def _write(session: PlainSession, situation: Situation, step: Step, cause_id: int | None = None) -> StageChange:
    dossier: Dossier = situation.dossier
    line = _line(session, situation, step, cause_id)
    stage = situation.pathway.stages[step.to_stage]
    due = _turn(session, situation, step)
    dossier.stage, dossier.open, dossier.due_at = step.to_stage, not stage.final, due
    dossier.since = dossier.since if step.stays else session.now
    dossier.last_number, dossier.last_digest = line.number, line.digest
    dossier.dates = {**dossier.dates, **situation.dates}
    roles = waiting(situation, stage)
    for part in session.scalars(select(Participation).where(Participation.dossier_id == dossier.id)):
        part.open, part.sort_at, part.due_at = dossier.open, session.now, due
        part.waiting_role = roles.get(part.id, part.waiting_role)
    _tell(session, situation, step, line.id)
    session.flush()
    return line


def _line(session: Any, situation: Situation, step: Step, cause_id: int | None) -> StageChange:
    dossier = situation.dossier
    said = Line(
        dossier.id, dossier.last_number + 1, step.move, step.from_stage, step.to_stage, session.now,
        situation.actor.person_id, None, "system" if situation.actor.is_system else "web", situation.codes,
        dossier.version, cause_id,
    )  # fmt: skip
    texts = {
        name: text_digest(session, dossier.household_id, said, name, text) for name, text in situation.texts.items()
    }
    said = said._replace(answers={**situation.codes, **texts})
    line = StageChange(**said._asdict(), digest=digest_of(said, dossier.last_digest, session.vault.derived("history")))
    session.add(line)
    session.flush()
    for name, text in situation.texts.items():
        sealed = session.vault.seal_text(dossier.household_id, text, place_of(line.id, name))
        session.add(SealedAnswer(stage_change_id=line.id, name=name, sealed=sealed))
    return line


def _turn(session: PlainSession, situation: Situation, step: Step) -> datetime | None:
    mapped = {
        each.timer: each
        for each in session.scalars(select(Deadline).where(Deadline.dossier_id == situation.dossier.id))
    }
    columns = Deadline.__table__.columns.keys()
    rows = {timer: {name: getattr(each, name) for name in columns} for timer, each in mapped.items()}
    touched = clocks.turned(situation, rows, step.to_stage, step.restarts)
    for timer, values in touched.items():
        if timer not in mapped:
            mapped[timer] = Deadline()
            session.add(mapped[timer])
        for name, value in values.items():
            setattr(mapped[timer], name, value)
    running = [each.owed_at for each in mapped.values() if each.done_at is None and each.paused_at is None]
    return min((owed for owed in running if owed), default=None)


def _tell(session: PlainSession, situation: Situation, step: Step, line_id: int) -> None:
    if not step.tells:
        return
    day = session.now.astimezone(ROME).date()
    ids = {part.organisation_id for part in situation.parts}
    acting: dict[int, list[int]] = {}
    for each in session.scalars(select(Representation).where(Representation.represented_id.in_(ids))):
        if each.valid_from <= day and (each.valid_until is None or each.valid_until >= day):
            acting.setdefault(each.represented_id, []).append(each.representative_id)
    query = select(Mandate, Person).join(Person, Person.id == Mandate.person_id)
    everyone = ids.union(*acting.values())
    people: dict[int, list[tuple[str, Recipient]]] = {}
    found = session.execute(query.where(Mandate.organisation_id.in_(everyone), Person.active, *in_force(day)))
    for mandate, person in found:
        recipient = Recipient(f"p{person.id}", person.id, person.email)
        people.setdefault(mandate.organisation_id, []).append((mandate.role, recipient))
    stage, key = situation.pathway.stages[step.to_stage], f"{situation.dossier.id}:move:{step.move}:{line_id}"
    for recipient, spoken in notices_of(Addressees(people, acting, {}), situation.parts, step.tells, stage):
        if spoken or recipient.person_id != situation.actor.person_id:
            told = (f"{key}:{recipient.mark}", "speak" if spoken else "move", step.move)
            session.add(Notice(**row(situation, recipient, *told)))


def _settle(session: PlainSession, dossier: Dossier, cause: StageChange) -> None:
    """The `at_once` moves of the dossier, its parent and its children, each once."""
    near = [dossier, *session.scalars(select(Dossier).where(Dossier.parent_id == dossier.id))]
    if dossier.parent_id:
        near.insert(1, session.get_one(Dossier, dossier.parent_id))
    for each in near:
        situation = _situation(session, each, SYSTEM)
        for step in situation.pathway.at_once.get(each.stage, ()):
            situation.step = step
            if not unmet(situation, step):
                _trigger(situation, each, step.move)
                _write(session, situation, step, cause.id)
                break

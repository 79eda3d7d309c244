"""Pathways against the transitions library: one step, the buttons of a page, a whole log; and loading them all."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from sqlalchemy import ForeignKey, String, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from transitions import Machine

from benches.results import Result, seconds, times_faster
from governance.roles import Grant
from workflows.implemented import vocabulary
from workflows.loading import SHIPPED, declarations, load_pathway
from workflows.logs import Event, Log
from workflows.machine import arrives
from workflows.pathway import Pathway
from workflows.rehearsals import rehearsal
from workflows.replaying import replay

EVENTS = 20_000
SAMPLE = 5
"""The plain loop, whose cost an event is always the same, runs over the first fifth of the log."""
PAGE = 50
WALK = ("create", "submit", "acknowledge", "accept", "record_contact", "start", "record_update", "record_outcome",
        "confirm_closure")  # fmt: skip
CASES = EVENTS // len(WALK)
BEGINNING = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def run() -> Iterator[Result]:
    """The ratios, each measured in one run."""
    pathway = _referral()
    yield Result("one step, compiled table / transitions bound trigger", _step(pathway), 10)
    yield Result(f"buttons of {PAGE} dossiers, compiled table / may_*", _buttons(pathway), 40)
    yield Result(
        "loading and checking everything shipped, processor time",
        _processor_time(load_everything),
        1,
        "s",
        at_most=True,
    )
    yield Result(f"replay of {EVENTS:,} events / transitions + ORM", _replay(pathway), 5)


def _processor_time(act: Callable[[], object]) -> float:
    """What one call costs, whatever else the machine does meanwhile."""
    began = process_time()
    act()
    return process_time() - began


def load_everything() -> int:
    """Load and check every pathway, draft and variant that is shipped; how many."""
    files = sorted(SHIPPED.glob("**/*.yaml"))
    around = declarations(files)
    return sum(load_pathway(file, vocabulary(), around)[0] is not None for file in files)


def _referral() -> Pathway:
    pathway, faults = load_pathway(SHIPPED / "referral.yaml")
    assert pathway is not None and not faults
    return pathway


class _Model:
    """What the library moves."""

    state: str
    trigger: Any


def _machine(pathway: Pathway, model: Any, initial: str = "new") -> Machine:
    """The same pathway as a machine of the library, guarded by who moves, as its manual shows it."""

    def guard(step: Any) -> Callable[[Any], bool]:
        grants = frozenset(map(str, step.by)) | ({"system"} if step.by_system else set())
        return lambda data: data.kwargs.get("maker") in grants

    moves = [
        {"trigger": step.move, "source": step.from_stage, "dest": None if step.stays else step.to_stage,
         "conditions": [guard(step)]}
        for step in pathway.steps.values()
    ]  # fmt: skip
    return Machine(
        model, ["new", *pathway.stages], initial=initial, transitions=moves, auto_transitions=False, send_event=True
    )


def _step(pathway: Pathway) -> float:
    model = _Model()
    machine = _machine(pathway, model)

    def theirs() -> None:
        for _ in range(2000):
            machine.set_state("submitted", model)
            model.acknowledge(maker="intake@recipient")  # type: ignore[attr-defined]

    def ours() -> None:
        for _ in range(2000):
            arrives(pathway, "submitted", "acknowledge", "intake@recipient")

    return times_faster(ours, theirs)


def _buttons(pathway: Pathway) -> float:
    stages = [name for name, stage in pathway.stages.items() if stage.open]
    page = [stages[number % len(stages)] for number in range(PAGE)]
    held = frozenset(Grant.parse(each) for each in ("worker@sender", "intake@recipient"))
    models = [_Model() for _ in page]
    machine = _machine(pathway, models)
    for model, stage in zip(models, page, strict=True):
        machine.set_state(stage, model)
    asked = [f"may_{name}" for name in dict.fromkeys(step.move for step in pathway.steps.values())]

    def theirs() -> list[list[str]]:
        return [
            [name for name in asked if any(getattr(model, name)(maker=str(grant)) for grant in held)]
            for model in models
        ]

    def ours() -> list[list[str]]:
        return [[step.move for step in pathway.offered[stage] if not held.isdisjoint(step.by)] for stage in page]

    assert [sorted(f"may_{move}" for move in row) for row in ours()] == [sorted(row) for row in theirs()]
    return times_faster(ours, theirs)


def _replay(pathway: Pathway) -> float:
    log = Log(tuple(_events()), says_who=False)
    with rehearsal(pathway) as stage:
        ours = seconds(lambda: replay(stage, log))
    with TemporaryDirectory() as folder:
        theirs = seconds(lambda: plain_loop(pathway, log.events[: EVENTS // SAMPLE], Path(folder))) * SAMPLE
    return theirs / ours


def _events() -> Iterator[Event]:
    """Referrals that go their whole way, one beginning each quarter of an hour."""
    for case in range(CASES):
        for number, move in enumerate(WALK):
            at = BEGINNING + timedelta(minutes=15 * case, hours=20 * number)
            yield Event(case * len(WALK) + number + 2, f"case-{case}", move, at, "", at.isoformat())


class _Record(DeclarativeBase):
    """The tables of the plain loop."""


class _Case(_Record):
    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    stage: Mapped[str] = mapped_column(String(40))


class _Line(_Record):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    move: Mapped[str] = mapped_column(String(60))
    target: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]


def plain_loop(pathway: Pathway, events: Any, folder: Path) -> None:
    """What one writes first: the row loaded, moved by the machine (one for all) and kept with a line, a commit an
    event."""
    engine = create_engine(f"sqlite:///{folder / 'plain.sqlite'}")
    event.listen(engine, "connect", lambda connection, _: _as_ours(connection))
    _Record.metadata.create_all(engine)
    keys: dict[str, int] = {}
    model = _Model()
    machine = _unguarded(pathway, model)
    for each in events:
        with Session(engine) as session:
            key = keys.get(each.case)
            case = session.get_one(_Case, key) if key else _Case(name=each.case, stage="new")
            session.add(case)
            machine.set_state(case.stage, model)
            model.trigger(each.move)
            case.stage = model.state
            session.flush()
            session.add(_Line(case_id=case.id, move=each.move, target=case.stage, at=each.at))
            session.commit()
            keys[each.case] = case.id
    engine.dispose()


def _unguarded(pathway: Pathway, model: Any) -> Machine:
    moves = [[step.move, step.from_stage, step.to_stage] for step in pathway.steps.values()]
    return Machine(model, ["new", *pathway.stages], initial="new", transitions=moves, auto_transitions=False)


def _as_ours(connection: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")

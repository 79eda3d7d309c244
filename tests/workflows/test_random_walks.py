"""Random walks over every pathway, draft and variant: no move bypasses the graph, an open stage has a running clock."""

from datetime import UTC, datetime, timedelta
from operator import attrgetter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance import recordings
from governance.audit import verify
from workflows.grammar import Declaration
from workflows.loading import SHIPPED, load_pathway, shipped_declarations
from workflows.logs import Log, read_log
from workflows.machine import Twin
from workflows.pathway import Pathway
from workflows.rehearsals import rehearsal
from workflows.replaying import replay
from workflows.roles import every_maker, makers_of
from workflows.trial import Trial
from workflows.trial_clocks import RunningClocks
from workflows.trial_scripts import Try
from workflows.vocabulary import DATE_QUESTIONS, NEW

BEGINNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
FOREIGN = ("trigger", "to_closed", "__init__", "accept_everything", "may_accept", "is_closed", "state", "", "éxpire")
STRANGERS = ("administrator@network", "worker@nobody", "everyone", "waiting", "")


def every_pathway() -> list[Pathway]:
    loaded = (load_pathway(path, neighbours=shipped_declarations())[0] for path in sorted(SHIPPED.glob("**/*.yaml")))
    return [pathway for pathway in loaded if pathway]


PATHWAYS = every_pathway()
NAME_OF = attrgetter("name")
BASES = {(one.name, one.version): one.source for one in PATHWAYS if one.extends is None}
NAMED = pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda one: f"{one.name}-{one.version}")


def begun(pathway: Pathway) -> Trial:
    grade = pathway.grades[0] if pathway.grades else None
    parent = {
        timer.anchor: (BEGINNING + timedelta(days=40)).date() for timer in pathway.timers.values() if timer.anchor
    }
    clocks = RunningClocks(pathway, grade, {}, {name: day for name, day in parent.items() if name})
    return Trial(pathway, frozenset(), NEW, BEGINNING, clocks)


def tried(pathway: Pathway, trial: Trial, move: str, by: str, now: datetime) -> bool:
    """One attempt, its answers given; whether it was accepted."""
    step = pathway.steps.get((trial.stage, move))
    day = (now + timedelta(days=9)).date().isoformat()
    answers = {name: day if name in DATE_QUESTIONS else "-" for name in (step.asks if step else ())}
    first = next(iter(trial.attempt(Try(move, by, now, now.isoformat(), answers))))
    return bool(first["accepted"])


def attempted(data: st.DataObject, pathway: Pathway, stage: str) -> tuple[str, str]:
    """A move and a maker: rather one that the stage offers, else any, known or not."""
    steps = pathway.offered[stage]
    likely = data.draw(st.integers(0, 3))
    if steps and likely:
        step = data.draw(st.sampled_from(steps))
        return step.move, data.draw(st.sampled_from(makers_of(step)))
    moves = sorted({move for _, move in pathway.steps}.union(FOREIGN))
    return data.draw(st.sampled_from(moves)), data.draw(st.sampled_from((*every_maker(pathway), *STRANGERS)))


@NAMED
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_walk_leaves_the_graph_and_every_open_stage_has_a_running_clock(
    pathway: Pathway, data: st.DataObject
) -> None:
    trial, now = begun(pathway), BEGINNING
    for _ in range(data.draw(st.integers(1, 12))):
        before = trial.stage
        move, by = attempted(data, pathway, before)
        step = pathway.steps.get((before, move))
        accepted = tried(pathway, trial, move, by, now)
        assert not accepted or (step is not None and step.is_by(by))
        assert accepted or trial.stage == before
        assert trial.stage in (NEW, *pathway.stages)
        if trial.stage != NEW and pathway.stages[trial.stage].open:
            assert any(clock.paused_at is None for clock in trial.clocks.running.values())
        elif trial.stage != NEW and pathway.stages[trial.stage].final:
            assert {clock.timer.name for clock in trial.clocks.running.values()} <= {
                timer.name for timer in pathway.clocks[trial.stage]
            }
        now += timedelta(hours=data.draw(st.integers(0, 200)))


@pytest.mark.parametrize("declared", shipped_declarations(), ids=lambda one: f"{one.pathway}-{one.version}")
def test_a_walk_of_the_library_arrives_where_the_table_arrives(declared: Declaration) -> None:
    pathway = next(one for one in PATHWAYS if (one.name, one.version) == (declared.pathway, declared.version))
    twin, random, stage = Twin(declared), Random(declared.pathway), NEW
    moves, makers = sorted({move for _, move in pathway.steps}), every_maker(pathway)
    for _ in range(400):
        move, maker = random.choice(moves), random.choice(makers)
        step = pathway.steps.get((stage, move))
        arrived = step.to_stage if step and step.is_by(maker) else None
        assert twin.arrives(stage, move, maker) == arrived
        stage = arrived or stage
        if not pathway.offered[stage]:
            stage = NEW


def random_log(pathway: Pathway, random: Random, cases: int = 25) -> Log:
    """A log of cases that stray: half of the moves are offered where the case stands, half are any."""
    rows = ["case,move,at,by"]
    anything = [*sorted({move for _, move in pathway.steps}), "to_closed", "trigger"]
    for case in range(cases):
        stage, at = NEW, BEGINNING
        for _ in range(random.randint(1, 15)):
            offered = pathway.offered.get(stage, ())
            step = random.choice(offered) if offered and random.random() < 0.7 else None
            move = step.move if step else random.choice(anything)
            by = random.choice(makers_of(step) if step else (*every_maker(pathway), "Ivo", ""))
            rows.append(f"{case},{move},{at.isoformat()},{by}")
            stage = step.to_stage if step else stage
            at += timedelta(hours=random.randint(0, 300))
    return read_log(rows)


AT_ONCE = {"referral", "need", "case", "protocol", "blockage", "decision", "network_cycle"}
"""Replayed at each run; the rest, and every variant, with what is slow."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(one, marks=() if one in AT_ONCE else pytest.mark.slow)
        for one in dict.fromkeys(map(NAME_OF, PATHWAYS))
    ],
)
def test_what_a_stray_log_leaves_is_a_path_of_the_graph_and_replays_to_itself(name: str) -> None:
    pathway = max((one for one in PATHWAYS if one.name == name), key=lambda one: one.version)
    base = BASES.get(pathway.extends, "") if pathway.extends else ""
    with rehearsal(pathway, base) as stage, rehearsal(pathway, base) as again:
        done = replay(stage, random_log(pathway, Random(name)))
        with stage.database.reading() as tx:
            trail = list(recordings.trail(tx))
        second = replay(again, read_log(["case,move,at,by", *(_row(step) for step in trail)]))
        assert verify(stage.database).faults == []
    assert done.refused and done.accepted == len(trail)
    assert (second.refused, second.stages) == ([], done.stages)
    _assert_is_path(pathway, trail)


def _assert_is_path(pathway: Pathway, trail: list[recordings.Step]) -> None:
    stages: dict[str, str] = {}
    for step in trail:
        taken = pathway.steps[stages.get(step.case, NEW), step.move]
        stages[step.case] = taken.to_stage


def _row(step: recordings.Step) -> str:
    return f"{step.case},{step.move},{step.at.isoformat()},{step.by or ''}"

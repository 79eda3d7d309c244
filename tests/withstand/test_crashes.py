"""Killed at any instant, the engine has done a move wholly or not at all."""

import os
import random
import signal
import time
from contextlib import suppress
from typing import Any

import pytest

from governance import audit
from governance.database import Database
from governance.failpoints import NAMES
from tests.cast import Cast, cast
from tests.withstand.deeds import DEEDS
from tests.withstand.families import accepted
from tests.withstand.soundness import grown, losses, state
from tests.withstand.victims import Victims, victims
from workflows.papers import make_documents

KILLED = 137
KILLS = 200
LONGEST_LIFE = 0.15
"""Seconds a victim works at most before it is killed."""


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


@pytest.mark.parametrize("name", [name for name in DEEDS if "sweep" not in name])
def test_a_deed_killed_at_any_failpoint_is_whole_or_not_there(scene: Cast, name: str) -> None:
    deed = DEEDS[name]
    order = {"deed": name, "dossier": deed.prepare(scene)}
    before = state(scene.database)
    with victims(scene) as process:
        for failpoint in NAMES[:-1]:
            assert (process.run(failpoint=failpoint, **order), failpoint) == (KILLED, failpoint)
            assert state(scene.database) == before, failpoint
        assert process.run(failpoint="after_commit", **order) == KILLED
        after = state(scene.database)
        assert grown(before, after) == deed.grows
        assert process.run(**order) == 0, "the same request again is answered"
    assert state(scene.database) == after
    assert audit.verify(scene.database).is_sound
    assert make_documents(scene.database) == after["documents"]


def test_a_sweep_killed_at_any_failpoint_is_finished_by_the_next(scene: Cast) -> None:
    deed = DEEDS["consequence of the sweep"]
    order = {"deed": "consequence of the sweep", "dossier": deed.prepare(scene)}
    before = state(scene.database)
    with victims(scene) as process:
        for failpoint in (*NAMES[:-1], "after_commit"):
            assert (process.run(failpoint=failpoint, **order), failpoint) == (KILLED, failpoint)
            assert state(scene.database) == before, failpoint
        assert process.run(**order) == 0
        after = state(scene.database)
        assert process.run(**order) == 0
    assert grown(before, after) == deed.grows
    assert state(scene.database) == after
    assert audit.verify(scene.database).is_sound


@pytest.mark.slow
def test_two_hundred_kills_at_random_instants_lose_nothing(scene: Cast) -> None:
    with victims(scene) as process:
        acknowledged = killed(process, endless_work(scene), random.Random(KILLS), KILLS)
    assert len(acknowledged) > KILLS // 4, "the victims hardly worked"
    assert losses(scene.database, acknowledged) == []
    assert make_documents(scene.database) > 0


def test_the_same_harness_finds_the_losses_of_a_twin_that_commits_in_two_parts(scene: Cast) -> None:
    work, chance = endless_work(scene), random.Random(1)
    acknowledged: list[str] = []
    with victims(scene) as process:
        for _ in range(KILLS // 10):
            acknowledged += killed(process, {**work, "split": True}, chance, 10)
            if losses(scene.database, acknowledged):
                return
    pytest.fail(f"{KILLS} kills of a broken engine, and nothing was found missing")


def test_a_twin_killed_at_a_failpoint_is_not_whole(scene: Cast) -> None:
    order = {"deed": "move", "dossier": DEEDS["move"].prepare(scene), "split": True}
    before = state(scene.database)
    with victims(scene) as process:
        assert process.run(failpoint="after_history", **order) == KILLED
    assert state(scene.database) != before
    assert losses(scene.database, []) != []


def endless_work(scene: Cast) -> dict[str, Any]:
    """The order to move three referrals round and round, and to send others for a fourth family."""
    return {"deed": "rounds", "dossiers": accepted(scene, 3), "need": scene.need(scene.case()).id}


def killed(process: Victims, work: dict[str, Any], chance: random.Random, times: int) -> list[str]:
    """Kill somebody at work so many times, each time at another instant; everything they acknowledged."""
    acknowledged: list[str] = []
    for _ in range(times):
        child = process.begin(**work)
        assert process.first_words() == "ready"
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        code, said = process.end()
        assert "split" in work or code == -signal.SIGKILL, f"it ended by itself: {code}"
        acknowledged += said
    return acknowledged

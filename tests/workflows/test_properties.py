"""What holds of every dossier whatever anybody does to it, in whatever order, and however often the clock comes by."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.workflows.lives import AnyLife

HEALTHY = list(HealthCheck)


def test_a_few_lives_keep_every_promise() -> None:
    short = settings(max_examples=6, stateful_step_count=40, deadline=None, suppress_health_check=HEALTHY)
    run_state_machine_as_test(AnyLife, settings=short)


@pytest.mark.slow
def test_many_lives_keep_every_promise() -> None:
    long = settings(max_examples=30, stateful_step_count=50, deadline=None, suppress_health_check=HEALTHY)
    run_state_machine_as_test(AnyLife, settings=long)

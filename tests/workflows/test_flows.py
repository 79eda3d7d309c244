"""Flows: cron alone, at hours that every day has once, and nothing remembered in Prefect."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.server.schemas.schedules import CronSchedule as ServerSchedule
from prefect.states import Scheduled
from prefect.testing.utilities import prefect_test_harness

from workflows.flows import collapse_missed, deployments

ROME = ZoneInfo("Europe/Rome")
ALL = deployments()


def cron_of(deployment: RunnerDeployment) -> CronSchedule:
    [only] = deployment.schedules or []
    assert isinstance(only.schedule, CronSchedule)
    return only.schedule


@pytest.mark.parametrize("deployment", ALL, ids=lambda each: each.entrypoint)
def test_every_schedule_is_cron_in_rome_without_parameters(deployment: RunnerDeployment) -> None:
    assert cron_of(deployment).timezone == "Europe/Rome"
    assert deployment.parameters == {}


@pytest.mark.parametrize("deployment", ALL[1:], ids=lambda each: each.entrypoint)
def test_every_daily_flow_keeps_clear_of_the_hours_that_clock_changes_repeat_or_skip(
    deployment: RunnerDeployment,
) -> None:
    minute, hour, *rest = cron_of(deployment).cron.split()
    assert rest == ["*", "*", "*"]
    assert not 30 <= int(hour) * 60 + int(minute) <= 3 * 60 + 30


@pytest.mark.parametrize("day", [datetime(2026, 10, 23, 12, tzinfo=UTC), datetime(2027, 3, 26, 12, tzinfo=UTC)])
@pytest.mark.parametrize("deployment", ALL[1:], ids=lambda each: each.entrypoint)
def test_every_daily_flow_runs_once_a_day_at_the_same_hour_across_the_clock_change(
    deployment: RunnerDeployment, day: datetime
) -> None:
    walls = [
        each.astimezone(ROME)
        for each in asyncio.run(ServerSchedule(cron=cron_of(deployment).cron, timezone="Europe/Rome").get_dates(4, day))
    ]
    assert len({wall.date() for wall in walls}) == 4
    assert len({wall.time() for wall in walls}) == 1


def test_the_tick_runs_every_five_minutes() -> None:
    assert (ALL[0].entrypoint, cron_of(ALL[0]).cron) == ("workflows.flows.tick", "*/5 * * * *")


@pytest.mark.slow
def test_of_the_runs_missed_while_nobody_ran_them_only_the_latest_stays() -> None:
    with prefect_test_harness(server_startup_timeout=120), get_client(sync_client=True) as client:
        for deployment in ALL[:2]:
            known = cast(UUID, deployment.apply())
            for hours in (1, 2, 3):
                missed: State[None] = Scheduled(scheduled_time=datetime.now(UTC) - timedelta(hours=hours))
                client.create_flow_run_from_deployment(known, state=missed)
        assert collapse_missed() == 4
        assert collapse_missed() == 0

"""Flows: cron alone, at hours that every day has once, and nothing remembered in Prefect."""

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.server.schemas.schedules import CronSchedule as ServerSchedule

from workflows.flows import deployments

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

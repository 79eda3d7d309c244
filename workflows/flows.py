"""What Prefect runs and when: it wakes up, calls one routine and reports; nothing is remembered there.

The flows are asynchronous because a synchronous one waits a second at its end for a heartbeat nobody reads.
Daily flows keep to hours that every day has once in Europe/Rome: never between 00:30 and 03:30.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from prefect import Flow, flow, serve
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from governance.database import Database
from governance.revisions import require_newest
from governance.settings import read_settings
from workflows import routines, ticks

EVERY_FIVE_MINUTES = "*/5 * * * *"
_quiet: Callable[..., Any] = flow(persist_result=False, validate_parameters=False, retries=0)


@contextmanager
def _database() -> Iterator[Database]:
    database = Database(read_settings())
    try:
        require_newest(database)
        yield database
    finally:
        database.close()


@_quiet
async def tick() -> None:
    """What is due, the documents left to make, the messages left to send."""
    with _database() as database:
        ticks.tick(database, "prefect")


@_quiet
async def seal() -> None:
    """The day's checkpoint over all histories."""
    with _database() as database:
        routines.seal(database)


@_quiet
async def forget() -> None:
    """Answers kept for repeated requests, once nobody repeats them."""
    with _database() as database:
        routines.forget(database)


@_quiet
async def keep_copy() -> None:
    """The day's backup, where one is wanted."""
    with _database() as database:
        routines.keep_copy(database)


def deployments(every: str = EVERY_FIVE_MINUTES) -> list[RunnerDeployment]:
    """Each flow with its cron schedule; `every` is the tick's."""
    planned: tuple[tuple[Flow[..., Any], str], ...] = (
        (tick, every),
        (seal, "10 4 * * *"),
        (forget, "25 4 * * *"),
        (keep_copy, "40 4 * * *"),
    )
    return [
        RunnerDeployment.from_flow(
            each,
            name="raccordo",
            schedule=Cron(cron, timezone="Europe/Rome"),
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for each, cron in planned
    ]


def collapse_missed() -> int:
    """Of the runs a flow missed while nobody ran them keep the latest alone: it does all that is due; how many went."""
    missed = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=datetime.now(UTC)),
    )
    seen, dropped = set(), 0
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=missed, sort=FlowRunSort.EXPECTED_START_TIME_DESC):
            if run.deployment_id in seen:
                client.delete_flow_run(run.id)
                dropped += 1
            seen.add(run.deployment_id)
    return dropped


def serve_all(every: str = EVERY_FIVE_MINUTES) -> None:
    """Run what falls due until told to stop, one flow at a time; of what was missed, the latest of each flow."""
    collapse_missed()
    serve(*deployments(every), pause_on_shutdown=False, print_starting_message=False, limit=1)

"""The scheduler: Prefect's server and the runner of our flows, as processes beside the pages."""

import os
import urllib.error
import urllib.request

from governance.settings import Settings, environment_of
from web.processes import HERE, Child, Program

EVERY_FIVE_MINUTES = "*/5 * * * *"


def scheduler(settings: Settings, every: str = EVERY_FIVE_MINUTES) -> list[Child]:
    """Server and runner, which starts once the server answers. With a server elsewhere, the runner alone."""
    folder = settings.folder.resolve() / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    environment = environment_for(settings)
    health = f"{environment['PREFECT_API_URL']}/health"
    serve = Program(["prefect", "server", "start"], environment, folder / "server.log", HERE)
    words = ["workflows.flows:serve_all", every]
    if settings.prefect_url:
        return [Child(Program(words, environment, folder / "runner.log", HERE))]
    run = Program(words, environment, folder / "runner.log", HERE, after=lambda: _answers(health))
    return [Child(serve), Child(run)]


def environment_for(settings: Settings) -> dict[str, str]:
    """What the two processes are told: ours alone, on this machine alone, reporting to nobody."""
    folder = settings.folder.resolve() / "prefect"
    here = f"http://127.0.0.1:{settings.prefect_port}/api"
    said = {
        "PREFECT_HOME": str(folder),
        "PREFECT_PROFILES_PATH": str(folder / "profiles.toml"),
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{folder / 'prefect.sqlite'}",
        "PREFECT_API_URL": settings.prefect_url or here,
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(7 * 24 * 3600),
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PYTHONPATH": str(HERE),
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **environment_of(settings), **said}


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False

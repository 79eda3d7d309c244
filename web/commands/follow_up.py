"""`raccordo follow-up`: one sweep without Prefect, with the documents and messages that follow from it."""

import json
from argparse import ArgumentParser, Namespace
from datetime import datetime

from governance.actors import ROME
from web.commands.opening import opened, settings_given
from workflows.ticks import tick


def add_arguments(parser: ArgumentParser) -> None:
    """At which instant."""
    parser.add_argument(
        "--now", type=instant, metavar="INSTANT", help="2026-11-24T10:00 (ora italiana); di norma adesso"
    )


def run(arguments: Namespace) -> int:
    """0, or 1 if something due could not be done."""
    with opened(settings_given()) as database:
        done = tick(database, "command", arguments.now)
    counts = {"due": done.due, "moved": done.moved, "noticed": done.noticed, "failed": done.failed}
    print(json.dumps(counts))
    return 1 if done.failed else 0


def instant(text: str) -> datetime:
    """An ISO 8601 instant; without an offset it is Italian time."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=ROME)

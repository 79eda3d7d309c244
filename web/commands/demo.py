"""`raccordo demo`: init, the sample network, the sample accounts, and up."""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from governance.database import Database
from governance.errors import RaccordoError
from governance.settings import Settings
from web.commands.init import prepare
from web.commands.opening import settings_given
from web.commands.up import require_ports, with_port
from web.passwords import hashed
from web.scheduler import scheduler
from web.serving import serve
from workflows.papers import make_documents
from workflows.samples import Sample, load_sample
from workflows.samples.people import ACCOUNTS

NETWORKS = ("after-care",)
PASSWORD = "ponti e strade insieme"  # noqa: S105 - printed at every start, for invented people on this machine alone
FOLDER = Path("var/demo")


def add_arguments(parser: ArgumentParser) -> None:
    """Which network, and where the pages answer."""
    parser.add_argument("--network", default=NETWORKS[0], choices=NETWORKS, help="rete di esempio")
    parser.add_argument("--port", type=int, help="porta delle pagine (di norma 8000)")
    parser.add_argument("--no-prefect", action="store_true", help="solo le pagine, senza le scadenze automatiche")


def run(arguments: Namespace) -> int:
    """0 once stopped; RaccordoError where the installation named is not one for trying."""
    given = settings_given()
    if given.secure and not given.address.startswith("http://127.0.0.1"):
        raise RaccordoError("La dimostrazione gira solo su questa macchina: togli RACCORDO_ADDRESS.")
    folder = FOLDER if given.folder == Path("var") else given.folder
    settings, port = with_port(replace(given, demo=True, folder=folder), arguments.port)
    require_ports(settings, "127.0.0.1", port, arguments.no_prefect)
    fill(settings)
    tell(settings.address)
    return serve(settings, "127.0.0.1", port, [] if arguments.no_prefect else scheduler(settings))


def fill(settings: Settings) -> None:
    """The schema, the pathways and the sample network, each only where it is missing."""
    database = Database(settings)
    try:
        prepare(database)
        if load_sample(database, PASSWORD, hashed, Sample(whole=True, told=_told)):
            while make_documents(database):
                continue
    finally:
        database.close()


def _told(day: int, length: int) -> None:
    """How far the sample network is, on one line of a terminal; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return
    end = "\n" if day == length else ""
    print(f"\rPreparo la rete di esempio: giorno {day} di {length}...", end=end, file=sys.stderr, flush=True)


def tell(address: str) -> None:
    """The address and the accounts; everybody is invented."""
    width = max(len(account.email) for account in ACCOUNTS)
    lines = [f"  {account.email:<{width}}  {account.name}: {account.shows}" for account in ACCOUNTS]
    print(
        "\n".join(["", f"Raccordo, dimostrazione: {address}", f"Password per tutti: {PASSWORD}", "", *lines, ""]),
        flush=True,
    )
    print("Ctrl-C ferma tutto. Le persone e gli enti del privato sociale sono inventati.", file=sys.stderr)

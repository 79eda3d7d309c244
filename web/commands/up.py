"""`raccordo up`: the pages and the scheduler, one command, one stop."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from urllib.parse import urlsplit

from governance.settings import Settings
from web.commands.opening import opened, settings_given
from web.ports import SCHEDULER, require_free
from web.scheduler import scheduler
from web.serving import serve


def add_arguments(parser: ArgumentParser) -> None:
    """Where the pages answer, and whether the scheduler runs."""
    parser.add_argument("--port", type=int, help="porta delle pagine (di norma quella di RACCORDO_ADDRESS, o 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="dove ascoltare; altrove che qui solo dietro un proxy TLS")
    parser.add_argument("--no-prefect", action="store_true", help="solo le pagine: le scadenze le controlla follow-up")


def run(arguments: Namespace) -> int:
    """0 once stopped."""
    settings, port = with_port(settings_given(), arguments.port)
    require_ports(settings, arguments.host, port, arguments.no_prefect)
    with opened(settings):
        pass
    return serve(settings, arguments.host, port, [] if arguments.no_prefect else scheduler(settings))


def require_ports(settings: Settings, host: str, port: int, pages_alone: bool) -> None:
    """RaccordoError where another program already answers at a port that is going to be ours."""
    require_free(host, port)
    if not (pages_alone or settings.prefect_url):
        require_free("127.0.0.1", settings.prefect_port, SCHEDULER)


def with_port(settings: Settings, port: int | None) -> tuple[Settings, int]:
    """The settings whose address has this port, where the address is this very machine's; and the port."""
    address = urlsplit(settings.address)
    if address.hostname not in ("127.0.0.1", "localhost"):
        return settings, port or 8000
    chosen = port or address.port or 8000
    return replace(settings, address=f"{address.scheme}://{address.hostname}:{chosen}"), chosen

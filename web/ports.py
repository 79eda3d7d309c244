"""Ports: whether somebody else answers there already, said before anything is started."""

import errno
import socket

from governance.errors import RaccordoError

LAST_PORT = 65535
WAITING = 1024
"""Connections that may wait for somebody to answer."""
TAKEN = "La porta {port} è già occupata da un altro programma. {advice}"
CLOSED = "Non si può rispondere a {host}, porta {port}. {advice}"
PAGES = "Chiudilo, oppure scegli un'altra porta con --port."
SCHEDULER = (
    "Serve alle scadenze automatiche: forse Raccordo è già avviato. Chiudi l'altro programma, oppure scegli un'altra "
    "porta con RACCORDO_PREFECT_PORT; con --no-prefect partono solo le pagine."
)


def require_free(host: str, port: int, advice: str = PAGES) -> None:
    """RaccordoError, with what to do, unless this process could answer at the port of this address."""
    opened(host, port, advice).close()


def opened(host: str, port: int, advice: str = PAGES) -> socket.socket:
    """The port of this address, open; who comes waits until somebody answers. RaccordoError says what to do."""
    try:
        if not 0 < port <= LAST_PORT:
            raise OSError(errno.EINVAL, "no such port")
        return socket.create_server((host, port), family=_family(host), backlog=WAITING)
    except OSError as fault:
        words = TAKEN if fault.errno == errno.EADDRINUSE else CLOSED
        raise RaccordoError(words.format(host=host, port=port, advice=advice)) from fault


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET

"""Theme: Bootstrap Italia and htmx served from the wheels that carry them, and our own few files."""

import gzip
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from flask import Blueprint, Flask, Response, request, send_from_directory, url_for

from governance.errors import NotVisible
from web.access import EVERYBODY, open_to

pages = Blueprint("theme", __name__)

OWN = Path(__file__).parent / "static"
A_YEAR = 365 * 24 * 3600
A_DAY = 24 * 3600
SQUEEZED = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def _folders() -> dict[str, tuple[Path, str]]:
    """Where each family of files lies, found without importing Django, and its version."""
    return {
        "tema": (_inside("bootstrap_italia_template"), version("design-django-theme")),
        "htmx": (_inside("django_htmx") / "django_htmx", version("django-htmx")),
        "nostri": (OWN, _own_version()),
    }


def _inside(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the files of {package} are not installed")
    return Path(spec.submodule_search_locations[0]) / "static"


def _own_version() -> str:
    digest = sha256()
    for file in sorted(OWN.rglob("*")):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@pages.get("/file/<family>/<path:name>")
@open_to(EVERYBODY)
def file(family: str, name: str) -> Response:
    """One file; kept for ever where the address names the present version, a day where it does not."""
    if family not in _folders():
        raise NotVisible
    folder, present = _folders()[family]
    response = _squeezed(folder, name) or send_from_directory(folder, name, conditional=True)
    if request.args.get("v") == present:
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    return response


def _squeezed(folder: Path, name: str) -> Response | None:
    kind = SQUEEZED.get(Path(name).suffix)
    if kind is None or request.accept_encodings["gzip"] == 0:
        return None
    wanted = (folder / name).resolve()
    if not wanted.is_relative_to(folder.resolve()) or not wanted.is_file():
        raise NotVisible
    response = Response(_gzipped(wanted), mimetype=kind)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@cache
def _gzipped(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


def address(family: str, name: str) -> str:
    """The address of a file, with its version."""
    return url_for("theme.file", family=family, name=name, v=_folders()[family][1])


@pages.get("/favicon.ico")
@open_to(EVERYBODY)
def icon() -> Response:
    """What browsers ask for by themselves."""
    return send_from_directory(OWN, "favicon.svg", mimetype="image/svg+xml", max_age=A_DAY)


def dress(app: Flask) -> None:
    """Give templates the addresses of files and icons."""
    app.jinja_env.globals["file_address"] = address

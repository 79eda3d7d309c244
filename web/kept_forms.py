"""Kept forms: what somebody typed comes back after an expired session or token, and nothing is done twice."""

import re
from urllib.parse import quote, urlsplit

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from web.transactions import REOPEN

PREFIX = "tenuto."
ADDRESS = "tenuto_indirizzo"
HOME = "/"
_NOT_KEPT = re.compile(r"^(csrf_token|password.*|" + REOPEN + r"|tenuto.*)$")
_PATH = re.compile(r"^/(?![/\\])[^\\\x00-\x20\x7f-\uffff@]*$")


def safe_path(wanted: str | None) -> str:
    """The path if it is one of ours, whatever anybody wrote; else the home page."""
    wanted = wanted or HOME
    parts = urlsplit(wanted) if _PATH.match(wanted) else None
    if parts is None or parts.scheme or parts.netloc or "//" in parts.path or "%" in parts.path:
        return HOME
    return wanted


def typed(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    """The fields worth keeping: never a password, never a token."""
    return [(name, value) for name, value in form.items(multi=True) if not _NOT_KEPT.match(name)]


def carried(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    """The fields that a sign-in form carried along for another form."""
    return [(name[len(PREFIX) :], value) for name, value in form.items(multi=True) if name.startswith(PREFIX)]


def ask_to_sign_in() -> Response | tuple[str, int]:
    """Lead to the sign-in page; a form sent with an expired session travels along with it."""
    if request.method in ("GET", "HEAD"):
        here = request.full_path.rstrip("?")
        return redirect(f"{url_for('sign_in.ask')}?next={quote(here, safe='/')}" if here != HOME else "/accesso")
    kept = typed(request.form)
    page = render_template("sign_in/ask.html", next=HOME, email="", kept=kept, kept_address=safe_path(request.path))
    return page, 401


def reopen_page(fields: list[tuple[str, str]], address: str) -> str:
    """The page from which a form comes back with what was typed."""
    return render_template("reopen.html", fields=fields, address=safe_path(address), reopen=REOPEN)

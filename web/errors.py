"""Errors: the words of the domain become pages, or JSON for programs; what nobody foresaw gets a code to quote."""

import logging
import secrets
from http import HTTPStatus
from typing import Any

from flask import Flask, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from governance.errors import (
    Changed,
    Invalid,
    NotOffered,
    NotPermitted,
    NotVisible,
    RaccordoError,
    Repeated,
    Unmet,
    Unreadable,
)
from web.kept_forms import reopen_page, typed
from web.texts import _, lazy, said
from web.visitors import signed_in

log = logging.getLogger("raccordo.web")

STATUS: dict[type[RaccordoError], int] = {
    NotPermitted: 403,
    NotVisible: 404,
    NotOffered: 409,
    Changed: 409,
    Repeated: 409,
    Unreadable: 410,
    Unmet: 422,
    Invalid: 422,
}
TITLES = {
    400: lazy("La richiesta non si capisce"),
    403: lazy("Questo non spetta a te"),
    404: lazy("Pagina non trovata"),
    405: lazy("Qui non si arriva così"),
    409: lazy("È cambiato nel frattempo"),
    410: lazy("Contenuto non più leggibile"),
    413: lazy("Il file è troppo grande"),
    422: lazy("Manca qualcosa"),
    500: lazy("Qualcosa non ha funzionato"),
}
TRY_AGAIN = lazy("Torna indietro e riprova.")
OF_HTTP = {
    404: lazy("Non c'è nessuna pagina a questo indirizzo."),
    405: lazy("Torna indietro e usa i pulsanti della pagina."),
    413: lazy("Un file può pesare al massimo 10 MB. Riducilo, oppure dividilo."),
}


def status_of(error: RaccordoError) -> int:
    """The HTTP status of an error of the domain."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)


def wants_json() -> bool:
    """Whether a program asks, not a browser."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def answer(status: int, sentence: str, code: str = "", **more: Any) -> tuple[Response | str, int]:
    """The page or the JSON of an error; a page carries no form, so two equal errors have equal bodies."""
    title = str(TITLES.get(status, TITLES[400]))
    if wants_json():
        details = {"code": code} if code else {}
        return jsonify({"status": status, "title": title, "detail": sentence, **details, **more}), status
    page = render_template(
        "error.html",
        title=title,
        sentence=sentence,
        code=code,
        missing=more.get("missing", ()),
        since=more.get("since", ()),
        signed_in=signed_in(),
    )
    return page, status


def map_errors(app: Flask) -> None:
    """Register one answer for each kind of error."""
    app.register_error_handler(RaccordoError, refused)
    app.register_error_handler(CSRFError, forged)
    app.register_error_handler(HTTPException, known)
    app.register_error_handler(Exception, unforeseen)


def refused(error: RaccordoError) -> tuple[Response | str, int]:
    """What the domain refuses, with each missing thing."""
    more: dict[str, Any] = {}
    if isinstance(error, Unmet):
        more["missing"] = [
            {"sentence": said(each.sentence), "mender": said(each.mender), "page": each.page} for each in error.missing
        ]
    elif isinstance(error, Invalid):
        more["missing"] = [{"sentence": said(each), "mender": "", "page": ""} for each in error.faults.values()]
    elif isinstance(error, Changed):
        more["since"] = list(error.since)
    return answer(status_of(error), "" if more.get("missing") else said(error.sentence), **more)


def forged(error: CSRFError) -> tuple[Response | str, int]:
    """A form without a good token: it comes back with what was typed, and does nothing."""
    if wants_json():
        return answer(400, str(error.description))
    return reopen_page(typed(request.form), request.path), 400


def known(error: HTTPException) -> tuple[Response | str, int] | Response:
    """What HTTP itself refuses; a redirect goes its way, and a foreign host gets no page of ours."""
    if isinstance(error, SecurityError):
        return Response("Questo indirizzo non è il nostro.\n", 400, mimetype="text/plain")
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return Response.force_type(error.get_response())
    return answer(error.code, str(OF_HTTP.get(error.code, TRY_AGAIN)))


def unforeseen(error: Exception) -> tuple[Response | str, int]:
    """Anything else: logged in full, shown as a code."""
    code = secrets.token_hex(4).upper()
    log.error("unforeseen error %s at %s", code, request.endpoint, exc_info=error)
    return answer(500, _("Non è colpa tua e nulla è andato perso di quanto era già salvato."), code)

"""Signing in and out: the page, the limits, and the cookie that names a session in the database."""

from typing import NamedTuple

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from governance import sign_ins
from governance.database import Database
from governance.directories import keep_password, saw
from governance.people import person_by_email
from web import passwords
from web.access import EVERYBODY, open_to
from web.kept_forms import ADDRESS, carried, reopen_page, safe_path
from web.texts import _
from web.transactions import database
from web.visitors import give_cookie, signed_in, take_cookie, token_of

pages = Blueprint("sign_in", __name__)

WIPE = '"cache", "cookies", "storage"'


class Outcome(NamedTuple):
    """What came of a try: the token of a new session, or a status and a sentence."""

    token: str = ""
    status: int = 200
    sentence: str = ""


@pages.get("/accesso")
@open_to(EVERYBODY)
def ask() -> Response | str:
    """The sign-in page."""
    wanted = safe_path(request.args.get("next"))
    if signed_in():
        return redirect(wanted)
    return render_template("sign_in/ask.html", next=wanted, email="", left="uscita" in request.args)


@pages.post("/accesso")
@open_to(EVERYBODY)
def enter() -> Response | tuple[str, int]:
    """Check the password and begin a session; a form that was kept comes back afterwards."""
    email = request.form.get("email", "").strip().lower()[:200]
    outcome = _try(database(), email, request.form.get("password", ""))
    if not outcome.token:
        page = render_template(
            "sign_in/ask.html",
            next=safe_path(request.form.get("next")),
            email=email,
            sentence=outcome.sentence,
            kept=carried(request.form),
            kept_address=safe_path(request.form.get(ADDRESS)),
        )
        return page, outcome.status
    session.clear()
    response = _where_to_go()
    give_cookie(response, database(), outcome.token)
    return response


def _where_to_go() -> Response:
    if kept := carried(request.form):
        return make_response(reopen_page(kept, request.form.get(ADDRESS, "")))
    return redirect(safe_path(request.form.get("next")))


def _try(held: Database, email: str, password: str) -> Outcome:
    """One try. The hash is computed between two transactions; the limit is read in both."""
    address = request.remote_addr or ""
    refused = Outcome(status=401, sentence=_("Indirizzo o password non corretti."))
    stopped = Outcome(status=429, sentence=_("Troppi tentativi: riprova tra un quarto d'ora."))
    with held.reading() as tx:
        if sign_ins.too_many_tries(tx, email, address):
            return stopped
        person = person_by_email(tx, email)
    stored = person.password if person and person.active else None
    good = passwords.matches(stored, password)
    fresh = passwords.hashed(password) if good and stored and passwords.is_outdated(stored) else None
    with held.transaction() as tx:
        if sign_ins.too_many_tries(tx, email, address):
            return stopped
        if not (good and person):
            sign_ins.count_try(tx, email, address)
            current_app.logger.info("sign-in refused")
            return refused
        if fresh:
            keep_password(tx, person.id, fresh)
        sign_ins.end(tx, token_of(held))
        saw(tx, person.id)
        return Outcome(token=sign_ins.begin(tx, person.id, request.user_agent.string))


@pages.post("/uscita")
@open_to(EVERYBODY)
def leave() -> Response:
    """End the session here and in the database, and leave nothing in the browser."""
    held = database()
    with held.transaction() as tx:
        sign_ins.end(tx, token_of(held))
    session.clear()
    response = redirect(url_for("sign_in.ask", uscita=1))
    take_cookie(response, held)
    response.headers["Clear-Site-Data"] = WIPE
    return response


@pages.post("/uscita-ovunque")
@open_to(EVERYBODY)
def leave_everywhere() -> Response:
    """End every session of the person, this one too."""
    visitor = signed_in()
    if visitor:
        with database().transaction() as tx:
            sign_ins.end_all(tx, int(visitor.get_id()))
        flash(_("Hai chiuso tutte le sessioni."))
    return leave()

"""The profile: one's own facts, open sessions, and the password."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance import sign_ins
from governance.directories import all_mandates_of, person
from governance.errors import NotVisible
from governance.open_sessions import sessions_of
from governance.organisations import names_of
from governance.people import Person
from web import passwords
from web.access import SIGNED_IN, open_to
from web.forms import Form
from web.new_passwords import change, check_new
from web.texts import _
from web.transactions import database, reading, writing
from web.visitors import give_cookie, present_actor, token_of
from web.words import role_words

pages = Blueprint("profile", __name__)


@pages.get("/profilo")
@open_to(SIGNED_IN)
def show() -> str:
    """Who I am here, where I am signed in, and the form for a new password."""
    return _page(Form())


@pages.post("/profilo/password")
@open_to(SIGNED_IN)
def change_password() -> Response | tuple[str, int]:
    """Change one's own password: the present one is asked, every other session ends."""
    form = Form.typed()
    me = _me()
    if not passwords.matches(me.password, form["password_now"]):
        form.fault("password_now", _("Questa non è la tua password di adesso."))
    check_new(form, me)
    if form.faults:
        return _page(form), 422
    stored = passwords.hashed(form["password"])
    held = database()
    with writing() as tx:
        change(tx, me, stored)
        sign_ins.end(tx, token_of(held))
        token = sign_ins.begin(tx, me.id, "")
    flash(_("La password è cambiata. Le altre sessioni sono chiuse."))
    response = redirect(url_for("profile.show"))
    give_cookie(response, held, token)
    return response


def _me() -> Person:
    with reading() as tx:
        found = person(tx, present_actor().person_id or 0)
    if found is None:
        raise NotVisible
    return found


def _page(form: Form) -> str:
    me = _me()
    with reading() as tx:
        mandates = all_mandates_of(tx, me.id)
        names = names_of(tx, [mandate.organisation_id for mandate in mandates])
        sessions = sessions_of(tx, me.id)
    return render_template(
        "profile/show.html", me=me, mandates=mandates, names=names, sessions=sessions, form=form, role_words=role_words
    )

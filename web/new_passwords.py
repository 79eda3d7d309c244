"""New passwords: asked for by e-mail, or chosen by who was invited; opening a link changes nothing."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from governance import registers, sign_ins
from governance.actors import Actor
from governance.database import Transaction
from governance.directories import keep_password
from governance.errors import Invalid
from governance.people import Person, person_by_email
from web import passwords
from web.access import EVERYBODY, open_to
from web.aftermath import follow
from web.forms import Form
from web.links import Purpose, holder, send
from web.texts import _
from web.transactions import database, reading, writing

pages = Blueprint("passwords", __name__)

MOST_REQUESTS = "reset|"
"""Requests for a new password are counted apart from failed sign-ins."""


@pages.get("/nuova-password")
@open_to(EVERYBODY)
def ask() -> str:
    """Ask for a link by e-mail."""
    return render_template("passwords/ask.html", form=Form())


@pages.post("/nuova-password")
@open_to(EVERYBODY)
def send_link() -> Response | tuple[str, int]:
    """Send the link where the address is known; the answer is the same where it is not."""
    form = Form.typed()
    email = form.email("email")
    account, address = f"{MOST_REQUESTS}{email}", f"{MOST_REQUESTS}{request.remote_addr}"
    try:
        form.check()
        with writing() as tx:
            if not sign_ins.too_many_tries(tx, account, address):
                sign_ins.count_try(tx, account, address)
                person = person_by_email(tx, email)
                if person and person.active:
                    send(tx, database().settings, person, Purpose.RESET)
    except Invalid as error:
        return render_template("passwords/ask.html", form=form.refuse(error)), 422
    follow(())
    return redirect(url_for("passwords.asked"))


@pages.get("/nuova-password-chiesta")
@open_to(EVERYBODY)
def asked() -> str:
    """What happens now."""
    return render_template("passwords/asked.html")


@pages.get("/nuova-password/<signed>", defaults={"purpose": Purpose.RESET})
@pages.get("/invito/<signed>", defaults={"purpose": Purpose.INVITATION})
@open_to(EVERYBODY)
def open_link(signed: str, purpose: Purpose) -> str | tuple[str, int]:
    """Show the form; nothing is used up by looking (mail programs open links by themselves)."""
    with reading() as tx:
        found = holder(tx, purpose, signed)
        return _page(found[0], purpose, Form()) if found else _spent()


@pages.post("/nuova-password/<signed>", defaults={"purpose": Purpose.RESET})
@pages.post("/invito/<signed>", defaults={"purpose": Purpose.INVITATION})
@open_to(EVERYBODY)
def choose(signed: str, purpose: Purpose) -> Response | str | tuple[str, int]:
    """Set the password, use the link up, end every session of the person."""
    form = Form.typed()
    with reading() as tx:
        found = holder(tx, purpose, signed)
    if found is None:
        return _spent()
    person = found[0]
    check_new(form, person)
    if form.faults:
        return _page(person, purpose, form), 422
    stored = passwords.hashed(form["password"])
    with writing() as tx:
        still = holder(tx, purpose, signed)
        if still is None or not sign_ins.use_link(tx, still[1]):
            return _spent()
        change(tx, still[0], stored)
    flash(_("La password è pronta: ora puoi fare l'accesso."))
    return redirect(url_for("sign_in.ask"))


def check_new(form: Form, person: Person) -> None:
    """Note on the form why the new password is refused, or that the two differ."""
    if fault := passwords.fault_of(form["password"], (person.name, person.email)):
        form.fault("password", fault)
    elif form["password"] != form["password_again"]:
        form.fault("password_again", _("Le due password non sono uguali: scrivile di nuovo."))


def change(tx: Transaction, person: Person, stored: str) -> None:
    """Keep the new hash, end every session, and note that it happened."""
    keep_password(tx, person.id, stored)
    sign_ins.end_all(tx, person.id)
    entry = registers.Entry("set_password", registers.PERSON, person.id)
    registers.record(tx, Actor(person.id, person.name), entry)


def _page(person: Person, purpose: Purpose, form: Form) -> str:
    return render_template("passwords/choose.html", person=person, invited=purpose is Purpose.INVITATION, form=form)


def _spent() -> tuple[str, int]:
    return render_template("passwords/spent.html"), 410

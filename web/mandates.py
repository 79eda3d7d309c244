"""Mandates: a person begins to hold a role at an organisation, and stops; nothing is ever removed."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance import person_records as records
from governance.database import Transaction
from governance.directories import mandate
from governance.errors import Invalid, NotVisible
from governance.keeping import keeps_people_of, may_give, require_organisation, require_people_of
from governance.organisations import Organisation, names_of
from governance.people import names_of_people
from governance.roles import Role
from web.access import KEEPER, open_to
from web.aftermath import follow
from web.forms import Form
from web.people import invite_in
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from web.words import MANDATED, role_words

pages = Blueprint("mandates", __name__)


@pages.get("/enti/<int:organisation_id>/persone/nuova")
@open_to(KEEPER)
def new(organisation_id: int) -> str:
    """The form by which a person, known or new, gets a mandate here."""
    with reading() as tx:
        found = require_organisation(tx, organisation_id)
        require_people_of(present_actor(), organisation_id)
        return _form(Form({"valid_from": records.today(tx), "invite": "1"}), found)


@pages.post("/enti/<int:organisation_id>/persone/nuova")
@open_to(KEEPER)
def give(organisation_id: int) -> Response | tuple[str, int]:
    """Give the mandate, and send the invitation where it is wanted and nobody has a password yet."""
    form = Form.typed()
    actor = present_actor()
    try:
        with writing() as tx:
            found = require_organisation(tx, organisation_id)
            require_people_of(actor, organisation_id)
            wanted = _appointment(form, organisation_id)
            form.check()
            person, is_new = records.appoint(tx, actor, wanted, form.key)
            if is_new and form.ticked("invite") and person.password is None:
                invite_in(tx, person)
    except Invalid as error:
        return _form(form.refuse(error), found), 422
    follow(())
    flash(_("Mandato dato a %(name)s.", name=person.name) if is_new else _("Questo mandato c'era già."))
    return redirect(url_for("people.show", person_id=person.id))


@pages.get("/persone/mandati/<int:mandate_id>/fine")
@open_to(KEEPER)
def ask_end(mandate_id: int) -> str:
    """Until which day, and what follows."""
    with reading() as tx:
        return _end_form(tx, Form({"last_day": records.today(tx)}), mandate_id)


@pages.post("/persone/mandati/<int:mandate_id>/fine")
@open_to(KEEPER)
def end(mandate_id: int) -> Response | tuple[str, int]:
    """End the mandate."""
    form = Form.typed()
    try:
        with writing() as tx:
            now = form.ticked("at_once")
            last_day = records.today(tx) - timedelta(days=1) if now else form.day("last_day")
            form.check()
            ended = records.end_mandate(tx, present_actor(), mandate_id, last_day)  # type: ignore[arg-type]  # checked above
    except Invalid as error:
        with reading() as tx:
            return _end_form(tx, form.refuse(error), mandate_id), 422
    flash(_("Fine del mandato annotata."))
    return redirect(url_for("people.show", person_id=ended.person_id))


def _appointment(form: Form, organisation_id: int) -> records.Appointment:
    role = form.choice("role", MANDATED)
    valid_from = form.day("valid_from")
    return records.Appointment(
        name=form.line("name"),
        email=form.email("email"),
        organisation_id=organisation_id,
        role=Role(role) if role in MANDATED else Role.WORKER,
        valid_from=valid_from,  # type: ignore[arg-type]  # the form is checked before it is used
        valid_until=form.day("valid_until", required=False),
    )


def _form(form: Form, found: Organisation) -> str:
    actor = present_actor()
    offered = [(role.value, role_words(role)) for role in MANDATED if may_give(actor, found.id, role)]
    return render_template("people/mandate.html", form=form, organisation=found, roles=offered)


def _end_form(tx: Transaction, form: Form, mandate_id: int) -> str:
    found = mandate(tx, mandate_id)
    if found is None or not keeps_people_of(present_actor(), found.organisation_id):
        raise NotVisible
    return render_template(
        "people/end_mandate.html",
        form=form,
        mandate=found,
        role=role_words(found.role),
        person=names_of_people(tx, [found.person_id])[found.person_id],
        organisation=names_of(tx, [found.organisation_id])[found.organisation_id],
    )

"""Representations: which office acts for which municipalities, from when to when."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance import organisation_records as records
from governance.database import Transaction
from governance.directories import organisations_by_name
from governance.errors import Invalid, NotVisible
from governance.keeping import require_organisation
from governance.organisations import Organisation, Representation, find_organisations, names_of
from governance.person_records import today
from governance.registers import made_with
from web.access import ADMINISTRATOR, open_to
from web.forms import Form
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor

pages = Blueprint("representations", __name__, url_prefix="/enti")


@pages.get("/<int:organisation_id>/rappresentanza")
@open_to(ADMINISTRATOR)
def new(organisation_id: int) -> str:
    """The form by which an organisation begins to act for another."""
    with reading() as tx:
        return _form(tx, Form({"valid_from": today(tx)}), require_organisation(tx, organisation_id))


@pages.post("/<int:organisation_id>/rappresentanza")
@open_to(ADMINISTRATOR)
def add(organisation_id: int) -> Response | tuple[str, int]:
    """Note the representation."""
    form = Form.typed()
    actor = present_actor()
    try:
        with writing() as tx:
            found = require_organisation(tx, organisation_id)
            facts = _facts(tx, form, organisation_id)
            form.check()
            if not made_with(tx, actor, form.key):
                records.represent(tx, actor, facts, form.key)
    except Invalid as error:
        with reading() as tx:
            return _form(tx, form.refuse(error), found), 422
    flash(_("Rappresentanza aggiunta."))
    return redirect(url_for("organisations.show", organisation_id=organisation_id))


@pages.get("/rappresentanze/<int:representation_id>/fine")
@open_to(ADMINISTRATOR)
def ask_end(representation_id: int) -> str:
    """Until which day?"""
    with reading() as tx:
        return _end_form(tx, Form({"last_day": today(tx)}), representation_id)


@pages.post("/rappresentanze/<int:representation_id>/fine")
@open_to(ADMINISTRATOR)
def end(representation_id: int) -> Response | tuple[str, int]:
    """End the representation."""
    form = Form.typed()
    try:
        with writing() as tx:
            last_day = form.day("last_day")
            form.check()
            ended = records.end_representation(tx, present_actor(), representation_id, last_day)  # type: ignore[arg-type]  # checked above
    except Invalid as error:
        with reading() as tx:
            return _end_form(tx, form.refuse(error), representation_id), 422
    flash(_("Fine della rappresentanza annotata."))
    return redirect(url_for("organisations.show", organisation_id=ended.representative_id))


def _facts(tx: Transaction, form: Form, organisation_id: int) -> Representation:
    name = form.line("represented")
    found = [each for each in organisations_by_name(tx, name) if each.active] if name else []
    if name and len(found) != 1:
        several = _("Più enti hanno questo nome: completa prima i loro nomi.")
        form.fault("represented", several if found else _("Nessun ente ha questo nome: sceglilo dall'elenco."))
    return Representation(
        representative_id=organisation_id,
        represented_id=found[0].id if found else 0,
        title=form.line("title"),
        valid_from=form.day("valid_from"),
        valid_until=form.day("valid_until", required=False),
    )


def _form(tx: Transaction, form: Form, found: Organisation) -> str:
    offered = [each.name for each in find_organisations(tx, limit=600) if each.id != found.id]
    return render_template("organisations/represent.html", form=form, organisation=found, offered=offered)


def _end_form(tx: Transaction, form: Form, representation_id: int) -> str:
    found = tx.get(Representation, representation_id)
    if found is None:
        raise NotVisible
    names = names_of(tx, (found.representative_id, found.represented_id))
    return render_template("organisations/end_representation.html", form=form, representation=found, names=names)

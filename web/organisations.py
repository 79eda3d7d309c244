"""Organisations: the list, the page of one, and the forms of the administrators."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance import organisation_records as records
from governance import registers, territory
from governance.database import Transaction
from governance.desks import desks_of
from governance.directories import PAGE, list_organisations, mandates_at, representations_about
from governance.errors import Invalid
from governance.keeping import keeps_people_of, require_administrator, require_organisation
from governance.organisations import Organisation, OrganisationKind, names_of
from governance.people import names_of_people
from governance.person_records import today
from governance.service_records import keeps_services_of
from web import legal_bases
from web.access import ADMINISTRATOR, SIGNED_IN, open_to
from web.forms import Form
from web.lists import filter_words, page_of, place
from web.organisation_forms import blank, facts_of, filled
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from web.words import kind_words, kinds_offered, role_words

pages = Blueprint("organisations", __name__, url_prefix="/enti")


@pages.get("")
@open_to(SIGNED_IN)
def list() -> str:
    """All organisations, by name, with search and kind."""
    words, kind = filter_words("q"), filter_words("tipo")
    with reading() as tx:
        found = list_organisations(tx, words, kind, place())
        day = today(tx)
    return render_template(
        "organisations/list.html",
        page=page_of(found, PAGE, lambda each: (each.folded_name, each.id)),
        words=words,
        kind=kind,
        kinds=kinds_offered(),
        kind_words=kind_words,
        seats=territory.municipalities(day),
        keeps=present_actor().is_administrator,
    )


@pages.get("/<int:organisation_id>")
@open_to(SIGNED_IN)
def show(organisation_id: int) -> str:
    """One organisation: facts, whom it represents, and its people for those who keep or belong to it."""
    actor = present_actor()
    with reading() as tx:
        found = require_organisation(tx, organisation_id)
        day = today(tx)
        representations = representations_about(tx, organisation_id)
        names = names_of(tx, {key for each in representations for key in (each.representative_id, each.represented_id)})
        keeps = keeps_people_of(actor, organisation_id)
        people = mandates_at(tx, organisation_id, day) if keeps or organisation_id in actor.home_ids else []
        acts = registers.acts_on(tx, registers.ORGANISATION, organisation_id) if actor.is_administrator else []
        actors = names_of_people(tx, [each.actor_id for each in acts if each.actor_id])
        legal = legal_bases.shown(tx, organisation_id)
        own_desks = desks_of(tx, organisation_id)
    return render_template(
        "organisations/show.html",
        organisation=found,
        seat=_seat(found, day),
        day=day,
        representations=representations,
        names=names,
        people=people,
        acts=acts,
        actors=actors,
        keeps=keeps,
        administers=actor.is_administrator,
        belongs=organisation_id in actor.home_ids,
        desks=own_desks,
        keeps_desks=keeps_services_of(actor, organisation_id),
        kind_words=kind_words,
        role_words=role_words,
        **legal,
    )


@pages.get("/nuovo")
@open_to(ADMINISTRATOR)
def new() -> str:
    """The form for a new organisation."""
    return _form(blank(), None)


@pages.post("/nuovo")
@open_to(ADMINISTRATOR)
def add() -> Response | tuple[str, int]:
    """Add an organisation; the same one twice is not added."""
    form = Form.typed()
    try:
        with writing() as tx:
            facts = facts_of(form, today(tx))
            form.check()
            repeated = registers.made_with(tx, present_actor(), form.key)
            added, is_new = records.enrol(tx, present_actor(), facts, form.key)
            if not is_new and not repeated:
                raise Invalid({"name": _("Questo ente c'è già: «%(name)s».", name=added.name)})
    except Invalid as error:
        return _form(form.refuse(error), None), 422
    flash(_("Ente aggiunto."))
    return redirect(url_for("organisations.show", organisation_id=added.id))


@pages.get("/<int:organisation_id>/modifica")
@open_to(ADMINISTRATOR)
def edit(organisation_id: int) -> str:
    """The form that changes an organisation."""
    with reading() as tx:
        found = require_organisation(tx, organisation_id)
        form = filled(found, _revision(tx, organisation_id), today(tx))
    return _form(form, found)


@pages.post("/<int:organisation_id>/modifica")
@open_to(ADMINISTRATOR)
def change(organisation_id: int) -> Response | tuple[str, int]:
    """Change an organisation, unless somebody else just did."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = require_organisation(tx, organisation_id, to_change=True)
            form.unchanged_since(_revision(tx, organisation_id))
            facts = facts_of(form, today(tx))
            form.check()
            records.change_organisation(tx, present_actor(), organisation_id, facts)
    except Invalid as error:
        return _form(form.refuse(error), found), 422
    flash(_("Modifica salvata."))
    return redirect(url_for("organisations.show", organisation_id=organisation_id))


@pages.post("/<int:organisation_id>/stato")
@open_to(ADMINISTRATOR)
def set_state(organisation_id: int) -> Response:
    """Close the organisation for new work, or open it again."""
    form = Form.typed()
    state = form.choice("state", ("open", "closed"))
    form.check()
    with writing() as tx:
        records.set_active(tx, present_actor(), organisation_id, state == "open")
    flash(_("Ente riaperto.") if state == "open" else _("Ente chiuso: non si sceglie più per lavori nuovi."))
    return redirect(url_for("organisations.show", organisation_id=organisation_id))


def _revision(tx: Transaction, organisation_id: int) -> str:
    return registers.revision_of(tx, registers.ORGANISATION, organisation_id)


def _seat(found: Organisation, day: date) -> str:
    known = territory.municipalities(day).get(found.seat or "")
    return f"{known.name} ({known.plate})" if known else found.seat or ""


def _form(form: Form, found: Organisation | None) -> str:
    require_administrator(present_actor())
    with reading() as tx:
        day = today(tx)
    return render_template(
        "organisations/form.html",
        form=form,
        organisation=found,
        kinds=[(kind.value, kind_words(kind)) for kind in OrganisationKind],
        municipalities=sorted(each.name for each in territory.municipalities(day).values()),
    )

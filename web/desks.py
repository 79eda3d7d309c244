"""Sportelli: where people are met, found by municipality; kept by the head of who runs them or an administrator."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from governance import registers
from governance.desks import (
    DESK,
    DESK_KINDS,
    PAGE,
    Desk,
    add_desk,
    change_desk,
    desk,
    desk_to_change,
    desks_for,
    list_desks,
    sharing,
)
from governance.errors import Invalid
from governance.keeping import require_organisation
from governance.organisations import Organisation
from governance.people import names_of_people
from governance.person_records import today
from governance.place_searches import places_like
from governance.service_records import keeps_services_of, require_keeper
from governance.territory import districts
from web.access import KEEPER, SIGNED_IN, open_to
from web.desk_forms import LABELS, facts_of, filled
from web.directory import area_words
from web.forms import Form
from web.lists import filter_words, page_of, place
from web.place_names import place_names
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.colleagues import MEETING

pages = Blueprint("desks", __name__)

SUGGESTED = 8


@pages.get("/sportelli")
@open_to(SIGNED_IN)
def list() -> str:
    """All desks by name; or those that hear the people of one municipality."""
    typed, kind = filter_words("comune"), request.args.get("tipo", "")
    kind = kind if kind in DESK_KINDS else ""
    with reading() as tx:
        day = today(tx)
        meant = places_like(typed, day) if typed else []
        where = meant[0] if len(meant) == 1 else None
        found = desks_for(tx, where.istat_code, day, kind) if where else list_desks(tx, kind, place())
        seats = {each.seat: place_names([each.seat], day) for each, _organisation in found}
        areas = {each.id: area_words(each.municipalities, each.districts, day) for each, _organisation in found}
    size = max(len(found), 1) if where else PAGE
    return render_template(
        "desks/list.html",
        page=page_of(found, size, lambda pair: (pair[0].folded_name, pair[0].id)),
        typed=typed,
        where=where,
        suggested=[each.name for each in meant[:SUGGESTED]],
        kind=kind,
        kinds=_kinds(),
        kind_words=_kind_words,
        seats=seats,
        areas=areas,
    )


@pages.get("/sportelli/<int:desk_id>")
@open_to(SIGNED_IN)
def show(desk_id: int) -> str:
    """One desk: when it is open, who is there, whom it hears, which instruments it shares."""
    with reading() as tx:
        found, day = desk(tx, desk_id), today(tx)
        organisation = require_organisation(tx, found.organisation_id)
        keeps = keeps_services_of(present_actor(), found.organisation_id)
        held = present_actor().roles.get(found.organisation_id, frozenset())
        acts = registers.acts_on(tx, DESK, desk_id) if keeps else []
        return render_template(
            "desks/show.html",
            desk=found,
            organisation=organisation,
            kind=_kind_words(found.kind),
            seat=place_names([found.seat], day),
            area=area_words(found.municipalities, found.districts, day),
            shared=sharing(tx, found),
            keeps=keeps,
            meets=found.active and bool(MEETING.intersection(held)),
            acts=acts,
            names=names_of_people(tx, [each.actor_id for each in acts if each.actor_id]),
        )


@pages.get("/enti/<int:organisation_id>/sportelli/nuovo")
@open_to(KEEPER)
def new(organisation_id: int) -> str:
    """The form for a new desk."""
    with reading() as tx:
        found = require_organisation(tx, organisation_id)
        require_keeper(present_actor(), organisation_id)
        return _form(Form({"seat": place_names([found.seat or ""], today(tx))}), found, None, today(tx))


@pages.post("/enti/<int:organisation_id>/sportelli/nuovo")
@open_to(KEEPER)
def add(organisation_id: int) -> Response | tuple[str, int]:
    """Add a desk."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = require_organisation(tx, organisation_id)
            require_keeper(present_actor(), organisation_id)
            day = today(tx)
            facts = facts_of(form, day)
            form.check()
            added = add_desk(tx, present_actor(), organisation_id, facts, form.key)
    except Invalid as error:
        return _form(form.refuse(error), found, None, day), 422
    flash(_("Sportello aggiunto."))
    return redirect(url_for("desks.show", desk_id=added.id))


@pages.get("/sportelli/<int:desk_id>/modifica")
@open_to(KEEPER)
def edit(desk_id: int) -> str:
    """The form that changes a desk."""
    with reading() as tx:
        found = desk_to_change(tx, present_actor(), desk_id)
        return _form(filled(tx, found), require_organisation(tx, found.organisation_id), found, today(tx))


@pages.post("/sportelli/<int:desk_id>/modifica")
@open_to(KEEPER)
def change(desk_id: int) -> Response | tuple[str, int]:
    """Change a desk or close it, unless somebody else just changed it."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = desk_to_change(tx, present_actor(), desk_id)
            organisation = require_organisation(tx, found.organisation_id)
            form.unchanged_since(registers.revision_of(tx, DESK, desk_id))
            day = today(tx)
            facts = facts_of(form, day, form.ticked("active"))
            form.check()
            change_desk(tx, present_actor(), desk_id, facts)
    except Invalid as error:
        return _form(form.refuse(error), organisation, found, day), 422
    flash(_("Modifica salvata."))
    return redirect(url_for("desks.show", desk_id=desk_id))


def _form(form: Form, organisation: Organisation, found: Desk | None, day: date) -> str:
    return render_template(
        "desks/form.html",
        form=form,
        organisation=organisation,
        desk=found,
        kinds=_kinds(),
        districts=", ".join(sorted(each.name for each in districts(day).values())),
        labels={name: str(words) for name, words in LABELS.items()},
    )


def _kinds() -> dict[str, str]:
    return {name: each.text(locale()) for name, each in DESK_KINDS.items()}


def _kind_words(kind: str) -> str:
    return DESK_KINDS[kind].text(locale())

"""A new contact: somebody just met, recorded in a few seconds, without asking who they are."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.database import Transaction
from governance.errors import Invalid, NotPermitted
from governance.networks import networks_of
from governance.organisations import names_of
from governance.person_records import today
from governance.territory import municipalities
from web.access import open_to
from web.agreements import LANGUAGES
from web.contact_forms import labels, offered, own_desks, read_met, read_whom, zones_of
from web.contacts import MEETERS
from web.forms import Form
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.advance import open_dossier
from workflows.contacting import contact_opening

pages = Blueprint("new_contacts", __name__, url_prefix="/contatti")


@pages.get("/nuovo")
@open_to(MEETERS)
def new() -> str:
    """The form for somebody just met."""
    with reading() as tx:
        desks, day = own_desks(tx, present_actor()), today(tx)
        seat = municipalities(day).get(desks[0].seat) if desks else None
        begun = {"met_on": day.isoformat(), "adults": "1", "municipality": seat.name if seat else ""}
        return _form(tx, Form(begun))


@pages.post("/nuovo")
@open_to(MEETERS)
def add() -> Response | tuple[str, int]:
    """Record the contact."""
    form = Form.typed()
    try:
        with writing() as tx:
            code = _record(tx, form)
    except Invalid as error:
        with reading() as tx:
            return _form(tx, form.refuse(error)), 422
    flash(_("Contatto annotato. Il codice è %(code)s.", code=code))
    return redirect(url_for("dossiers.show", code=code))


def _record(tx: Transaction, form: Form) -> str:
    actor, day, desks = present_actor(), today(tx), own_desks(tx, present_actor())
    if not desks:
        raise NotPermitted(_("Il tuo ente non ha ancora uno sportello: lo aggiunge il suo responsabile."))
    told = read_whom(form, day), read_met(form, desks, day)
    desk = next((each for each in desks if each.id == told[1].desk_id), desks[0])
    networks = [each.id for each in networks_of(tx, {desk.organisation_id}, day)]
    if not networks:
        form.fault("desk", _("L'ente di questo sportello non fa parte di nessuna rete."))
    network_id = networks[0] if len(networks) == 1 else form.choice_of_key("network", networks)
    form.check()
    opening = contact_opening(tx, actor, (int(network_id or 0), desk), told, form.ticked("seek"))
    return open_dossier(tx, replace(opening, key=form.key))[0].code


def _form(tx: Transaction, form: Form) -> str:
    actor, day = present_actor(), today(tx)
    desks = own_desks(tx, actor)
    networks = [each.id for each in networks_of(tx, {each.organisation_id for each in desks}, day)]
    names = names_of(tx, networks)
    return render_template(
        "contacts/new.html",
        form=form,
        desks=[(each.id, each.name) for each in desks],
        networks=[(each, names[each]) for each in networks],
        zones=[(each, each) for each in zones_of(desks)],
        tongues=LANGUAGES,
        labels=labels(),
        **offered(),
    )

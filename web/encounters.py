"""Encounters: meeting the same unknown person again by the code of a slip, and the way to a case."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.contacts import contact
from governance.database import Transaction
from governance.desks import Desk, desk
from governance.errors import Invalid, NotOffered, NotVisible
from governance.organisations import names_of
from governance.participations import Part
from governance.person_records import today
from governance.policy import Permission
from web.access import open_to
from web.contact_forms import labels, offered, own_desks, read_met, zones_of
from web.contact_words import kind_words, people_words
from web.contacts import MEETERS, REPORTERS
from web.dossier_sights import Sight, sight_of
from web.forms import Form
from web.place_names import place_names
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.contacting import meet_again

pages = Blueprint("encounters", __name__, url_prefix="/contatti")


@pages.get("/<code>")
@open_to(REPORTERS)
def find(code: str) -> Response:
    """Where the code of a slip leads: to meet the person again for who may, else to the contact."""
    with reading() as tx:
        found = sight_of_contact(tx, code)
    again = found.writes and found.dossier.open
    return redirect(url_for("encounters.new" if again else "dossiers.show", code=found.dossier.code))


@pages.get("/<code>/incontro")
@open_to(MEETERS)
def new(code: str) -> str:
    """The form for one encounter more."""
    with reading() as tx:
        found, desks = _to_meet(tx, code)
        facts, day = contact(tx, found.dossier.id), today(tx)
        usual = facts.desk_id if facts.desk_id in {each.id for each in desks} else ""
        begun = {"met_on": day.isoformat(), "desk": usual, "zone": facts.zone}
        return _form(tx, Form({**begun, "revision": found.dossier.last_number}), found, desks)


@pages.post("/<code>/incontro")
@open_to(MEETERS)
def add(code: str) -> Response | tuple[str, int]:
    """Record the encounter."""
    form = Form.typed()
    try:
        with writing() as tx:
            found, desks = _to_meet(tx, code)
            met = read_met(form, desks, today(tx))
            form.check()
            meet_again(tx, present_actor(), found.dossier.id, met, form.key)
    except Invalid as error:
        with reading() as tx:
            found, desks = _to_meet(tx, code)
            return _form(tx, form.refuse(error), found, desks), 422
    flash(_("Incontro annotato."))
    return redirect(url_for("dossiers.show", code=code))


@pages.get("/<code>/biglietto")
@open_to(MEETERS)
def slip(code: str) -> str:
    """What may be given to the person: the code, and where the desk is; nothing about them."""
    with reading() as tx:
        found = sight_of_contact(tx, code)
        found.require(Permission.WRITE)
        facts, day = contact(tx, found.dossier.id), today(tx)
        there = desk(tx, facts.desk_id) if facts.desk_id else None
        organisation_id = there.organisation_id if there else owner_of(found).organisation_id
        return render_template(
            "contacts/slip.html",
            code=found.dossier.code,
            desk=there,
            seat=place_names([there.seat], day) if there else "",
            organisation=names_of(tx, [organisation_id])[organisation_id],
        )


@pages.get("/<code>/presa-in-carico")
@open_to(REPORTERS)
def identify(code: str) -> Response:
    """The person said who they are: on to the form of a new case, which knows the contact."""
    with reading() as tx:
        found = sight_of_contact(tx, code)
        facts = contact(tx, found.dossier.id)
    return redirect(url_for("new_cases.new", rete=facts.network_id, contatto=code))


def sight_of_contact(tx: Transaction, code: str) -> Sight:
    """The contact with this code as the visitor may see it; NotVisible for any other dossier."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "contact":
        raise NotVisible
    return found


def owner_of(found: Sight) -> Part:
    """The organisation whose contact it is."""
    part = found.situation.part("owner")
    if part is None:
        raise NotVisible
    return part


def _to_meet(tx: Transaction, code: str) -> tuple[Sight, list[Desk]]:
    """A contact that goes on, and the desks of its organisation, if it has any."""
    found = sight_of_contact(tx, code)
    found.require(Permission.WRITE)
    if not found.dossier.open:
        raise NotOffered(_("Questo contatto è concluso: se la persona è tornata, prima riprendilo dalla sua pagina."))
    owner = owner_of(found).organisation_id
    desks = [each for each in own_desks(tx, present_actor()) if each.organisation_id == owner]
    return found, desks


def _form(tx: Transaction, form: Form, found: Sight, desks: list[Desk]) -> str:
    facts, day = contact(tx, found.dossier.id), today(tx)
    return render_template(
        "contacts/again.html",
        form=form,
        dossier=found.dossier,
        facts=facts,
        kind=kind_words(facts.signal),
        people=people_words(facts),
        place=place_names([facts.municipality], day),
        desks=[(each.id, each.name) for each in desks],
        zones=[(each, each) for each in zones_of(desks)],
        labels=labels(),
        **offered(),
    )

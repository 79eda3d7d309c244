"""Departures: somebody leaves a household: no longer counted in it, while what was sent stays as it was."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.beneficiaries import REFERENCE, Beneficiary, Identity, identities_of, leave
from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.agreements import past_day
from web.dossier_sights import Sight, sight_of
from web.dossiers import record_look
from web.forms import Form
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform
from workflows.calendars import local
from workflows.situations import Situation

pages = Blueprint("departures", __name__, url_prefix="/pratiche")


@pages.post("/<code>/persone/<int:beneficiary_id>/uscita/apri")
@open_to(SIGNED_IN)
def ask(code: str, beneficiary_id: int) -> str:
    """The form, with the name of who leaves: opening it is a look at the person, and recorded."""
    form = Form.typed()
    with writing() as tx:
        found = _case(tx, code)
        _people(found, beneficiary_id)
        record_look(found, form.key)
    with reading() as tx:
        found = _case(tx, code)
        form = Form({"left_on": local(tx.now).date().isoformat(), "revision": found.dossier.last_number})
        return _page(found, form, beneficiary_id)


@pages.post("/<code>/persone/<int:beneficiary_id>/uscita")
@open_to(SIGNED_IN)
def record(code: str, beneficiary_id: int) -> Response | tuple[str, int]:
    """Note the departure."""
    form = Form.typed()
    try:
        with writing() as tx:
            _depart(_case(tx, code), beneficiary_id, form)
    except Invalid as error:
        with reading() as tx:
            return _page(_case(tx, code), form.refuse(error), beneficiary_id), 422
    flash(_("Uscita annotata. Negli invii già partiti si vede che il nucleo è cambiato."))
    return redirect(url_for("dossiers.show", code=code))


def _depart(found: Sight, beneficiary_id: int, form: Form) -> None:
    tx, people = found.situation.tx, _people(found, beneficiary_id)
    day, chosen = past_day(form, "left_on", local(tx.now).date()), None
    others = [key for key, each in people.items() if key != beneficiary_id and each.is_member]
    if people[beneficiary_id].relation == REFERENCE:
        chosen = form.choice_of_key("next_reference", others)
    form.check()

    def change(situation: Situation) -> None:
        who = tx.get_one(Beneficiary, beneficiary_id)
        leave(tx, who, day or local(tx.now).date(), tx.get_one(Beneficiary, chosen) if chosen else None)

    codes = {"left_on": str(day)}
    perform(tx, Act(found.dossier.id, "leave", found.situation.actor, codes=codes, key=form.key), change)


def _case(tx: Transaction, code: str) -> Sight:
    """The case, for those who may know and change who the people are."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "case":
        raise NotVisible
    found.require(Permission.IDENTIFY)
    return found


def _people(found: Sight, beneficiary_id: int) -> dict[int, Identity]:
    household = found.dossier.household_id
    people = dict(identities_of(found.situation.tx, [household]).get(household, []))
    if beneficiary_id not in people:
        raise NotVisible
    return people


def _page(found: Sight, form: Form, beneficiary_id: int) -> str:
    people = _people(found, beneficiary_id)
    leaving = people[beneficiary_id]
    others = [(key, each.full_name) for key, each in people.items() if key != beneficiary_id and each.is_member]
    return render_template(
        "dossiers/records/departure.html",
        dossier=found.dossier,
        form=form,
        beneficiary_id=beneficiary_id,
        name=leaving.full_name,
        others=others if leaving.relation == REFERENCE else None,
    )

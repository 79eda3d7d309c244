"""A new case in one go: household, municipality, situation, and what the person was told and agreed to."""

from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from governance.cases import case
from governance.consents import Consent, Information
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import Invalid, NotPermitted, NotVisible, Unmet
from governance.organisations import names_of
from governance.texts import LONGEST_TEXT
from web import agreements, contact_cases, standings
from web.access import open_to
from web.case_forms import (
    change_rows,
    count_of,
    labels_of,
    narrowed,
    openers,
    places,
    read_intake,
    read_people,
)
from web.cases import CASE_FOLLOWERS
from web.dossier_sights import sight_of
from web.duplicates import holders_of_alike
from web.forms import Form
from web.health_parts import note
from web.relations import RELATIONS, guardianships
from web.texts import _, told
from web.transactions import reading, writing
from web.visitors import networks_offered, present_actor
from workflows.acts import Act, perform
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.beginnings import Intake, case_opening
from workflows.calendars import local

pages = Blueprint("new_cases", __name__, url_prefix="/prese-in-carico")


class AlreadyOpened(Exception):
    """This very request opened the case before."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Everything the form said: the case, what the person was told and agreed to, and what is kept of her health."""

    intake: Intake
    information: Information | None
    consent: Consent | None
    health: str


@pages.get("/nuova")
@open_to(CASE_FOLLOWERS)
def new() -> str:
    """The form; first the network, where there is more than one."""
    with reading() as tx:
        network_id = _network(tx, request.args.get("rete", ""))
        if network_id is None:
            return render_template("cases/network.html", networks=networks_offered())
        own = openers(tx, present_actor(), network_id)
        usual = next((each for each in own if each != network_id), "")
        begun = {"people": "1", "organisation": usual, **agreements.begun(local(tx.now).date())}
        begun |= contact_cases.taken_over(tx, request.args.get("contatto", ""))
        return _form(tx, Form(begun), network_id)


@pages.get("/comuni")
@open_to(CASE_FOLLOWERS)
def municipalities() -> str:
    """The municipalities of the network that begin so, as one types."""
    with reading() as tx:
        network_id = _network(tx, request.args.get("network", ""))
        offered = places(tx, network_id) if network_id else []
    found = narrowed(offered, request.args.get("place_words", "")[:100])
    return render_template("cases/places.html", offered=found, selected=request.args.get("municipality", ""))


@pages.post("/nuova")
@open_to(CASE_FOLLOWERS)
def add() -> Response | str | tuple[str, int]:
    """Open the case; or change the rows of the form, or narrow the municipalities, where that was pressed."""
    form = Form.typed()
    form.key = form.key[:48]
    with reading() as tx:
        network_id = _network(tx, form["network"])
        if network_id is None:
            raise NotVisible
        if change_rows(form) or form["act"] == "find_place":
            return _form(tx, form, network_id)
    try:
        with writing() as tx:
            code = _open(tx, form, network_id)
    except Invalid as error:
        with reading() as tx:
            return _form(tx, form.refuse(error), network_id), 422
    except AlreadyOpened as done:
        code = str(done)
    flash(_("Presa in carico aperta: il codice è %(code)s.", code=code))
    return redirect(url_for("dossiers.show", code=code))


def _open(tx: Transaction, form: Form, network_id: int) -> str:
    actor, day = present_actor(), local(tx.now).date()
    begun = _read(tx, form, network_id, day)
    form.check()
    opening = case_opening(tx, actor, begun.intake, form.key)
    opened, _line = open_dossier(tx, opening)
    if opened.household_id != opening.household_id:
        raise AlreadyOpened(opened.code)
    if holders_of_alike(tx, begun.intake.people, opened.household_id):
        if not form.ticked("not_duplicate"):
            raise Invalid({"not_duplicate": _("Il nucleo forse è già seguito: verifica, poi conferma.")})
        done = Act(opened.id, "duplicates_checked", actor)
        perform(tx, done, lambda situation: setattr(case(tx, opened.id), "duplicates_checked", True))
    if begun.information:
        agreements.record_information(tx, actor, opened.id, begun.information, f"{form.key}:inform")
    if begun.consent:
        agreements.record_consent(tx, actor, opened.id, begun.consent, f"{form.key}:consent")
    contact_cases.bind(tx, form, opened.id)
    if begun.health:
        note(sight_of(tx, opened.code, actor), begun.health, f"{form.key}:health")
    if form.ticked("take_charge"):
        _take_charge(tx, opened)
    return opened.code


def _read(tx: Transaction, form: Form, network_id: int, day: date) -> Beginning:
    own = openers(tx, present_actor(), network_id)
    if not own:
        raise NotPermitted(_("Per aprire una presa in carico serve un ruolo in un ente di questa rete."))
    asks = standings.asked_of(tx, network_id)
    intake = read_intake(form, network_id, own, places(tx, network_id), day)
    intake = replace(intake, standing=standings.read_standing(tx, form, network_id) if asks else None)
    offered = [key for key, _name in agreements.recipients(tx, network_id)]
    return Beginning(
        intake,
        agreements.read_information(form, day) if form.ticked("informed") else None,
        agreements.read_consent(form, day, offered) if form.ticked("agreed") else None,
        form.text("health", LONGEST_TEXT, required=False),
    )


def _take_charge(tx: Transaction, opened: Dossier) -> None:
    try:
        advance(tx, Attempt(opened.id, "take_charge", present_actor()))
    except Unmet as error:
        raise Invalid({"take_charge": told(error)}) from error
    except NotPermitted as error:
        raise Invalid({"take_charge": told(error)}) from error


def _network(tx: Transaction, text: str) -> int | None:
    """The network somebody chose among the actor's; the only one where there is one."""
    offered = [key for key, _name in networks_offered()]
    if len(offered) == 1 and not text:
        return offered[0]
    return int(text) if text in map(str, offered) else None


def _form(tx: Transaction, form: Form, network_id: int) -> str:
    own, offered, count = openers(tx, present_actor(), network_id), places(tx, network_id), count_of(form)
    names = names_of(tx, {*own, network_id})
    asked = form.ticked("not_duplicate") or "not_duplicate" in form.faults
    return render_template(
        "cases/new.html",
        form=form,
        begun=contact_cases.begun_with(tx, form),
        network_id=network_id,
        network=names[network_id],
        own=[(key, names[key]) for key in own],
        offered=narrowed(offered, form["place_words"]),
        count=count,
        relations=[(name, str(words)) for name, words in RELATIONS.items() if name != "reference"],
        guardianships=guardianships(),
        asks=standings.asked_of(tx, network_id),
        **standings.offered(tx, network_id),
        labels=labels_of(count),
        known=holders_of_alike(tx, read_people(Form(form.values), local(tx.now).date())) if asked else [],
        channels=agreements.channels(),
        evidences=agreements.evidences(),
        tongues=agreements.LANGUAGES,
        recipients=[(agreements.ANYBODY, _("Gli enti della rete a cui serve")), *agreements.recipients(tx, network_id)],
    )

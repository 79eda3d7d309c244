"""Sending a referral, first half: the need, then the service, each with the reasons for and against it."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from governance.cases import case
from governance.cases import need as need_facts
from governance.codes import label_of
from governance.database import Transaction
from governance.dossiers import Dossier, many
from governance.errors import Changed, Invalid, NotOffered, NotVisible
from governance.lists import Filter, caseload
from governance.participations import parts_of_many
from governance.policy import Permission, permissions_on
from governance.readdressing import readdress
from governance.referrals import referral
from governance.territory import municipalities
from web.access import open_to
from web.cases import CASE_FOLLOWERS
from web.dossier_sights import Sight, sight_of, visible
from web.forms import Form
from web.listed import after, listed, page_from
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform
from workflows.advance import open_dossier
from workflows.beginnings import Sending, referral_opening
from workflows.calendars import local
from workflows.choices import Choice, choices_for
from workflows.situations import Situation

pages = Blueprint("sending", __name__, url_prefix="/invii")

DRAFT = "draft"


@pages.get("/nuovo")
@open_to(CASE_FOLLOWERS)
def need() -> str:
    """Step one: which need, among the open ones whose content the actor may read."""
    actor = present_actor()
    with reading() as tx:
        found = caseload(tx, actor, Filter(("need",), True, ("open", "routed")), after())
        parts = parts_of_many(tx, [each.id for each in found.rows]) if found.rows else {}
        rows = [each for each in found.rows if Permission.READ in permissions_on(actor, each.kind, parts[each.id])]
        above = many(tx, {each.parent_id for each in rows if each.parent_id}) if rows else {}
        cases = {each.id: above[each.parent_id].code for each in rows if each.parent_id in above}
        page = page_from(found, listed(tx, actor, rows))
    return render_template("sending/need.html", page=page, cases=cases)


@pages.get("/nuovo/<code>")
@open_to(CASE_FOLLOWERS)
def service(code: str) -> str:
    """Step two: which service, among those that answer the need where the person lives."""
    with reading() as tx:
        found = _need(tx, code)
        draft = _draft(tx, request.args.get("bozza", ""), found)
        return _service_page(tx, found, draft, Form({"revision": draft.dossier.last_number} if draft else None))


@pages.post("/nuovo/<code>")
@open_to(CASE_FOLLOWERS)
def choose(code: str) -> Response | tuple[str, int]:
    """Make the draft for this service; or, where there is one already, send it to another."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = _need(tx, code)
            draft = _draft(tx, form["bozza"], found)
            offered = {each.service.id: each for each in choices_for(tx, found.dossier)}
            chosen = form.choice_of_key("service", offered)
            form.check()
            choice = offered[int(chosen or 0)]
            made = _readdressed(draft, choice, form) if draft else _drafted(found, choice, form)
    except Invalid as error:
        with reading() as tx:
            again = _need(tx, code)
            return _service_page(tx, again, _draft(tx, form["bozza"], again), form.refuse(error)), 422
    return redirect(url_for("drafts.check", code=made))


def _drafted(found: Sight, choice: Choice, form: Form) -> str:
    tx, actor = found.situation.tx, found.situation.actor
    opening = referral_opening(tx, Sending(found.dossier.id, choice.service.id, ""), None, actor)
    draft, _line = open_dossier(tx, replace(opening, key=form.key))
    return draft.code


def _readdressed(draft: Sight, choice: Choice, form: Form) -> str:
    tx, dossier = draft.situation.tx, draft.dossier

    def change(situation: Situation) -> None:
        readdress(tx, referral(tx, dossier.id), choice.service)

    if referral(tx, dossier.id).service_id != choice.service.id:
        seen = int(form.revision) if form.revision.isdecimal() else -1
        codes = {"service": choice.service.id}
        perform(tx, Act(dossier.id, "edit", draft.situation.actor, seen, codes=codes, key=form.key), change)
    return dossier.code


def _need(tx: Transaction, code: str) -> Sight:
    """The need, for those who may read what it says."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "need":
        raise NotVisible
    found.require(Permission.READ)
    if not found.dossier.open:
        raise NotOffered(_("Questo bisogno è chiuso: per inviare di nuovo la persona, riaprilo."))
    return found


def _draft(tx: Transaction, code: str, found: Sight) -> Sight | None:
    """The draft that is to go to another service, where its code is given."""
    if not code:
        return None
    draft = sight_of(tx, code, present_actor())
    if draft.dossier.kind != "referral" or draft.dossier.parent_id != found.dossier.id:
        raise NotVisible
    if draft.dossier.stage != DRAFT:
        raise Changed
    return draft


def _service_page(tx: Transaction, found: Sight, draft: Sight | None, form: Form) -> str:
    facts = need_facts(tx, found.dossier.id)
    choices = choices_for(tx, found.dossier)
    running = {each.running.dossier.id for each in choices if each.running}
    place = municipalities(local(tx.now).date())[case(tx, facts.case_id).municipality]
    return render_template(
        "sending/service.html",
        form=form,
        need=found.dossier,
        case=tx.get_one(Dossier, facts.case_id),
        category=label_of("category", facts.category, locale()),
        place=place.name,
        choices=choices,
        known=set(visible(tx, found.situation.actor, running)),
        draft=draft.dossier if draft else None,
        present=referral(tx, draft.dossier.id).service_id if draft else None,
    )

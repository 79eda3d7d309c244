"""Consegne: all the open work of a person passes to a colleague; what will happen is said before."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from governance.assignments import followed, followers
from governance.database import Transaction
from governance.dossiers import many
from governance.errors import Invalid
from governance.organisations import names_of
from governance.people import names_of_people
from governance.registers import made_with
from web.access import SIGNED_IN, open_to
from web.aftermath import follow
from web.forms import Form
from web.texts import _, several
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.handovers import Handover, colleagues, hand_over, may_hand_over

pages = Blueprint("handovers", __name__, url_prefix="/consegne")


@pages.get("")
@open_to(SIGNED_IN)
def ask() -> str:
    """Whose work to whom; once both are chosen, what will happen."""
    form = Form({"from": request.args.get("da", "")[:40], "to": request.args.get("a", "")[:20]})
    with reading() as tx:
        if form["from"] or form["to"]:
            try:
                _wanted(tx, form)
            except Invalid as error:
                form.refuse(error)
        return _page(tx, form)


@pages.post("")
@open_to(SIGNED_IN)
def make() -> Response | tuple[str, int]:
    """Pass the work on."""
    form = Form.typed()
    try:
        passed, name = _make(form)
    except Invalid as error:
        with reading() as tx:
            return _page(tx, form.refuse(error)), 422
    flash(_("Consegne passate a %(name)s.", name=name))
    follow(passed)
    return redirect(url_for("today.show"))


def _make(form: Form) -> tuple[list[int], str]:
    """The dossiers passed on and who took them; a repeated request passes nothing on and is answered alike."""
    actor = present_actor()
    with writing() as tx:
        done = made_with(tx, actor, form.key)
        wanted = _wanted(tx, form) if done is None else None
        taker = wanted.to_id if wanted else int(done.details["to"]) if done else 0
        return (hand_over(tx, actor, wanted) if wanted else []), names_of_people(tx, [taker]).get(taker, "")


def _wanted(tx: Transaction, form: Form) -> Handover:
    """The handover as chosen, among what the visitor may choose."""
    offered = dict(_givers(tx))
    giver = form.choice("from", list(offered))
    form.check()
    organisation_id, from_id = (int(each) for each in giver.split("-"))
    to_id = form.choice_of_key("to", [each.id for each in colleagues(tx, organisation_id) if each.id != from_id])
    form.check()
    return Handover(organisation_id, from_id, to_id or 0, form.key)


def _givers(tx: Transaction) -> list[tuple[str, str]]:
    """Whose work the visitor may pass on: their own, and that of everybody in the organisations they head."""
    actor = present_actor()
    found = {pair: number for pair, number in followers(tx, actor.home_ids).items() if may_hand_over(actor, *pair)}
    people = names_of_people(tx, {person for _organisation, person in found})
    names = names_of(tx, {organisation for organisation, _person in found})
    rows = [
        (f"{organisation}-{person}", f"{people[person]}, {names[organisation]} ({_number(number)})")
        for (organisation, person), number in found.items()
    ]
    return sorted(rows, key=lambda row: row[1])


def _number(number: int) -> str:
    return several("%(num)d pratica aperta", "%(num)d pratiche aperte", number)


def _page(tx: Transaction, form: Form) -> str:
    givers = _givers(tx)
    chosen = form["from"] if form["from"] in dict(givers) else ""
    organisation_id, from_id = (int(each) for each in chosen.split("-")) if chosen else (0, 0)
    takers = [(each.id, each.name) for each in colleagues(tx, organisation_id) if each.id != from_id] if chosen else []
    to = next((name for key, name in takers if str(key) == form["to"]), "")
    codes: list[Any] = []
    if to and not form.faults:
        codes = list(many(tx, followed(tx, organisation_id, from_id)).values())
    return render_template(
        "handovers/ask.html",
        form=form,
        givers=givers,
        takers=takers,
        chosen=chosen,
        giver=names_of_people(tx, [from_id]).get(from_id, ""),
        taker=to,
        codes=codes,
        number=_number(len(codes)),
    )

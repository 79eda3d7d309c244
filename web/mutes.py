"""Mutes on the pages: to be left in quiet about one dossier until a day, to be reminded again, and who asked for it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance import mutes
from governance.actors import Actor
from governance.codes import label_of
from governance.database import Transaction
from governance.errors import Invalid
from governance.mutes import MUTE_REASONS
from governance.people import names_of_people
from governance.roles import Role
from web.access import SIGNED_IN, open_to
from web.dossier_sights import Sight, sight_of, visible
from web.forms import Form
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows import muting
from workflows.calendars import local

pages = Blueprint("mutes", __name__, url_prefix="/pratiche")

USUAL = timedelta(days=7)


class Muted(NamedTuple):
    """Somebody who is not reminded for now: who (empty: the visitor), until which morning, why."""

    who: str
    until: date
    reason: str


def muted_in(tx: Transaction, actor: Actor, dossiers: Iterable[Any]) -> Mapping[int, list[Muted]]:
    """Who muted the reminders of these dossiers, by dossier; one query, and one for the names where there are any."""
    found = mutes.in_force(tx, (each.id for each in dossiers))
    names = names_of_people(tx, {each for rows in found.values() for each in rows}) if found else {}
    return {key: [_muted(actor, row, names) for row in rows.values()] for key, rows in found.items()}


def _muted(actor: Actor, row: Any, names: Mapping[int, str]) -> Muted:
    who = "" if row.person_id == actor.person_id else names.get(row.person_id, "")
    return Muted(who, local(row.until).date(), label_of("mute_reason", row.reason, locale()))


def mutes_of(sight: Sight) -> dict[str, Any]:
    """What a dossier's page says of its reminders: who muted them, and whether the visitor may."""
    actor = sight.situation.actor
    found = muted_in(sight.situation.tx, actor, [sight.dossier]).get(sight.dossier.id, [])
    return {"muted": found, "may_mute": muting.is_reminded(sight.situation)}


def muted_where_managed(tx: Transaction, actor: Actor) -> list[tuple[Any, Muted]]:
    """In the networks the visitor manages, who muted what."""
    managed = [each for each, roles in actor.roles.items() if Role.MANAGER in roles]
    rows = mutes.in_networks(tx, managed)
    seen = visible(tx, actor, {each.dossier_id for each in rows})
    names = names_of_people(tx, {each.person_id for each in rows}) if rows else {}
    return [(seen[each.dossier_id][0], _muted(actor, each, names)) for each in rows if each.dossier_id in seen]


@pages.get("/<code>/promemoria")
@open_to(SIGNED_IN)
def ask(code: str) -> str:
    """Until when, and why."""
    with reading() as tx:
        return _page(sight_of(tx, code, present_actor()), Form({"until": local(tx.now).date() + USUAL}))


@pages.post("/<code>/promemoria")
@open_to(SIGNED_IN)
def mute(code: str) -> Response | tuple[str, int]:
    """No reminders until then."""
    form = Form.typed()
    try:
        _mute(code, form)
    except Invalid as error:
        with reading() as tx:
            return _page(sight_of(tx, code, present_actor()), form.refuse(error)), 422
    flash(_("Promemoria sospesi. I termini corrono come prima."))
    return redirect(url_for("dossiers.show", code=code))


def _mute(code: str, form: Form) -> None:
    with writing() as tx:
        found = sight_of(tx, code, present_actor())
        until, reason = form.day("until"), form.choice("mute_reason", MUTE_REASONS)
        note = form.text("note", longest=500, required=False)
        form.check()
        wanted = muting.Quiet(found.dossier.id, found.situation.actor, until or date.max, reason, note, form.key)
        muting.mute(tx, wanted)


@pages.post("/<code>/promemoria/riprendi")
@open_to(SIGNED_IN)
def resume(code: str) -> Response:
    """Be reminded again."""
    form = Form.typed()
    with writing() as tx:
        found = sight_of(tx, code, present_actor())
        muting.resume(tx, found.dossier.id, found.situation.actor, form.key)
    flash(_("Ricevi di nuovo i promemoria di questa pratica."))
    return redirect(url_for("dossiers.show", code=code))


def _page(found: Sight, form: Form) -> str:
    muting.require_reminded(found.situation)
    return render_template(
        "dossiers/mute.html",
        dossier=found.dossier,
        form=form,
        reasons=[(name, each.text(locale())) for name, each in MUTE_REASONS.items()],
        latest=local(found.situation.now).date() + muting.LONGEST,
    )

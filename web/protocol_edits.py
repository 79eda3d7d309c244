"""Editing a protocol in force: its clauses row by row and its terms; what runs already goes on as it was."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.codes import CATEGORIES
from governance.database import Transaction
from governance.errors import Changed, Invalid, NotPermitted, NotVisible
from governance.organisations import names_of
from governance.protocols import Protocol, clauses_of, protocol
from governance.roles import Capacity
from governance.texts import folded
from web.access import SIGNED_IN, open_to
from web.aftermath import follow
from web.dossier_edits import since_seen
from web.dossier_sights import Sight, sight_of
from web.forms import Form
from web.place_names import place_names
from web.protocol_forms import change_rows, count_of, labels_of, read_clauses
from web.term_forms import grouped, kept_values, read_terms, terms_asked, units
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, is_done, perform
from workflows.amending import amend, amendment_of
from workflows.calendars import local

pages = Blueprint("protocol_edits", __name__, url_prefix="/protocolli")


@pages.get("/<code>/clausole")
@open_to(SIGNED_IN)
def edit(code: str) -> str:
    """The clauses and terms as they stand."""
    with reading() as tx:
        found = _editable(tx, code)
        return _page(found, Form({**_present(found), "revision": found.dossier.last_number}))


@pages.post("/<code>/clausole")
@open_to(SIGNED_IN)
def change(code: str) -> Response | str | tuple[str, int]:
    """Add or take away a row, or write what changed; what somebody else wrote meanwhile is said first."""
    form = Form.typed()
    with reading() as tx:
        found = _editable(tx, code)
        if change_rows(form):
            return _page(found, form)
    try:
        with writing() as tx:
            dossier_id = _amend(_editable(tx, code), form)
    except Invalid as error:
        with reading() as tx:
            return _page(_editable(tx, code), form.refuse(error)), 422
    except Changed:
        with reading() as tx:
            found = _editable(tx, code)
            since = since_seen(found, form)
            form.revision = str(found.dossier.last_number)
            return _page(found, form, since), 409
    follow((dossier_id,))
    flash(_("Protocollo modificato: vale per gli invii che partono da ora, non per quelli già partiti."))
    return redirect(url_for("dossiers.show", code=code))


def _amend(found: Sight, form: Form) -> int:
    tx, dossier = found.situation.tx, found.dossier
    names = {folded(name): key for key, name in _parties(found).items()}
    covers = read_clauses(form, names, local(tx.now).date())
    terms = read_terms(form, terms_asked(tx))
    form.check()
    seen = int(form.revision) if form.revision.isdecimal() else -1
    act = Act(dossier.id, "edit", found.situation.actor, seen, key=form.key, asked=form.values)
    if is_done(tx, act):
        return dossier.id
    amendment = amendment_of(tx, _facts(found), covers, terms)
    if amendment.is_empty:
        raise Invalid({"clause_category_1": _("Non hai cambiato nulla.")})
    perform(tx, replace(act, codes=amendment.codes), lambda situation: amend(situation, amendment))
    return dossier.id


def _editable(tx: Transaction, code: str) -> Sight:
    """The protocol; NotVisible where it is something else, NotPermitted where it is not the visitor's to edit."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "protocol":
        raise NotVisible
    if not found.edits:
        raise NotPermitted(_("In questa fase i dati non spettano a te: puoi chiederlo a chi segue la pratica."))
    return found


def _facts(found: Sight) -> Protocol:
    return protocol(found.situation.tx, found.dossier.id)


def _parties(found: Sight) -> dict[int, str]:
    """The names of those who signed, the lead first."""
    signed = (Capacity.LEAD_PARTY, Capacity.PARTY)
    keys = [part.organisation_id for part in found.situation.parts if part.capacity in signed]
    names = names_of(found.situation.tx, keys)
    return {key: names[key] for key in keys}


def _present(found: Sight) -> dict[str, Any]:
    tx, parties, today = found.situation.tx, _parties(found), local(found.situation.now).date()
    clauses = clauses_of(tx, found.dossier.id)
    values: dict[str, Any] = {"clauses": len(clauses)}
    for row, clause in enumerate(clauses, 1):
        values |= {
            f"clause_category_{row}": clause.category,
            f"clause_sender_{row}": parties.get(clause.sender_id or 0, ""),
            f"clause_recipient_{row}": parties.get(clause.recipient_id or 0, ""),
            f"clause_places_{row}": place_names(clause.municipalities, today),
        }
    return values | kept_values(terms_asked(tx), _facts(found).terms)


def _page(found: Sight, form: Form, since: Sequence[Any] = ()) -> str:
    terms = terms_asked(found.situation.tx)
    return render_template(
        "protocols/edit.html",
        form=form,
        dossier=found.dossier,
        since=since,
        categories=[(each.name, each.text(locale())) for each in CATEGORIES.values()],
        organisations=[*_parties(found).values()],
        clauses=count_of(form, "clauses"),
        groups=grouped(terms),
        units=units(),
        labels=labels_of(form, terms),
    )

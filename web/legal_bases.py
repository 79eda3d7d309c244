"""Legal bases: on what ground an organisation handles people's data, recorded by those who answer for it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.actors import Actor
from governance.database import Transaction
from governance.errors import Invalid, NotPermitted
from governance.keeping import require_organisation
from governance.legal_bases import LegalBasis, bases_of, record_basis
from governance.organisations import Organisation
from governance.person_records import today
from governance.personal_codes import ARTICLES, BASES
from governance.registers import made_with
from governance.roles import Role
from web.access import SIGNED_IN, open_to
from web.forms import Form
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor

pages = Blueprint("legal_bases", __name__, url_prefix="/enti")

LONGEST_NOTE = 1000


@pages.get("/<int:organisation_id>/base-giuridica")
@open_to(SIGNED_IN)
def new(organisation_id: int) -> str:
    """The form for the basis that holds from a day on."""
    with reading() as tx:
        found = _organisation(tx, organisation_id)
        return _form(Form({"valid_from": today(tx)}), found)


@pages.post("/<int:organisation_id>/base-giuridica")
@open_to(SIGNED_IN)
def add(organisation_id: int) -> Response | tuple[str, int]:
    """Note it; the one before ends the day before."""
    form, actor = Form.typed(), present_actor()
    try:
        with writing() as tx:
            found = _organisation(tx, organisation_id)
            basis, note = form.choice("basis", list(BASES)), form.text("note", LONGEST_NOTE, required=False)
            day, until = form.day("valid_from"), form.day("valid_until", required=False)
            if day and until and until < day:
                form.fault("valid_until", _("La fine non può venire prima dell'inizio."))
            form.check()
            written = LegalBasis(
                organisation_id=organisation_id,
                basis=basis,
                note=note,
                valid_from=day,
                valid_until=until,
                recorded_by=actor.person_id,
            )
            if not made_with(tx, actor, form.key):
                record_basis(tx, actor, written, form.key)
    except Invalid as error:
        return _form(form.refuse(error), found), 422
    flash(_("Base giuridica registrata."))
    return redirect(url_for("organisations.show", organisation_id=organisation_id))


def keeps_bases_of(actor: Actor, organisation_id: int) -> bool:
    """Whether the actor answers for it: an administrator, the organisation's head or its data protection officer."""
    own = organisation_id in actor.home_ids and {Role.HEAD, Role.DPO} & actor.roles[organisation_id]
    return actor.is_administrator or bool(own)


def shown(tx: Transaction, organisation_id: int) -> dict[str, Any]:
    """What an organisation's page says of its bases, the newest first."""
    return {
        "bases": bases_of(tx, organisation_id),
        "basis_words": basis_words,
        "articles": ARTICLES,
        "keeps_bases": keeps_bases_of(present_actor(), organisation_id),
    }


def basis_words(basis: str) -> str:
    """A basis in words."""
    return BASES[basis].text(locale()) if basis in BASES else basis


def _organisation(tx: Transaction, organisation_id: int) -> Organisation:
    found = require_organisation(tx, organisation_id)
    if not keeps_bases_of(present_actor(), organisation_id):
        raise NotPermitted(_("La base giuridica la scrive il responsabile dell'ente, il suo DPO o un amministratore."))
    return found


def _form(form: Form, found: Organisation) -> str:
    offered = [(name, f"{code.text(locale())} ({ARTICLES[name]})") for name, code in BASES.items()]
    return render_template("organisations/basis.html", form=form, organisation=found, offered=offered)

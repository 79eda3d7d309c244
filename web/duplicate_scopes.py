"""Duplicate scopes: how far a network looks for a referral that already asks for the same."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.database import Transaction
from governance.duplicates import Scope, change_scope, scope_of
from governance.errors import Invalid, NotPermitted, NotVisible
from governance.networks import Network
from governance.organisations import names_of
from governance.roles import Role
from web.access import Audience, open_to
from web.forms import Form
from web.texts import _, lazy
from web.transactions import reading, writing
from web.visitors import present_actor

pages = Blueprint("duplicate_scopes", __name__, url_prefix="/reti")

NETWORK_KEEPER = Audience(
    "network_keeper",
    "Chi gestisce la rete e gli amministratori.",
    roles=frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
)
SCOPES: Mapping[Scope, str] = {
    Scope.SERVICE: lazy("Un invio aperto allo stesso servizio, chiunque lo abbia mandato"),
    Scope.SENDER: lazy("Anche un invio aperto dello stesso ente per lo stesso tipo di servizio"),
    Scope.NETWORK: lazy("Anche un invio aperto di tutta la rete per lo stesso tipo di servizio"),
}


@pages.get("/<int:network_id>/doppioni")
@open_to(NETWORK_KEEPER)
def show(network_id: int) -> str:
    """How far the network looks now, and the form that changes it."""
    with reading() as tx:
        _require_keeper(tx, network_id)
        return _page(tx, network_id, Form({"scope": scope_of(tx, network_id)}))


@pages.post("/<int:network_id>/doppioni")
@open_to(NETWORK_KEEPER)
def change(network_id: int) -> Response | tuple[str, int]:
    """Change it; referrals that left already stay."""
    form = Form.typed()
    try:
        with writing() as tx:
            _require_keeper(tx, network_id)
            scope = form.choice("scope", [*SCOPES])
            form.check()
            change_scope(tx, present_actor(), network_id, Scope(scope))
    except Invalid as error:
        with reading() as tx:
            return _page(tx, network_id, form.refuse(error)), 422
    flash(_("Modifica salvata."))
    return redirect(url_for("organisations.show", organisation_id=network_id))


def _require_keeper(tx: Transaction, network_id: int) -> None:
    actor = present_actor()
    if tx.get(Network, network_id) is None:
        raise NotVisible
    if not (actor.is_administrator or actor.holds(Role.MANAGER, network_id)):
        raise NotPermitted(_("Lo decide chi gestisce la rete, oppure un amministratore."))


def _page(tx: Transaction, network_id: int, form: Form) -> str:
    name = names_of(tx, {network_id})[network_id]
    scopes = [(each.value, str(words)) for each, words in SCOPES.items()]
    return render_template("organisations/duplicates.html", form=form, name=name, network_id=network_id, scopes=scopes)

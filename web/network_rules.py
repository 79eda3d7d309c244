"""Rules of a network: whom its programme accompanies, how needs are scored, how far a duplicate is looked for."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.actors import Actor
from governance.database import Transaction
from governance.duplicates import Scope, change_scope, scope_of
from governance.errors import Invalid, NotPermitted, NotVisible
from governance.networks import Network
from governance.organisations import Organisation
from governance.registers import ORGANISATION, Entry, made_with, record
from governance.roles import Role
from web.access import SIGNED_IN, open_to
from web.forms import Form
from web.texts import _, lazy, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.conditions import conditions
from workflows.scoring import DEFAULT, scales
from workflows.targeting import USUAL, targets

pages = Blueprint("network_rules", __name__, url_prefix="/enti")

SCOPES: Mapping[Scope, str] = {
    Scope.SERVICE: lazy("Un invio aperto allo stesso servizio, chiunque lo abbia mandato"),
    Scope.SENDER: lazy("Anche un invio aperto dello stesso ente per lo stesso tipo di servizio"),
    Scope.NETWORK: lazy("Anche un invio aperto di tutta la rete per lo stesso tipo di servizio"),
}


@pages.get("/<int:organisation_id>/regole")
@open_to(SIGNED_IN)
def show(organisation_id: int) -> str:
    """The rules there are, each with its conditions, and the one in use."""
    with reading() as tx:
        network = _network(tx, organisation_id)
        chosen = {"target": network.target_rule or USUAL, "scale": network.scale or DEFAULT}
        return _page(tx, Form({**chosen, "scope": scope_of(tx, network.id)}), network)


@pages.post("/<int:organisation_id>/regole")
@open_to(SIGNED_IN)
def choose(organisation_id: int) -> Response | tuple[str, int]:
    """Use these rules from now on; cases already taken in charge keep the one they were read by."""
    form, actor = Form.typed(), present_actor()
    try:
        with writing() as tx:
            network = _network(tx, organisation_id)
            if not keeps_rules_of(actor, organisation_id):
                raise NotPermitted(_("Le regole della rete le sceglie il network manager o un amministratore."))
            target, scale = form.choice("target", targets()), form.choice("scale", scales())
            scope = form.choice("scope", [*SCOPES], required=False)
            form.check()
            if not made_with(tx, actor, form.key):
                network.target_rule, network.scale = target, scale
                details = {"target": f"{target}@{targets()[target].version}", "scale": scale}
                record(tx, actor, Entry("choose_rules", ORGANISATION, organisation_id, details), form.key)
                if scope:
                    change_scope(tx, actor, organisation_id, Scope(scope))
    except Invalid as error:
        with reading() as tx:
            return _page(tx, form.refuse(error), _network(tx, organisation_id)), 422
    flash(_("Regole della rete salvate: valgono da adesso."))
    return redirect(url_for("organisations.show", organisation_id=organisation_id))


def keeps_rules_of(actor: Actor, organisation_id: int) -> bool:
    """Whether the actor chooses the rules: an administrator, or who manages the network."""
    return actor.is_administrator or actor.holds(Role.MANAGER, organisation_id)


def _network(tx: Transaction, organisation_id: int) -> Network:
    found = tx.get(Network, organisation_id)
    if found is None:
        raise NotVisible
    return found


def _page(tx: Transaction, form: Form, network: Network) -> str:
    organisation = tx.get_one(Organisation, network.id)
    rules = [
        (each, each.words.text(locale()), [(_(conditions.label(one.needs)), one.waivable) for one in each.conditions])
        for each in targets().values()
    ]
    return render_template(
        "organisations/rules.html",
        form=form,
        organisation=organisation,
        rules=rules,
        scales=list(scales().values()),
        scopes=[(each.value, str(words)) for each, words in SCOPES.items()],
        language=locale(),
        keeps=keeps_rules_of(present_actor(), network.id),
    )

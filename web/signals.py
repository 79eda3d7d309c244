"""Segnalazioni: any member of a network tells of a trouble it noticed, not whose it is; the network sorts it out."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.contact_codes import SIGNAL_KINDS
from governance.contacts import Whom
from governance.database import Transaction
from governance.errors import Invalid, NotPermitted
from governance.networks import members_of
from governance.organisations import names_of
from governance.person_records import today
from governance.roles import Role
from web.access import open_to
from web.contact_forms import LABELS, read_place, read_whom, read_words
from web.contacts import REPORTERS
from web.forms import Form
from web.texts import _, lazy, locale
from web.transactions import reading, writing
from web.visitors import networks_offered, present_actor
from workflows.advance import open_dossier
from workflows.contacting import Signal, signal_opening

pages = Blueprint("signals", __name__, url_prefix="/contatti")

SIGNAL_LABELS = {
    **{name: LABELS[name] for name in ("network", "municipality", "minors", "adults", "elders")},
    "organisation": lazy("Da quale ente segnali"),
    "signal": lazy("Che cosa hai notato"),
    "signal_words": lazy("Raccontalo in poche parole"),
    "reach": lazy("Come richiamarti"),
}


@pages.get("/segnala")
@open_to(REPORTERS)
def new() -> str:
    """The form."""
    with reading() as tx:
        return _form(tx, Form())


@pages.post("/segnala")
@open_to(REPORTERS)
def add() -> Response | tuple[str, int]:
    """Report; who sorts it out finds it on their first page."""
    form = Form.typed()
    try:
        with writing() as tx:
            code = _report(tx, form)
    except Invalid as error:
        with reading() as tx:
            return _form(tx, form.refuse(error)), 422
    flash(_("Segnalazione mandata: il codice è %(code)s. Ti diciamo come va a finire.", code=code))
    return redirect(url_for("dossiers.show", code=code))


def _report(tx: Transaction, form: Form) -> str:
    actor, day = present_actor(), today(tx)
    network_id = _chosen(form, "network", [key for key, _name in networks_offered()])
    if network_id is None and not form.faults:
        raise NotPermitted(_("Per segnalare serve un ruolo in un ente di una rete."))
    own = _own(tx, network_id) if network_id else []
    organisation_id = _chosen(form, "organisation", own)
    if form["adults"].strip() or form["minors"].strip() or form["elders"].strip():
        whom = read_whom(form, day)
    else:
        whom = Whom(read_place(form, day), adults=0)
    kind, words = form.choice("signal", SIGNAL_KINDS), read_words(form, "signal_words")
    signal = Signal(kind, words, form.line("reach", required=False), organisation_id or 0)
    form.check()
    if not organisation_id:
        raise NotPermitted(_("Per segnalare serve un ruolo in un ente di questa rete."))
    opening = signal_opening(tx, actor, int(network_id or 0), (whom, signal))
    return open_dossier(tx, replace(opening, key=form.key))[0].code


def _own(tx: Transaction, network_id: int) -> list[int]:
    """The actor's own organisations that may report in this network."""
    actor, day = present_actor(), today(tx)
    members = {each.id for each in members_of(tx, network_id, day)} | {network_id}
    return sorted(each for each in actor.home_ids & members if REPORTERS.roles & {Role(x) for x in actor.roles[each]})


def _chosen(form: Form, name: str, offered: Sequence[int]) -> int | None:
    """The only one where there is one, none where there is none, else the chosen one."""
    if len(offered) < 2:
        return next(iter(offered), None)
    return form.choice_of_key(name, offered)


def _form(tx: Transaction, form: Form) -> str:
    networks = networks_offered()
    own = sorted({each for key, _name in networks for each in _own(tx, key)})
    names = names_of(tx, own)
    return render_template(
        "contacts/signal.html",
        form=form,
        networks=networks,
        own=[(each, names[each]) for each in own],
        kinds=[(each.name, each.text(locale())) for each in SIGNAL_KINDS.values()],
        labels={name: str(words) for name, words in SIGNAL_LABELS.items()},
    )

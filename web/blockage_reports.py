"""Segnalare una criticità: what somebody saw is in the way, where; the same one is added to, never opened twice."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.blockages import Spot, open_at
from governance.codes import CATEGORIES
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import Invalid
from governance.obstacles import BLOCK_CAUSES
from governance.roles import Role
from governance.territory import municipalities
from web.access import Audience, open_to
from web.code_words import categories_by_area
from web.dossier_sights import visible
from web.forms import Form
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import networks_offered, present_actor
from workflows.calendars import local
from workflows.reporting import Report, places_of, report

pages = Blueprint("blockage_reports", __name__, url_prefix="/criticita")

REPORTERS = Audience(
    "blockage_reporters",
    "I network manager e i funzionari degli Uffici di Piano.",
    roles=frozenset({Role.MANAGER, Role.OFFICER}),
)
LONGEST = 1000


@pages.get("/nuova")
@open_to(REPORTERS)
def ask() -> str:
    """What is in the way, for which kind of need, where, in words."""
    with reading() as tx:
        return _page(tx, Form())


@pages.post("/nuova")
@open_to(REPORTERS)
def make() -> Response | tuple[str, int]:
    """Open it, or add to the one that is open there."""
    form = Form.typed()
    try:
        with writing() as tx:
            made = report(tx, present_actor(), _read(tx, form))
            code, joined = made.code, form.ticked("joins")
    except Invalid as error:
        with reading() as tx:
            return _page(tx, form.refuse(error)), 422
    flash(_("Segnalazione aggiunta.") if joined else _("Criticità segnalata: il codice è %(code)s.", code=code))
    return redirect(url_for("dossiers.show", code=code))


def _read(tx: Transaction, form: Form) -> Report:
    offered = _places(tx)
    network_id = form.choice_of_key("network", list(offered))
    kind, category = form.choice("block_cause", BLOCK_CAUSES), form.choice("category", CATEGORIES)
    place = form.choice("municipality", offered.get(network_id or 0, ()))
    words = form.text("description", longest=LONGEST)
    form.check()
    return Report(Spot(network_id or 0, kind, category, place), words, form.ticked("joins"), form.key)


def _places(tx: Transaction) -> dict[int, frozenset[str]]:
    """For each network the visitor works in, the municipalities they may report for."""
    actor = present_actor()
    found = {key: places_of(tx, actor, key) for key, _name in networks_offered()}
    return {key: places for key, places in found.items() if places}


def _page(tx: Transaction, form: Form) -> str:
    offered, language, known = _places(tx), locale(), municipalities(local(tx.now).date())
    if len(offered) == 1:
        form.values["network"] = str(next(iter(offered)))
    names = {code: known[code].name for places in offered.values() for code in places if code in known}
    return render_template(
        "blockages/report.html",
        form=form,
        networks=[(key, name) for key, name in networks_offered() if key in offered],
        kinds=[(name, each.text(language)) for name, each in BLOCK_CAUSES.items()],
        areas=categories_by_area(),
        places=sorted(names.items(), key=lambda pair: pair[1]),
        there=_there(tx, form) if "joins" in form.faults else None,
    )


def _there(tx: Transaction, form: Form) -> Dossier | None:
    """The open blockage that what was typed would be added to, where the visitor may see it."""
    spot = Spot(int(form["network"]), form["block_cause"], form["category"], form["municipality"])
    found = open_at(tx, spot)
    seen = visible(tx, present_actor(), {found.id}) if found else {}
    return next((row for row, _reads in seen.values()), None)

"""Standings: what a programme must know to say whom it may accompany, asked at intake and mended on the case."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.cases import case
from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.networks import Network
from governance.personal_codes import PERMITS, RECEPTIONS, VULNERABILITIES
from governance.policy import Permission
from governance.standings import UNTITLED, Standing, standing_of, write_standing
from web.access import SIGNED_IN, open_to
from web.aftermath import follow
from web.dossier_sights import Sight, sight_of
from web.facilities import facility_words, keepers, read_facility
from web.forms import Form
from web.texts import _, lazy, locale, said
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform
from workflows.situations import Situation
from workflows.targeting import read, target_of

pages = Blueprint("standings", __name__, url_prefix="/pratiche")

NONE = "vulnerable_none"
"""The box of who looked and found no vulnerability."""
LABELS: Mapping[str, str] = {
    "permit": lazy("Titolo di soggiorno"),
    "permit_until": lazy("Il titolo vale fino al"),
    "renewing": lazy("Ha chiesto il rinnovo"),
    "resident": lazy("È residente nel Comune"),
    "reception": lazy("Accoglienza"),
    "facility": lazy("Struttura di accoglienza"),
    "keeper": lazy("Ente gestore"),
    "emergency": lazy("È in emergenza sociale o abitativa"),
    "vulnerabilities": lazy("Vulnerabilità nel nucleo"),
}


@pages.get("/<code>/requisiti")
@open_to(SIGNED_IN)
def edit(code: str) -> str:
    """The form, as the facts stand."""
    with reading() as tx:
        found = _case(tx, code)
        return _page(found, filled(standing_of(tx, case(tx, found.dossier.id))))


@pages.post("/<code>/requisiti")
@open_to(SIGNED_IN)
def change(code: str) -> Response | tuple[str, int]:
    """Keep the facts."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = _case(tx, code)
            standing = read_standing(tx, form, found.dossier.network_id)
            form.check()
            dossier_id = found.dossier.id

            def write(situation: Situation) -> None:
                write_standing(situation.tx, case(situation.tx, dossier_id), standing)

            perform(tx, Act(dossier_id, "standing", found.situation.actor, key=form.key), write)
    except Invalid as error:
        with reading() as tx:
            return _page(_case(tx, code), form.refuse(error)), 422
    follow((found.dossier.id,))
    flash(_("Requisiti annotati."))
    return redirect(url_for("dossiers.show", code=code))


def asked_of(tx: Transaction, network_id: int | None) -> frozenset[str]:
    """The facts that the rule of this network needs."""
    return target_of(tx.get(Network, network_id) if network_id else None).asks


def offered(tx: Transaction, network_id: int | None) -> dict[str, Any]:
    """What the fields of the form offer."""
    return {
        "keepers": keepers(tx, network_id),
        "permits": [(name, code.text(locale())) for name, code in PERMITS.items()],
        "receptions": [(name, code.text(locale())) for name, code in RECEPTIONS.items()],
        "vulnerabilities": [(f"vulnerable_{name}", code.text(locale())) for name, code in VULNERABILITIES.items()],
        "yes_no": [("yes", _("sì")), ("no", _("no"))],
        "standing_labels": LABELS,
    }


def filled(standing: Standing) -> Form:
    """The form with these facts."""
    simple = {name: getattr(standing, name) for name in LABELS if name not in ("vulnerabilities", "keeper")}
    simple["keeper"] = standing.keeper_id
    ticked = {f"vulnerable_{name}": "1" for name in standing.vulnerabilities or ()}
    none = {NONE: "1"} if standing.vulnerabilities == () else {}
    return Form({**simple, **ticked, **none})


def read_standing(tx: Transaction, form: Form, network_id: int | None) -> Standing:
    """The facts as typed, those that were not asked left empty; everything may be left for later."""
    asks = asked_of(tx, network_id)

    def one_of(name: str, values: Collection[str]) -> str:
        return form.choice(name, values, required=False) if name in asks else ""

    until = form.day("permit_until", required=False) if "permit_until" in asks else None
    ticked = [name for name in VULNERABILITIES if form.ticked(f"vulnerable_{name}")]
    if ticked and form.ticked(NONE):
        form.fault(NONE, _("Hai indicato delle vulnerabilità e anche che non ce ne sono: togli una delle due."))
    permit = one_of("permit", PERMITS)
    if permit == UNTITLED and until:
        form.fault("permit_until", _("Senza titolo non c'è una scadenza."))
    facility, keeper_id = read_facility(form, keepers(tx, network_id)) if "reception" in asks else ("", None)
    known = "vulnerabilities" in asks and (ticked or form.ticked(NONE))
    return Standing(
        permit=permit,
        permit_until=until.isoformat() if until else "",
        renewing=one_of("renewing", ("yes", "no")),
        resident=one_of("resident", ("yes", "no")),
        reception=one_of("reception", RECEPTIONS),
        emergency=one_of("emergency", ("yes", "no")),
        vulnerabilities=tuple(ticked) if known else None,
        facility=facility,
        keeper_id=keeper_id,
    )


def shown(tx: Transaction, case_id: int, network_id: int | None) -> dict[str, Any]:
    """What the case's page says: the rule, its version, and each condition with what is missing."""
    network = tx.get(Network, network_id) if network_id else None
    if network is None:
        return {"rule": None, "conditions": ()}
    rule = target_of(network)
    facts = case(tx, case_id)
    found, facility = read(tx, facts, network), facility_words(tx, standing_of(tx, facts))
    return {
        "rule": rule,
        "rule_words": rule.words.text(locale()),
        "conditions": found,
        "said": said,
        "facility": facility,
    }


def _case(tx: Transaction, code: str) -> Sight:
    """The case, for those who may write on it."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "case":
        raise NotVisible
    found.require(Permission.WRITE)
    return found


def _page(found: Sight, form: Form) -> str:
    tx = found.situation.tx
    facts = shown(tx, found.dossier.id, found.dossier.network_id)
    asks = asked_of(tx, found.dossier.network_id)
    return render_template(
        "dossiers/records/standing.html",
        dossier=found.dossier,
        form=form,
        asks=asks,
        **offered(tx, found.dossier.network_id),
        **facts,
    )

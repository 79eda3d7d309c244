"""The fields of a desk: how they are filled, read and checked."""

from datetime import date

from governance import registers, territory
from governance.database import Transaction
from governance.desks import DESK, DESK_KINDS, Desk, DeskFacts
from governance.person_records import today
from governance.texts import folded
from web.area_fields import district_names, districts_of, languages_of, listed_in
from web.forms import Form
from web.place_names import place_names, places_of
from web.texts import _, lazy

LONGEST_HOURS, LONGEST_TEAM, LONGEST_ZONE = 1000, 1000, 80
LABELS = {
    "name": lazy("Nome dello sportello"),
    "kind": lazy("Che cos'è"),
    "seat": lazy("Comune dove si trova"),
    "address": lazy("Indirizzo"),
    "hours": lazy("Orari"),
    "contact": lazy("Come si contatta"),
    "team": lazy("Chi c'è"),
    "languages": lazy("Lingue parlate"),
    "municipalities": lazy("Comuni serviti"),
    "districts": lazy("Ambiti interi serviti"),
    "instruments": lazy("Strumenti usati"),
    "zones": lazy("Zone in cui lavora"),
    "risk_zones": lazy("Di queste, a rischio"),
}


def facts_of(form: Form, day: date, active: bool = True) -> DeskFacts:
    """What was typed; faults are noted on the form, and the facts hold only once `check` passed."""
    name = form.line("name")
    if name and not folded(name):
        form.fault("name", _("Il nome deve contenere lettere o cifre."))
    return DeskFacts(
        name=name,
        kind=form.choice("kind", [*DESK_KINDS]),
        seat=_seat(form, day),
        address=form.line("address", required=False),
        hours=form.text("hours", LONGEST_HOURS),
        contact=form.line("contact", required=False),
        team=form.text("team", LONGEST_TEAM, required=False),
        languages=languages_of(form),
        municipalities=tuple(places_of(form, "municipalities", day)),
        districts=districts_of(form, day),
        instruments=tuple(dict.fromkeys(listed_in(form, "instruments"))),
        **_zones(form),
        active=active,
    )


def _zones(form: Form) -> dict[str, tuple[str, ...]]:
    """The zones that were named, and which of them are at risk."""
    named, at_risk = (tuple(dict.fromkeys(listed_in(form, field))) for field in ("zones", "risk_zones"))
    if any(len(each) > LONGEST_ZONE for each in named):
        form.fault("zones", _("Scrivi le zone separate da virgole: stazione, quartiere Santo Stefano."))
    if strange := [each for each in at_risk if each not in named]:
        form.fault("risk_zones", _("Scrivile prima tra le zone: %(names)s.", names=", ".join(strange[:5])))
    return {"zones": named, "risk_zones": at_risk}


def filled(tx: Transaction, found: Desk) -> Form:
    """The form as the desk stands."""
    day = today(tx)
    kept = {name: getattr(found, name) for name in LABELS}
    return Form(
        kept
        | {
            "seat": place_names([found.seat], day),
            "municipalities": place_names(found.municipalities, day),
            "districts": district_names(found.districts, day),
            "languages": ", ".join(found.languages),
            "instruments": ", ".join(found.instruments),
            "zones": ", ".join(found.zones),
            "risk_zones": ", ".join(found.risk_zones),
            "active": "1" if found.active else "",
            "revision": registers.revision_of(tx, DESK, found.id),
        }
    )


def _seat(form: Form, day: date) -> str:
    """The ISTAT code of the one municipality that was named."""
    name = form.line("seat")
    known = (code for code, each in territory.municipalities(day).items() if folded(each.name) == folded(name))
    code = next(known, "")
    if name and not code:
        form.fault("seat", _("Non conosco il Comune «%(name)s»: scrivilo per intero.", name=name))
    return code

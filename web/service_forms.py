"""The fields of a service: how they are filled, read and checked."""

from datetime import date

from governance import registers
from governance.codes import CATEGORIES, VERIFICATIONS
from governance.database import Transaction
from governance.person_records import today
from governance.service_records import SERVICE, ServiceFacts
from governance.services import VERIFY_EVERY, Service
from governance.texts import folded
from web.agreements import past_day
from web.area_fields import district_names, districts_of, languages_of
from web.forms import Form
from web.place_names import place_names, places_of
from web.texts import _, lazy

MOST_PLACES = 9999
LONGEST_DESCRIPTION = 2000
LONGEST_TERM = 730
LABELS = {
    "name": lazy("Nome del servizio"),
    "category": lazy("A che cosa risponde"),
    "description": lazy("Che cosa fa"),
    "contact": lazy("A chi rivolgersi"),
    "municipalities": lazy("Comuni"),
    "districts": lazy("Ambiti interi"),
    "languages": lazy("Lingue parlate"),
    "places": lazy("Posti"),
    "funded": lazy("Posti finanziati"),
    "closed_until": lazy("Chiuso fino al"),
    "verified_on": lazy("Verificato il"),
    "verified_how": lazy("Come è stato verificato"),
    "verify_every": lazy("Da verificare ogni"),
}


def facts_of(form: Form, day: date, active: bool = True) -> ServiceFacts:
    """What was typed; faults are noted on the form, and the facts hold only once `check` passed."""
    name = form.line("name")
    if name and not folded(name):
        form.fault("name", _("Il nome deve contenere lettere o cifre."))
    verified_on = past_day(form, "verified_on", day) if form["verified_on"].strip() else None
    return ServiceFacts(
        name=name,
        category=form.choice("category", [*CATEGORIES]),
        description=form.text("description", LONGEST_DESCRIPTION, required=False),
        contact=form.line("contact", required=False),
        municipalities=tuple(places_of(form, "municipalities", day)),
        districts=districts_of(form, day),
        languages=languages_of(form),
        places=_number(form, "places", MOST_PLACES),
        funded=_number(form, "funded", MOST_PLACES),
        closed_until=form.day("closed_until", required=False),
        verified_on=verified_on,
        verified_how=form.choice("verified_how", [*VERIFICATIONS], required=False) if verified_on else "",
        verify_every=_number(form, "verify_every", LONGEST_TERM) or VERIFY_EVERY,
        active=active,
    )


def filled(tx: Transaction, found: Service) -> Form:
    """The form as the directory stands."""
    day = today(tx)
    kept = {name: getattr(found, name) for name in LABELS}
    return Form(
        kept
        | {
            "municipalities": place_names(found.municipalities, day),
            "districts": district_names(found.districts, day),
            "languages": ", ".join(found.languages),
            "active": "1" if found.active else "",
            "revision": registers.revision_of(tx, SERVICE, found.id),
        }
    )


def _number(form: Form, name: str, most: int) -> int | None:
    text = form[name].strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 4 or int(text) > most:
        form.fault(name, _("Scrivi un numero da 0 a %(most)d, oppure lascia vuoto.", most=most))
        return None
    return int(text)

"""The fields of a service: how they are filled, read and checked."""

from datetime import date

from governance import registers, territory
from governance.codes import CATEGORIES, VERIFICATIONS
from governance.database import Transaction
from governance.person_records import today
from governance.service_records import SERVICE, ServiceFacts
from governance.services import VERIFY_EVERY, Service
from governance.texts import folded
from web.agreements import past_day
from web.forms import Form
from web.place_names import place_names, places_of
from web.texts import _, lazy

MOST_PLACES = 9999
LONGEST_LANGUAGE = 40
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
        districts=_districts(form, day),
        languages=_languages(form),
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
    known = territory.districts(day)
    kept = {name: getattr(found, name) for name in LABELS}
    return Form(
        kept
        | {
            "municipalities": place_names(found.municipalities, day),
            "districts": ", ".join(known[code].name for code in found.districts if code in known),
            "languages": ", ".join(found.languages),
            "active": "1" if found.active else "",
            "revision": registers.revision_of(tx, SERVICE, found.id),
        }
    )


def _districts(form: Form, day: date) -> tuple[str, ...]:
    by_name = {folded(each.name): code for code, each in territory.districts(day).items()}
    names = [each.strip() for each in form.line("districts", required=False).split(",") if each.strip()]
    unknown = [each for each in names if folded(each) not in by_name]
    if unknown:
        form.fault("districts", _("Non conosco questi ambiti: %(names)s.", names=", ".join(unknown[:5])))
    return tuple(sorted({by_name[folded(each)] for each in names if folded(each) in by_name}))


def _languages(form: Form) -> tuple[str, ...]:
    words = [each.strip().lower() for each in form.line("languages", required=False).split(",")]
    found = dict.fromkeys(each for each in words if each)
    if any(len(each) > LONGEST_LANGUAGE for each in found):
        form.fault("languages", _("Scrivi le lingue separate da virgole: arabo, francese."))
    return tuple(found)


def _number(form: Form, name: str, most: int) -> int | None:
    text = form[name].strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 4 or int(text) > most:
        form.fault(name, _("Scrivi un numero da 0 a %(most)d, oppure lascia vuoto.", most=most))
        return None
    return int(text)

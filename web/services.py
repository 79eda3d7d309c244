"""Services: what an organisation offers, added and changed by its head or an administrator."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance import registers
from governance.codes import CATEGORIES, label_of
from governance.database import Transaction
from governance.errors import Invalid
from governance.keeping import require_organisation
from governance.organisations import Organisation
from governance.service_records import (
    SERVICE,
    ServiceFacts,
    add_service,
    change_service,
    keeps_services_of,
    require_keeper,
    service_to_change,
)
from governance.services import Service, services_of
from web.access import KEEPER, SIGNED_IN, open_to
from web.agreements import past_day
from web.forms import Form
from web.place_names import place_names, places_of
from web.texts import _, lazy, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.calendars import local

pages = Blueprint("services", __name__)

MOST_PLACES = 9999
LONGEST_LANGUAGE = 40
LABELS = {
    "name": lazy("Nome del servizio"),
    "category": lazy("A che cosa risponde"),
    "municipalities": lazy("Comuni"),
    "languages": lazy("Lingue parlate"),
    "places": lazy("Posti"),
    "verified_on": lazy("Verificato il"),
}


@pages.get("/enti/<int:organisation_id>/servizi")
@open_to(SIGNED_IN)
def list(organisation_id: int) -> str:
    """What the organisation offers, and when that was last verified."""
    with reading() as tx:
        found = require_organisation(tx, organisation_id)
        offered, today = services_of(tx, organisation_id), local(tx.now).date()
    return render_template(
        "services/list.html",
        organisation=found,
        services=offered,
        places={each.id: place_names(each.municipalities, today) for each in offered},
        category_words=lambda name: label_of("category", name, locale()),
        keeps=keeps_services_of(present_actor(), organisation_id),
    )


@pages.get("/enti/<int:organisation_id>/servizi/nuovo")
@open_to(KEEPER)
def new(organisation_id: int) -> str:
    """The form for a new service."""
    with reading() as tx:
        found = require_organisation(tx, organisation_id)
        require_keeper(present_actor(), organisation_id)
        return _form(Form({"verified_on": local(tx.now).date()}), found, None)


@pages.post("/enti/<int:organisation_id>/servizi/nuovo")
@open_to(KEEPER)
def add(organisation_id: int) -> Response | tuple[str, int]:
    """Add a service."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = require_organisation(tx, organisation_id)
            require_keeper(present_actor(), organisation_id)
            facts = _facts(form, local(tx.now).date())
            form.check()
            add_service(tx, present_actor(), organisation_id, facts, form.key)
    except Invalid as error:
        return _form(form.refuse(error), found, None), 422
    flash(_("Servizio aggiunto."))
    return redirect(url_for("services.list", organisation_id=organisation_id))


@pages.get("/servizi/<int:service_id>/modifica")
@open_to(KEEPER)
def edit(service_id: int) -> str:
    """The form that changes a service."""
    with reading() as tx:
        found = service_to_change(tx, present_actor(), service_id)
        form = _filled(tx, found)
        return _form(form, require_organisation(tx, found.organisation_id), found)


@pages.post("/servizi/<int:service_id>/modifica")
@open_to(KEEPER)
def change(service_id: int) -> Response | tuple[str, int]:
    """Change a service, unless somebody else just did."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = service_to_change(tx, present_actor(), service_id)
            organisation = require_organisation(tx, found.organisation_id)
            form.unchanged_since(registers.revision_of(tx, SERVICE, service_id))
            facts = _facts(form, local(tx.now).date(), form.ticked("active"))
            form.check()
            change_service(tx, present_actor(), service_id, facts)
    except Invalid as error:
        return _form(form.refuse(error), organisation, found), 422
    flash(_("Modifica salvata."))
    return redirect(url_for("services.list", organisation_id=organisation.id))


def _facts(form: Form, today: date, active: bool = True) -> ServiceFacts:
    return ServiceFacts(
        name=form.line("name"),
        category=form.choice("category", [*CATEGORIES]),
        municipalities=places_of(form, "municipalities", today),
        languages=_languages(form),
        places=_places(form),
        verified_on=past_day(form, "verified_on", today) if form["verified_on"].strip() else None,
        active=active,
    )


def _languages(form: Form) -> tuple[str, ...]:
    words = [each.strip().lower() for each in form.line("languages", required=False).split(",")]
    found = dict.fromkeys(each for each in words if each)
    if any(len(each) > LONGEST_LANGUAGE for each in found):
        form.fault("languages", _("Scrivi le lingue separate da virgole: arabo, francese."))
    return tuple(found)


def _places(form: Form) -> int | None:
    text = form["places"].strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 4:
        form.fault(
            "places", _("Scrivi quanti posti ci sono, da 0 a %(most)d; vuoto se non si contano.", most=MOST_PLACES)
        )
        return None
    return int(text)


def _filled(tx: Transaction, found: Service) -> Form:
    return Form(
        {
            "name": found.name,
            "category": found.category,
            "municipalities": place_names(found.municipalities, local(tx.now).date()),
            "languages": ", ".join(found.languages),
            "places": found.places,
            "verified_on": found.verified_on,
            "active": "1" if found.active else "",
            "revision": registers.revision_of(tx, SERVICE, found.id),
        }
    )


def _form(form: Form, organisation: Organisation, found: Service | None) -> str:
    return render_template(
        "services/form.html",
        form=form,
        organisation=organisation,
        service=found,
        categories=[(each.name, each.text(locale())) for each in CATEGORIES.values()],
        labels={name: str(words) for name, words in LABELS.items()},
    )

"""Services: what an organisation offers, added and changed by its head or an administrator."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance import registers
from governance.codes import CATEGORIES, label_of
from governance.errors import Invalid
from governance.inboxes import closure_of
from governance.keeping import require_organisation
from governance.organisations import Organisation
from governance.person_records import today
from governance.service_records import (
    SERVICE,
    add_service,
    change_service,
    keeps_services_of,
    require_keeper,
    service_to_change,
)
from governance.services import VERIFY_EVERY, Service, services_of
from governance.shortages import open_again
from governance.territory import districts
from web.access import KEEPER, SIGNED_IN, open_to
from web.directory import area_words, verification_choices
from web.forms import Form
from web.service_forms import LABELS, facts_of, filled
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor

pages = Blueprint("services", __name__)


@pages.get("/enti/<int:organisation_id>/servizi")
@open_to(SIGNED_IN)
def list(organisation_id: int) -> str:
    """What the organisation offers, and when that was last verified."""
    with reading() as tx:
        found = require_organisation(tx, organisation_id)
        offered, day = services_of(tx, organisation_id), today(tx)
        closure = closure_of(tx, organisation_id, day)
    return render_template(
        "services/list.html",
        organisation=found,
        services=offered,
        areas={each.id: area_words(each.municipalities, each.districts, day) for each in offered},
        closure=closure,
        day=day,
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
        day = today(tx)
        return _form(Form({"verified_on": day, "verify_every": VERIFY_EVERY}), found, None, day)


@pages.post("/enti/<int:organisation_id>/servizi/nuovo")
@open_to(KEEPER)
def add(organisation_id: int) -> Response | tuple[str, int]:
    """Add a service."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = require_organisation(tx, organisation_id)
            require_keeper(present_actor(), organisation_id)
            day = today(tx)
            facts = facts_of(form, day)
            form.check()
            add_service(tx, present_actor(), organisation_id, facts, form.key)
    except Invalid as error:
        return _form(form.refuse(error), found, None, day), 422
    flash(_("Servizio aggiunto."))
    return redirect(url_for("services.list", organisation_id=organisation_id))


@pages.get("/servizi/<int:service_id>/modifica")
@open_to(KEEPER)
def edit(service_id: int) -> str:
    """The form that changes a service."""
    with reading() as tx:
        found = service_to_change(tx, present_actor(), service_id)
        form = filled(tx, found)
        return _form(form, require_organisation(tx, found.organisation_id), found, today(tx))


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
            day = today(tx)
            facts = facts_of(form, day, form.ticked("active"))
            form.check()
            change_service(tx, present_actor(), service_id, facts)
    except Invalid as error:
        return _form(form.refuse(error), organisation, found, day), 422
    flash(_("Modifica salvata."))
    return redirect(url_for("services.list", organisation_id=organisation.id))


@pages.post("/servizi/<int:service_id>/posti")
@open_to(KEEPER)
def reopen(service_id: int) -> Response:
    """There are places again in a service that a refusal said to be full."""
    with writing() as tx:
        open_again(tx, present_actor(), service_id)
    flash(_("Il servizio ha di nuovo posti: chi invia lo vede da subito."))
    return redirect(url_for("directory.show", service_id=service_id))


def _form(form: Form, organisation: Organisation, found: Service | None, day: date) -> str:
    return render_template(
        "services/form.html",
        form=form,
        organisation=organisation,
        service=found,
        categories=[(each.name, each.text(locale())) for each in CATEGORIES.values()],
        hows=verification_choices(),
        districts=", ".join(sorted(each.name for each in districts(day).values())),
        labels={name: str(words) for name, words in LABELS.items()},
    )

"""Where a service stands: written by the head of its organisation, who also says whether it must stay hidden."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.services import Service, service
from governance.whereabouts import place, require_head, told_in_the_directory
from web.access import KEEPER, open_to
from web.forms import Form
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor

pages = Blueprint("whereabouts", __name__, url_prefix="/servizi")

LONGEST = 300


@pages.get("/<int:service_id>/indirizzo")
@open_to(KEEPER)
def ask(service_id: int) -> str:
    """The form with the address as it stands."""
    with reading() as tx:
        found = _headed(tx, service_id)
        kept = told_in_the_directory(tx, present_actor(), found)
    return _page(Form({"address": kept.address, "protected": "1" if kept.protected else ""} if kept else {}), found)


@pages.post("/<int:service_id>/indirizzo")
@open_to(KEEPER)
def write(service_id: int) -> Response | tuple[str, int]:
    """Keep the address, or take it away where none was typed."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = _headed(tx, service_id)
            address = form.line("address", LONGEST, required=False)
            form.check()
            place(tx, present_actor(), service_id, address, form.ticked("protected"))
    except Invalid as error:
        return _page(form.refuse(error), found), 422
    flash(_("Salvato."))
    return redirect(url_for("directory.show", service_id=service_id))


def _headed(tx: Transaction, service_id: int) -> Service:
    """The service, for the head of who offers it."""
    found = service(tx, service_id)
    if found is None:
        raise NotVisible
    require_head(present_actor(), found)
    return found


def _page(form: Form, found: Service) -> str:
    labels = {"address": _("Indirizzo"), "protected": _("Indirizzo protetto")}
    return render_template("services/whereabouts.html", form=form, service=found, labels=labels)

"""Inboxes: an organisation stops taking referrals until a day, and takes them again."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.errors import Invalid
from governance.inboxes import close_inbox, closure_of, open_inbox
from governance.keeping import require_organisation
from governance.organisations import Organisation
from governance.person_records import today
from governance.service_records import require_keeper
from web.access import KEEPER, open_to
from web.forms import Form
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor

pages = Blueprint("inboxes", __name__)

LONGEST_REASON = 300


@pages.get("/enti/<int:organisation_id>/accoglienza")
@open_to(KEEPER)
def show(organisation_id: int) -> str:
    """Until when the inbox is closed, and the form that closes or opens it."""
    with reading() as tx:
        found = require_organisation(tx, organisation_id)
        require_keeper(present_actor(), organisation_id)
        closure = closure_of(tx, organisation_id, today(tx))
    typed = {"last_day": closure.last_day, "reason": closure.reason} if closure else {}
    return _page(Form(typed), found, closure is not None)


@pages.post("/enti/<int:organisation_id>/accoglienza")
@open_to(KEEPER)
def change(organisation_id: int) -> Response | tuple[str, int]:
    """Close the inbox until a day, or open it again."""
    form, actor = Form.typed(), present_actor()
    closed = False
    try:
        with writing() as tx:
            found = require_organisation(tx, organisation_id)
            require_keeper(actor, organisation_id)
            closed = closure_of(tx, organisation_id, today(tx)) is not None
            if form["act"] == "open":
                open_inbox(tx, actor, organisation_id)
            else:
                last_day, reason = form.day("last_day"), form.line("reason", LONGEST_REASON)
                form.check()
                if last_day:
                    close_inbox(tx, actor, organisation_id, last_day, reason)
    except Invalid as error:
        return _page(form.refuse(error), found, closed), 422
    opened = form["act"] == "open"
    flash(_("L'ente riceve di nuovo invii.") if opened else _("Fino a quel giorno l'ente non riceve invii nuovi."))
    return redirect(url_for("services.list", organisation_id=organisation_id))


def _page(form: Form, found: Organisation, closed: bool) -> str:
    labels = {"last_day": _("Ultimo giorno di chiusura"), "reason": _("Perché")}
    return render_template("services/inbox.html", form=form, organisation=found, closed=closed, labels=labels)

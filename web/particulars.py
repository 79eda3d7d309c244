"""Dati degli atti: what an agreement's papers say that stands nowhere else, for the whole and for each party."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.database import Transaction
from governance.errors import Changed, Invalid, NotVisible
from governance.organisations import names_of
from governance.particulars import particulars_of, write_particulars
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.dossier_sights import Sight, sight_of
from web.forms import Form
from web.particular_fields import OF_PARTY, WHOLE, read
from web.texts import _, speaking
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform
from workflows.papers.agreements import PARTIES, agreement_of
from workflows.situations import Situation

pages = Blueprint("particulars", __name__, url_prefix="/pratiche")


@pages.get("/<code>/atti/dati")
@open_to(SIGNED_IN)
def whole(code: str) -> str:
    """The form for the whole agreement."""
    return _ask(code, None)


@pages.post("/<code>/atti/dati")
@open_to(SIGNED_IN)
def keep_whole(code: str) -> Response | tuple[str, int]:
    """Keep what was typed for the whole agreement."""
    return _keep(code, None)


@pages.get("/<code>/atti/dati/<int:organisation_id>")
@open_to(SIGNED_IN)
def party(code: str, organisation_id: int) -> str:
    """The form for one party."""
    return _ask(code, organisation_id)


@pages.post("/<code>/atti/dati/<int:organisation_id>")
@open_to(SIGNED_IN)
def keep_party(code: str, organisation_id: int) -> Response | tuple[str, int]:
    """Keep what was typed for one party."""
    return _keep(code, organisation_id)


def _ask(code: str, about_id: int | None) -> str:
    with reading() as tx:
        found = _writable(tx, code, about_id)
        known = particulars_of(tx, found.dossier)
        values = {name: text for (about, name), text in known.items() if about == about_id}
        return _page(found, about_id, Form({**values, "revision": found.dossier.last_number}))


def _keep(code: str, about_id: int | None) -> Response | tuple[str, int]:
    form = Form.typed()
    try:
        with writing() as tx:
            _write(_writable(tx, code, about_id), about_id, form)
    except (Invalid, Changed) as error:
        with reading() as tx:
            found = _writable(tx, code, about_id)
            if isinstance(error, Invalid):
                form.refuse(error)
            else:
                form.fault("", _("La pratica è cambiata nel frattempo: qui c'è quello che avevi scritto tu."))
                form.revision = str(found.dossier.last_number)
            return _page(found, about_id, form), 422 if isinstance(error, Invalid) else 409
    flash(_("Salvato."))
    return redirect(url_for("papers.show", code=code))


def _write(found: Sight, about_id: int | None, form: Form) -> None:
    offered = OF_PARTY if about_id else WHOLE
    values = read(form, offered)
    form.check()
    known = particulars_of(found.situation.tx, found.dossier)
    changed = [name for name, text in values.items() if known.get((about_id, name), "") != text]
    if not changed:
        return

    def change(situation: Situation) -> None:
        write_particulars(situation.tx, found.dossier, about_id, values)

    seen = int(form.revision) if form.revision.isdecimal() else -1
    with speaking("it"):
        labels = [str(offered[name].words) for name in changed]
    act = Act(found.dossier.id, "complete_paper", found.situation.actor, seen, {"changed": labels}, key=form.key)
    perform(found.situation.tx, act, change)


def _writable(tx: Transaction, code: str, about_id: int | None) -> Sight:
    """A protocol the visitor may complete, and one of its parties; else NotVisible or NotPermitted."""
    found = sight_of(tx, code, present_actor())
    parties = {part.organisation_id for part in found.situation.parts if part.capacity in PARTIES}
    if found.dossier.kind != "protocol" or (about_id is not None and about_id not in parties):
        raise NotVisible
    found.require(Permission.WRITE)
    return found


def _page(found: Sight, about_id: int | None, form: Form) -> str:
    agreement = agreement_of(found.situation)
    return render_template(
        "papers/particulars.html",
        dossier=found.dossier,
        about=names_of(found.situation.tx, [about_id])[about_id] if about_id else "",
        signer=agreement.representative(about_id) if about_id else ("", ""),
        fields=OF_PARTY if about_id else WHOLE,
        parties=[(each.id, each.name) for each in agreement.parties],
        form=form,
    )

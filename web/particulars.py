"""Dati degli atti: what an agreement's papers say that stands nowhere else, for the whole and for each party."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import force_locale  # type: ignore[import-untyped]
from werkzeug.wrappers import Response

from document_templates.facts.protocol_text import DataRole
from governance.database import Transaction
from governance.errors import Changed, Invalid, NotVisible
from governance.organisations import names_of
from governance.particulars import particulars_of, write_particulars
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.dossier_sights import Sight, sight_of
from web.forms import Form
from web.texts import _, lazy
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform
from workflows.papers.agreements import PARTIES, agreement_of, pledge_of
from workflows.situations import Situation

pages = Blueprint("particulars", __name__, url_prefix="/pratiche")


class Field(NamedTuple):
    """One field: its words, its shape (line, text, lines, number, choice, tick, pledges) and a hint."""

    words: str
    shape: str
    hint: str = ""


ONE_A_LINE = lazy("Una voce per riga.")
WHOLE: Mapping[str, Field] = {
    "subject": Field(lazy("Oggetto"), "text"),
    "recitals": Field(lazy("Premesse"), "lines", ONE_A_LINE),
    "considerations": Field(lazy("Considerazioni"), "lines", ONE_A_LINE),
    "definitions": Field(lazy("Definizioni"), "lines", ONE_A_LINE),
    "aims": Field(lazy("Obiettivi"), "lines", ONE_A_LINE),
    "beneficiaries": Field(lazy("A chi si rivolge"), "line"),
    "common_commitments": Field(lazy("Impegni di tutte le parti"), "lines", ONE_A_LINE),
    "training": Field(lazy("Formazione degli operatori"), "line"),
    "indicators": Field(lazy("Indicatori"), "lines", ONE_A_LINE),
    "report_months": Field(lazy("Ogni quanti mesi si fa la relazione"), "number"),
    "budget": Field(lazy("Risorse"), "text", lazy("Lascia vuoto se è senza oneri.")),
    "accession_days": Field(lazy("Giorni per rispondere a chi chiede di aderire"), "number"),
    "withdrawal_days": Field(lazy("Giorni di preavviso per il recesso"), "number"),
    "breach_days": Field(lazy("Giorni per rispondere a una contestazione"), "number"),
    "renewal": Field(lazy("Rinnovo"), "line", lazy("Lascia vuoto se non è previsto.")),
    "forum": Field(lazy("Chi decide le controversie"), "line"),
    "notice_reference": Field(lazy("Avviso pubblico da cui nasce"), "line"),
    "data_role": Field(
        lazy("Ruolo delle parti nel trattamento dei dati"), "choice", lazy("Vale per chi non ne ha uno suo.")
    ),
    "protection_contact": Field(lazy("Dati personali: punto di contatto"), "line"),
    "protection_informs": Field(lazy("Dati personali: chi informa le persone"), "line"),
    "protection_answers": Field(lazy("Dati personali: chi risponde alle richieste"), "line"),
    "protection_essence_available_at": Field(lazy("Dati personali: dove si legge l'essenziale dell'accordo"), "line"),
    "protection_retention": Field(lazy("Dati personali: quanto si conservano"), "line"),
}
OF_PARTY: Mapping[str, Field] = {
    "representative": Field(lazy("Chi firma"), "line"),
    "quality": Field(lazy("In che qualità"), "line", lazy("Per esempio sindaco, presidente.")),
    "power": Field(lazy("Perché può firmare"), "line", lazy("Per esempio carica elettiva; statuto, art. 20.")),
    "data_role": Field(lazy("Ruolo nel trattamento dei dati"), "choice"),
    "certified_mail": Field(lazy("PEC"), "line"),
    "pledges": Field(lazy("Impegni"), "pledges", lazy("Uno per riga: servizio; quantità; unità; luogo; termine.")),
    "no_charge": Field(lazy("Partecipa senza oneri"), "tick"),
}
ROLES = [(role.value, role.label) for role in DataRole]
LONGEST = 6000


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
    values = {name: _read(form, name, field) for name, field in offered.items()}
    form.check()
    known = particulars_of(found.situation.tx, found.dossier)
    changed = [name for name, text in values.items() if known.get((about_id, name), "") != text]
    if not changed:
        return

    def change(situation: Situation) -> None:
        write_particulars(situation.tx, found.dossier, about_id, values)

    seen = int(form.revision) if form.revision.isdecimal() else -1
    with force_locale("it"):
        labels = [str(offered[name].words) for name in changed]
    act = Act(found.dossier.id, "complete_paper", found.situation.actor, seen, {"changed": labels}, key=form.key)
    perform(found.situation.tx, act, change)


def _read(form: Form, name: str, field: Field) -> str:
    if field.shape == "tick":
        return "1" if form.ticked(name) else ""
    if field.shape == "choice":
        return form.choice(name, [value for value, _words in ROLES], required=False)
    if field.shape == "line":
        return form.line(name, required=False)
    text = form.text(name, LONGEST, required=False)
    if field.shape == "number" and text and not (text.isdecimal() and 0 < int(text[:6]) <= 3650):
        form.fault(name, _("Scrivi un numero intero, per esempio 30."))
    if field.shape == "pledges":
        _read_pledges(form, name, text)
    return text


def _read_pledges(form: Form, name: str, text: str) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        try:
            pledge_of([cell.strip() for cell in line.split(";")])
        except ValueError:
            form.fault(name, _("Riga %(number)d: scrivi servizio; quantità; unità; luogo; termine.", number=number))


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
        roles=ROLES,
        form=form,
    )

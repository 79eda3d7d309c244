"""Organisations brought in from a table: what each row means, and what writing it would do."""

from datetime import date
from functools import partial

from governance import organisation_records as records
from governance.actors import Actor
from governance.database import Transaction
from governance.organisations import OrganisationKind
from governance.texts import folded
from web.forms import Form
from web.organisation_forms import facts_of
from web.plans import Plan, Verdict
from web.rows import Row
from web.words import KINDS

COLUMNS: dict[str, tuple[str, ...]] = {
    "nome": ("name", "denominazione", "ragione sociale", "ente"),
    "tipo": ("kind", "type_hint", "natura"),
    "codice_fiscale": ("tax_code", "cf"),
    "comune": ("istat_code", "seat", "sede", "codice istat"),
    "email": ("e-mail", "mail", "posta"),
    "telefono": ("phone", "tel"),
}
TEMPLATE = (
    "nome;tipo;codice_fiscale;comune;email;telefono\r\n"
    "Cooperativa Esempio;cooperativa;;Lecco;info@esempio.example;0341 000000\r\n"
)
_FIELDS = {"nome": "name", "codice_fiscale": "tax_code", "comune": "seat", "email": "email", "telefono": "phone"}
_ALSO = {
    "associazione_o_altro": OrganisationKind.ASSOCIATION,
    "cooperativa sociale": OrganisationKind.COOPERATIVE,
    "odv": OrganisationKind.VOLUNTEER_GROUP,
    "aps": OrganisationKind.ASSOCIATION,
}


def plan(tx: Transaction, actor: Actor, rows: list[Row], day: date) -> Plan:
    """What each row would do; `write` of the plan does it."""
    found = Plan()
    seen: dict[str, int] = {}
    for row in rows:
        form, facts = _read(row, day)
        row.faults.extend(form.faults.values())
        twin = seen.setdefault(facts.tax_code or f"{facts.kind} {folded(facts.name)} {facts.seat}", row.line)
        if twin != row.line:
            row.faults.append(f"ripete la riga {twin}")
        if row.faults:
            found.add(row, facts.name, Verdict.FAULTY)
        elif records.known_as(tx, facts):
            found.add(row, facts.name, Verdict.KNOWN)
        else:
            found.add(row, facts.name, Verdict.NEW, partial(records.enrol, tx, actor, facts))
    return found


def _read(row: Row, day: date) -> tuple[Form, records.Facts]:
    form = Form({name: row.cells.get(column, "") for column, name in _FIELDS.items()})
    form.values["kind"] = _kind(row.cells.get("tipo", ""))
    return form, facts_of(form, day)


def _kind(text: str) -> str:
    wanted = folded(text)
    if wanted in (folded(known) for known in _ALSO):
        return next(kind for known, kind in _ALSO.items() if folded(known) == wanted)
    said = {folded(kind): kind for kind in KINDS} | {folded(str(words)): kind for kind, words in KINDS.items()}
    return said.get(wanted, text)

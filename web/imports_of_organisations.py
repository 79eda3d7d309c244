"""Organisations brought in from a table: what each row means, and what writing it would do."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from governance import enrolments
from governance.actors import Actor
from governance.database import Transaction
from governance.organisation_records import Facts
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
_VOLUNTEERS = "odv"
"""Organizzazione di volontariato: its name must say so (d.lgs. 117/2017, art. 32, paragraph 3)."""
_UNSURE = "associazione o altro"
_ALSO = {
    _UNSURE: OrganisationKind.ASSOCIATION,
    "cooperativa sociale": OrganisationKind.COOPERATIVE,
    _VOLUNTEERS: OrganisationKind.VOLUNTEER_GROUP,
    "aps": OrganisationKind.ASSOCIATION,
}


def plan(tx: Transaction, actor: Actor, rows: list[Row], day: date) -> Plan:
    """What each row would do; `write` of the plan does it, all new rows at once."""
    found, seen, kinds = Plan(), dict[str, int](), _kinds()
    wanted = [_read(row, day, kinds) for row in rows]
    new: list[Facts] = []
    for row, facts, known in zip(rows, wanted, enrolments.known_among(tx, wanted), strict=True):
        twin = seen.setdefault(facts.tax_code or f"{facts.kind} {folded(facts.name)} {facts.seat}", row.line)
        if twin != row.line:
            row.faults.append(f"ripete la riga {twin}")
        if row.faults:
            found.add(row, facts.name, Verdict.FAULTY)
        elif known:
            found.add(row, facts.name, Verdict.KNOWN)
        else:
            found.add(row, facts.name, Verdict.NEW)
            new.append(facts)
    found.writings.append(partial(enrolments.enrol_all, tx, actor, new))
    return found


def _read(row: Row, day: date, kinds: Mapping[str, str]) -> Facts:
    form = Form({name: row.cells.get(column, "") for column, name in _FIELDS.items()})
    said = folded(row.cells.get("tipo", ""))
    form.values["kind"] = kinds.get(said, row.cells.get("tipo", ""))
    if said == _UNSURE and _VOLUNTEERS in folded(form["name"]).split():
        form.values["kind"] = OrganisationKind.VOLUNTEER_GROUP
    facts = facts_of(form, day)
    row.faults.extend(form.faults.values())
    return facts


def _kinds() -> dict[str, str]:
    """What people write for a kind of organisation: our word, the code, or what registers say."""
    said = {folded(str(words)): kind for kind, words in KINDS.items()} | {folded(kind): kind for kind in KINDS}
    return said | dict(_ALSO)

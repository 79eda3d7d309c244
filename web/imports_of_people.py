"""People brought in from a table: each row is a person with one mandate at an organisation of the register."""

from datetime import date
from functools import partial

from governance import person_records as records
from governance.actors import Actor
from governance.database import Transaction
from governance.directories import organisation_by_tax_code, organisations_by_name
from governance.organisations import Organisation
from governance.people import person_by_email
from governance.roles import Role
from governance.texts import folded
from web.forms import Form
from web.plans import Plan, Verdict
from web.rows import Row
from web.words import MANDATED, ROLES

COLUMNS: dict[str, tuple[str, ...]] = {
    "nome": ("name", "nome e cognome", "persona"),
    "email": ("e-mail", "mail", "posta", "indirizzo e-mail"),
    "ente": ("organisation", "codice_fiscale_ente", "codice fiscale ente"),
    "ruolo": ("role", "mandato"),
    "dal": ("valid_from", "da", "inizio"),
    "al": ("valid_until", "a", "fine"),
}
TEMPLATE = (
    "nome;email;ente;ruolo;dal;al\r\n"
    "Ada Esempio;ada.esempio@esempio.example;Cooperativa Esempio;operatore;01/01/2026;\r\n"
)


def plan(tx: Transaction, actor: Actor, rows: list[Row], day: date) -> Plan:
    """What each row would do; without a first day the mandate begins today."""
    found = Plan()
    seen: dict[tuple[str, int, str], int] = {}
    for row in rows:
        wanted = _read(tx, row, day)
        words = f"{row.cells.get('nome', '')} · {row.cells.get('ente', '')}"
        twin = seen.setdefault((wanted.email, wanted.organisation_id, wanted.role), row.line)
        if twin != row.line and not row.faults:
            row.faults.append(f"ripete la riga {twin}")
        someone = person_by_email(tx, wanted.email) if not row.faults else None
        if someone and not someone.active:
            row.faults.append("l'accesso di questa persona è sospeso")
        if row.faults:
            found.add(row, words, Verdict.FAULTY)
        elif someone and records.has_mandate(tx, someone.id, wanted):
            found.add(row, words, Verdict.KNOWN)
        else:
            found.add(row, words, Verdict.NEW, partial(records.appoint, tx, actor, wanted))
    return found


def _read(tx: Transaction, row: Row, day: date) -> records.Appointment:
    form = Form(row.cells)
    name, email = form.line("nome"), form.email("email")
    role = _role(form["ruolo"])
    if role is None:
        form.fault("ruolo", f"il ruolo «{form['ruolo'][:40]}» non esiste")
    first = form.day("dal", required=False) or day
    last = form.day("al", required=False)
    if last and last < first:
        form.fault("al", "la fine viene prima dell'inizio")
    organisation = _organisation(tx, form)
    row.faults.extend(f"{column}: {sentence}" for column, sentence in form.faults.items())
    return records.Appointment(name, email, organisation.id if organisation else 0, role or Role.WORKER, first, last)


def _organisation(tx: Transaction, form: Form) -> Organisation | None:
    text = form.line("ente")
    if not text:
        return None
    by_code = organisation_by_tax_code(tx, text.upper().replace(" ", ""))
    found = [by_code] if by_code else organisations_by_name(tx, text)
    if len(found) == 1:
        return found[0]
    form.fault("ente", "più enti hanno questo nome: usa il codice fiscale" if found else "questo ente non è in elenco")
    return None


def _role(text: str) -> Role | None:
    wanted = folded(text)
    said = {folded(role): role for role in MANDATED} | {folded(str(ROLES[role])): role for role in MANDATED}
    return said.get(wanted)

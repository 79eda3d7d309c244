"""The fields of a protocol already signed: parties and clauses row by row, dates, terms, what may be shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from governance.codes import CATEGORIES, LEGAL_TYPES
from governance.database import Transaction
from governance.directories import organisations_by_name
from governance.networks import members_of
from governance.organisations import OrganisationKind
from governance.texts import folded
from web.agreements import past_day
from web.dossier_acts import cleaned_name
from web.forms import Form
from web.place_names import places_of
from web.term_forms import read_terms, terms_asked
from web.texts import _, lazy
from workflows.calendars import local
from workflows.packets import FIELDS
from workflows.signings import Cover, Signed

MOST_ROWS = 30
FILE_ENDINGS = ("pdf", "p7m", "docx", "odt", "jpg", "jpeg", "png")
PARTY, CLAUSE = ("party",), ("clause_category", "clause_sender", "clause_recipient", "clause_places")
ROWS = {"parties": PARTY, "clauses": CLAUSE}
SHARED = {
    "name": lazy("Nome e cognome"),
    "birth_year": lazy("Anno di nascita"),
    "contact": lazy("Recapito"),
    "household": lazy("Quante persone sono nel nucleo"),
    "guardian": lazy("Chi ha la responsabilità del minore"),
}
LABELS = {
    "network": lazy("Rete"),
    "title": lazy("Titolo"),
    "legal_type": lazy("Tipo di accordo"),
    "number": lazy("Numero di protocollo"),
    "signed_on": lazy("Firmato il"),
    "starts_on": lazy("In vigore dal"),
    "ends_on": lazy("Ultimo giorno"),
    "lead": lazy("Ente capofila"),
    "file": lazy("Il documento firmato"),
}
ROW_LABELS = {
    "party": lazy("Altra parte %(number)d"),
    "clause_category": lazy("Servizio, clausola %(number)d"),
    "clause_sender": lazy("Chi invia, clausola %(number)d"),
    "clause_recipient": lazy("Chi riceve, clausola %(number)d"),
    "clause_places": lazy("Comuni, clausola %(number)d"),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """The file that came with the form."""

    name: str
    data: bytes


def count_of(form: Form, rows: str) -> int:
    """How many rows of parties or clauses the form has."""
    text = form[rows]
    return min(max(int(text), 1), MOST_ROWS) if text.isdecimal() and len(text) < 4 else 1


def change_rows(form: Form) -> bool:
    """Add or take away a row where its button was pressed (`add_parties`, `remove_clauses_2`); whether one was."""
    verb, _under, rest = form["act"].partition("_")
    rows, _under, number = rest.partition("_")
    if rows not in ROWS or verb not in ("add", "remove"):
        return False
    count = count_of(form, rows)
    if verb == "add":
        form.values[rows] = str(min(count + 1, MOST_ROWS))
    elif number.isdecimal() and 1 <= int(number) <= count:
        for row in range(int(number), count + 1):
            for name in ROWS[rows]:
                form.values[f"{name}_{row}"] = form[f"{name}_{row + 1}"] if row < count else ""
        form.values[rows] = str(max(count - 1, 1))
    return True


def read_signed(tx: Transaction, form: Form, network_id: int) -> Signed:
    """What was typed; faults are noted on the form, and the facts hold only once `check` passed."""
    today = local(tx.now).date()
    parties = _parties(tx, form)
    starts_on, ends_on = form.day("starts_on"), form.day("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        form.fault("ends_on", _("La fine viene prima dell'inizio."))
    if ends_on and ends_on < today:
        form.fault("ends_on", _("Questo protocollo è già scaduto: non permetterebbe nessun invio."))
    signed_on = past_day(form, "signed_on", today)
    return Signed(
        network_id=network_id,
        title=form.line("title"),
        legal_type=form.choice("legal_type", list(LEGAL_TYPES)),
        signed_on=signed_on or today,
        starts_on=starts_on or today,
        ends_on=ends_on or today,
        parties=list(parties.values()),
        clauses=read_clauses(form, parties, today),
        terms=read_terms(form, terms_asked(tx)),
        fields=[name for name in FIELDS if form.ticked(f"share_{name}")],
        number=form.line("number", longest=40, required=False),
    )


def _parties(tx: Transaction, form: Form) -> dict[str, int]:
    """The parties by their folded name, the lead first."""
    found: dict[str, int] = {}
    for field in ("lead", *(f"party_{row}" for row in range(1, count_of(form, "parties") + 1))):
        name = form.line(field, required=field in ("lead", "party_1"))
        if not name or field in form.faults:
            continue
        alike = [each for each in organisations_by_name(tx, name) if each.active]
        if len(alike) != 1:
            form.fault(field, _("Non trovo questo ente: scrivi il nome per intero, come compare nell'elenco."))
        elif alike[0].id in found.values():
            form.fault(field, _("Questo ente c'è già tra le parti."))
        else:
            found[folded(name)] = alike[0].id
    return found


def read_clauses(form: Form, parties: dict[str, int], today: date) -> list[Cover]:
    """The clauses row by row; `parties` are the keys of those who signed, by folded name."""
    return [_clause(form, row, parties, today) for row in range(1, count_of(form, "clauses") + 1)]


def _clause(form: Form, row: int, parties: dict[str, int], today: date) -> Cover:
    return Cover(
        category=form.choice(f"clause_category_{row}", list(CATEGORIES)),
        sender_id=_one_of(form, f"clause_sender_{row}", parties),
        recipient_id=_one_of(form, f"clause_recipient_{row}", parties),
        municipalities=places_of(form, f"clause_places_{row}", today),
    )


def _one_of(form: Form, field: str, parties: dict[str, int]) -> int | None:
    """The party that was named; None for any of them."""
    name = form.line(field, required=False)
    if name and folded(name) not in parties:
        form.fault(field, _("Questo ente non è tra le parti: aggiungilo, oppure lascia vuoto per «qualunque parte»."))
    return parties.get(folded(name)) if name else None


def read_file(form: Form) -> Sent | None:
    """The signed document, if one came along; faults are noted on the form."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    name, data = cleaned_name(sent.filename), sent.read()
    if not data:
        form.fault("file", _("Questo file è vuoto: sceglilo di nuovo."))
    elif name.lower().rpartition(".")[2] not in FILE_ENDINGS:
        form.fault(
            "file", _("Questo tipo di file non si può allegare: usa PDF, p7m, Word, OpenDocument o un'immagine.")
        )
    return Sent(name, data)


def offered_organisations(tx: Transaction, network_id: int) -> list[str]:
    """The names to choose parties from: the network's members, municipalities last."""
    members = members_of(tx, network_id, local(tx.now).date())
    return [each.name for each in sorted(members, key=lambda one: one.kind == OrganisationKind.MUNICIPALITY)]


def labels_of(form: Form, terms: Sequence[Any]) -> dict[str, str]:
    """The words of every field, for the summary of faults."""
    found = {name: str(words) for name, words in LABELS.items()}
    for rows, names in ROWS.items():
        for row in range(1, count_of(form, rows) + 1):
            found |= {f"{name}_{row}": str(ROW_LABELS[name]) % {"number": row} for name in names}
    return {**found, **{each.field: each.words for each in terms}}

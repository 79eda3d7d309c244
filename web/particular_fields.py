"""The fields of the particulars of an agreement: what is asked of the whole and of each party, and how it is read."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from document_templates.facts.common import ActKind
from document_templates.facts.protocol_text import DataRole
from web.forms import Form
from web.texts import _, lazy
from workflows.papers.agreements import ACT, pledge_of


class Field(NamedTuple):
    """One field: its words, its shape (line, text, lines, number, choice, tick, day, pledges), a hint, its choices."""

    words: str
    shape: str
    hint: str = ""
    offered: Sequence[tuple[str, str]] = ()


ROLES = [(role.value, role.label) for role in DataRole]
ACTS = [(kind.value, f"{kind.label[0].upper()}{kind.label[1:]}") for kind in ActKind]
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
        lazy("Ruolo delle parti nel trattamento dei dati"), "choice", lazy("Vale per chi non ne ha uno suo."), ROLES
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
    "data_role": Field(lazy("Ruolo nel trattamento dei dati"), "choice", offered=ROLES),
    "certified_mail": Field(lazy("PEC"), "line"),
    "pledges": Field(lazy("Impegni"), "pledges", lazy("Uno per riga: servizio; quantità; unità; luogo; termine.")),
    "no_charge": Field(lazy("Partecipa senza oneri"), "tick"),
    "act_kind": Field(lazy("Atto di approvazione"), "choice", lazy("L'atto con cui l'ente ha deciso."), ACTS),
    "act_number": Field(lazy("Numero dell'atto"), "line"),
    "act_on": Field(lazy("Data dell'atto"), "day"),
    "act_enforceable": Field(lazy("L'atto è esecutivo"), "tick"),
}
LONGEST = 6000


def read(form: Form, offered: Mapping[str, Field]) -> dict[str, str]:
    """Every field as it was typed; faults are noted on the form."""
    values = {name: _read(form, name, field) for name, field in offered.items()}
    said = [name for name in ACT if values.get(name)]
    for name in ACT:
        if said and name in offered and not values[name]:
            form.fault(name, _("Di un atto scrivi tipo, numero e data."))
    return values


def _read(form: Form, name: str, field: Field) -> str:
    if field.shape == "tick":
        return "1" if form.ticked(name) else ""
    if field.shape == "choice":
        return form.choice(name, [value for value, _words in field.offered], required=False)
    if field.shape == "day":
        day = form.day(name, required=False)
        return day.isoformat() if day else ""
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

"""The fields of an organisation: how they are filled, read and checked."""

import re
from datetime import date

from governance import territory
from governance.organisation_records import Facts
from governance.organisations import Organisation, OrganisationKind
from governance.texts import folded
from web.forms import Form
from web.texts import _

_PHONE = re.compile(r"^\+?[0-9][0-9 ./-]{4,28}[0-9]$")
_PERSONAL = re.compile(r"^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$")


def blank() -> Form:
    """An empty form."""
    return Form()


def filled(found: Organisation, revision: str, day: date) -> Form:
    """The form as the register stands."""
    known = territory.municipalities(day).get(found.seat or "")
    return Form(
        {
            "name": found.name,
            "kind": found.kind,
            "tax_code": found.tax_code,
            "seat": known.name if known else found.seat,
            "email": found.email,
            "phone": found.phone,
            "revision": revision,
        }
    )


def facts_of(form: Form, day: date) -> Facts:
    """What was typed; faults are noted on the form, and the facts hold only once `check` passed."""
    kind = form.choice("kind", list(OrganisationKind))
    name = form.line("name")
    if not form.faults and not folded(name):
        form.fault("name", _("Il nome deve contenere lettere o cifre."))
    return Facts(
        kind=OrganisationKind(kind) if kind in list(OrganisationKind) else OrganisationKind.OTHER,
        name=name,
        tax_code=_tax_code(form),
        seat=seat_of(form, day),
        email=form.email("email", required=False) or None,
        phone=_phone(form),
    )


def _tax_code(form: Form) -> str | None:
    text = form.line("tax_code", longest=20, required=False).upper().replace(" ", "")
    if not text:
        return None
    if not (is_company_code(text) or _PERSONAL.match(text)):
        form.fault("tax_code", _("Questo codice fiscale non è giusto: sono 11 cifre, l'ultima di controllo."))
        return None
    return text


def is_company_code(text: str) -> bool:
    """Whether these are 11 digits whose last one checks (D.M. 23 December 1976; Luhn's formula)."""
    if not re.fullmatch(r"[0-9]{11}", text):
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(text)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def seat_of(form: Form, day: date) -> str | None:
    """The ISTAT code of the municipality somebody wrote by name or by code."""
    text = form.line("seat", required=False)
    if not text:
        return None
    known = territory.municipalities(day)
    if text in known:
        return text
    alike = [each.istat_code for each in territory.find(text, day) if folded(each.name) == folded(text)]
    if len(alike) != 1:
        form.fault("seat", _("Questo Comune non è nell'elenco: scrivi il nome per intero, o il codice ISTAT."))
        return None
    return alike[0]


def _phone(form: Form) -> str | None:
    text = form.line("phone", longest=40, required=False)
    if text and not _PHONE.match(text):
        form.fault("phone", _("Scrivi il telefono solo con cifre e spazi: per esempio 0341 000000."))
    return text or None

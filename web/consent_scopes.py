"""The scope of a consent on its forms: what it is for and which data it covers, each ticked by itself."""

from collections.abc import Mapping

from flask import Blueprint

from governance.codes import Code
from governance.personal_codes import DATA, PURPOSES
from web.forms import Form
from web.texts import _, locale

pages = Blueprint("consent_scopes", __name__)

ASKED = "scope_asked"
"""The hidden field by which a form says that it asked; without it the scope stays as if it had not been asked."""
SPECIAL = frozenset({"data_health"})
FIELDS: Mapping[str, Mapping[str, Code]] = {"purpose": PURPOSES, "data": DATA}


def begun() -> dict[str, str]:
    """What is ticked before anybody asks: never a special category of data, which the person names (GDPR art. 9)."""
    usual = {f"{field}_{name}": "1" for field, offered in FIELDS.items() for name in offered}
    return {name: tick for name, tick in usual.items() if name not in SPECIAL}


def read_scope(form: Form) -> tuple[list[str], list[str]]:
    """The purposes and the categories of data that were ticked; at least one of each, where they were asked."""
    if not form[ASKED]:
        return [], []
    purposes, categories = (
        [name for name in offered if form.ticked(f"{field}_{name}")] for field, offered in FIELDS.items()
    )
    if not purposes:
        form.fault("purpose_accompany", _("Indica almeno una cosa per cui la persona è d'accordo."))
    if not categories:
        form.fault("data_needs", _("Indica almeno un tipo di dati."))
    return purposes, categories


@pages.app_template_global()
def scopes_offered(field: str) -> list[tuple[str, str]]:
    """The boxes of one group: `(field name, words)`."""
    return [(f"{field}_{name}", code.text(locale())) for name, code in FIELDS[field].items()]


@pages.app_template_global()
def scope_words(field: str, names: list[str]) -> str:
    """What a consent is for, or which data it covers, in one line."""
    return ", ".join(FIELDS[field][name].text(locale()).lower() for name in names if name in FIELDS[field])

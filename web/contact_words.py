"""Words of a contact: how many people, where they were met, what it began with."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from governance.codes import label_of
from governance.database import Transaction
from web.place_names import place_names
from web.texts import _, locale, several
from workflows.pathway import Pathway
from workflows.published import pathway as pathway_of


class ContactRow(NamedTuple):
    """One row of the list."""

    code: str
    kind: str
    place: str
    zone: str
    at_risk: bool
    people: str
    languages: str
    first_on: date
    last_on: date
    times: int
    stage: str
    open: bool
    rests: bool
    due_at: Any
    desk: str


def contact_row(tx: Transaction, row: Any, desks: Mapping[int, str], day: date) -> ContactRow:
    """What the list and the file say of one contact."""
    pathway: Pathway = pathway_of(tx, row.pathway, row.version)
    stage = pathway.stages[row.stage]
    return ContactRow(
        row.code, kind_words(row.signal), place_names([row.municipality], day) or row.municipality, row.zone,
        row.at_risk, people_words(row), ", ".join(row.languages), row.first_on, row.last_on, row.times,
        stage.label.text(locale()), row.open, stage.rests, row.due_at, desks.get(row.desk_id or 0, ""),
    )  # fmt: skip


def kind_words(signal: str) -> str:
    """What it began with: an encounter, or the trouble that was reported."""
    return _("Segnalazione: %(what)s", what=label_of("signal", signal, locale())) if signal else _("Contatto")


def people_words(row: Any) -> str:
    """`2 adulti, 1 minore`; empty where nobody said how many."""
    parts = [
        several("%(num)d adulto", "%(num)d adulti", row.adults) if row.adults else "",
        several("%(num)d minore", "%(num)d minori", row.minors) if row.minors else "",
        several("%(num)d persona anziana", "%(num)d persone anziane", row.elders) if row.elders else "",
    ]
    return ", ".join(each for each in parts if each)

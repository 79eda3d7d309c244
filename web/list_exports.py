"""Exports of lists: the rows of a page as a file, as far as one may see them; what is taken is recorded."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Response

from governance import registers
from governance.actors import Actor
from governance.audit import snapshot
from governance.database import Transaction
from web.exports import Cell, Sheet, export
from web.listed import Listed, listed
from web.texts import _
from web.transactions import database, writing
from web.urgencies import grades
from web.visitors import present_actor

Rows = Iterable[Sequence[Cell]]
EXPORTED = "export_list"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody exports: the title, the name of the file, its form, and what the list was narrowed to.

    `personal`: its rows are about people, if only by their codes, so that the register keeps who took them.
    """

    title: str
    name: str
    form: str
    narrowed: Mapping[str, str] = field(default_factory=dict)
    personal: bool = True


def saved(wanted: Wanted, headings: Sequence[str], rows_of: Callable[[Transaction], Rows]) -> Response:
    """The file, made from the database as it was at one instant; the register is written before it is handed over."""
    with snapshot(database()) as tx:
        made = export(Sheet(wanted.title, headings, rows_of(tx), tx.now), wanted.name, wanted.form)
    if wanted.personal:
        with writing() as tx:
            _record(tx, present_actor(), wanted, made.rows)
    return made.answer()


def _record(tx: Transaction, actor: Actor, wanted: Wanted, rows: int) -> None:
    narrowed = ", ".join(f"{name}={value}" for name, value in wanted.narrowed.items() if value)
    details = {"list": wanted.name, "form": wanted.form, "rows": rows, "narrowed": narrowed}
    registers.record(tx, actor, registers.Entry(EXPORTED, registers.PERSON, int(actor.person_id or 0), details))


def dossier_headings(*more: str) -> Sequence[str]:
    """The headings of a list of dossiers; `more` are those of its kind."""
    usual = (_("Codice"), _("Titolo"), _("Fase"), _("Nella fase dal"), _("Che cosa manca"), _("Entro"), _("Aperta"))
    return (*usual, *more)


def dossier_rows(
    tx: Transaction, actor: Actor, batches: Iterable[Sequence[Any]], more: Callable[[Listed], Sequence[Cell]]
) -> Iterator[Sequence[Cell]]:
    """One row for each dossier, with the columns of its kind; the title only for those who may read it."""
    for batch in batches:
        for row in listed(tx, actor, batch):
            owed = (row.owed, row.due_at) if row.open else ("", None)
            yield (row.code, row.title, row.stage_words, row.since, *owed, row.open, *more(row))


def urgency_of(row: Listed) -> str:
    """The urgency of a referral in words."""
    return grades().get(row.grade, "")


def day_of(text: str | None) -> date | None:
    """A day as a pathway keeps it."""
    return date.fromisoformat(text) if text else None

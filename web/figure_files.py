"""Figures as a file: one row for each value, with what it counts, the period and whose figures they are."""

from collections.abc import Iterator, Sequence
from typing import Any

from governance import territory
from governance.figure_views import Wanted
from web.exports import Cell
from web.figure_tables import Table
from web.figure_words import count_cell
from web.texts import _
from web.told_figures import Told


def headings() -> Sequence[str]:
    """The headings of the file."""
    figure = (_("Gruppo"), _("Voce"), _("Che cosa"), _("Valore"), _("Parte"), _("Su quanti"), _("Che cosa conta"))
    return (*figure, _("Dal"), _("Al"), _("Di chi"), _("Ambito"))


def rows_of(found: Told, wanted: Wanted, view: str) -> Iterator[Sequence[Cell]]:
    """Every value the page shows, and what is hidden on the page hidden here."""
    known = territory.districts(wanted.last)
    ambito = known[wanted.district].name if wanted.district in known else _("tutti")
    about = (wanted.first, wanted.last, view, ambito)
    for row in _rows(found):
        yield (*row, *about)


def _rows(found: Told) -> Iterator[Sequence[Cell]]:
    sent = count_cell(found.figures.counts["sent"])
    yield _("Risposte"), _("Mandati"), _("invii"), sent, None, None, _("Invii mandati nel periodo.")
    for line in (*found.shares, found.per_need):
        yield _("Risposte"), line.name, _("quota"), line.cell, line.part, line.whole, line.definition
    for each in found.times:
        on = count_cell(each.on)
        yield _("Tempi"), each.name, _("metà entro, giorni lavorativi"), each.half, None, on, each.definition
        yield _("Tempi"), each.name, _("nove su dieci entro, giorni lavorativi"), each.nine, None, on, each.definition
    yield from _of_table(_("Mese per mese"), found.months)
    yield from _of_table(_("Rifiuti"), found.sides)
    yield from _of_table(_("Rifiuti"), found.reasons)
    yield from _of_table(_("Bisogni senza risposta"), found.unmet)
    for line in found.blocked:
        yield _("Criticità"), line.name, line.on, line.cell, line.part, line.whole, line.definition
    for line in found.met:
        yield _("Contatti"), line.name, line.on, line.cell, line.part, line.whole, line.definition


def _of_table(group: str, table: Table) -> Iterator[Sequence[Any]]:
    for row in table.rows:
        for heading, cell in zip(table.headings[1:], row.cells, strict=True):
            yield group, row.name, heading, cell, None, None, None

"""The figures told: everything that the page and the file of figures say, in words and in tables."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from governance.database import Transaction
from governance.figure_views import Wanted
from governance.figures import Figures, figures
from governance.unmet_needs import unmet_needs
from web.figure_blockages import blocked
from web.figure_contacts import met
from web.figure_tables import Table, months, refusals, unmet_by_kind, unmet_table
from web.figure_words import Line, Time, per_need, shares, times
from workflows.calendars import start_of


class Told(NamedTuple):
    """Everything the page and the file say."""

    figures: Figures
    shares: Sequence[Line]
    per_need: Line
    times: Sequence[Time]
    months: Table
    sides: Table
    reasons: Table
    unmet: Table
    unmet_by_kind: Table
    blocked: Sequence[Line]
    met: Sequence[Line]


def told(tx: Transaction, wanted: Wanted) -> Told:
    """The figures of what is wanted; eleven statements at most."""
    found = figures(tx, wanted, tx.now)
    unmet = unmet_needs(tx, wanted, start_of(wanted.first), start_of(wanted.last + timedelta(days=1)))
    sides, reasons = refusals(found)
    return Told(
        found,
        shares(found.counts),
        per_need(found.counts),
        times(found),
        months(found),
        sides,
        reasons,
        unmet_table(unmet, wanted.last),
        unmet_by_kind(unmet, wanted.last),
        blocked(tx, wanted),
        met(tx, wanted),
    )

"""Tables of figures: months, refusals and unmet needs as rows of words, what is about too few people left out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from babel.dates import format_date

from governance import territory
from governance.codes import label_of
from governance.figures import Count, Figures, in_order
from governance.suppression import TOTAL, Cell, hidden_in, hidden_in_list, is_small
from web.exports import Cell as FileCell
from web.exports import Share
from web.figure_words import SIDES, count_words, hidden_words, number_words, percent_words
from web.texts import _, locale


class Row(NamedTuple):
    """One row: its name (and a short one), its cells in words and for a file, how long its bar is (None: no bar)."""

    name: str
    words: Sequence[str]
    cells: Sequence[FileCell]
    share: float | None = None
    short: str = ""


class Table(NamedTuple):
    """Headings and rows; `hides` says whether any cell is left out."""

    headings: Sequence[str]
    rows: Sequence[Row]
    hides: bool = False


def months(found: Figures) -> Table:
    """Month by month: how many were sent, and the share answered in time."""
    rows = []
    for month, counts in found.months.items():
        sent, owed, in_time = counts["sent"], counts["owed"], counts["in_time"]
        share = _share_of(in_time, owed)
        words = percent_words(share) if share is not None else "–" if not owed.value else hidden_words()
        first = date.fromisoformat(f"{month}-01")
        name, short = (format_date(first, pattern, locale=locale()) for pattern in ("MMMM y", "MMM yy"))
        cells = (_cell(sent), Share(share) if share is not None else words)
        rows.append(Row(name, (count_words(sent), words), cells, share, short))
    hides = any(is_small(counts["sent"]) for counts in found.months.values())
    return Table((_("Mese"), _("Mandati"), _("Risposto in tempo")), rows, hides)


def _share_of(part: Count, whole: Count) -> float | None:
    """A share, where neither it nor what is left of the whole is about too few."""
    if not whole.value or is_small(whole) or is_small(part) or 0 < whole.value - part.value < 3:
        return None
    return part.value / whole.value


def refusals(found: Figures) -> tuple[Table, Table]:
    """Confirmed refusals by side, and by code; the same cells are hidden in both where one would tell the other."""
    sides = {str(SIDES[name]): count for name, count in found.sides.items()}
    reasons = {label_of("decline_reason", name, locale()): count for name, count in found.reasons.items() if name}
    if "" in found.reasons:
        reasons[str(SIDES[""])] = found.reasons[""]
    total = found.counts["declined"]
    return _list(_("Da che cosa dipende"), sides, total), _list(_("Motivo"), reasons, total)


def _list(heading: str, counts: Mapping[str, Count], total: Count) -> Table:
    hidden = hidden_in_list(counts, total)
    most = max((count.value for name, count in counts.items() if name not in hidden), default=0)
    rows = []
    for name, count in in_order(counts):
        shown = name not in hidden
        words = number_words(count.value) if shown else _out(count)
        rows.append(Row(name, (words,), (count.value if shown else words,), count.value / most if shown else None))
    if counts:
        rows.append(Row(_("In tutto"), (count_words(total),), (_cell(total),)))
    return Table((heading, _("Invii rifiutati")), rows, bool(hidden))


def unmet_table(cells: Mapping[Cell, Count], day: date) -> Table:
    """Unmet needs: a row for each municipality, a column for each kind of service that has any."""
    hidden, known = hidden_in(cells), territory.municipalities(day)
    kinds = sorted({kind for kind, _place in cells if kind}, key=lambda kind: label_of("category", kind, locale()))
    places = sorted({place for _kind, place in cells if place}, key=lambda place: _place_name(place, known))
    rows = []
    for place in (*places, TOTAL) if cells else ():
        of_row = [(cells.get((kind, place), Count()), (kind, place) in hidden) for kind in (*kinds, TOTAL)]
        words = [_out(count) if out else number_words(count.value) for count, out in of_row]
        told = [_out(count) if out else count.value for count, out in of_row]
        rows.append(Row(_place_name(place, known) if place else _("In tutto"), words, told))
    headings = (_("Comune"), *(label_of("category", kind, locale()) for kind in kinds), _("In tutto"))
    return Table(headings, rows, bool(hidden))


def unmet_by_kind(cells: Mapping[Cell, Count], day: date) -> Table:
    """The same cells for a page: a row for each kind of service, with its municipalities where most come first."""
    hidden, known = hidden_in(cells), territory.municipalities(day)

    def words(cell: Cell) -> str:
        count = cells.get(cell, Count())
        return _out(count) if cell in hidden else number_words(count.value)

    kinds = sorted(
        (kind for kind, place in cells if kind and place == TOTAL), key=lambda kind: -cells[kind, TOTAL].value
    )
    rows = []
    for kind in kinds:
        places = [place for each, place in cells if each == kind and place]
        places.sort(key=lambda place: (-cells[kind, place].value, _place_name(place, known)))
        where = "; ".join(f"{_place_name(place, known)} {words((kind, place))}" for place in places)
        rows.append(Row(label_of("category", kind, locale()), (words((kind, TOTAL)), where), ()))
    if cells:
        rows.append(Row(_("In tutto"), (words((TOTAL, TOTAL)), ""), ()))
    return Table((_("Tipo di servizio"), _("Bisogni"), _("In quali Comuni")), rows, bool(hidden))


def _out(count: Count) -> str:
    """What stands for a hidden cell: too few, or left out so that another cannot be worked out."""
    return hidden_words() if is_small(count) else _("non mostrato")


def _cell(count: Count) -> FileCell:
    return hidden_words() if is_small(count) else count.value


def _place_name(code: str, known: Mapping[str, territory.Municipality]) -> str:
    return known[code].name if code in known else code

"""Figures of contacts in words: how many people nobody knew were met or reported, and how soon they were taken up."""

from collections.abc import Sequence

from governance.contact_figures import ContactFigures, Where, contact_figures
from governance.database import Transaction
from governance.figure_views import RECEIVED, SENT, Wanted
from governance.suppression import LEAST
from web.exports import Share
from web.figure_blockages import reach_of
from web.figure_words import Line, days_words, hidden_words, number_words, percent_words
from web.texts import _, several


def met(tx: Transaction, wanted: Wanted) -> Sequence[Line]:
    """The contacts of the network, of the territory or of one's own desks; nothing for what was only received."""
    if wanted.view.capacity == RECEIVED:
        return ()
    if wanted.view.capacity == SENT:
        where = Where(owner_id=wanted.view.organisation_id)
    else:
        where = Where(*reach_of(tx, wanted))
    found = contact_figures(tx, where, wanted.first, wanted.last)
    return _lines(found) if found.all else ()


def _lines(found: ContactFigures) -> Sequence[Line]:
    """Where a count is hidden, no share is told either: it could be worked out from them."""
    whole = 0 if _is_small(found.met) or _is_small(found.reported) else found.all
    return [
        _count(_("Persone e nuclei incontrati"), _("Da uno sportello, prima di sapere chi sono."), found.met),
        _count(_("Segnalazioni"), _("Situazioni notate da un ente della rete."), found.reported),
        _part(_("In zone a rischio"), _("L'ultimo incontro è stato in una zona che lo sportello segna a rischio."),
              found.at_risk, whole),
        _part(_("Nuclei di più persone"), _("Almeno due persone insieme."), found.families, whole),
        _part(_("Diventati prese in carico"), _("La persona ha detto chi è ed è stata presa in carico."),
              len(found.days), whole),
        _days(_("Dalla prima volta alla presa in carico"), found),
    ]  # fmt: skip


def _is_small(number: int) -> bool:
    return 0 < number < LEAST


def _count(name: str, definition: str, number: int) -> Line:
    if _is_small(number):
        return Line(name, definition, hidden_words(), "", None, hidden_words())
    return Line(name, definition, number_words(number), "", None, number)


def _part(name: str, definition: str, part: int, whole: int) -> Line:
    """A share of all contacts; hidden where it, or what is left, is about too few."""
    if not whole or _is_small(part) or _is_small(whole - part):
        return Line(name, definition, _("non si dice: riguarda troppo poche persone"), "", None, hidden_words())
    on = several("su %(count)s contatto", "su %(count)s contatti", whole, count=number_words(whole))
    return Line(name, definition, percent_words(part / whole), on, part / whole, Share(part / whole), part, whole)


def _days(name: str, found: ContactFigures) -> Line:
    definition = _("In giorni di calendario. Conta chi è stato preso in carico.")
    if len(found.days) < LEAST:
        return Line(name, definition, _("non si dice: riguarda troppo poche persone"), "", None, hidden_words())
    half, nine = found.within(0.5), found.within(0.9)
    words = _("metà entro %(half)s, nove su dieci entro %(nine)s", half=days_words(half), nine=days_words(nine))
    return Line(name, definition, words, "", None, half)

"""Figures of blockages in words: how many are open, how old, how long until they are settled."""

from collections.abc import Sequence
from datetime import timedelta

from governance.areas import members_by_district
from governance.blockage_figures import BlockageFigures, blockage_figures
from governance.database import Transaction
from governance.figure_views import NETWORK, TERRITORY, Wanted
from governance.networks import networks_of
from governance.organisations import organisations_by_id, represented_by
from governance.suppression import LEAST
from web.exports import Share
from web.figure_words import Line, hidden_words, number_words, percent_words
from web.texts import _, several
from workflows.calendars import start_of


def blocked(tx: Transaction, wanted: Wanted) -> Sequence[Line]:
    """What blocks persons of the network or territory; nothing for who only sends or receives."""
    if wanted.view.capacity not in (NETWORK, TERRITORY):
        return ()
    period = start_of(wanted.first), start_of(wanted.last + timedelta(days=1))
    return _lines(blockage_figures(tx, *reach_of(tx, wanted), period))


def reach_of(tx: Transaction, wanted: Wanted) -> tuple[set[int], frozenset[str] | None]:
    """The networks, and the municipalities (None: all), that a network's or a territory's figures are about."""
    places = members_by_district(wanted.last).get(wanted.district, frozenset()) if wanted.district else None
    networks, own = {wanted.view.organisation_id}, wanted.view.organisation_id
    if wanted.view.capacity == TERRITORY:
        networks = {each.id for each in networks_of(tx, {own}, wanted.last)}
        seats = _territory(tx, own, wanted)
        places = seats if places is None else places & seats
    if wanted.network_id:
        networks &= {wanted.network_id}
    return networks, places


def _territory(tx: Transaction, office: int, wanted: Wanted) -> frozenset[str]:
    """The municipalities that the plan office acts for."""
    represented = represented_by(tx, {office}, wanted.last).get(office, [])
    return frozenset(each.seat for each in organisations_by_id(tx, represented).values() if each.seat)


def _lines(found: BlockageFigures) -> Sequence[Line]:
    stuck = hidden_words() if 0 < found.persons < LEAST else number_words(found.persons)
    lines = [
        Line(
            _("Criticità aperte"), _("Segnalate per la prima volta nel periodo e non ancora concluse."),
            number_words(found.open), _("persone ferme adesso: %(count)s", count=stuck), None, found.open,
        ),
        _days(_("Da quanto sono aperte"), _("Giorni di calendario da quando sono state segnalate."),
              found.age_p50, found.age_p90),
        _days(_("In quanto si risolvono"), _("Giorni di calendario dalla segnalazione alla soluzione."),
              found.lead_p50, found.lead_p90),
    ]  # fmt: skip
    return [*lines, *(_within(term, *pair) for term, pair in found.within.items())]


def _days(name: str, definition: str, half: float | None, nine: float | None) -> Line:
    if half is None or nine is None:
        return Line(name, definition, "–", "", None)
    words = several("metà entro %(num)d giorno", "metà entro %(num)d giorni", round(half))
    rest = several("nove su dieci entro %(num)d giorno", "nove su dieci entro %(num)d giorni", round(nine))
    return Line(name, definition, words, rest, None, round(half), None, None)


def _within(term: int, settled: int, ripe: int) -> Line:
    name = _("Risolte entro %(days)d giorni", days=term)
    definition = _("Su quelle segnalate da almeno %(days)d giorni. Una archiviata non conta come risolta.", days=term)
    if not ripe:
        return Line(name, definition, "–", "", None)
    on = several("su %(num)d criticità", "su %(num)d criticità", ripe)
    return Line(name, definition, percent_words(settled / ripe), on, None, Share(settled / ripe), settled, ripe)

"""Facilities: in which struttura di accoglienza a household lives, and which ente gestore of the network runs it."""

from collections.abc import Sequence
from datetime import date

from governance.database import Transaction
from governance.networks import members_of
from governance.organisations import OrganisationKind, names_of
from governance.person_records import today
from governance.standings import Standing
from web.forms import Form
from web.texts import _

HOSTED = "hosted"
"""The code of who lives in a reception facility."""
NOT_KEEPERS = frozenset({OrganisationKind.NETWORK, OrganisationKind.OFFICE})


def keepers(tx: Transaction, network_id: int | None, day: date | None = None) -> Sequence[tuple[int, str]]:
    """The members of the network that may run a facility, by name."""
    if network_id is None:
        return []
    found = members_of(tx, network_id, day or today(tx))
    return [(each.id, each.name) for each in found if each.active and each.kind not in NOT_KEEPERS]


def read_facility(form: Form, offered: Sequence[tuple[int, str]]) -> tuple[str, int | None]:
    """The facility and its ente gestore as typed; only for who lives in one."""
    facility = form.line("facility", longest=100, required=False)
    keeper_id = form.choice_of_key("keeper", [key for key, _name in offered], required=False)
    if form["reception"] != HOSTED and (facility or keeper_id):
        form.fault("facility", _("Indica la struttura solo per chi vive in una struttura di accoglienza."))
    return facility, keeper_id


def facility_words(tx: Transaction, standing: Standing) -> str:
    """`Casa Esempio, ente gestore Cooperativa La Prova`; empty for who lives in none."""
    if standing.reception != HOSTED:
        return ""
    name = names_of(tx, [standing.keeper_id]).get(standing.keeper_id, "") if standing.keeper_id else ""
    if name and standing.facility:
        return _("%(facility)s, ente gestore %(name)s", facility=standing.facility, name=name)
    return _("ente gestore %(name)s", name=name) if name else standing.facility

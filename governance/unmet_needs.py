"""Unmet needs: what the network could not answer, by kind of service and municipality, out of the gap register."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select

from governance.areas import members_by_district
from governance.database import Transaction, table_of
from governance.dossiers import Dossier
from governance.figure_views import NETWORK, RECEIVED, TERRITORY, Wanted
from governance.figures import Count
from governance.gaps import Gap
from governance.participations import Participation
from governance.suppression import TOTAL, Cell

_gaps, _dossiers = table_of(Gap), table_of(Dossier)
_CAPACITY = {TERRITORY: "plan_office", "sender": "case"}


def unmet_needs(tx: Transaction, wanted: Wanted, since: datetime, until: datetime) -> Mapping[Cell, Count]:
    """Needs left unmet from `since` to before `until`, by (kind of service, municipality) with totals; one statement.

    A recipient has none of its own: needs belong to who sends.
    """
    if wanted.view.capacity == RECEIVED:
        return {}
    query = (
        select(_gaps.c.category, _gaps.c.municipality, _dossiers.c.household_id, func.count().label("number"))
        .join(_dossiers, _dossiers.c.id == _gaps.c.need_id)
        .where(_gaps.c.recorded_at >= since, _gaps.c.recorded_at < until, *_narrowed(wanted))
        .group_by(_gaps.c.category, _gaps.c.municipality, _dossiers.c.household_id)
    )
    return _added_up(tx.run(query))


def _narrowed(wanted: Wanted) -> list[Any]:
    found: list[Any] = []
    if wanted.view.capacity == NETWORK:
        found.append(_gaps.c.network_id == wanted.view.organisation_id)
    else:
        found.append(
            exists().where(
                Participation.dossier_id == _gaps.c.need_id,
                Participation.organisation_id == wanted.view.organisation_id,
                Participation.capacity == _CAPACITY[wanted.view.capacity],
            )
        )
    if wanted.network_id:
        found.append(_gaps.c.network_id == wanted.network_id)
    if wanted.district:
        found.append(_gaps.c.municipality.in_(sorted(members_by_district(wanted.last).get(wanted.district, ()))))
    return found


def _added_up(rows: Any) -> Mapping[Cell, Count]:
    numbers: dict[Cell, int] = {}
    households: dict[Cell, set[int]] = {}
    for row in rows:
        for cell in (
            (row.category, row.municipality),
            (row.category, TOTAL),
            (TOTAL, row.municipality),
            (TOTAL, TOTAL),
        ):
            numbers[cell] = numbers.get(cell, 0) + row.number
            households.setdefault(cell, set()).add(row.household_id)
    return {cell: Count(number, len(households[cell])) for cell, number in numbers.items()}

"""Unmet needs: what the network could not answer, by kind of service and municipality."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import distinct, exists, func, select

from governance.areas import members_by_district
from governance.cases import Case, Need
from governance.database import Transaction, table_of
from governance.dossiers import Dossier
from governance.figure_views import NETWORK, RECEIVED, TERRITORY, Wanted
from governance.figures import Count
from governance.participations import Participation
from governance.suppression import TOTAL, Cell

_dossiers, _needs, _cases = table_of(Dossier), table_of(Need), table_of(Case)
_CAPACITY = {TERRITORY: "plan_office", "sender": "case"}


def unmet_needs(tx: Transaction, wanted: Wanted, since: datetime, until: datetime) -> Mapping[Cell, Count]:
    """Needs closed as unmet from `since` to before `until`, by (kind of service, municipality) with totals.

    A recipient has none of its own: needs belong to who sends. One statement.
    """
    if wanted.view.capacity == RECEIVED:
        return {}
    query = (
        select(
            _needs.c.category,
            _cases.c.municipality,
            _dossiers.c.household_id,
            func.count(distinct(_dossiers.c.id)).label("number"),
        )
        .join(_needs, _needs.c.id == _dossiers.c.id)
        .join(_cases, _cases.c.id == _needs.c.case_id)
        .where(
            _dossiers.c.kind == "need",
            _dossiers.c.stage == "unmet",
            _dossiers.c.since >= since,
            _dossiers.c.since < until,
            *_narrowed(wanted),
        )
        .group_by(_needs.c.category, _cases.c.municipality, _dossiers.c.household_id)
    )
    return _added_up(tx.run(query))


def _narrowed(wanted: Wanted) -> list[Any]:
    found: list[Any] = []
    if wanted.view.capacity == NETWORK:
        found.append(_dossiers.c.network_id == wanted.view.organisation_id)
    else:
        found.append(
            exists().where(
                Participation.dossier_id == _dossiers.c.id,
                Participation.organisation_id == wanted.view.organisation_id,
                Participation.capacity == _CAPACITY[wanted.view.capacity],
            )
        )
    if wanted.network_id:
        found.append(_dossiers.c.network_id == wanted.network_id)
    if wanted.district:
        found.append(_cases.c.municipality.in_(sorted(members_by_district(wanted.last).get(wanted.district, ()))))
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

"""Three families, no place: one criticità, ranked and taken to the table, that closes by itself as they go on."""

from datetime import timedelta

import pytest

from governance import shortages
from governance.blockage_figures import blockage_figures
from governance.database import Database
from governance.dossiers import Dossier
from tests.blocked import declined, open_blockages, sent
from tests.cast import MONDAY
from tests.web.desk import Desk, codes_in, sit, words_of
from tests.web.test_blockages import rows_in, seated

FAMILIES = ("Unotenda", "Duecassa", "Trevaligia")


@pytest.fixture
def table(database: Database) -> Desk:
    """The desk, with a table and its facilitator, on each database."""
    return seated(sit(database))


def go_on(table: Desk, refused: Dossier, days: int) -> None:
    """The service has a place again, and takes the family up."""
    scene, now = table.cast, MONDAY + timedelta(days=days)
    with table.site.database.transaction(now) as tx:
        shortages.open_again(tx, scene.actor(tx, "head"), scene.services["housing"])
        need = tx.get_one(Dossier, refused.parent_id)
    again = scene.referral(need, now)
    scene.move(again.id, "submit", "manager", now)
    scene.move(again.id, "accept", "intake", now, worker=str(scene.people["worker"]))


def test_three_refusals_for_want_of_places_reach_the_table_and_close_as_the_families_go_on(table: Desk) -> None:
    scene, visit = table.cast, table.visit("facilitator")
    refused = [sent(scene, name) for name in FAMILIES]
    for each in refused:
        declined(scene, each)
    [found] = open_blockages(scene)
    page = visit.get("/criticita")
    [code] = codes_in(page, "CRI")
    assert "Mancano posti: Ricerca della casa, Lecco" in words_of(page)
    assert rows_in(visit.get("/criticita/elenco.xlsx"))[0][6] == "3"
    scene.move(found.id, "propose", "facilitator", MONDAY + timedelta(days=3))
    scene.move(found.id, "take_up", "facilitator", MONDAY + timedelta(days=5), note="Tre posti in più.")
    for days, each in zip((8, 9, 10), refused, strict=True):
        assert scene.stage(found.id) == "in_action"
        go_on(table, each, days)
    assert scene.stage(found.id) == "settled" and open_blockages(scene) == []
    assert codes_in(visit.get("/criticita"), "CRI") == []
    assert rows_in(visit.get("/criticita/elenco.csv?stato=chiuse"))[0][:1] == [code]
    assert rows_in(visit.get("/criticita/elenco.csv?stato=chiuse"))[0][7] == "27"
    with table.site.database.reading(MONDAY + timedelta(days=61)) as tx:
        figures = blockage_figures(tx, [scene.organisations["network"]])
    assert (figures.open, figures.person_days, figures.lead_p50) == (0, 27, 10.0)
    assert figures.within == {30: (1, 1), 60: (1, 1)}

from datetime import timedelta

import pytest

from governance import deadlines, history
from governance.actors import SYSTEM
from governance.audit import verify
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import NotPermitted, RaccordoError
from tests.cast import MONDAY, Cast, cast
from workflows.grounds import Ground
from workflows.loading import SHIPPED
from workflows.migrating import Outlook, migrate, outlook, planned
from workflows.publishing import Written, publish
from workflows.sweep import sweep

BECAUSE = Ground("Tempi nuovi dal protocollo")
CHANGES = {
    "version: 2": "version: 3",
    "  acknowledge_due: {label: {it: Presa visione dovuta": "  reading_due: {label: {it: Lettura dovuta",
    "after: {ordinary: 3 wd, urgent: 84 h": "after: {ordinary: 5 wd, urgent: 84 h",
    "submitted": "arrived",
}
MAP = {"draft": "draft", "submitted": "arrived", "received": "received"}
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def referral(database: Database) -> tuple[Cast, Dossier]:
    """One sent on the first version; then the second is published."""
    scene = cast(database)
    sent = scene.sent()
    text = (SHIPPED / "referral_2.yaml").read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        text = text.replace(old, new)
    with database.transaction(MONDAY) as tx:
        publish(tx, Written(text), SYSTEM, BECAUSE)
    return scene, sent


def looked(scene: Cast, stages: object, source: str = "referral@2", target: str = "referral@3") -> Outlook:
    with scene.database.reading(TUESDAY) as tx:
        return outlook(tx, planned(tx, source, target, stages))


def moved(scene: Cast, stages: object, who: str = "administrator") -> int:
    with scene.database.transaction(TUESDAY) as tx:
        return migrate(tx, planned(tx, "referral@2", "referral@3", stages), scene.actor(tx, who), BECAUSE)


def running(scene: Cast, dossier_id: int) -> dict[str, int]:
    """Each clock that runs, with the days from the referral's sending to its instant."""
    with scene.database.reading() as tx:
        rows = deadlines.running(tx, [dossier_id])
        return {row.timer: (row.due_at - MONDAY).days for row in rows}


def test_the_outlook_names_every_dossier_and_its_clocks_and_moves_nothing(referral: tuple[Cast, Dossier]) -> None:
    scene, sent = referral
    found = looked(scene, MAP)
    assert [(each.code, each.stage, each.to_stage) for each in found.moved] == [(sent.code, "submitted", "arrived")]
    assert set(found.moved[0].clocks) == {
        "«Presa visione dovuta» si ferma",
        "«Lettura dovuta» comincia",
        "«Presa visione in ritardo» cambia",
    }
    assert (found.stranded, scene.stage(sent.id)) == ([], "submitted")


def test_a_migration_moves_stage_and_version_with_a_line_of_history(referral: tuple[Cast, Dossier]) -> None:
    scene, sent = referral
    assert moved(scene, MAP) == 1
    with scene.database.reading() as tx:
        dossier, line = tx.get_one(Dossier, sent.id), history.lines_of(tx, sent.id)[-1]
    assert (dossier.pathway, dossier.version, dossier.stage, dossier.since) == ("referral", 3, "arrived", MONDAY)
    assert (line.move, line.from_stage, line.to_stage, line.version) == ("migrate", "submitted", "arrived", 3)
    assert line.answers == {"from": "referral@2", "to": "referral@3", "reason": "Tempi nuovi dal protocollo"}
    assert verify(scene.database).faults == []


def test_clocks_of_the_same_name_run_on_with_the_new_amounts(referral: tuple[Cast, Dossier]) -> None:
    scene, sent = referral
    before = running(scene, sent.id)
    moved(scene, MAP)
    after = running(scene, sent.id)
    assert (before["acknowledge_overdue"], after["acknowledge_overdue"]) == (3, 7)
    assert after["acknowledge_late"] == before["acknowledge_late"]
    assert ("acknowledge_due" in after, after["reading_due"]) == (False, 3)


def test_a_dossier_goes_on_by_the_new_version(referral: tuple[Cast, Dossier]) -> None:
    scene, sent = referral
    moved(scene, MAP)
    assert sweep(scene.database, MONDAY + timedelta(days=3)).failed == 0
    scene.move(sent.id, "acknowledge", "intake", MONDAY + timedelta(days=3))
    assert scene.stage(sent.id) == "received"


def test_a_stage_in_use_that_is_not_mapped_refuses_the_whole(referral: tuple[Cast, Dossier]) -> None:
    scene, sent = referral
    assert [(each.code, each.stage) for each in looked(scene, {"draft": "draft"}).stranded] == [
        (sent.code, "submitted")
    ]
    with pytest.raises(RaccordoError, match=sent.code):
        moved(scene, {"draft": "draft"})
    assert scene.stage(sent.id) == "submitted"


def test_only_an_administrator_migrates(referral: tuple[Cast, Dossier]) -> None:
    with pytest.raises(NotPermitted):
        moved(referral[0], MAP, "manager")


@pytest.mark.parametrize(
    ("stages", "target", "sentence"),
    [
        (MAP, "need@1", "riguarda"),
        (MAP, "referral@2", "stessa versione"),
        (MAP, "referral@9", "non è pubblicato"),
        ({"sent": "arrived"}, "referral@3", "non c'è la fase: sent"),
        ({"draft": "gone"}, "referral@3", "non c'è la fase: gone"),
        ({"draft": "closed"}, "referral@3", "fase finale"),
        (["draft"], "referral@3", "coppie"),
        (MAP, "referral", "nome e versione"),
    ],
)
def test_what_is_no_migration_is_refused_in_words(
    referral: tuple[Cast, Dossier], stages: object, target: str, sentence: str
) -> None:
    with pytest.raises(RaccordoError, match=sentence):
        looked(referral[0], stages, target=target)

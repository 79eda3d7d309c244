"""Steps forward: written even where nothing is solved, and read with the outcomes on the household's timeline."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.dossiers import Dossier
from tests.databases import copied
from tests.web.desk import Desk, sit, words_of

WORDS = "Ha ottenuto la residenza."


@pytest.fixture
def desk(migrated: Path, tmp_path: Path) -> Iterator[Desk]:
    """The cast at work."""
    with copied(migrated, tmp_path / "desk") as database:
        yield sit(database)


@pytest.fixture
def case(desk: Desk) -> Dossier:
    """A case in charge."""
    return desk.cast.case(desk.site.database.now())


def note(desk: Desk, case: Dossier, who: str = "manager", **typed: str) -> int:
    """The form, sent; its status."""
    return desk.visit(who).send(f"/pratiche/{case.code}/passo-avanti", typed).status_code


def test_a_step_forward_and_a_partial_outcome_stand_on_the_timeline(desk: Desk, case: Dossier) -> None:
    scene, now = desk.cast, desk.site.database.now()
    assert note(desk, case, area="legal", progress=WORDS) == 302
    sent = scene.referral(scene.need(case, now), now)
    scene.move(sent.id, "submit", "manager", now)
    scene.move(sent.id, "accept", "intake", now, worker=str(scene.people["worker"]))
    scene.move(sent.id, "record_outcome", "worker", now, outcome="need_partly_met", outcome_on="2026-11-23")
    said = words_of(desk.visit("manager").get(f"/nuclei/{case.code}?solo=passi"))
    assert WORDS in said and "Legale e documenti" in said and "Bisogno risolto in parte" in said
    assert "Nuova presa in carico" not in said


def test_what_is_missing_is_said_and_what_was_typed_stays(desk: Desk, case: Dossier) -> None:
    answer = desk.visit("manager").send(f"/pratiche/{case.code}/passo-avanti", {"progress": WORDS})
    assert answer.status_code == 422 and WORDS in answer.text
    assert note(desk, case, area="legal") == 422
    assert WORDS not in words_of(desk.visit("manager").get(f"/nuclei/{case.code}"))


def test_of_health_nothing_is_written_where_the_whole_team_reads(desk: Desk, case: Dossier) -> None:
    assert 'value="health"' not in desk.visit("manager").get(f"/pratiche/{case.code}/passo-avanti").text
    assert note(desk, case, area="health", progress=WORDS) == 422


def test_only_who_writes_on_the_case_notes_a_step(desk: Desk, case: Dossier) -> None:
    statuses = [note(desk, case, who, area="legal", progress=WORDS) for who in ("case_head", "officer", "stranger")]
    assert statuses == [403, 403, 404]


def test_the_same_request_twice_is_one_step(desk: Desk, case: Dossier) -> None:
    for _turn in range(2):
        assert note(desk, case, area="legal", progress=WORDS, key="once") == 302
    assert words_of(desk.visit("manager").get(f"/nuclei/{case.code}?solo=passi")).count(WORDS) == 1

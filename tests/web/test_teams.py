"""The team of a case: who is in it with which profession, which side is missing, and that it opens nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.dossiers import Dossier
from governance.teams import Team, team_of
from tests.databases import copied
from tests.web.desk import Desk, sit, words_of

FOUR = ("educator", "social_worker", "mediator", "psychologist")


@pytest.fixture
def desk(migrated: Path, tmp_path: Path) -> Iterator[Desk]:
    """The cast at work."""
    with copied(migrated, tmp_path / "desk") as database:
        yield sit(database)


@pytest.fixture
def case(desk: Desk) -> Dossier:
    """A case that a consortium follows."""
    return desk.cast.case(desk.site.database.now())


def add(desk: Desk, case: Dossier, house: str, profession: str, who: str = "manager") -> int:
    """The form, sent; its status."""
    typed = {"organisation": desk.cast.organisations[house], "profession": profession, "member": "Pia Provalavoro"}
    return desk.visit(who).send(f"/pratiche/{case.code}/equipe", {**typed, "joined_on": "2026-11-20"}).status_code


def team(desk: Desk, case: Dossier) -> Team:
    with desk.site.database.reading() as tx:
        return team_of(tx, case.id, [desk.cast.organisations["consortium"]], desk.site.database.now().date())


def page(desk: Desk, case: Dossier) -> str:
    return words_of(desk.visit("manager").get(f"/pratiche/{case.code}"))


def test_the_four_professions_make_a_team_and_each_is_said_with_its_body(desk: Desk, case: Dossier) -> None:
    assert [add(desk, case, "plan_office", each) for each in FOUR] == [302] * 4
    assert team(desk, case).professions == set(FOUR)
    said = page(desk, case)
    assert "Assistente sociale Pia Provalavoro" in said and "Mediatore o mediatrice linguistica" in said


def test_a_team_without_a_public_service_or_without_volunteers_says_so(desk: Desk, case: Dossier) -> None:
    lacks = ("Nell'équipe manca un servizio pubblico.", "Nell'équipe mancano i volontari.")
    said = [tuple(each in page(desk, case) for each in lacks)]
    for house, profession in (("cooperative", "educator"), ("plan_office", "social_worker"), ("group", "volunteer")):
        add(desk, case, house, profession)
        said.append(tuple(each in page(desk, case) for each in lacks))
    assert said == [(True, True), (True, True), (False, True), (False, False)]


def test_before_a_case_is_taken_in_charge_what_is_missing_is_said_and_nothing_is_refused(desk: Desk) -> None:
    opened = desk.new_case(informed="1", agreed="1", notice_version="1", notice_language="arabo",
                           notice_on="2026-11-20", notice_channel="in_person", agreed_for="any",
                           agreed_on="2026-11-20", agreed_evidence="signed")  # fmt: skip
    code = opened.location.split("/")[2]
    assert "Nell'équipe manca un servizio pubblico." in words_of(
        desk.visit("manager").get(f"/pratiche/{code}/take_charge")
    )
    desk.cast.move(desk.dossier(code).id, "take_charge", "manager", desk.site.database.now())
    assert desk.dossier(code).stage == "open"


def test_who_leaves_is_no_longer_there_and_history_keeps_both(desk: Desk, case: Dossier) -> None:
    add(desk, case, "plan_office", "social_worker")
    member = next(iter(team(desk, case).seats)).member
    visit = desk.visit("manager")
    assert visit.send(f"/pratiche/{case.code}/equipe/{member.id}/uscita", {}).status_code == 302
    assert visit.send(f"/pratiche/{case.code}/equipe/{member.id}/uscita", {"key": "again"}).status_code == 404
    said = page(desk, case)
    assert not team(desk, case).seats and "Pia Provalavoro" not in said
    assert "Ha aggiunto qualcuno all'équipe" in said and "Ha tolto qualcuno dall'équipe" in said


def test_to_be_in_the_team_opens_nothing(desk: Desk, case: Dossier) -> None:
    add(desk, case, "cooperative", "educator")
    assert desk.visit("worker").get(f"/pratiche/{case.code}").status_code == 404


def test_only_who_writes_on_the_case_makes_its_team(desk: Desk, case: Dossier) -> None:
    assert [add(desk, case, "plan_office", "educator", who) for who in ("officer", "stranger", "case_head")] == [
        403,
        404,
        403,
    ]
    assert not team(desk, case).seats


def test_what_is_not_typed_well_is_said_and_kept(desk: Desk, case: Dossier) -> None:
    typed = {"organisation": desk.cast.organisations["stranger"], "profession": "mago", "member": "Pia Provalavoro"}
    answer = desk.visit("manager").send(f"/pratiche/{case.code}/equipe", {**typed, "joined_on": "2027-01-01"})
    assert answer.status_code == 422 and "Pia Provalavoro" in answer.text and not team(desk, case).seats

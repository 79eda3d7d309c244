"""Chronicles: one timeline per household, only what one may read, a constant number of queries."""

import pytest

from governance.dossiers import Dossier
from tests.web.counting import statements
from tests.web.desk import Desk, words_of


def lived(desk: Desk) -> Dossier:
    """A case with a need, a referral on its way, a contact and a note."""
    scene = desk.cast
    case = scene.case()
    scene.move(case.id, "record_contact", "manager", contact="reached_phone", note="Sta meglio.")
    sent = scene.referral(scene.need(case))
    scene.move(sent.id, "submit", "manager")
    scene.move(sent.id, "accept", "intake", worker=str(scene.people["worker"]))
    return case


def test_everything_of_the_household_stands_in_one_list(any_desk: Desk) -> None:
    case = lived(any_desk)
    said = words_of(any_desk.visit("manager").get(f"/nuclei/{case.code}"))
    for words in ("Sta meglio.", "Nuovo bisogno", "Invia", "Prendi in carico", "Ha registrato il consenso", "INV-"):
        assert words in said


@pytest.mark.parametrize(
    ("narrowed", "there", "gone"),
    [
        ("contatti", "Sta meglio.", "Nuovo bisogno"),
        ("invii", "INV-", "Sta meglio."),
        ("consensi", "Ha registrato il consenso", "Sta meglio."),
        ("valutazioni", "Qui non c'è ancora nulla", "Sta meglio."),
        ("boh", "Sta meglio.", "Qui non c'è ancora nulla"),
    ],
)
def test_the_filter_stays_in_the_address(desk: Desk, narrowed: str, there: str, gone: str) -> None:
    case = lived(desk)
    said = words_of(desk.visit("manager").get(f"/nuclei/{case.code}?solo={narrowed}&dopo=boh~1"))
    assert there in said and gone not in said


def test_who_only_knows_of_it_sees_stages_and_dates(desk: Desk) -> None:
    case = lived(desk)
    said = words_of(desk.visit("officer").get(f"/nuclei/{case.code}"))
    assert "Accettata" in said and "Sta meglio." not in said and "Nucleo di" not in said


@pytest.mark.parametrize("name", ["stranger", "intake", "worker"])
def test_who_may_not_know_of_the_case_finds_nothing(desk: Desk, name: str) -> None:
    case = lived(desk)
    assert desk.visit(name).get(f"/nuclei/{case.code}").status_code == 404


def test_the_number_of_queries_does_not_grow(desk: Desk) -> None:
    case, visit = lived(desk), desk.visit("manager")
    visit.get(f"/nuclei/{case.code}")
    with statements(desk.site.database) as few:
        visit.get(f"/nuclei/{case.code}")
    for _each in range(4):
        sent = desk.cast.referral(desk.cast.need(case), service="aid")
        desk.cast.move(sent.id, "withdraw", "manager", withdrawal_reason="no_longer_needed")
    with statements(desk.site.database) as many:
        visit.get(f"/nuclei/{case.code}")
    assert len(many) == len(few)


def test_pages_follow_one_another_without_gaps(any_desk: Desk) -> None:
    case, visit, scene = any_desk.cast.case(), any_desk.visit("manager"), any_desk.cast
    for number in range(60):
        scene.move(case.id, "record_contact", "manager", contact="reached_phone", note=f"Contatto {number:02}.")
    first = visit.get(f"/nuclei/{case.code}?solo=contatti")
    following = first.text.split("dopo=")[1].split('"')[0]
    second = visit.get(f"/nuclei/{case.code}?solo=contatti&dopo={following}")
    texts = words_of(first) + words_of(second)
    assert [n for n in range(60) if texts.count(f"Contatto {n:02}.") != 1] == []

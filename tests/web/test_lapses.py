"""What a protocol about to end leaves uncovered: on Oggi, on its page, listed and saved, by who can act."""

from datetime import timedelta

import pytest

from governance.beneficiaries import Identity
from governance.dossiers import Dossier
from governance.protocols import Protocol
from tests.cast import FAMILY
from tests.web.counting import statements
from tests.web.desk import Desk, codes_in, words_of


@pytest.fixture
def ending(desk: Desk) -> Desk:
    """A desk whose protocol ends in ten days, with one referral under way."""
    now = desk.site.database.now()
    desk.cast.sent(now)
    with desk.site.database.transaction(now) as tx:
        tx.get_one(Protocol, desk.cast.protocol_id).ends_on = now.date() + timedelta(days=10)
    return desk


def address(desk: Desk, end: str = "scoperti") -> str:
    with desk.site.database.reading() as tx:
        return f"/protocolli/{tx.get_one(Dossier, desk.cast.protocol_id).code}/{end}"


def test_oggi_and_the_protocols_page_lead_to_the_list(ending: Desk) -> None:
    for path in ("/oggi", address(ending).replace("/protocolli", "/pratiche").removesuffix("/scoperti")):
        said = words_of(ending.visit("officer").get(path))
        assert "Un invio in corso resta senza protocollo" in said, path


def test_the_list_says_what_and_where_by_code_alone(ending: Desk) -> None:
    answer = ending.visit("manager").get(address(ending))
    assert len(codes_in(answer, "INV")) == 1
    said = words_of(answer)
    assert "Ricerca della casa" in said and "Lecco" in said and FAMILY.family_name not in said


def test_it_can_be_saved(ending: Desk) -> None:
    saved = ending.visit("manager").get(address(ending, "scoperti.csv"))
    assert saved.data.decode().count("INV-") == 1 and "Ricerca della casa" in saved.data.decode()


@pytest.mark.parametrize("who", ["case_head", "head", "stranger"])
def test_those_who_cannot_act_do_not_find_it(ending: Desk, who: str) -> None:
    assert ending.visit(who).get(address(ending)).status_code == 404
    assert "senza protocollo" not in words_of(ending.visit(who).get("/oggi"))


def test_a_protocol_that_lasts_says_so(desk: Desk) -> None:
    said = words_of(desk.visit("manager").get(address(desk)))
    assert "Nessun invio resta senza protocollo" in said


def test_ten_referrals_take_as_many_queries_as_one(ending: Desk) -> None:
    visit = ending.visit("manager")
    visit.get(address(ending))
    with statements(ending.site.database) as one:
        visit.get(address(ending))
    for number in range(9):
        now, family = (
            ending.site.database.now(),
            Identity("Amina", f"Inventata{number * 'b'}", born_on=f"19{number + 60}-01-01"),
        )
        referral = ending.cast.referral(ending.cast.need(ending.cast.case(now, family), now), now)
        ending.cast.move(referral.id, "submit", "manager", now)
    with statements(ending.site.database) as ten:
        visit.get(address(ending))
    assert len(ten) == len(one)

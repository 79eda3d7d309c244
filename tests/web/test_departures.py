"""Departures: who left a household is not counted; what was sent stays as it was, with the difference in words."""

import pytest

from governance.beneficiaries import Identity, add_beneficiary, identities_of
from governance.dossiers import Dossier
from governance.protocols import protocol
from tests.cast import MONDAY
from tests.web.desk import Desk, words_of

SON = Identity("Sami", "Provadestinatari", "child", "2015-01-01")


def family(desk: Desk) -> tuple[Dossier, Dossier, int]:
    """A case of two with a referral sent, and the key of the son."""
    case = desk.cast.case()
    with desk.site.database.transaction(MONDAY) as tx:
        son = add_beneficiary(tx, case.household_id, SON).id
        protocol(tx, desk.cast.protocol_id).fields = ["household"]
    sent = desk.cast.referral(desk.cast.need(case))
    desk.cast.move(sent.id, "submit", "manager")
    return case, sent, son


def leaves(desk: Desk, case: Dossier, key: int, **more: str) -> int:
    typed = {"left_on": "2026-11-20", **more}
    return desk.visit("manager").send(f"/pratiche/{case.code}/persone/{key}/uscita", typed).status_code


def test_who_left_after_the_sending_is_told_in_words_on_both_sides(any_desk: Desk) -> None:
    case, sent, son = family(any_desk)
    for name in ("manager", "intake"):
        assert "Il nucleo è quello dell'invio." in words_of(any_desk.visit(name).get(f"/pratiche/{sent.code}"))
    assert leaves(any_desk, case, son) == 302
    for name in ("manager", "intake"):
        said = words_of(any_desk.visit(name).get(f"/pratiche/{sent.code}"))
        assert "All'invio: 2 persone. Adesso: 1 persona. Dopo l'invio è uscita 1 persona." in said


def test_who_left_is_counted_and_found_no_more(desk: Desk) -> None:
    case, _sent, son = family(desk)
    leaves(desk, case, son)
    visit = desk.visit("manager")
    assert "Nucleo 1 persona" in words_of(visit.get(f"/pratiche/{case.code}"))
    assert case.code not in visit.send("/prese-in-carico/cerca", {"words": "Sami"}).text


def test_a_recipient_who_was_not_given_the_household_learns_nothing_of_it(desk: Desk) -> None:
    case, sent, son = family(desk)
    with desk.site.database.transaction(MONDAY) as tx:
        protocol(tx, desk.cast.protocol_id).fields = ["name"]
    other = desk.cast.referral(desk.cast.need(case, category="housing_search"))
    desk.cast.move(sent.id, "withdraw", "manager", withdrawal_reason="no_longer_needed")
    desk.cast.move(other.id, "submit", "manager")
    leaves(desk, case, son)
    assert "Dopo l'invio" not in words_of(desk.visit("intake").get(f"/pratiche/{other.code}"))


def test_the_reference_person_leaves_only_when_another_takes_its_place(desk: Desk) -> None:
    case, _sent, son = family(desk)
    with desk.site.database.reading() as tx:
        first = identities_of(tx, [case.household_id])[case.household_id][0][0]
    assert leaves(desk, case, first) == 422
    assert leaves(desk, case, first, next_reference=str(son)) == 302
    with desk.site.database.reading() as tx:
        (key, who), *others = identities_of(tx, [case.household_id])[case.household_id]
    assert (key, who.relation, others) == (son, "reference", [])


@pytest.mark.parametrize("day", ["2026-12-24", "ieri", ""])
def test_a_day_that_cannot_be_changes_nothing(desk: Desk, day: str) -> None:
    case, _sent, son = family(desk)
    assert leaves(desk, case, son, left_on=day) == 422
    assert "Nucleo 2 persone" in words_of(desk.visit("manager").get(f"/pratiche/{case.code}"))

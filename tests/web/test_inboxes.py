"""Inboxes and services closed for a while: who says so, who reads it, and that nothing leaves meanwhile."""

from datetime import date

import pytest

from governance.services import Service
from tests.web.desk import Desk, words_of

UNTIL = {"last_day": "30/11/2026", "reason": "Trasloco della sede", "act": "close"}


def close(desk: Desk, who: str = "head", **more: str) -> int:
    path = f"/enti/{desk.cast.organisations['cooperative']}/accoglienza"
    return desk.visit(who).send(path, {**UNTIL, **more}).status_code


def refusals(desk: Desk) -> str:
    draft = desk.draft()[1]
    desk.asked(draft)
    assert desk.send(draft).status_code in (302, 409, 422)
    return (
        words_of(desk.visit("manager").get(f"/invii/{draft}/lettera")) if desk.dossier(draft).stage == "draft" else ""
    )


def test_nothing_leaves_for_an_organisation_with_a_closed_inbox(desk: Desk) -> None:
    assert close(desk) == 302
    assert "Il servizio è chiuso fino al 30/11/2026" in refusals(desk)


def test_nothing_leaves_for_a_service_that_is_closed(desk: Desk) -> None:
    with desk.site.database.transaction() as tx:
        tx.get_one(Service, desk.cast.services["housing"]).closed_until = date(2026, 12, 8)
    assert close(desk) == 302
    assert "Il servizio è chiuso fino al 08/12/2026" in refusals(desk)


def test_after_the_last_day_and_after_opening_again_referrals_leave(desk: Desk) -> None:
    with desk.site.database.transaction() as tx:
        tx.get_one(Service, desk.cast.services["housing"]).closed_until = date(2026, 11, 22)
    assert close(desk) == 302 and close(desk, act="open") == 302
    assert refusals(desk) == ""


def test_who_sends_reads_until_when_and_why(desk: Desk) -> None:
    close(desk)
    need = desk.cast.need(desk.cast.case())
    said = words_of(desk.visit("manager").get(f"/invii/nuovo/{need.code}"))
    assert "L'ente non riceve invii fino al 30 novembre 2026: Trasloco della sede" in said
    assert said.index("Servizio aid") < said.index("Servizio housing")


@pytest.mark.parametrize(("who", "status"), [("administrator", 302), ("head", 302), ("stranger", 403), ("worker", 403)])
def test_the_head_or_an_administrator_closes_it(desk: Desk, who: str, status: int) -> None:
    assert close(desk, who) == status


@pytest.mark.parametrize(("field", "typed"), [("last_day", "22/11/2026"), ("last_day", "x"), ("reason", "")])
def test_a_wrong_closure_comes_back_with_a_sentence(desk: Desk, field: str, typed: str) -> None:
    assert close(desk, **{field: typed}) == 422

"""How the page behind a one-time link ends: mangled, unknown, tried too often, expired, revoked, overtaken."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from governance import answer_links
from governance.answer_links import AnswerLink
from governance.database import Database
from governance.dossiers import Dossier
from governance.organisations import Organisation
from governance.people import add_person, give_mandate
from governance.roles import Role
from tests.web.answering import confirm, newest, path, sent
from tests.web.desk import Desk, sit, words_of


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def without_address(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, re.sub(r"/rispondi/[^\"]*", "", re.sub(r'csrf_token" value="[^"]*', "", answer.text))


def test_a_mangled_address_answers_like_one_that_never_was(desk: Desk) -> None:
    good, visit = path(desk, sent(desk)), desk.site.visitor()
    with desk.cast.database.reading() as tx:
        never = f"/rispondi/{answer_links.signed(tx, AnswerLink(nonce=b'x' * 16))}"
    for page in ("", "/accept"):
        unknown = without_address(visit.get(never + page))
        assert unknown[0] == 404
        for bad in (good[:-1], good[:-1] + "~", good.replace(".", ""), "/rispondi/x", "/rispondi/%C3%A0.b"):
            assert without_address(visit.get(bad + page)) == unknown, bad
    assert without_address(visit.send(f"{never}/accept", {})) == without_address(visit.send(f"{good}x/accept", {}))


def test_many_wrong_addresses_from_one_place_are_not_even_looked_up(desk: Desk) -> None:
    visit, good = desk.site.visitor(), path(desk, sent(desk))
    answers = [visit.send("/rispondi/x.y/accept", {}).status_code for _ in range(12)]
    assert answers == [404] * 10 + [429] * 2
    assert visit.send(f"{good}/acknowledge", {}).status_code == 429
    assert visit.get(good).status_code == 200
    desk.cast.database.moved_by += timedelta(minutes=16)
    assert visit.send(f"{good}/acknowledge", {}).status_code == 200


def _expired(desk: Desk, referral: Dossier) -> None:
    desk.cast.database.moved_by += timedelta(days=15)


def _revoked(desk: Desk, referral: Dossier) -> None:
    visit = desk.visit("manager")
    answer = visit.send(f"/pratiche/{referral.code}/indirizzi/{newest(desk, referral).id}/revoca", {"key": "k"})
    assert answer.status_code == 302


def _withdrawn(desk: Desk, referral: Dossier) -> None:
    desk.cast.move(referral.id, "withdraw", "manager", desk.cast.database.now(), withdrawal_reason="no_longer_needed")


def _inactive(desk: Desk, referral: Dossier) -> None:
    with desk.cast.database.transaction() as tx:
        tx.get_one(Organisation, desk.cast.organisations["group"]).active = False


def _with_accounts(desk: Desk, referral: Dossier) -> None:
    with desk.cast.database.transaction() as tx:
        person = add_person(tx, "Nuova Referente", "nuova@esempio.invalid")
        give_mandate(tx, person.id, desk.cast.organisations["group"], Role.INTAKE, date(2026, 1, 1))


WAYS = {
    _expired: "È scaduto",
    _revoked: "gli ha tolto valore",
    _withdrawn: "la richiesta è andata avanti",
    _inactive: "non fa più parte della rete",
    _with_accounts: "ha un accesso a Raccordo",
}


@pytest.mark.parametrize("end", WAYS, ids=lambda each: each.__name__)
def test_a_link_that_no_longer_works_says_why_and_whom_to_call(desk: Desk, end: Any) -> None:
    referral, visit = sent(desk), desk.site.visitor()
    address = path(desk, referral)
    summary = visit.get(f"{address}/acknowledge")
    end(desk, referral)
    stage = desk.cast.stage(referral.id)
    for answer in (
        visit.get(address),
        visit.get(f"{address}/acknowledge"),
        confirm(visit, summary, f"{address}/acknowledge", {}),
    ):
        assert answer.status_code == 410
        assert WAYS[end] in words_of(answer)
        assert "000 000" in words_of(answer) and "consortium@esempio.invalid" in words_of(answer)
    assert desk.cast.stage(referral.id) == stage

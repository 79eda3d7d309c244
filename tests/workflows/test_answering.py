"""Answering by a one-time link: for one part of one dossier, in one stage, once, and seen as such in the history."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance import answer_links, history
from governance.answer_links import AnswerLink
from governance.audit import verify
from governance.database import Database
from governance.errors import NotPermitted, Unmet
from governance.notices import Notice
from governance.participations import parts_of
from governance.policy import Permission, grants_on, permissions_on
from governance.ranges import ranges_of
from tests.cast import FAMILY, MONDAY, Cast, cast
from tests.workflows.links import ACCEPT, answer, links, stands
from workflows.answering import Reply, Standing, Unanswerable, actor_by, take_letter
from workflows.messages import message_of

ADDRESS = "https://raccordo.example"


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def test_sending_to_a_group_without_accounts_makes_one_link_and_to_others_none(scene: Cast) -> None:
    need = scene.need(scene.case())
    sent = [scene.referral(need, service=each).id for each in ("aid", "housing")]
    for each in sent:
        scene.move(each, "submit", "manager")
    assert [len(links(scene, each)) for each in sent] == [1, 0]


def test_the_message_carries_the_address_and_nothing_of_the_person(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    with scene.database.reading(MONDAY) as tx:
        [notice] = tx.scalars(select(Notice).where(Notice.dossier_id == referral.id))
        subject, body = message_of(tx, notice, ADDRESS)
        [link] = answer_links.links_of(tx, referral.id)
        assert answer_links.found_by(tx, body.partition("/rispondi/")[2].split()[0]) is link
    assert subject == f"Serve una tua risposta: {referral.code}"
    assert "Ente consortium: 000 000, consortium@esempio.invalid" in body
    assert not [word for word in (FAMILY.given_name, FAMILY.family_name, FAMILY.phone, "colloquio") if word in body]


def test_the_database_holds_only_a_digest(scene: Cast) -> None:
    [link] = links(scene, scene.sent(service="aid").id)
    with scene.database.reading() as tx:
        token = answer_links.token_of(tx, link.nonce)
        columns = [str(each) for each in tx.execute(select(AnswerLink.__table__)).one()]
        words = [row.words + row.key for row in tx.scalars(select(Notice))]
    assert len(token) == 43 and not [each for each in (*columns, *words) if token in each]


def test_a_mangled_address_is_found_no_more_than_an_unknown_one(scene: Cast) -> None:
    [link] = links(scene, scene.sent(service="aid").id)
    with scene.database.reading() as tx:
        good = answer_links.signed(tx, link)
        token, _, signature = good.partition(".")
        unknown = answer_links.token_of(tx, b"x" * 16)
        bad = (
            good[1:],
            good[:-1],
            token,
            f"{token}.",
            f".{signature}",
            f"{unknown}.{signature}",
            "",
            "à.è",
            good + "=",
        )
        assert [answer_links.found_by(tx, each) for each in bad] == [None] * len(bad)
        assert answer_links.found_by(tx, good)


def test_an_answer_is_a_line_of_the_organisation_by_its_link(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    [link] = links(scene, referral.id)
    number = answer(scene, link, ACCEPT)
    with scene.database.reading() as tx:
        line = next(each for each in history.lines_of(tx, referral.id) if each.number == number)
        assert (line.actor_id, line.behalf, line.channel, line.answers["link"]) == (None, "recipient", "link", link.id)
    assert verify(scene.database).faults == []
    assert scene.stage(referral.id) == "accepted"


def test_the_loop_goes_on_by_one_link_after_another(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    for said in (
        Reply("acknowledge"),
        ACCEPT,
        Reply("record_contact", {"contact": "reached_phone"}),
        Reply("start"),
        Reply("record_update", {"note": "Va bene."}),
        Reply("record_outcome", {"outcome": "need_met", "outcome_on": "2026-11-23"}),
    ):
        newest = links(scene, referral.id)[0]
        assert stands(scene, newest) is Standing.WORKS
        answer(scene, newest, said)
    assert scene.stage(referral.id) == "outcome_recorded"
    assert len(links(scene, referral.id)) == 6
    assert {stands(scene, each) for each in links(scene, referral.id)} == {Standing.USED}


def test_the_same_sending_again_gives_the_same_line_and_another_one_is_refused(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    [link] = links(scene, referral.id)
    assert answer(scene, link, ACCEPT) == answer(scene, link, ACCEPT)
    for other in ("altra", ""):
        with pytest.raises(Unanswerable):
            answer(scene, link, Reply("accept", {"worker": "Altri"}, other))


def test_what_is_refused_uses_nothing_up(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    [link] = links(scene, referral.id)
    with pytest.raises(Unmet):
        answer(scene, link, Reply("request_info"))
    with pytest.raises(NotPermitted):
        answer(scene, link, Reply("withdraw", {"withdrawal_reason": "other"}))
    assert stands(scene, link) is Standing.WORKS


def test_by_a_link_one_holds_the_roles_of_one_part_and_reads_nothing(scene: Cast) -> None:
    need = scene.need(scene.case())
    referral, other = scene.referral(need, service="aid"), scene.referral(need)
    scene.move(referral.id, "submit", "manager")
    [link] = links(scene, referral.id)
    with scene.database.reading(MONDAY) as tx:
        actor = actor_by(tx, link)
        parts, others = parts_of(tx, referral.id), parts_of(tx, other.id)
        assert {each.capacity for each in grants_on(actor, parts)} == {"recipient"}
        assert permissions_on(actor, "referral", parts) == {Permission.SEE}
        assert grants_on(actor, others) == permissions_on(actor, "referral", others) == frozenset()
        assert ranges_of(actor, ["referral"]) == []
        assert not actor.is_system


def test_the_letter_leaves_once_within_the_hour_and_only_after_taking_the_person_on(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    [link] = links(scene, referral.id)

    def taken(later: timedelta, which: AnswerLink) -> bool:
        with scene.database.transaction(MONDAY + later) as tx:
            return take_letter(tx, which.id)

    assert not taken(timedelta(0), link)
    answer(scene, link, Reply("acknowledge"))
    assert not taken(timedelta(0), link)
    accepting = links(scene, referral.id)[0]
    answer(scene, accepting, ACCEPT)
    assert [taken(timedelta(minutes=each), accepting) for each in (61, 60, 60)] == [False, True, False]

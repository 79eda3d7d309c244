"""A one-time link pressed twice at once, by two people at once, or while it is taken back or its dossier moves on."""

from collections.abc import Callable

import pytest

from governance import answer_links, audit
from governance.answer_links import AnswerLink
from governance.database import Database
from governance.errors import NotOffered
from governance.history import lines_of
from tests.cast import MONDAY, Cast, cast
from tests.withstand.families import another_case
from tests.withstand.racing import attempt, together
from tests.workflows.links import links
from workflows.answering import Reply, Unanswerable, reply, take_letter
from workflows.attempt import Attempt
from workflows.inviting import Invitation, take_back

WITHDRAW = {"withdrawal_reason": "no_longer_needed"}


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def asked(scene: Cast, number: int) -> AnswerLink:
    """The link of a new referral to the group."""
    referral = scene.referral(scene.need(another_case(scene, number)), service="aid")
    scene.move(referral.id, "submit", "manager")
    return links(scene, referral.id)[0]


def pressing(scene: Cast, link: AnswerLink, key: str, move: str = "accept") -> Callable[[], int]:
    """One press of the confirming button; gives the key of the line."""

    def press() -> int:
        with scene.database.transaction(MONDAY) as tx:
            return reply(tx, link.id, Reply(move, {"worker": "La referente"}, key)).id

    return press


def moves_of(scene: Cast, link: AnswerLink) -> list[str]:
    with scene.database.reading() as tx:
        return [line.move for line in lines_of(tx, link.dossier_id)]


def test_eight_presses_of_one_button_make_one_line_and_one_answer(scene: Cast) -> None:
    for number in range(3):
        link = asked(scene, number)
        answers = together([pressing(scene, link, "one-form")] * 8)
        assert len(set(answers)) == 1 and isinstance(answers[0], int), answers
        assert moves_of(scene, link) == ["create", "submit", "accept"]
    assert audit.verify(scene.database).is_sound


def test_of_two_people_with_the_same_address_one_answers_and_the_other_is_told(scene: Cast) -> None:
    for number in range(6):
        link = asked(scene, number)
        acts = [pressing(scene, link, "one"), pressing(scene, link, "other", "acknowledge")]
        assert sorted((type(each) for each in together(acts)), key=str) == sorted([int, Unanswerable], key=str)
        assert len(moves_of(scene, link)) == 3
    assert audit.verify(scene.database).is_sound


def test_an_answer_and_a_withdrawal_at_once_leave_one_history_and_lock_nobody_out(scene: Cast) -> None:
    for number in range(6):
        link = asked(scene, number)
        withdrawal = attempt(scene, Attempt(link.dossier_id, "withdraw", answers=WITHDRAW), "manager")
        answered, withdrawn = together([pressing(scene, link, "one"), withdrawal])
        assert isinstance(withdrawn, int) and isinstance(answered, int | Unanswerable)
        assert scene.stage(link.dossier_id) == "withdrawn"
    assert audit.verify(scene.database).is_sound


def test_an_address_taken_back_while_it_is_used_is_either_used_or_taken_back(scene: Cast) -> None:
    def taking_back(link: AnswerLink) -> Callable[[], int]:
        def act() -> int:
            with scene.database.transaction(MONDAY) as tx:
                return take_back(tx, Invitation(link.dossier_id, scene.actor(tx, "manager")), link.id).id

        return act

    for number in range(6):
        link = asked(scene, number)
        outcomes = [type(each) for each in together([pressing(scene, link, "one"), taking_back(link)])]
        assert outcomes in ([int, NotOffered], [Unanswerable, int])
        assert ("accept" in moves_of(scene, link)) == (outcomes[0] is int)


def test_the_letter_leaves_once_however_many_ask_for_it_at_once(scene: Cast) -> None:
    link = asked(scene, 0)
    pressing(scene, link, "one")()

    def taking() -> bool:
        with scene.database.transaction(MONDAY) as tx:
            return take_letter(tx, link.id)

    assert sorted(map(bool, together([taking] * 6))) == [False] * 5 + [True]
    assert moves_of(scene, link).count("take_letter") == 1


def test_links_of_one_reminder_written_by_two_sweeps_are_one(scene: Cast) -> None:
    link = asked(scene, 0)
    wanted = answer_links.Asked(
        link.dossier_id, link.participation_id, link.organisation_id, link.stage, link.since, link.expires_at
    )

    def making() -> int:
        with scene.database.transaction(MONDAY) as tx:
            answer_links.make(tx, [("the-key-of-one-reminder", wanted)])
        return 1

    together([making] * 4)
    assert len(links(scene, link.dossier_id)) == 2

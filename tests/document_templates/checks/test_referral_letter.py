from datetime import date
from typing import Any

import pytest

from document_templates.facts.referral_letter import Channel, NeedArea, PersonField
from document_templates.layout import builtin
from tests.document_templates.checks.faults import faulty, found
from tests.document_templates.making import text_of
from tests.document_templates.texts.words import words

CASES = [
    ({"protocol": None}, ("LIN-01", "blocking", "protocol")),
    ({"protocol.until": date(2026, 11, 22)}, ("LIN-01", "blocking", "protocol.until")),
    ({"protocol.starts_on": date(2026, 11, 24)}, ("LIN-01", "blocking", "protocol.until")),
    ({"protocol.sender_covered": False}, ("LIN-01", "blocking", "sender.organisation")),
    ({"protocol.recipient_covered": False}, ("LIN-01", "blocking", "recipient.organisation")),
    ({"privacy_notice": None}, ("LIN-02", "blocking", "privacy_notice")),
    ({"privacy_notice.given_on": date(2026, 11, 24)}, ("LIN-02", "blocking", "privacy_notice.given_on")),
    ({"agreed_on": None}, ("LIN-02", "blocking", "agreed_on")),
    ({"person.sensitive[0].purpose": None}, ("LIN-03", "blocking", "person.sensitive[0].purpose")),
    ({"needs": ()}, ("LIN-04", "blocking", "needs")),
    ({"needs[1].area": NeedArea.HEALTH}, ("LIN-04", "grave", "needs[1].area")),
    ({"reply_days": None}, ("LIN-05", "blocking", "reply_days")),
    ({"reply_days": 0}, ("LIN-05", "blocking", "reply_days")),
    ({"reply_hours": 0, "reply_days": None}, ("LIN-05", "blocking", "reply_days")),
    ({"reply_by": None}, ("LIN-05", "blocking", "reply_by")),
    ({"reply_by": date(2026, 11, 23)}, ("LIN-05", "blocking", "reply_by")),
    ({"wanted_by": date(2026, 11, 1)}, ("LIN-05", "notice", "wanted_by")),
    ({"visible": (PersonField.NAME,)}, ("LIN-06", "blocking", "person.risks")),
    ({"document.title": "Invio di persona dimostrativa"}, ("LIN-06", "blocking", "document.title")),
    ({"person.is_minor": True}, ("LIN-07", "blocking", "person.guardian")),
    ({"channel": Channel.PLAIN_MAIL}, ("LIN-08", "blocking", "channel")),
    ({"copy_language": None}, ("LIN-09", "grave", "copy_language")),
]


@pytest.mark.parametrize(("changes", "fault"), CASES, ids=[f"{fault[0]} {fault[2]}" for _, fault in CASES])
def test_each_fault_is_found_at_the_field_that_mends_it(changes: dict[str, Any], fault: tuple[str, ...]) -> None:
    assert fault in found("referral_letter", changes)


def test_the_last_day_of_the_protocol_still_covers() -> None:
    assert found("referral_letter", {"protocol.until": date(2026, 11, 23)}) == set()


def test_an_authorisation_takes_the_place_of_a_protocol() -> None:
    changes = {"protocol": None, "authorisation": "autorizzazione n. 3 del 20 novembre 2026"}
    assert found("referral_letter", changes) == set()
    assert "autorizzazione n. 3" in words("referral_letter", faulty("referral_letter", changes))


def test_plain_mail_may_carry_a_letter_without_particular_data() -> None:
    changes = {"channel": Channel.PLAIN_MAIL, "person.sensitive": (), "person.risks": ()}
    assert found("referral_letter", changes) == set()


@pytest.mark.parametrize(
    ("field", "hidden"),
    [
        (PersonField.NAME, "Persona Dimostrativa"),
        (PersonField.BIRTH_YEAR, "1992"),
        (PersonField.CONTACT, "000 000003"),
        (PersonField.HOUSEHOLD, "una figlia di 4 anni"),
        (PersonField.PERMIT, "protezione speciale"),
        (PersonField.SENSITIVE, "salire scale"),
        (PersonField.RISKS, "telefono di casa"),
    ],
)
def test_what_the_receiver_may_not_see_is_never_printed(field: PersonField, hidden: str) -> None:
    letter = faulty("referral_letter", {})
    assert hidden in words("referral_letter", letter)
    seen = tuple(other for other in letter.visible if other is not field)
    assert hidden not in words("referral_letter", faulty("referral_letter", {"visible": seen}))


def test_the_name_is_never_in_the_subject() -> None:
    subject = next(
        line for line in words("referral_letter", faulty("referral_letter", {})).splitlines() if "Oggetto" in line
    )
    assert "VI-2026-0042" in subject and "Dimostrativa" not in subject


def test_a_letter_does_not_wait_for_the_seat_of_who_writes_it() -> None:
    for name in ("referral_letter", "acceptance_letter"):
        assert found(name, {"document.place": ""}) == {("DAT-01", "notice", "document.place")}
        made = text_of(builtin(name).render(faulty(name, {"document.place": ""})))
        assert "23 novembre 2026" in made and ", 23 novembre 2026" not in made


def test_characters_that_word_cannot_hold_are_told_with_their_field() -> None:
    assert found("referral_letter", {"request": "Un colloquio\x07."}) == {("DAT-02", "notice", "request")}


def test_a_term_in_hours_needs_no_working_day_and_is_printed_in_hours() -> None:
    on_sunday = {"reply_hours": 24, "reply_days": 0}
    assert not [each for each in found("referral_letter", on_sunday) if each[0] == "LIN-05"]
    assert "entro 24 ore dall'invio" in words("referral_letter", faulty("referral_letter", on_sunday))

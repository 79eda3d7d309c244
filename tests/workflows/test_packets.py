"""Packets: what the recipient is given, and no more than the protocol lets it have."""

from typing import Any

import pytest

from governance.beneficiaries import Identity, add_beneficiary
from governance.database import Database
from governance.dossiers import Dossier, read
from governance.errors import Unmet
from governance.protocols import protocol
from governance.referrals import packet, referral
from tests.cast import MONDAY, Cast, cast
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.packets import FIELDS

CHILD = Identity("Dina", "Provaminore", "reference", "2012-03-04", language="arabo")
TUTOR = Identity("Tullio", "Provatutore", "guardian", phone="000 999", guardianship="volunteer_tutor")


def allow(scene: Cast, *fields: str) -> None:
    with scene.database.transaction(MONDAY) as tx:
        protocol(tx, scene.protocol_id).fields = list(fields)


def add(scene: Cast, household_id: int, *people: Identity) -> None:
    with scene.database.transaction(MONDAY) as tx:
        for each in people:
            add_beneficiary(tx, household_id, each)


def given(scene: Cast, sent: Dossier) -> dict[str, Any]:
    with scene.database.reading() as tx:
        return packet(tx, referral(tx, sent.id), read(tx, sent.id).household_id)["person"]


@pytest.mark.parametrize("field", FIELDS)
def test_only_what_the_protocol_lets_pass_is_in_the_packet(database: Database, field: str) -> None:
    scene = cast(database)
    allow(scene, field)
    case = scene.case()
    add(scene, case.household_id, TUTOR)
    sent = scene.referral(scene.need(case))
    scene.move(sent.id, "submit", "manager")
    assert set(given(scene, sent)) == {"language", field}


def test_a_guardian_is_not_counted_in_the_household(database: Database) -> None:
    scene = cast(database)
    allow(scene, "household", "guardian")
    case = scene.case()
    add(scene, case.household_id, TUTOR)
    sent = scene.referral(scene.need(case))
    scene.move(sent.id, "submit", "manager")
    assert given(scene, sent)["household"] == 1
    assert given(scene, sent)["guardian"] == {
        "name": "Tullio Provatutore", "as": "volunteer_tutor", "contact": "000 999"
    }  # fmt: skip


def test_a_minor_is_sent_only_when_it_is_written_who_answers_for_them(database: Database) -> None:
    scene = cast(database)
    case = scene.case(family=CHILD)
    sent = scene.referral(scene.need(case))
    with pytest.raises(Unmet, match="chi ne ha la responsabilità"), database.transaction(MONDAY) as tx:
        advance(tx, Attempt(sent.id, "submit", scene.actor(tx, "manager")))
    add(scene, case.household_id, TUTOR)
    with pytest.raises(Unmet, match="registra il consenso di chi"), database.transaction(MONDAY) as tx:
        advance(tx, Attempt(sent.id, "submit", scene.actor(tx, "manager")))

"""A referral without a protocol: asked with a reason, granted by a second person until a day, or it stays."""

from datetime import timedelta

import pytest

from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import NotPermitted, Unmet
from governance.lists import waiting_for
from governance.people import give_mandate
from governance.readdressing import readdress
from governance.referrals import referral
from governance.roles import Role
from governance.services import Service
from tests.cast import MONDAY, SINCE, Cast, cast
from tests.looped import facts, moves, time_passes, uncovered
from workflows.papers.previews import letter_preview
from workflows.situations import situation_of

UNTIL = {"excepted_until": "2026-12-31"}


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases, its protocol over."""
    made = cast(database)
    uncovered(made)
    return made


def asked(scene: Cast) -> Dossier:
    draft = scene.referral(scene.need(scene.case()))
    scene.move(draft.id, "ask_exception", "manager", exception_reason="only_service")
    return draft


def test_without_a_protocol_nothing_leaves_and_the_sentence_offers_an_exception(scene: Cast) -> None:
    draft = scene.referral(scene.need(scene.case()))
    with pytest.raises(Unmet, match="chiedi una deroga"):
        scene.move(draft.id, "submit", "manager")
    assert scene.stage(draft.id) == "draft"


def test_an_exception_waits_for_the_plan_office_and_the_recipient_knows_nothing(scene: Cast) -> None:
    draft = asked(scene)
    with scene.database.reading(MONDAY) as tx:
        officer, intake = scene.actor(tx, "officer"), scene.actor(tx, "intake")
        assert [each.id for each in waiting_for(tx, officer)] == [draft.id]
        assert waiting_for(tx, intake) == []


def test_who_asked_never_grants_it(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        give_mandate(tx, scene.people["manager"], scene.organisations["plan_office"], Role.OFFICER, SINCE)
    draft = asked(scene)
    with pytest.raises(NotPermitted, match="un'altra persona"):
        scene.move(draft.id, "grant_exception", "manager", **UNTIL)
    scene.move(draft.id, "grant_exception", "officer", **UNTIL)
    assert scene.stage(draft.id) == "draft"


def test_under_an_exception_it_leaves_until_its_last_day_and_the_letter_says_so(scene: Cast) -> None:
    draft = asked(scene)
    scene.move(draft.id, "grant_exception", "officer", **UNTIL)
    with scene.database.reading(MONDAY) as tx:
        letter = letter_preview(situation_of(tx, tx.get_one(Dossier, draft.id), scene.actor(tx, "manager")))
    assert letter.protocol is None and letter.visible == ()
    assert "31 dicembre 2026" in str(letter.authorisation) or "31/12/2026" in str(letter.authorisation)
    scene.move(draft.id, "submit", "manager")
    assert (scene.stage(draft.id), facts(scene, draft).protocol_id) == ("submitted", None)


def test_an_exception_that_is_over_lets_nothing_leave(scene: Cast) -> None:
    draft = asked(scene)
    scene.move(draft.id, "grant_exception", "officer", excepted_until="2026-11-24")
    with pytest.raises(Unmet, match="valeva fino al 24/11/2026"):
        scene.move(draft.id, "submit", "manager", MONDAY + timedelta(days=2))


@pytest.mark.parametrize("until", ["2026-11-22", "2027-11-24"])
def test_an_exception_ends_within_a_year_and_not_in_the_past(scene: Cast, until: str) -> None:
    with pytest.raises(Unmet, match="una deroga non sostituisce un protocollo"):
        scene.move(asked(scene).id, "grant_exception", "officer", excepted_until=until)


def test_a_refusal_says_why_and_leaves_no_exception(scene: Cast) -> None:
    draft = asked(scene)
    scene.move(draft.id, "refuse_exception", "officer", reason="Il protocollo si firma lunedì.")
    assert (scene.stage(draft.id), facts(scene, draft).exception_reason) == ("draft", None)


def test_silence_never_grants_one(scene: Cast) -> None:
    draft = asked(scene)
    time_passes(scene, 30)
    assert (scene.stage(draft.id), moves(scene, draft)[-1]) == ("draft", "lapse_exception")
    assert facts(scene, draft).exception_until is None


def test_an_exception_is_for_one_service_alone(scene: Cast) -> None:
    draft = asked(scene)
    scene.move(draft.id, "grant_exception", "officer", **UNTIL)
    with scene.database.transaction() as tx:
        readdress(tx, referral(tx, draft.id), tx.get_one(Service, scene.services["aid"]))
    with pytest.raises(Unmet, match="Nessun protocollo vigente"):
        scene.move(draft.id, "submit", "manager")


def test_where_a_protocol_covers_no_exception_is_asked(database: Database) -> None:
    scene = cast(database)
    draft = scene.referral(scene.need(scene.case()))
    with pytest.raises(Unmet, match="non serve una deroga"):
        scene.move(draft.id, "ask_exception", "manager", exception_reason="urgent")


def test_another_reason_is_told_in_the_note(scene: Cast) -> None:
    draft = scene.referral(scene.need(scene.case()))
    with pytest.raises(Unmet, match="scrivi nella nota"):
        scene.move(draft.id, "ask_exception", "manager", exception_reason="other")

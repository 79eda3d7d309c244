"""Live links: a recipient reads a household as long as one referral of it is open there, and not a moment longer."""

import pytest

from governance.database import Transaction
from governance.dossiers import Dossier
from governance.services import Service
from tests.cast import Cast
from tests.web.desk import Desk, words_of

NAME, REQUEST = "Amina Provadestinatari", "Vi chiediamo un colloquio."


def two(desk: Desk) -> tuple[Dossier, Dossier]:
    """Two referrals of one household to the same recipient, for two needs, to two of its services."""
    scene, sent = desk.cast, []
    case = scene.case()
    with desk.site.database.transaction(desk.site.database.now()) as tx:
        scene.services["second"] = _second(tx, scene)
    for service in ("housing", "second"):
        referral = scene.referral(scene.need(case), service=service)
        scene.move(referral.id, "submit", "manager")
        sent.append(referral)
    return sent[0], sent[1]


def _second(tx: Transaction, scene: Cast) -> int:
    first = tx.get_one(Service, scene.services["housing"])
    other = Service(organisation_id=first.organisation_id, name="Secondo", category=first.category)
    tx.add(other)
    tx.flush()
    return other.id


def read(desk: Desk, sent: Dossier) -> str:
    visit = desk.visit("intake")
    return visit.get(f"/pratiche/{sent.code}").text + visit.send(f"/pratiche/{sent.code}/identita", {}).text


def end(desk: Desk, sent: Dossier) -> None:
    desk.cast.move(sent.id, "withdraw", "manager", withdrawal_reason="no_longer_needed")


def test_access_survives_as_long_as_another_link_is_open_and_ends_with_the_last(any_desk: Desk) -> None:
    first, second = two(any_desk)
    end(any_desk, first)
    for sent in (first, second):
        assert NAME in read(any_desk, sent) and REQUEST in read(any_desk, sent)
    end(any_desk, second)
    for sent in (first, second):
        assert NAME not in read(any_desk, sent) and REQUEST not in read(any_desk, sent)


def test_an_open_referral_to_somebody_else_keeps_nothing_open(desk: Desk) -> None:
    scene = desk.cast
    case = scene.case()
    ours, theirs = scene.referral(scene.need(case)), scene.referral(scene.need(case), service="aid")
    for each in (ours, theirs):
        scene.move(each.id, "submit", "manager")
    end(desk, ours)
    assert NAME not in read(desk, ours)


def test_after_closing_the_recipient_keeps_its_own_record_and_loses_the_packet(desk: Desk) -> None:
    sent = closed(desk)
    said = words_of(desk.visit("worker").get(f"/pratiche/{sent.code}"))
    assert "Casa trovata in via Inventata." in said and "Bisogno risolto" in said
    assert REQUEST not in said and "Cerca un alloggio" not in said and "Nota di chi invia." not in said


def test_the_sender_keeps_a_summary_that_nobody_writes_on(desk: Desk) -> None:
    sent = closed(desk)
    visit = desk.visit("manager")
    assert "Bisogno risolto" in words_of(visit.get(f"/pratiche/{sent.code}"))
    assert "Aggiungi una nota" not in words_of(visit.get(f"/pratiche/{sent.code}"))
    assert visit.send(f"/pratiche/{sent.code}/note", {"note": "Tardi."}).status_code in (404, 409)


@pytest.mark.parametrize("name", ["officer", "stranger"])
def test_the_own_record_is_nobody_elses(desk: Desk, name: str) -> None:
    sent = closed(desk)
    assert "Casa trovata" not in desk.visit(name).get(f"/pratiche/{sent.code}").text


def closed(desk: Desk) -> Dossier:
    """A referral to its end, with what each side wrote on the way."""
    scene = desk.cast
    sent = scene.sent()
    desk.visit("manager").send(f"/pratiche/{sent.code}/note", {"note": "Nota di chi invia."})
    scene.move(sent.id, "accept", "intake", worker=str(scene.people["worker"]))
    scene.move(
        sent.id, "record_outcome", "worker", outcome="need_met", outcome_on="2026-11-23",
        note="Casa trovata in via Inventata.",
    )  # fmt: skip
    scene.move(sent.id, "confirm_closure", "manager")
    return sent

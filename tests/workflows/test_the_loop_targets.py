"""Where a referral may go: duplicates found as far as the network looks, and services to which nobody is rerouted."""

from datetime import date

import pytest
from sqlalchemy import select

from governance.database import Database
from governance.dossiers import Dossier
from governance.duplicates import Scope, change_scope
from governance.errors import NotPermitted, Unmet
from governance.inboxes import close_inbox
from governance.services import Service
from tests.cast import MONDAY, Cast, cast
from tests.looped import closed, uncovered
from workflows.questions import field_of
from workflows.situations import situation_of


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def test_another_referral_to_the_same_service_does_not_leave(scene: Cast) -> None:
    first = scene.sent()
    with scene.database.reading() as tx:
        need = tx.get_one(Dossier, first.parent_id)
    again = scene.referral(need)
    with pytest.raises(Unmet, match=f"allo stesso servizio: {first.code}"):
        scene.move(again.id, "submit", "manager")


@pytest.mark.parametrize(("scope", "leaves"), [(Scope.SERVICE, True), (Scope.SENDER, False), (Scope.NETWORK, False)])
def test_how_far_a_duplicate_is_looked_for_is_the_networks_choice(scene: Cast, scope: Scope, leaves: bool) -> None:
    first = scene.sent()
    with scene.database.transaction(MONDAY) as tx:
        change_scope(tx, scene.actor(tx, "manager"), scene.organisations["network"], scope)
        need = tx.get_one(Dossier, first.parent_id)
    other = scene.referral(need, service="aid")
    if leaves:
        scene.move(other.id, "submit", "manager")
    else:
        with pytest.raises(Unmet, match="stesso tipo di servizio"):
            scene.move(other.id, "submit", "manager")


def test_a_closed_referral_never_stands_in_the_way_of_another(scene: Cast) -> None:
    first = closed(scene)
    scene.move(first.parent_id or 0, "reopen", "manager", reason="Serve di nuovo.")
    with scene.database.reading() as tx:
        need = tx.get_one(Dossier, first.parent_id)
    scene.move(scene.referral(need).id, "submit", "manager")


@pytest.mark.parametrize("why", ["chiuso", "non riceve", "protocollo"])
def test_nobody_is_rerouted_where_nothing_may_be_sent_and_it_says_why(scene: Cast, why: str) -> None:
    referral = scene.sent()
    with scene.database.transaction(MONDAY) as tx:
        if why == "chiuso":
            tx.get_one(Service, scene.services["aid"]).closed_until = date(2026, 12, 31)
        elif why == "non riceve":
            administrator = scene.actor(tx, "administrator")
            close_inbox(tx, administrator, scene.organisations["group"], date(2026, 12, 31), "Ferie")
    if why == "protocollo":
        uncovered(scene)
    with scene.database.reading(MONDAY) as tx:
        situation = situation_of(tx, tx.get_one(Dossier, referral.id), scene.actor(tx, "intake"))
        field = field_of(situation, "target_service")
        assert field.options == () and why in field.withheld[0][1]
    with pytest.raises(Unmet, match=why):
        scene.move(referral.id, "reroute", "intake", target_service=str(scene.services["aid"]))


def test_a_rerouted_referral_leaves_a_draft_for_its_sender(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "reroute", "intake", target_service=str(scene.services["aid"]))
    with scene.database.reading() as tx:
        query = select(Dossier).where(Dossier.parent_id == referral.parent_id, Dossier.stage == "draft")
        assert tx.scalars(query).one().title == "Servizio aid"


def test_only_who_manages_the_network_says_how_far_to_look(scene: Cast) -> None:
    with scene.database.transaction(MONDAY) as tx, pytest.raises(NotPermitted):
        change_scope(tx, scene.actor(tx, "head"), scene.organisations["network"], Scope.NETWORK)

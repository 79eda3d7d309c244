"""What runs on an older shipped version goes over to the next by its declared map, once."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from governance import history
from governance.actors import SYSTEM
from governance.audit import verify
from governance.database import Database
from governance.dossiers import Dossier
from governance.pathway_versions import PathwayVersion
from tests.cast import MONDAY, Cast, cast
from workflows import published, publishing
from workflows.renewing import renew


@pytest.fixture
def first(database: Database) -> Cast:
    """The cast as it stood when there was only the first version of everything."""
    scene = cast(database)
    with database.transaction(MONDAY) as tx:
        tx.execute(delete(PathwayVersion).where(PathwayVersion.version == 2))
    return scene


def upgraded(scene: Cast) -> list[str]:
    publishing.publish_shipped(scene.database, SYSTEM)
    return renew(scene.database, SYSTEM)


def pinned(scene: Cast, dossier: Dossier) -> tuple[str, int, str]:
    with scene.database.reading() as tx:
        found = tx.get_one(Dossier, dossier.id)
        return found.pathway, found.version, found.stage


def test_running_referrals_and_needs_go_over_with_a_line_each(first: Cast) -> None:
    sent = first.sent()
    assert pinned(first, sent) == ("referral", 1, "submitted")
    assert upgraded(first) == [
        f"{kind}@1 → {kind}@2: 1 pratiche spostate" for kind in ("case", "need", "referral")
    ]  # fmt: skip
    assert pinned(first, sent) == ("referral", 2, "submitted")
    with first.database.reading() as tx:
        assert history.lines_of(tx, sent.id)[-1].move == "migrate"
    assert verify(first.database).faults == []


def test_a_second_time_nothing_moves(first: Cast) -> None:
    sent = first.sent()
    upgraded(first)
    with first.database.reading() as tx:
        before = tx.get_one(Dossier, sent.id).last_number
    assert upgraded(first) == []
    with first.database.reading() as tx:
        assert tx.get_one(Dossier, sent.id).last_number == before


def test_what_is_over_stays_on_its_version(first: Cast) -> None:
    sent = first.sent()
    first.move(sent.id, "withdraw", "manager", withdrawal_reason="no_longer_needed")
    upgraded(first)
    assert pinned(first, sent) == ("referral", 1, "withdrawn")


def test_a_referral_that_moved_is_brought_to_its_end(first: Cast) -> None:
    sent = first.sent()
    first.move(sent.id, "acknowledge", "intake")
    upgraded(first)
    first.move(sent.id, "accept", "intake", worker=str(first.people["worker"]))
    first.move(sent.id, "record_contact", "worker", contact="reached_phone")
    first.move(sent.id, "start", "worker")
    first.move(sent.id, "record_outcome", "worker", outcome="need_met", outcome_on="2026-11-23")
    first.move(sent.id, "confirm_closure", "manager")
    assert (pinned(first, sent)[2], first.stage(sent.parent_id or 0)) == ("closed", "resolved")


def test_a_networks_own_variant_goes_over_too(first: Cast) -> None:
    with first.database.transaction(MONDAY) as tx:
        network_id = first.organisations["network"]
        file = Path(publishing.SHIPPED / "variants/referral_after_care.yaml")
        written = publishing.Written(file.read_text(encoding="utf-8"), file.name, network_id)
        publishing.publish(tx, written, SYSTEM, publishing.WITH_RACCORDO)
    sent = first.sent()
    publishing.publish_shipped(first.database, SYSTEM)
    with first.database.transaction(MONDAY) as tx:
        file = Path(publishing.SHIPPED / "variants/referral_after_care_2.yaml")
        written = publishing.Written(file.read_text(encoding="utf-8"), file.name, network_id)
        publishing.publish(tx, written, SYSTEM, publishing.WITH_RACCORDO)
        assert published.newest_for(tx, "referral", network_id).version == 2
    renew(first.database, SYSTEM)
    assert pinned(first, sent) == ("referral_after_care", 2, "submitted")

from datetime import timedelta

import pytest
from sqlalchemy import update

from governance.actors import SYSTEM
from governance.database import Database
from governance.errors import NotPermitted, NotVisible, RaccordoError
from governance.networks import add_network
from governance.pathway_versions import PathwayVersion, newest, pathway_version
from governance.registers import acts_on
from tests.cast import MONDAY, Cast, cast
from tests.workflows.deciding import decision
from tests.workflows.loans import LOAN, spoilt
from workflows import published
from workflows.grounds import Ground
from workflows.published import Unsound
from workflows.publishing import (
    PATHWAY,
    Written,
    keep_draft,
    mark_tried,
    publish,
    publish_draft,
    publish_shipped,
    retire,
)

BECAUSE = Ground("Deciso in riunione")
LATER = timedelta(days=36500)
"""After what comes with Raccordo was published, whatever the day of the machine."""
SECOND = LOAN.replace("version: 1", "version: 2")
VARIANT = """\
pathway: loan_valley
version: 1
extends: loan@1
timers:
  answer_due: {after: {ordinary: 3 wd, urgent: 24 h}}
"""


@pytest.fixture
def ready(database: Database) -> Cast:
    return cast(database)


def test_a_draft_is_tried_before_it_is_published(ready: Cast) -> None:
    with ready.database.transaction(MONDAY) as tx:
        administrator = ready.actor(tx, "administrator")
        keep_draft(tx, Written(LOAN), administrator)
        with pytest.raises(Unsound, match="non è ancora stato provato"):
            publish_draft(tx, "loan", 1, administrator, BECAUSE)
        mark_tried(tx, "loan", 1, administrator)
        publish_draft(tx, "loan", 1, administrator, BECAUSE)
        assert [act.act for act in acts_on(tx, PATHWAY, 1)][:3] == ["publish_pathway", "try_pathway", "keep_pathway"]
        assert published.pathway(tx, "loan", 1).label.it == "Prestito"


def test_a_draft_that_is_written_again_must_be_tried_again(ready: Cast) -> None:
    with ready.database.transaction(MONDAY) as tx:
        keep_draft(tx, Written(LOAN), SYSTEM)
        mark_tried(tx, "loan", 1, SYSTEM)
        keep_draft(tx, Written(spoilt(("Prestito", "Comodato"))), SYSTEM)
        with pytest.raises(Unsound, match="non è ancora"):
            publish_draft(tx, "loan", 1, SYSTEM, BECAUSE)


def test_no_dossier_stands_on_a_draft(ready: Cast) -> None:
    with ready.database.transaction(MONDAY) as tx:
        keep_draft(tx, Written(LOAN), SYSTEM)
        with pytest.raises(NotVisible):
            published.pathway(tx, "loan", 1)


def test_a_published_version_is_never_changed(ready: Cast) -> None:
    changed = Written(spoilt(("Prestito", "Comodato")))
    with ready.database.transaction(MONDAY) as tx:
        publish(tx, Written(LOAN), SYSTEM, BECAUSE)
        with pytest.raises(Unsound, match="non si cambia"):
            publish(tx, changed, SYSTEM, BECAUSE)
        with pytest.raises(Unsound, match="non si cambia"):
            keep_draft(tx, changed, SYSTEM)


def test_a_source_altered_in_the_database_is_refused_when_it_is_loaded(ready: Cast) -> None:
    with ready.database.transaction(MONDAY) as tx:
        publish(tx, Written(LOAN), SYSTEM, BECAUSE)
        tx.execute(update(PathwayVersion).where(PathwayVersion.name == "loan").values(source=SECOND))
        with pytest.raises(Unsound, match="alterato"):
            published.pathway(tx, "loan", 1)


def test_a_reason_is_needed_and_an_administrator(ready: Cast) -> None:
    with ready.database.transaction(MONDAY) as tx:
        with pytest.raises(RaccordoError, match="Scrivi il motivo"):
            publish(tx, Written(LOAN), ready.actor(tx, "administrator"), Ground(" "))
        with pytest.raises(NotPermitted):
            publish(tx, Written(LOAN), ready.actor(tx, "manager"), BECAUSE)


def test_only_a_decision_that_was_taken_is_a_ground(ready: Cast) -> None:
    case = ready.case()
    with ready.database.transaction(MONDAY) as tx:
        for code in ("DEC-2222-2222", case.code):
            with pytest.raises(RaccordoError):
                publish(tx, Written(LOAN), ready.actor(tx, "administrator"), Ground(decision=code))


def test_who_manages_a_network_publishes_its_variant_on_a_decision_that_was_taken(ready: Cast) -> None:
    taken = decision(ready, "approve")
    with ready.database.transaction(MONDAY + LATER) as tx:
        manager, network_id = ready.actor(tx, "manager"), ready.organisations["network"]
        publish(tx, Written(LOAN), ready.actor(tx, "administrator"), BECAUSE)
        keep_draft(tx, Written(VARIANT, network_id=network_id), manager)
        mark_tried(tx, "loan_valley", 1, manager)
        publish_draft(tx, "loan_valley", 1, manager, Ground("Tempi più corti", taken.code))
        stored = pathway_version(tx, "loan_valley", 1)
        assert stored and stored.reason == f"{taken.code}: Tempi più corti" and stored.published_by == manager.person_id
        assert newest(tx, "referral", network_id) == ("loan_valley", 1)


@pytest.mark.parametrize("moves", [(), ("reject",), ("approve", "reject")])
def test_a_decision_that_was_not_taken_or_no_longer_holds_is_no_ground(ready: Cast, moves: tuple[str, ...]) -> None:
    code = decision(ready, *moves).code
    with ready.database.transaction(MONDAY) as tx, pytest.raises(RaccordoError, match="non è una decisione presa"):
        publish(tx, Written(LOAN), ready.actor(tx, "administrator"), Ground("Perché sì", code))


def test_the_decision_of_another_network_is_no_ground_for_this_ones_variant(ready: Cast) -> None:
    code = decision(ready, "approve").code
    with ready.database.transaction(MONDAY) as tx:
        administrator, other = ready.actor(tx, "administrator"), add_network(tx, "altra", "Altra rete").id
        publish(tx, Written(LOAN), administrator, BECAUSE)
        with pytest.raises(RaccordoError, match="un'altra rete"):
            publish(tx, Written(VARIANT, network_id=other), administrator, Ground("Perché sì", code))


def test_a_manager_publishes_for_all_networks_on_no_ground(ready: Cast) -> None:
    code = decision(ready, "approve").code
    with ready.database.transaction(MONDAY) as tx, pytest.raises(NotPermitted):
        publish(tx, Written(LOAN), ready.actor(tx, "manager"), Ground(decision=code))


def test_a_retired_version_opens_nothing_new_and_keeps_what_stands_on_it(ready: Cast) -> None:
    referral = ready.sent()
    with ready.database.transaction(MONDAY) as tx:
        for version in (1, 2):
            retire(tx, "referral", version, ready.actor(tx, "administrator"), BECAUSE)
        assert newest(tx, "referral", None) is None
    ready.move(referral.id, "acknowledge", "intake")
    assert ready.stage(referral.id) == "received"


def test_the_highest_version_counts_not_the_one_published_last(ready: Cast) -> None:
    with ready.database.transaction(MONDAY) as tx:
        publish(tx, Written(SECOND), SYSTEM, BECAUSE)
    with ready.database.transaction(MONDAY + LATER) as tx:
        publish(tx, Written(LOAN), SYSTEM, BECAUSE)
        assert newest(tx, "referral", None) == ("loan", 2)


def test_a_variant_is_for_its_network_alone(ready: Cast) -> None:
    network_id = ready.organisations["network"]
    with ready.database.transaction(MONDAY + LATER) as tx:
        publish(tx, Written(LOAN), SYSTEM, BECAUSE)
        publish(tx, Written(VARIANT, network_id=network_id), SYSTEM, BECAUSE)
        other = add_network(tx, "altra", "Altra rete")
        found = [published.newest_for(tx, "referral", each).name for each in (network_id, other.id, None)]
        assert found == ["loan_valley", "loan", "loan"]
        answer_due = published.pathway(tx, "loan_valley", 1).timers["answer_due"]
        assert str(answer_due.amounts_for("ordinary")[0]) == "3 wd"


def test_a_variant_waits_for_its_base(ready: Cast) -> None:
    with ready.database.transaction(MONDAY) as tx:
        keep_draft(tx, Written(LOAN), SYSTEM)
        with pytest.raises(Unsound, match="«loan@1» non esiste"):
            publish(tx, Written(VARIANT), SYSTEM, BECAUSE)


def test_the_shipped_variants_are_published_where_their_network_is(ready: Cast) -> None:
    slugs = {"after-care", "i-am", "lab-impact", "lgnet2", "mano-a-mano"}
    assert publish_shipped(ready.database, SYSTEM)[-1].startswith("referral ")
    with ready.database.transaction(MONDAY) as tx:
        networks = {slug: add_network(tx, slug, slug).id for slug in slugs}
    publish_shipped(ready.database, SYSTEM)
    with ready.database.reading(MONDAY) as tx:
        for slug, network_id in networks.items():
            assert published.newest_for(tx, "referral", network_id).name == f"referral_{slug.replace('-', '_')}"
            stored = pathway_version(tx, f"referral_{slug.replace('-', '_')}", 1)
            assert stored is not None and stored.reason == "Percorso fornito con Raccordo"

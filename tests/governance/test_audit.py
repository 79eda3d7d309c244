"""The audit: ten kinds of tampering, each found and located, on both databases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from governance import audit, checkpoints
from governance.database import Database, Transaction
from governance.dossiers import Dossier
from governance.event_logs import events
from governance.history import SealedAnswer
from tests.governance.chains import add_line, dossier
from tests.governance.tamperings import TAMPERINGS, change_dossier, cut_the_tail, remove_everything

DAY = datetime(2026, 11, 23, 4, 10, tzinfo=UTC)


@dataclass
class Written:
    """A database with three histories and a checkpoint over them."""

    database: Database
    victim: int
    code: str
    anchor: str


@pytest.fixture
def written(database: Database) -> Written:
    with database.transaction(DAY) as tx:
        victim = [dossier(tx) for _ in range(3)][1]
        anchor = checkpoints.anchor_of(checkpoints.write(tx))
        return Written(database, victim.id, victim.code, anchor)


def test_untouched_histories_are_sound(written: Written) -> None:
    found = audit.verify(written.database, written.anchor)
    assert found.is_sound
    assert (found.dossiers, found.lines, found.texts, found.checkpoints) == (3, 12, 6, 1)


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda each: each.__name__)
def test_tampering_is_found_and_located(written: Written, tampering: Callable[[Transaction, int], None]) -> None:
    with written.database.transaction(DAY) as tx:
        tampering(tx, written.victim)
    faults = audit.verify(written.database).faults
    assert f"{written.code}, riga {TAMPERINGS[tampering]}" in [fault.where for fault in faults]
    assert {fault.where.split(",")[0] for fault in faults} == {written.code}


def test_a_database_taken_back_as_a_whole_shows_by_the_mailed_checkpoint(written: Written) -> None:
    with written.database.transaction(DAY) as tx:
        tx.execute(delete(checkpoints.CheckpointHead))
        tx.execute(delete(checkpoints.Checkpoint))
    assert audit.verify(written.database).is_sound
    [fault] = audit.verify(written.database, written.anchor).faults
    assert fault.where == "sigillo 1"


def test_a_dossier_that_vanished_with_its_history_shows(written: Written) -> None:
    with written.database.transaction(DAY) as tx:
        remove_everything(tx, written.victim)
        tx.execute(delete(Dossier).where(Dossier.id == written.victim))
    [fault] = audit.verify(written.database).faults
    assert fault.where == f"fascicolo n. {written.victim}"


def test_a_stage_changed_without_a_step_shows(written: Written) -> None:
    with written.database.transaction(DAY) as tx:
        change_dossier(tx, written.victim, stage="draft")
    [fault] = audit.verify(written.database).faults
    assert fault.where == written.code


def test_an_altered_text_shows(written: Written) -> None:
    with written.database.transaction(DAY) as tx:
        tx.execute(update(SealedAnswer).values(sealed=b"somebody else's words"))
    assert len(audit.verify(written.database).faults) == 6


def test_an_erased_household_is_no_fault(database: Database) -> None:
    with database.transaction(DAY) as tx:
        tx.vault.make_key(7)
        dossier(tx, household_id=7)
    database.vault.erase_key(7)
    found = audit.verify(database)
    assert (found.is_sound, found.erased) == (True, 2)


def test_a_forged_checkpoint_shows(written: Written) -> None:
    with written.database.transaction(DAY) as tx:
        cut_the_tail(tx, written.victim)
        heads = update(checkpoints.CheckpointHead).where(checkpoints.CheckpointHead.dossier_id == written.victim)
        tx.execute(heads.values(number=3))
    assert "sigillo 1" in [fault.where for fault in audit.verify(written.database).faults]


def test_a_checkpoint_writes_only_the_heads_that_moved_on(written: Written) -> None:
    with written.database.transaction(DAY + timedelta(days=1)) as tx:
        add_line(tx, tx.get_one(Dossier, written.victim), {})
        second = checkpoints.write(tx, "garante@esempio.invalid")
        assert [head.dossier_id for head in checkpoints.heads_of(tx, second.id)] == [written.victim]
        assert (second.dossiers, second.lines) == (3, 13)
    assert audit.verify(written.database, checkpoints.anchor_of(second)).is_sound


def test_the_event_log_holds_codes_and_no_words(written: Written) -> None:
    found = list(events(written.database))
    assert [event.number for event in found] == [1, 2, 3, 4] * 3
    assert "Parole di prova" not in repr(found)

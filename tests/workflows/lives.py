"""Any life of a case, its need, a referral and a protocol, with what must hold after each step of it."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select
from sqlalchemy.orm import aliased

from governance import audit
from governance.database import Database, Transaction
from governance.deadlines import Deadline
from governance.dossiers import Dossier
from governance.errors import NotOffered, NotPermitted, NotVisible, Unmet
from governance.history import lines_of
from governance.participations import Participation, parts_of
from governance.policy import grants_on
from governance.settings import Settings
from tests.cast import MONDAY, Cast, cast
from tests.databases import prepare
from workflows import published
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.sweep import sweep

PEOPLE = ("manager", "colleague", "case_head", "officer", "intake", "worker", "head", "stranger")
MOVES = sorted([
    "acknowledge", "request_info", "provide_info", "waitlist", "confirm_waiting", "accept", "reassign", "start",
    "hold", "propose_decline", "confirm_decline", "send_back", "record_contact", "record_update", "record_outcome",
    "resume", "confirm_closure", "dispute_outcome", "withdraw", "submit", "undo_accept", "mark_error", "reopen",
    "close", "suspend", "resolve_otherwise", "close_unmet", "extend", "terminate", "restart",
    "resume_before_contact", "hand_over", "reroute",
])  # fmt: skip
ENDING = ("mark_error", "withdraw", "terminate", "close_unmet", "resolve_otherwise", "expire")
"""Moves that end a life early; a walk takes them rarely, so that it gets somewhere."""
LATER = st.sampled_from([0, 1, 20, 26, 50, 80, 24 * 8, 24 * 31])


@cache
def migrated() -> Path:
    """A migrated database to copy, made once."""
    folder = Path(tempfile.mkdtemp(prefix="raccordo-migrated-"))
    atexit.register(shutil.rmtree, folder)
    prepare(Database(Settings(folder=folder)))
    return folder


class AnyLife(RuleBasedStateMachine):
    """A case, its need, two referrals and a protocol, moved by anybody at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.now = MONDAY

    @initialize()
    def begin(self) -> None:
        """Everything in place, one referral already on its way."""
        shutil.copytree(migrated(), self.folder.name, dirs_exist_ok=True)
        self.scene: Cast = cast(Database(Settings(folder=Path(self.folder.name))))
        case = self.scene.case()
        need = self.scene.need(case)
        self.dossiers = [case.id, need.id, self.scene.referral(need).id, self.scene.protocol_id]
        self.scene.move(self.dossiers[2], "submit", "manager")

    @rule(which=st.integers(0, 3), move=st.sampled_from(MOVES), who=st.sampled_from(PEOPLE))
    def somebody_tries(self, which: int, move: str, who: str) -> None:
        """A move succeeds only where the table has it for a grant the actor holds; what is refused changes nothing."""
        dossier_id = self.dossiers[which]
        with self.scene.database.transaction(self.now) as tx:
            before = tx.get_one(Dossier, dossier_id).last_number
            allowed = self._table_allows(tx, dossier_id, move, who)
            try:
                event(f"tried {move}")
                with tx.begin_nested():
                    advance(tx, Attempt(dossier_id, move, self.scene.actor(tx, who), answers=self._answers()))
            except (NotOffered, NotPermitted, NotVisible, Unmet):
                assert tx.get_one(Dossier, dossier_id).last_number == before
            else:
                event(f"made {move}")
                assert allowed, (move, who)

    @rule(which=st.integers(0, 3), pick=st.integers(0, 40), whom=st.integers(0, 7))
    def somebody_entitled_acts(self, which: int, pick: int, whom: int) -> None:
        """The same, more to the point: a step the stage offers, by somebody whose step it is."""
        with self.scene.database.reading(self.now) as tx:
            dossier = tx.get_one(Dossier, self.dossiers[which])
            offered = published.pathway(tx, dossier.pathway, dossier.version).offered[dossier.stage]
            moves = [step.move for step in offered if pick == 0 or step.move not in ENDING]
            pairs = [(move, who) for move in moves for who in PEOPLE if self._table_allows(tx, dossier.id, move, who)]
        if pairs:
            self.somebody_tries(which, *pairs[(pick * 8 + whom) % len(pairs)])

    def _table_allows(self, tx: Transaction, dossier_id: int, move: str, who: str) -> bool:
        dossier = tx.get_one(Dossier, dossier_id)
        step = published.pathway(tx, dossier.pathway, dossier.version).steps.get((dossier.stage, move))
        return step is not None and bool(grants_on(self.scene.actor(tx, who), parts_of(tx, dossier_id)) & set(step.by))

    def _answers(self) -> Mapping[str, str]:
        return {
            "worker": str(self.scene.people["worker"]), "new_owner": str(self.scene.people["case_head"]),
            "target_service": str(self.scene.services["aid"]), "reason": "Un motivo.", "note": "Una nota.",
            "decline_reason": "other", "withdrawal_reason": "other", "hold_reason": "other", "unmet_reason": "other",
            "contact": "reached_phone", "outcome": "need_met", "outcome_on": self.now.date().isoformat(),
            "resume_on": (self.now.date() + timedelta(days=20)).isoformat(), "ends_on": "2029-12-31",
            "exception_reason": "urgent", "excepted_until": (self.now.date() + timedelta(days=60)).isoformat(),
        }  # fmt: skip

    @rule(hours=LATER, times=st.integers(1, 3))
    def time_passes(self, hours: int, times: int) -> None:
        """Sweeping several times at one instant is as sweeping once."""
        self.now += timedelta(hours=hours)
        sweep(self.scene.database, self.now)
        for _ in range(times - 1):
            again = sweep(self.scene.database, self.now)
            assert (again.moved, again.noticed, again.failed) == (0, 0, 0)

    @invariant()
    def nothing_open_is_forgotten(self) -> None:
        """An open dossier where something is owed has a running clock and an organisation that takes part."""
        with self.scene.database.reading(self.now) as tx:
            for dossier in tx.scalars(select(Dossier).where(Dossier.open)):
                stage = published.pathway(tx, dossier.pathway, dossier.version).stages[dossier.stage]
                clocks = list(tx.scalars(select(Deadline).where(Deadline.dossier_id == dossier.id, *_RUNNING)))
                assert not stage.open or clocks, (dossier.code, dossier.stage)
                assert list(tx.scalars(select(Participation).where(Participation.dossier_id == dossier.id)))

    @invariant()
    def what_is_over_owes_nothing(self) -> None:
        """A dossier that ended has no running clock but those of its last stage, and waits for nobody."""
        with self.scene.database.reading(self.now) as tx:
            over = select(Dossier.id).where(Dossier.open.is_(False))
            running = select(Dossier, Deadline.timer).join(Deadline, Deadline.dossier_id == Dossier.id)
            for dossier, timer in tx.execute(running.where(Dossier.open.is_(False), *_RUNNING)).tuples():
                stages = published.pathway(tx, dossier.pathway, dossier.version).timers[timer].stages
                assert dossier.stage in stages, (dossier.code, timer)
            waited = Participation.waiting_role.is_not(None)
            assert not list(tx.scalars(select(Participation).where(Participation.dossier_id.in_(over), waited)))

    @invariant()
    def a_case_that_is_over_has_nothing_open_beneath(self) -> None:
        """A case closes only when its needs allow it, and what was open beneath ends with it."""
        child, parent = aliased(Dossier), aliased(Dossier)
        closed = select(child.code, parent.code).join(parent, child.parent_id == parent.id)
        with self.scene.database.reading(self.now) as tx:
            assert list(tx.execute(closed.where(child.open, parent.kind == "case", parent.open.is_(False)))) == []

    @invariant()
    def history_tells_where_it_stands(self) -> None:
        """Each history leads, step by step, to where its dossier stands."""
        with self.scene.database.reading(self.now) as tx:
            for dossier in tx.scalars(select(Dossier)):
                self._replay(dossier, lines_of(tx, dossier.id))

    def _replay(self, dossier: Dossier, lines: list[Any]) -> None:
        stage = "new"
        for number, line in enumerate(lines, 1):
            assert (line.number, line.from_stage) == (number, stage if number > 1 else line.from_stage)
            stage = line.to_stage
        assert (stage, len(lines)) == (dossier.stage, dossier.last_number)

    def teardown(self) -> None:
        """The audit finds every chain whole."""
        if hasattr(self, "scene"):
            assert audit.verify(self.scene.database).is_sound
            self.scene.database.close()
        self.folder.cleanup()


_RUNNING = (Deadline.done_at.is_(None),)

"""The demonstration's network: as large as it says, at every stage, sound, and the same at every load."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, text

from governance import audit
from governance.database import Database
from governance.dossiers import Dossier
from tests.databases import copied
from workflows.calendars import local
from workflows.loading import SHIPPED, declarations
from workflows.samples import Sample, load_sample
from workflows.samples.days import moments, working_days
from workflows.samples.half_years import LOG
from workflows.samples.lives import CASES, lives
from workflows.samples.offers import Offer, offered, reach
from workflows.samples.scripts import SCRIPTS
from workflows.samples.writing import SEED

WEDNESDAY = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
EARLY_ON_SUNDAY = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)
FEW = 20
"""Of some four thousand turns; with each calendar one or the other day falls differently."""
KINDS = ("case", "need", "referral", "protocol")
MET = {"reported", "sought", "met", "taken_up", "ended"}
"""The stages of contacts that the sample shows; nothing was entered in error."""
IDLE = text(
    "SELECT code, stage FROM dossiers WHERE open AND stage NOT IN ('active', 'met') AND (NOT EXISTS "
    "(SELECT 1 FROM deadlines WHERE dossier_id = dossiers.id AND done_at IS NULL AND paused_at IS NULL) OR NOT EXISTS "
    "(SELECT 1 FROM participations WHERE dossier_id = dossiers.id AND waiting_role IS NOT NULL))"
)
RARE = {
    "exception granted": "SELECT count(*) FROM stage_changes WHERE move = 'grant_exception'",
    "answered by link": "SELECT count(*) FROM answer_links WHERE used_at IS NOT NULL",
    "reminders muted": "SELECT count(*) FROM mutes JOIN dossiers ON dossiers.id = mutes.dossier_id "
    "AND dossiers.since = mutes.since",
    "consent revoked": "SELECT count(*) FROM stage_changes WHERE move = 'revoke_consent'",
    "reopened, and open": "SELECT count(*) FROM dossiers WHERE open AND kind = 'referral' AND id IN "
    "(SELECT dossier_id FROM stage_changes WHERE move = 'reopen')",
}
UNANSWERED = text(
    "SELECT 1.0 * sum(stage = 'expired') / sum(stage NOT IN ('draft', 'exception_asked', 'entered_in_error')) "
    "FROM dossiers WHERE kind = 'referral'"
)
FIGURES = text("SELECT kind, count(*) FROM organisations GROUP BY kind")


class Heard(logging.Handler):
    """What the log was told, sentence by sentence."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.sentences.append(record.getMessage())


@pytest.fixture(scope="module")
def refused() -> Iterator[list[str]]:
    """What the engine refused while the network was played."""
    heard, before = Heard(), LOG.level
    LOG.addHandler(heard)
    LOG.setLevel(logging.INFO)
    yield heard.sentences
    LOG.removeHandler(heard)
    LOG.setLevel(before)


@pytest.fixture(scope="module")
def sample(migrated: Path, refused: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The whole network, on one Wednesday."""
    with copied(migrated, tmp_path_factory.mktemp("whole") / "var") as database:
        assert load_sample(database, "prova", str.upper, Sample(whole=True, now=WEDNESDAY))
        yield database


@pytest.mark.slow
def test_the_network_is_as_large_as_it_says(sample: Database) -> None:
    with sample.reading() as tx:
        bodies = dict(tx.execute(FIGURES).tuples().all())
        cases = tx.execute(text("SELECT count(*) FROM cases")).scalar_one()
    assert (bodies["plan_office"], bodies["municipality"], bodies["consortium"]) == (8, 139, 3)
    assert cases == CASES + len(SCRIPTS)


@pytest.mark.slow
def test_every_stage_of_cases_needs_referrals_and_protocols_is_occupied(sample: Database) -> None:
    newest = {each.pathway: each for each in declarations(sorted(SHIPPED.glob("*.yaml")))}
    with sample.reading() as tx:
        for name in KINDS:
            found = set(tx.scalars(select(Dossier.stage).where(Dossier.kind == name)))
            assert set(newest[name].stages) - found == set(), name


@pytest.mark.slow
def test_contacts_are_met_reported_sought_taken_up_and_ended(sample: Database) -> None:
    with sample.reading() as tx:
        found = set(tx.scalars(select(Dossier.stage).where(Dossier.kind == "contact")))
    assert found == MET


@pytest.mark.slow
@pytest.mark.parametrize("what", RARE)
def test_what_happens_seldom_is_there_too(sample: Database, what: str) -> None:
    with sample.reading() as tx:
        assert tx.execute(text(RARE[what])).scalar_one() >= 1


@pytest.mark.slow
def test_a_good_part_of_what_is_sent_gets_no_answer_as_in_the_field(sample: Database) -> None:
    with sample.reading() as tx:
        assert 0.2 < tx.execute(UNANSWERED).scalar_one() < 0.4


@pytest.mark.slow
def test_nothing_open_is_without_a_clock_or_without_somebody_it_waits_for(sample: Database) -> None:
    with sample.reading() as tx:
        assert tx.execute(IDLE).all() == []


@pytest.mark.slow
def test_its_history_is_sound(sample: Database) -> None:
    assert audit.verify(sample).is_sound


@pytest.mark.slow
def test_hardly_anybody_is_asked_to_do_what_the_engine_refuses(sample: Database, refused: list[str]) -> None:
    assert len(refused) < FEW, "\n".join(refused)


@pytest.mark.slow
def test_it_is_not_loaded_twice(sample: Database) -> None:
    assert not load_sample(sample, "prova", str.upper, Sample(whole=True, now=WEDNESDAY))


def test_the_same_seed_gives_the_same_lives() -> None:
    offers = [Offer(0, house.key, category, reach(house)) for house, (category, _, _) in offered()]
    once, again = (lives(Random(SEED), offers, 128) for _ in range(2))
    assert once == again
    assert len(once) == CASES


@pytest.mark.parametrize("now", [WEDNESDAY, EARLY_ON_SUNDAY])
def test_nothing_happens_after_now_nor_on_holidays(now: datetime) -> None:
    days = working_days(now)
    assert days[-1] == local(now).date()
    assert all(day.weekday() < 5 for day in days[:-1])
    at = moments(days[-1], 5, Random(1), now)
    assert list(at) == sorted(at) and at[-1] <= now

import pytest

from governance.database import Database
from governance.errors import Unmet
from tests.cast import Cast, cast
from tests.looped import in_progress


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases; its today is Monday 23 November 2026."""
    return cast(database)


def refusal(scene: Cast, dossier_id: int, move: str, who: str, resume_on: str) -> str:
    with pytest.raises(Unmet) as refused:
        scene.move(dossier_id, move, who, hold_reason="health", resume_on=resume_on)
    return " ".join(str(each.sentence) for each in refused.value.missing)


def test_a_referral_is_put_on_hold_for_thirty_days_at_most(scene: Cast) -> None:
    referral = in_progress(scene).id
    assert "al massimo per 30 giorni" in refusal(scene, referral, "hold", "worker", "2026-12-24")
    assert scene.stage(referral) == "in_progress"
    scene.move(referral, "hold", "worker", hold_reason="health", resume_on="2026-12-23")


def test_nothing_is_resumed_on_a_day_gone_by(scene: Cast) -> None:
    assert "già passato" in refusal(scene, in_progress(scene).id, "hold", "worker", "2026-11-22")

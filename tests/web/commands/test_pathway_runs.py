import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.commands.test_pathway import answer
from tests.workflows.loans import LOAN

LOG = """\
case,move,at,by
a,ask,2026-11-02T09:00:00+01:00,worker@sender
b,ask,2026-11-02 10:00:00+01:00,worker@sender
a,lend,2026-11-03T09:00:00+01:00,intake@recipient
b,give_back,2026-11-04T09:00:00+01:00,worker@sender
a,give_back,2026-11-05T09:00:00+01:00,Ivo
"""


@pytest.fixture
def loan(tmp_path: Path) -> Path:
    """The loan and its log in a folder."""
    (tmp_path / "loan.yaml").write_text(LOAN, encoding="utf-8")
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    return tmp_path


def test_a_simulation_says_where_one_is_late_most_and_what_the_figures_mean(
    loan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer("simulate", loan / "loan.yaml", "--cases", 60, "--days", 9) == 0
    told = capsys.readouterr().out
    assert re.search(r"Dove si ritarda di più: «(Chiesto|Prestato)», in tempo [0-9]+%: aspetta \w+", told), told
    for words in ("media e punta:", "Carico medio per settimana:", "Termini scaduti", "Con una persona in più"):
        assert words in told


def test_a_replay_says_counts_and_what_was_refused_by_line(loan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer("replay", loan / "loan.yaml", loan / "log.csv") == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "casi 2, eventi 5, accettati 4, rifiutati 1"
    assert told[-1].startswith("riga 5: b, give_back: Questo passo non si può fare adesso")


def test_the_audit_of_a_replay_equals_the_log_less_what_was_refused(loan: Path) -> None:
    answer("replay", loan / "loan.yaml", loan / "log.csv", "--audit", loan / "out.csv")
    legal = [line for line in LOG.splitlines() if not line.startswith("b,give_back")]
    assert (loan / "out.csv").read_text(encoding="utf-8").splitlines() == legal


def test_a_table_that_is_no_log_is_wrong_use(loan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (loan / "log.csv").write_text("who,what\nx,y\n", encoding="utf-8")
    assert answer("replay", loan / "loan.yaml", loan / "log.csv") == 2
    assert "mancano le colonne" in capsys.readouterr().err


def test_a_variant_that_is_shipped_is_replayed_on_its_base(loan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (loan / "log.csv").write_text("case,move,at\na,create,2026-11-02\na,submit,2026-11-03\n", encoding="utf-8")
    assert answer("replay", "referral_after_care", loan / "log.csv", "--json") == 0
    assert json.loads(capsys.readouterr().out)["stages"] == {"submitted": 1}


def test_a_simulation_is_the_same_for_the_same_seed(loan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("simulate", loan / "loan.yaml", "--cases", 12, "--days", 9, "--json", "--seed")
    told = []
    for seed in (5, 5, 6):
        assert answer(*words, seed) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]
    assert told[0]["stages"] != told[2]["stages"]


def test_a_simulation_says_what_one_more_intake_worker_would_change(
    loan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer("simulate", loan / "loan.yaml", "--cases", 60, "--days", 9, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["with_second"]["maker"] == "intake@recipient"
    before = {each["stage"]: each["median_days"] for each in told["stages"]}
    assert told["with_second"]["median_days"]["asked"] < before["asked"]


def test_a_reader_who_goes_away_ends_it_in_silence() -> None:
    command = [sys.executable, "-m", "web.commands", "pathway", "show", "referral", "--as", "svg"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""

"""Commands: each answers in plain words, 0 for yes, 1 for no, 2 for wrong use."""

import csv
import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from governance import history
from governance.database import Database
from governance.people import person_by_email
from governance.settings import Settings, environment_of
from tests.governance.chains import dossier
from tests.governance.tamperings import edit
from tests.mail import free_port
from tests.processes import HERE, loaded_by
from web.commands import COMMANDS, NO, SUCCESS, WRONG_USE, main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The environment of an installation that has nothing yet."""
    for name, value in environment_of(Settings(folder=tmp_path / "var")).items():
        monkeypatch.setenv(name, value)
    return tmp_path / "var"


@pytest.fixture
def installed(folder: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Database]:
    """An installation with one history."""
    assert main(["init"]) == SUCCESS
    capsys.readouterr()
    database = Database(Settings(folder=folder))
    with database.transaction() as tx:
        dossier(tx)
    yield database
    database.close()


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "demo"])
def test_every_command_answers_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == SUCCESS
    assert f"raccordo {name}" in capsys.readouterr().out


def test_every_command_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == SUCCESS
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vola"]) == WRONG_USE
    assert "«vola» non c'è" in capsys.readouterr().err


def test_a_missing_argument_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup"]) == WRONG_USE
    assert "FOLDER" in capsys.readouterr().err


def test_init_prints_a_link_until_somebody_can_sign_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--email", "prima@esempio.invalid"]) == SUCCESS
    first = capsys.readouterr()
    assert first.out.startswith("http://127.0.0.1:8000/invito/") and "prima@esempio.invalid" in first.err
    assert main(["init"]) == SUCCESS
    assert capsys.readouterr().out.startswith("http://127.0.0.1:8000/invito/")


def test_init_prints_no_link_once_an_administrator_has_a_password(
    installed: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with installed.transaction() as tx:
        person = person_by_email(tx, "amministrazione@localhost.invalid")
        assert person is not None
        person.password = "a hash"
    assert main(["init"]) == SUCCESS
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("words", [["up"], ["follow-up"], ["audit", "verify"]])
def test_without_init_every_command_says_to_run_it(
    folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == NO
    assert "raccordo init" in capsys.readouterr().err


def test_a_server_that_does_not_answer_is_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RACCORDO_DATABASE", "postgresql://nobody@127.0.0.1:9/nothing")
    assert main(["audit", "verify"]) == NO
    assert "non risponde" in capsys.readouterr().err


def test_a_setting_that_cannot_be_read_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RACCORDO_PREFECT_PORT", "quattromila")
    assert main(["up"]) == NO
    assert "RACCORDO_PREFECT_PORT" in capsys.readouterr().err


def test_nobody_answering_the_pages_is_not_a_setting(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RACCORDO_PROCESSES", "0")
    assert main(["up"]) == NO
    assert capsys.readouterr().err == "RACCORDO_PROCESSES deve essere un numero da 1 in su, non «0»\n"


@pytest.mark.parametrize("words", [["up"], ["demo"]])
def test_a_port_that_is_taken_is_a_sentence(
    folder: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        assert main([*words, "--port", str(taken)]) == NO
        assert f"La porta {taken} è già occupata" in capsys.readouterr().err
        monkeypatch.setenv("RACCORDO_PREFECT_PORT", str(taken))
        assert main([*words, "--port", str(free_port())]) == NO
        assert "RACCORDO_PREFECT_PORT" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", "70000"), ("nowhere.invalid", "8000"), ("192.0.2.1", "8000")])
def test_an_address_that_is_not_ours_is_a_sentence(
    folder: Path, host: str, port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["up", "--host", host, "--port", port, "--no-prefect"]) == NO
    assert f"Non si può rispondere a {host}, porta {port}" in capsys.readouterr().err


def test_follow_up_prints_its_counts(installed: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["follow-up", "--now", "2026-11-24T10:00"]) == SUCCESS
    assert json.loads(capsys.readouterr().out) == {"due": 0, "moved": 0, "noticed": 0, "failed": 0}


def test_an_instant_nobody_can_read_is_wrong_use(installed: Database) -> None:
    assert main(["follow-up", "--now", "domani"]) == WRONG_USE


def test_audit_verify_says_yes_and_then_no(installed: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "verify"]) == SUCCESS
    assert "1 fascicoli, 4 passi" in capsys.readouterr().out
    with installed.transaction() as tx:
        edit(tx, 1)
    assert main(["audit", "verify", "--json"]) == NO
    assert json.loads(capsys.readouterr().out)["faults"][0]["where"].endswith("riga 2")


def test_the_event_log_is_a_table_of_codes(installed: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "export", "--as", "csv"]) == SUCCESS
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    with installed.reading() as tx:
        assert [row["move"] for row in rows] == [line.move for line in history.lines_of(tx, 1)]


def test_the_event_log_is_a_log_for_process_mining(installed: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "export", "--as", "xes"]) == SUCCESS
    told = capsys.readouterr().out
    with installed.reading() as tx:
        assert told.count("<event>") == len(history.lines_of(tx, 1))
    assert "xlsxwriter" not in loaded_by("audit", "export", "--as", "xes")


def test_backup_and_restore_give_the_same_installation(
    installed: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "copy")]) == SUCCESS
    monkeypatch.setenv("RACCORDO_FOLDER", str(tmp_path / "elsewhere"))
    assert main(["restore", str(tmp_path / "copy")]) == NO, "the master key is not there"
    (tmp_path / "elsewhere" / "master.key").write_bytes(installed.settings.master_key_file.read_bytes())
    assert main(["restore", str(tmp_path / "copy")]) == SUCCESS
    assert "tutto è come fu scritto" in capsys.readouterr().out


def test_a_closed_pipe_is_no_trace(installed: Database) -> None:
    words = [sys.executable, "-m", "web.commands", "audit", "export"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, text=True, cwd=HERE, check=False)
    os.close(write)
    assert "Traceback" not in done.stderr

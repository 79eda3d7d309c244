import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from tests.workflows.loans import LOAN, spoilt
from web.commands.pathway import add_arguments, run
from workflows.loading import SHIPPED

PUBLISHED = sorted(SHIPPED.glob("*.yaml"))


def answer(*words: object) -> int:
    parser = ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([str(word) for word in words]))


def written(folder: Path, text: str, name: str = "loan.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_pathway_that_is_shipped_to_be_published_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer("check", *PUBLISHED) == 0
    assert capsys.readouterr().out == ""


def test_every_draft_passes_as_a_draft(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer("check", "--draft", *SHIPPED.glob("**/*.yaml")) == 0
    assert capsys.readouterr().out == ""


def test_faults_are_printed_by_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, spoilt(("to: lent", "to: lnet")))
    assert answer("check", path) == 1
    assert f"{path}:16: passo «lend»: la fase «lnet» non esiste (forse «lent»?)\n" in capsys.readouterr().out


def test_what_does_not_exist_yet_is_a_fault_and_in_a_draft_a_remark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, spoilt(("asks: [resume_on]", "asks: [resume_on], needs: [quorum_now]")))
    sentence = f"{path}:16: passo «lend»: il requisito «quorum_now» non c'è ancora in questa installazione\n"
    assert (answer("check", path), capsys.readouterr().out) == (1, sentence)
    assert (answer("check", "--draft", path), capsys.readouterr().err) == (0, sentence)


def test_faults_can_be_read_by_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer("check", "--json", written(tmp_path, spoilt(("final: true", "final: yes"))))
    found = json.loads(capsys.readouterr().out)
    assert [(one["line"], one["sentence"]) for one in found["faults"]] == [
        (10, "la fase «closed»: final: qui va true oppure false")
    ]


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert answer("check", tmp_path / "none.yaml") == 2


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        (["referral"], "Invio a un servizio\n"),
        (["referral", "--lang", "en"], "Referral to a service\n"),
        (["referral@1", "--as", "mermaid"], "stateDiagram-v2\n"),
        (["referral", "--as", "svg"], "<svg "),
    ],
)
def test_a_shipped_pathway_is_shown_by_name(
    words: list[str], beginning: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer("show", *words) == 0
    assert capsys.readouterr().out.startswith(beginning)


def test_an_unknown_pathway_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer("show", "no_such_thing") == 1
    assert "non c'è nessun percorso" in capsys.readouterr().err


def test_a_draft_is_tried_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = "2026-11-23T09:00:00+01:00"
    tried = [{"move": "ask", "by": "worker@sender", "at": at}, {"move": "lend", "by": "worker@sender", "at": at}]
    script = written(tmp_path, json.dumps({"attempts": tried}), "script.json")
    assert answer("try", written(tmp_path, LOAN), script) == 1
    assert [json.loads(line)["accepted"] for line in capsys.readouterr().out.splitlines()] == [True, False]


@pytest.mark.parametrize("script", ["{", "[]", '{"timers": "stop"}'])
def test_a_wrong_script_is_wrong_use(tmp_path: Path, script: str) -> None:
    assert answer("try", written(tmp_path, LOAN), written(tmp_path, script, "script.json")) == 2


def test_checking_starts_neither_the_web_nor_the_scheduler(tmp_path: Path) -> None:
    assert loaded_by("check", written(tmp_path, LOAN)) & {"flask", "prefect"} == set()


def test_a_file_that_cannot_be_read_whole_is_refused_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    spoiled = written(tmp_path, LOAN.replace("governs: referral", "governs: referral\ncolour: red"), "spoilt.yaml")
    assert "sqlalchemy" in loaded_by("check", written(tmp_path, LOAN, "loan.yaml"))
    assert loaded_by("check", spoiled) & {"flask", "prefect", "sqlalchemy", "docx"} == set()


def loaded_by(*words: object) -> set[str]:
    """The modules loaded after a command."""
    asked = "import sys; from web.commands import main; main(sys.argv[1:]); print('\\n' + ' '.join(sys.modules))"
    told = subprocess.run(
        [sys.executable, "-c", asked, "pathway", *map(str, words)], capture_output=True, text=True, check=True
    )
    return set(told.stdout.splitlines()[-1].split())

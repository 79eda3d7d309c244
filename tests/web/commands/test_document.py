"""`raccordo document`: a template checked, one document and many, PDF in one batch."""

import io
import json
import shutil
from pathlib import Path

import pytest
from docx import Document

from tests.needs import needed
from web.commands import NO, SUCCESS, WRONG_USE, main


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A network's own template with one name."""
    return written(tmp_path / "model.docx", "Buongiorno {{ name }}")


def written(path: Path, words: str) -> Path:
    document = Document()
    document.add_paragraph(words)
    document.save(str(path))
    return path


def words_of(path: Path) -> str:
    return "\n".join(each.text for each in Document(io.BytesIO(path.read_bytes())).paragraphs)


def facts(folder: Path, content: object) -> str:
    path = folder / "facts.json"
    path.write_text(json.dumps(content))
    return str(path)


def test_check_prints_the_names_a_template_needs(template: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "check", str(template)]) == SUCCESS
    assert capsys.readouterr().out == "name\n"


def test_check_says_no_to_a_broken_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = written(tmp_path / "broken.docx", "Buongiorno {{ name")
    assert main(["document", "check", "--json", str(broken)]) == NO
    [fault] = json.loads(capsys.readouterr().out)["faults"]
    assert "Buongiorno" in fault["paragraph"]


def test_check_refuses_what_is_no_word_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.docx"
    other.write_text("solo testo")
    assert main(["document", "check", str(other)]) == NO
    assert capsys.readouterr().err.strip()


def test_render_makes_one_document(template: Path, tmp_path: Path) -> None:
    out = tmp_path / "letter.docx"
    assert (
        main(["document", "render", str(template), facts(tmp_path, {"name": "a tutti"}), "--out", str(out)]) == SUCCESS
    )
    assert words_of(out) == "Buongiorno a tutti"


def test_render_makes_one_document_for_each_entry_of_a_list(template: Path, tmp_path: Path) -> None:
    many = facts(tmp_path, [{"name": "uno"}, {}, {"name": "tre"}])
    assert main(["document", "render", str(template), many, "--out", str(tmp_path / "many")]) == NO
    assert sorted(file.name for file in (tmp_path / "many").iterdir()) == ["0001.docx", "0003.docx"]
    assert words_of(tmp_path / "many" / "0003.docx") == "Buongiorno tre"


def test_facts_that_are_not_json_are_wrong_use(template: Path, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text("{")
    words = ["document", "render", str(template), str(tmp_path / "facts.json"), "--out", str(tmp_path / "x.docx")]
    assert main(words) == WRONG_USE


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "pdf", str(tmp_path / "none.docx"), "--out", str(tmp_path)]) == WRONG_USE
    assert "none.docx" in capsys.readouterr().err


@pytest.mark.slow
def test_pdf_turns_several_files_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needed(shutil.which("soffice"), "LibreOffice")
    files = [str(written(tmp_path / f"{number}.docx", "Parole")) for number in range(2)]
    assert main(["document", "pdf", *files, "--out", str(tmp_path / "pdf")]) == SUCCESS
    made = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [file.read_bytes()[:5] for file in made] == [b"%PDF-", b"%PDF-"]


def test_html_makes_a_page_that_stands_alone_of_each_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, other = written(tmp_path / "letter.docx", "Buongiorno"), tmp_path / "other.docx"
    other.write_text("solo testo")
    assert main(["document", "html", str(good), "--out", str(tmp_path / "pages")]) == SUCCESS
    assert '<html lang="it">' in (tmp_path / "pages/letter.html").read_text("utf-8")
    assert main(["document", "html", str(good), str(other), "--out", str(tmp_path / "pages")]) == NO
    assert "other.docx" in capsys.readouterr().err

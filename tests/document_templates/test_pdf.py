import shutil
from pathlib import Path

import pytest

from document_templates.compiled import compile_template
from document_templates.errors import ConversionFailed, LibreOfficeAbsent
from document_templates.layout import lay_out
from document_templates.pdf import make_pdfs

needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed"
)
BLOCK = {"title": "Atto di prova", "body": "Tavolo Immaginario", "version": 1, "digest": ""}


def document(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(compile_template(lay_out("# Atto\n\nTesto àèì")).render({"document": BLOCK}))
    return path


@needs_libreoffice
def test_many_files_become_tagged_archival_pdf_in_one_call_with_progress(tmp_path: Path) -> None:
    files = [
        document(tmp_path / "a" / "-atto uno.docx"),
        tmp_path / "rotto.docx",
        document(tmp_path / "b" / "-atto uno.docx"),
    ]
    files[1].write_bytes(b"\0\1 non un documento")
    steps: list[tuple[int, int]] = []
    made = make_pdfs(files, tmp_path / "out", lambda done, total: steps.append((done, total)))
    assert made == [tmp_path / "out" / "-atto uno.pdf", None, tmp_path / "out" / "-atto uno-2.pdf"]
    assert (steps[0], steps[-1]) == ((0, 3), (3, 3))
    content = (tmp_path / "out" / "-atto uno.pdf").read_bytes()
    assert all(mark in content for mark in (b"<pdfaid:part>3</pdfaid:part>", b"/MarkInfo<</Marked true>>", b"it-IT"))


@needs_libreoffice
def test_when_no_file_can_be_made_it_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "rotto.docx"
    broken.write_bytes(b"\0\1 non un documento")
    with pytest.raises(ConversionFailed, match="nessun PDF"):
        make_pdfs([broken], tmp_path / "out")


def test_without_libreoffice_the_error_says_whom_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LibreOfficeAbsent, match="Chiedi a chi gestisce il sistema"):
        make_pdfs([tmp_path / "a.docx"], tmp_path)

"""Word files turned into accessible, archivable PDF by LibreOffice, many in one call."""

import itertools
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from document_templates.errors import ConversionFailed, LibreOfficeAbsent

_OPTIONS = {  # LibreOffice help, "PDF export command line parameters": PDF/A-3b, tags, PDF/UA
    "SelectPdfVersion": {"type": "long", "value": "3"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}
_START_SECONDS = 90
_SECONDS_PER_FILE = 20


def make_pdfs(
    files: Sequence[Path], folder: Path, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> list[Path | None]:
    """Write a PDF of each Word file into the folder; return their paths in order, None where one could not be made.

    LibreOffice starts once, with a profile of its own in a temporary folder; `on_progress(done, total)` is called as
    each file is finished. LibreOfficeAbsent if it is not installed, ConversionFailed if it made nothing at all.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise LibreOfficeAbsent
    if not files:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as workshop:
        staged = _staged(files, Path(workshop))
        _convert(program, staged, Path(workshop), on_progress)
        targets = _targets(files, folder)
        made = [_delivered(path.with_suffix(".pdf"), target) for path, target in zip(staged, targets, strict=True)]
    if not any(made):
        raise ConversionFailed("LibreOffice non è riuscito a fare nessun PDF: controlla che i file si aprano in Word.")
    return made


def _staged(files: Sequence[Path], workshop: Path) -> list[Path]:
    staged = [workshop / f"{number:05}.docx" for number in range(len(files))]
    for file, path in zip(files, staged, strict=True):
        shutil.copyfile(file, path)
    return staged


def _targets(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return a path for each PDF: files of the same name from different folders get `-2`, `-3` ..."""
    targets: list[Path] = []
    for file in files:
        names = (f"{file.stem}{suffix}.pdf" for suffix in itertools.chain([""], map("-{}".format, itertools.count(2))))
        targets.append(next(folder / name for name in names if folder / name not in targets))
    return targets


def _delivered(pdf: Path, target: Path) -> Path | None:
    if not pdf.is_file():
        return None
    shutil.move(pdf, target)
    return target


def _convert(program: str, staged: Sequence[Path], workshop: Path, on_progress: Callable[[int, int], None]) -> None:
    command = [
        program,
        f"-env:UserInstallation={(workshop / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}",
        "--outdir",
        str(workshop),
        *map(str, staged),
    ]
    process = subprocess.Popen(  # noqa: S603 no shell, and names of our own making
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    limit = threading.Timer(_START_SECONDS + _SECONDS_PER_FILE * len(staged), _stop, [process])
    limit.start()
    done = 0
    with process:
        for line in process.stdout or ():
            if line.startswith("convert ") and done < len(staged):
                on_progress(done, len(staged))
                done += 1
    limit.cancel()
    on_progress(len(staged), len(staged))


def _stop(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)

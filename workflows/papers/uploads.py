"""Templates that people upload: what is wrong in one, and what it makes of facts, always in the closed process."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from document_templates.comparison import paragraphs
from document_templates.errors import ConversionFailed, Fault, Faulty, Refused
from document_templates.facts import FACTS
from document_templates.facts.labels import label_of
from document_templates.facts.samples import SAMPLES
from document_templates.pdf import make_pdfs
from document_templates.preflight import check_upload
from document_templates.untrusted import inspect_untrusted, render_untrusted

AT_ONCE, PATIENCE_SECONDS = 2, 20
_ROOM = BoundedSemaphore(AT_ONCE)


def names_of(document: str) -> list[tuple[str, str]]:
    """The names a template of this document may use, each with what it holds."""
    return [(field.name, label_of(field.name)) for field in fields(FACTS[document])]


def faults_of(document: str, data: bytes) -> tuple[Fault, ...]:
    """What is wrong in an uploaded template: names, tags, and what fails with the sample facts. Refused: hostile."""
    check_upload(data)
    with _room():
        found = inspect_untrusted(data, [name for name, _label in names_of(document)]).faults
        if found:
            return found
        try:
            paragraphs(render_untrusted(data, SAMPLES[document]))
        except Faulty as error:
            return error.faults
        except SyntaxError:  # what lxml raises for markup it cannot read
            return (Fault("il documento che ne esce non si apre in Word: controlla dove stanno le istruzioni."),)
    return ()


def rendered(data: bytes, facts: Any) -> bytes:
    """The document that an uploaded template makes of these facts. DocumentError says why not."""
    check_upload(data)
    with _room():
        return render_untrusted(data, facts)


def as_pdf(data: bytes) -> bytes:
    """A Word file as PDF; ConversionFailed where LibreOffice is absent or gives nothing."""
    with _room(), tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "atto.docx"
        file.write_bytes(data)
        made = make_pdfs([file], Path(folder) / "pdf")[0]
        if made is None:
            raise ConversionFailed("LibreOffice non è riuscito a fare il PDF di questo file.")
        return made.read_bytes()


@contextmanager
def _room() -> Iterator[None]:
    """Room for a heavy process; Refused when others take it all for too long."""
    if not _ROOM.acquire(timeout=PATIENCE_SECONDS):
        raise Refused("In questo momento si preparano già altri documenti: riprova fra un minuto.")
    try:
        yield
    finally:
        _ROOM.release()

"""Small Word files made for tests, with the tags of docxtpl in their words."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(*paragraphs: str, build: Callable[[WordDocument], None] | None = None) -> bytes:
    """Return a .docx with these paragraphs, and whatever `build` adds."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if build:
        build(document)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    """Return the bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def add_rows(document: WordDocument, *rows: Sequence[str]) -> None:
    """Add a table with these rows of texts."""
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def add_footnotes(document: WordDocument, text: str) -> None:
    """Add a footnotes part whose only note says `text`."""
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    blob = f'<?xml version="1.0" encoding="UTF-8"?>\r\n<w:footnotes {_W}>{note}</w:footnotes>'.encode()
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")


def rezipped(data: bytes, changes: Mapping[str, bytes | None], **added: Any) -> bytes:
    """Return a zip with some entries replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in changes.items():
            if name not in old.namelist() and content is not None:
                new.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """Return one entry of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name)


def text_of(data: bytes) -> str:
    """Return the words of the body, one paragraph a line, tables included."""
    document = Document(io.BytesIO(data))
    texts = []
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            texts += [" | ".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            texts.append(item.text)
    return "\n".join(texts)

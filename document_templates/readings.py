"""A Word document read back as headings, paragraphs, list items and tables, for a page that shows its words."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

HEADING, PARAGRAPH, ITEM, TABLE = "heading", "paragraph", "item", "table"


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """One block in reading order: its `text` (line breaks kept), or the `rows` of a table, cell by cell."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def read_blocks(data: bytes) -> list[ReadBlock]:
    """The body of a .docx that we made, without what is empty; header and footer stay out."""
    return [each for each in _blocks(data) if each.text.strip() or any(map(any, each.rows))]


def _blocks(data: bytes) -> Iterator[ReadBlock]:
    for part in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            yield ReadBlock(TABLE, rows=tuple(tuple(cell.text.strip() for cell in row.cells) for row in part.rows))
        elif isinstance(part, Paragraph):
            yield ReadBlock(_kind(part), part.text.strip())


def _kind(paragraph: Paragraph) -> str:
    style = (paragraph.style.name or "") if paragraph.style else ""
    if style == "Title" or style.startswith("Heading"):
        return HEADING
    return ITEM if style.startswith("List") else PARAGRAPH

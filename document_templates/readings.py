"""A Word document read back as headings, paragraphs, list items, tables and pictures, for pages that show its words."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

HEADING, PARAGRAPH, ITEM, QUOTE, TABLE, PICTURE = "heading", "paragraph", "item", "quote", "table", "picture"
LETTERHEAD = "letterhead"


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """One block in reading order: its `text` (line breaks kept), or the `rows` of a table, cell by cell.

    `level` is that of a heading (1: the title) or of a list item; `ordered` items are counted by the list `number`;
    a table is `headed` where its first row is repeated on each page; a picture has `image`, its type in `number`,
    and in `text` the words that a screen reader speaks.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0
    ordered: bool = False
    headed: bool = False
    number: str = ""
    image: bytes = b""


def read_blocks(data: bytes) -> list[ReadBlock]:
    """The body of a .docx that we made, without what is empty; header and footer stay out."""
    return blocks_of(Document(io.BytesIO(data)))


def blocks_of(document: WordDocument) -> list[ReadBlock]:
    """The same, of a document already open."""
    return [each for each in _blocks(document) if each.text.strip() or any(map(any, each.rows)) or each.image]


def _blocks(document: WordDocument) -> Iterator[ReadBlock]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            rows = tuple(tuple(cell.text.strip() for cell in row.cells) for row in part.rows)
            properties: Any = part._tbl
            yield ReadBlock(TABLE, rows=rows, headed=bool(properties.findall(f".//{qn('w:tblHeader')}")))
        elif isinstance(part, Paragraph):
            yield _paragraph(part)
            yield from _pictures(part)


def _paragraph(paragraph: Paragraph) -> ReadBlock:
    style = (paragraph.style.name or "") if paragraph.style else ""
    text = paragraph.text.strip()
    if style == "Title" or style.startswith("Heading"):
        deeper = style.rpartition(" ")[2]
        return ReadBlock(HEADING, text, level=int(deeper) + 1 if deeper.isdecimal() else 1)
    if style.startswith("List"):
        ordered = style.startswith("List Number")
        return ReadBlock(ITEM, text, level=2 if style.endswith("2") else 1, ordered=ordered, number=_list_of(paragraph))
    return ReadBlock({"Quote": QUOTE, "Letterhead": LETTERHEAD}.get(style, PARAGRAPH), text)


def _list_of(paragraph: Paragraph) -> str:
    """Which list counts the item: its own numbering, else that of its style (empty)."""
    found: Any = paragraph._p
    numbers = found.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    return str(numbers[0]) if numbers else ""


def _pictures(paragraph: Paragraph) -> Iterator[ReadBlock]:
    found: Any = paragraph._p
    for drawing in found.findall(f".//{qn('w:drawing')}"):
        described = drawing.find(f".//{qn('wp:docPr')}")
        for blip in drawing.findall(f".//{qn('a:blip')}"):
            part = paragraph.part.related_parts[blip.get(qn("r:embed"))]
            words = "" if described is None else described.get("descr", "")
            yield ReadBlock(PICTURE, words, number=part.content_type, image=part.blob)

"""Tables of built-in documents: header row repeated on each page, rows never split, described for screen readers."""

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from docx.table import _Row

from document_templates.blocks import Table
from document_templates.inlines import write_words
from document_templates.letterheads import text_width

_ROOM_TO_WRITE = Mm(14)  # of a row with nothing in it, to be filled in by hand


def add_table(document: WordDocument, words: Table, caption: str) -> None:
    """Add a table at the end of the document, and the small paragraph that keeps it apart from the next."""
    columns = words.columns
    widths = _widths(words, text_width(document))
    table = document.add_table(rows=0, cols=columns)
    table.style = "Register" if words.headed else "Side By Side"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    _describe(table._tbl.tblPr, sum(widths), words.headed, "" if "{" in caption else caption)
    last = len(words.rows) - 1
    for index, texts in enumerate(words.rows):
        row = table.add_row()
        if isinstance(texts, str):
            row.cells[0].paragraphs[0].add_run(f"{{%tr {texts} %}}")
            continue
        is_header = words.headed and index == 0
        _set_row(row, is_header, is_blank=not any(texts))
        style = "Table Heading" if is_header else "Table Text" if words.headed else "Side Text"
        for cell, text, width in zip(row.cells, texts + [""] * (columns - len(texts)), widths, strict=True):
            cell.width = Twips(width)
            cell.paragraphs[0].style = style
            write_words(cell.paragraphs[0], text)
            cell.paragraphs[0].paragraph_format.keep_with_next = (not words.headed and index < last) or None
    document.add_paragraph(style="After Table")


def _widths(words: Table, total: int) -> list[int]:
    shares = words.widths if len(words.widths) == words.columns else [1] * words.columns
    return [total * share // sum(shares) for share in shares]


def _set_row(row: _Row, is_header: bool, is_blank: bool) -> None:
    if is_blank:
        row.height = _ROOM_TO_WRITE
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))


def _describe(properties: Any, width: int, headed: bool, caption: str) -> None:
    """Set width, look and caption in the order that the schema wants (ECMA-376 17.4.59)."""
    for name in ("w:tblW", "w:tblLook"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    total = OxmlElement("w:tblW", {qn("w:w"): str(width), qn("w:type"): "dxa"})
    properties.find(qn("w:tblStyle")).addnext(total)
    look = OxmlElement("w:tblLook", {qn("w:val"): "0420" if headed else "0400", qn("w:firstRow"): str(int(headed))})
    properties.append(look)
    if caption:
        properties.append(OxmlElement("w:tblCaption", {qn("w:val"): caption}))

"""A Word document that we made as one accessible web page that stands alone: nothing is loaded from elsewhere.

Headings nest and have addresses, the index is generated from them, lists and tables are lists and tables, pictures
speak (WCAG 2.1, 1.1.1, 1.3.1, 2.4.1, 3.1.1).
"""

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from markupsafe import Markup, escape

from document_templates.errors import Refused
from document_templates.readings import HEADING, ITEM, LETTERHEAD, PICTURE, QUOTE, TABLE, ReadBlock, blocks_of

_STYLE = (Path(__file__).parent / "letterhead" / "page.css").read_text("utf-8")
_INDEX = "Indice"
_PLAIN = {QUOTE: "blockquote", LETTERHEAD: "p"}


def as_webpage(data: bytes) -> bytes:
    """The web page of a .docx, in UTF-8; the same document gives the same page. Refused if it is none."""
    try:
        document = Document(io.BytesIO(data))
    except Exception as fault:  # python-docx and lxml raise a dozen kinds for a file that is not sound
        raise Refused("Il file non è un documento Word (.docx) che si possa aprire.") from fault
    blocks, core = blocks_of(document), document.core_properties
    title = core.title or next((each.text for each in blocks if each.kind == HEADING), "Documento")
    head = [each for each in blocks if each.kind == LETTERHEAD]
    page = (
        '<!DOCTYPE html>\n<html lang="it">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<meta name="author" content="{escape(core.author)}">\n<style>\n{_STYLE}</style>\n</head>\n<body>\n'
        '<a class="skip" href="#testo">Vai al testo</a>\n'
        f"<header>\n{_joined(_words('p', each.text) for each in head)}</header>\n"
        f'<main id="testo" tabindex="-1">\n{_joined(_Page(blocks).written())}</main>\n'
        f"<footer>\n{_words('p', _foot(document))}\n</footer>\n</body>\n</html>\n"
    )
    return page.encode()


class _Page:
    """The blocks of a document being written as HTML, from top to bottom."""

    def __init__(self, blocks: Sequence[ReadBlock]) -> None:
        self.blocks = [each for each in blocks if each.kind != LETTERHEAD]
        self.counted: dict[tuple[str, int], int] = {}
        self.open: list[str] = []
        self.heading = ""
        self.headings = self.tables = 0
        self.in_index = False

    def written(self) -> Iterator[str]:
        for block in self.blocks:
            if block.kind == ITEM and self.in_index:
                continue
            if block.kind != ITEM:
                yield from self._closed(0)
            if block.kind == HEADING:
                yield from self._heading(block)
            elif block.kind == ITEM:
                yield from self._item(block)
            else:
                self.tables += block.headed
                yield _other(block, f"Tabella {self.tables}: {self.heading}")
        yield from self._closed(0)

    def _heading(self, block: ReadBlock) -> Iterator[str]:
        self.counted.clear()
        self.heading, self.headings = block.text, self.headings + 1
        self.in_index = block.text == _INDEX
        level = min(block.level, 6)
        yield f'<h{level} id="t{self.headings}">{_lines(block.text)}</h{level}>'
        if self.in_index:
            yield from self._index()

    def _index(self) -> Iterator[str]:
        """A link for each section, in place of the words that the printed index has."""
        titles = [each for each in self.blocks if each.kind == HEADING]
        yield f'<nav aria-labelledby="t{self.headings}"><ol>'
        for number, each in enumerate(titles, 1):
            if each.level == 2 and each.text != _INDEX:
                yield f'<li><a href="#t{number}">{escape(each.text)}</a></li>'
        yield "</ol></nav>"

    def _item(self, block: ReadBlock) -> Iterator[str]:
        yield from self._closed(block.level)
        place = (block.number, block.level)
        while len(self.open) < block.level:
            deeper = len(self.open) + 1
            yield self._opening(block, deeper, place)
            if deeper < block.level:
                yield "<li>"
        if self.open[-1].endswith("+"):
            yield "</li>"
        self.open[-1] = self.open[-1].rstrip("+") + "+"
        self.counted[place] = self.counted.get(place, 0) + 1
        for inner in [key for key in self.counted if key[1] > block.level]:
            del self.counted[inner]
        yield f"<li>{_lines(block.text)}"

    def _opening(self, block: ReadBlock, level: int, place: tuple[str, int]) -> str:
        kind = "ol" if block.ordered else "ul"
        self.open.append(kind if level == block.level else f"{kind}+")
        done = self.counted.get(place, 0)
        start = f' start="{done + 1}"' if block.ordered and done else ""
        letters = ' type="a"' if block.ordered and level > 1 else ""
        return f"<{kind}{letters}{start}>"

    def _closed(self, level: int) -> Iterator[str]:
        """Close the lists that are deeper than this."""
        while len(self.open) > level:
            kind = self.open.pop()
            yield ("</li>" if kind.endswith("+") else "") + f"</{kind.rstrip('+')}>"


def _other(block: ReadBlock, name: str) -> str:
    if block.kind == TABLE:
        return _joined(_table(block, name))
    if block.kind == PICTURE:
        source = base64.b64encode(block.image).decode()
        return f'<p><img src="data:{escape(block.number)};base64,{source}" alt="{escape(block.text)}"></p>'
    return _words(_PLAIN.get(block.kind, "p"), block.text)


def _table(block: ReadBlock, name: str) -> Iterator[str]:
    if not block.headed:
        yield '<table class="side" role="presentation">'
    else:
        yield f'<div class="scrolls" role="region" tabindex="0" aria-label="{escape(name)}"><table>'
    for place, row in enumerate(block.rows):
        tag, scope = ("th", ' scope="col"') if block.headed and place == 0 else ("td", "")
        yield f"<tr>{''.join(f'<{tag}{scope}>{_lines(cell)}</{tag}>' for cell in row)}</tr>"
    yield "</table></div>" if block.headed else "</table>"


def _foot(document: WordDocument) -> str:
    """The last line of the footer: the digest of facts and template."""
    lines = [each.text for each in document.sections[0].footer.paragraphs if each.text.strip()]
    return lines[-1].splitlines()[-1] if lines else ""


def _words(tag: str, text: str) -> str:
    return f"<{tag}>{_lines(text)}</{tag}>"


def _lines(text: str) -> str:
    return Markup("<br>").join(text.split("\n"))


def _joined(pieces: Iterable[str]) -> str:
    return "".join(f"{each}\n" for each in pieces)

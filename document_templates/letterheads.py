"""The look of built-in documents: an empty Word file with our styles, a header and a footer.

The font is Arial: it is on every Windows and macOS, LibreOffice replaces it with a font of the same widths, and it is
among those that accessibility guides recommend. Colours keep a contrast of at least 5 to 1 on their background.
"""

import copy
import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

_FOLDER = Path(__file__).parent / "letterhead"
_MARGIN = Mm(22)
_KEPT = frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.THEME,
    }
)
_NO_TIME = datetime(1980, 1, 1)  # noqa: DTZ001 python-docx wants it naive; a fixed one gives the same bytes
_TITLE = "{{ document.title }}"
_VERSION = "{{ document.title }} – versione {{ document.version }}"
_DIGEST = "Impronta {{ document.digest[:12] }}"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a network puts at the top: its logo (PNG or JPEG, with the words that describe it) and who writes."""

    logo: bytes = b""
    logo_alternative: str = ""
    logo_height: float = 16  # millimetres
    heading: str = "{{ document.body }}"


def open_letterhead(letterhead: Letterhead, landscape: bool = False) -> WordDocument:
    """Return an empty document with styles, numbering, header, footer and properties."""
    document = Document()
    _slim(document)
    section = document.sections[0]
    _page(section, landscape)
    width = text_width(document)
    for kind, file in (
        (RELATIONSHIP_TYPE.STYLES, "styles.xml"),
        (RELATIONSHIP_TYPE.NUMBERING, "numbering.xml"),
        (RELATIONSHIP_TYPE.SETTINGS, "settings.xml"),
    ):
        xml = (_FOLDER / file).read_text("utf-8").replace("TEXTWIDTH", str(width))
        part: Any = document.part.part_related_by(kind)
        part._element = parse_xml(xml.encode())
    fonts: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = (_FOLDER / "fonts.xml").read_bytes()
    _head_and_foot(section, letterhead)
    _properties(document)
    return document


def text_width(document: WordDocument) -> int:
    """Return the width between the margins, in twentieths of a point."""
    section = document.sections[0]
    return round(((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) / 635)


def _slim(document: WordDocument) -> None:
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            is_ours = part is document.part and relation.reltype not in _KEPT
            if is_ours or relation.reltype.endswith(("/thumbnail", "/extended-properties")):
                part.rels.pop(key)


def _page(section: Section, landscape: bool) -> None:
    short, long = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(11)


def _head_and_foot(section: Section, letterhead: Letterhead) -> None:
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    first.style = "First Header"
    if letterhead.logo:
        picture = first.add_run().add_picture(io.BytesIO(letterhead.logo), height=Mm(letterhead.logo_height))
        picture._inline.docPr.set("descr", letterhead.logo_alternative)
        first.add_run("  ")
    first.add_run(letterhead.heading)
    section.header.paragraphs[0].add_run(f"{_TITLE}\t{letterhead.heading}")
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{_VERSION}\tPagina ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" di ")
    _add_field(paragraph, "NUMPAGES")
    paragraph.add_run().add_break()
    paragraph.add_run(_DIGEST)
    on_all_pages = section._sectPr.xpath("w:footerReference")[0]
    on_first_page = copy.copy(on_all_pages)
    on_first_page.set(qn("w:type"), "first")
    on_all_pages.addnext(on_first_page)


def _add_field(paragraph: Paragraph, name: str) -> None:
    field: Any = paragraph._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): f" {name} "})
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _properties(document: WordDocument) -> None:
    core = document.core_properties
    core.title, core.author, core.language = _TITLE, "{{ document.body }}", "it-IT"
    core.comments = core.last_modified_by = ""
    core.created = core.modified = _NO_TIME

"""Values that bring more than text into a document: pictures and other Word documents."""

import base64
import io
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsmap
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from docxtpl.subdoc import Subdoc

from document_templates.values import PICTURE_SIGNS

CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
nsmap["cp"] = CORE_PROPERTIES  # docxcompose, which docxtpl loads, gives python-docx's prefix to other properties

USUAL_WIDTH, MOST_WIDTH = 120.0, 166.0  # millimetres; the text of our letterhead is 166 wide

_opened: ContextVar[DocxTemplate | None] = ContextVar("opened", default=None)


class PackageNeeded(Exception):
    """A picture or a sub-document was met: the whole package has to be opened, not only its text."""


class Package(DocxTemplate):  # type: ignore[misc] # docxtpl has no types
    """A Word file opened by docxtpl, so that pictures and sub-documents find their place in it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))

    def __enter__(self) -> "Package":
        self._token = _opened.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        _opened.reset(self._token)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the given width in millimetres, with the words that a screen reader speaks for it."""

    data: bytes
    width: float
    alternative: str = ""

    def __html__(self) -> str:
        image = InlineImage(_package(), io.BytesIO(self.data), width=Mm(self.width))
        described = f"<wp:docPr descr={quoteattr(self.alternative)} " if self.alternative else "<wp:docPr "
        return str(image).replace("<wp:docPr ", described, 1)


def picture(value: bytes | str, alternative: str, width: float = USUAL_WIDTH) -> Picture:
    """The filter `picture`: bytes, or base64 text as JSON has it, with its alternative text. ValueError if neither."""
    data = base64.b64decode(value, validate=True) if isinstance(value, str) else value
    if not isinstance(data, bytes) or not data.startswith(PICTURE_SIGNS):
        raise ValueError("qui serve un'immagine PNG o JPEG")
    return Picture(data, min(width, MOST_WIDTH), alternative)


@dataclass(frozen=True, slots=True)
class SubDocument:
    """Another Word file, whose paragraphs, styles and pictures enter where `{{p name }}` stands."""

    data: bytes

    def __html__(self) -> str:
        return str(Subdoc(_package(), io.BytesIO(self.data)))


def _package() -> Any:
    package = _opened.get()
    if package is None:
        raise PackageNeeded
    return package

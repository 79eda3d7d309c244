"""A Word file taken apart: the parts that hold tags, with the tags repaired, and the bytes of all the others."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate

from document_templates.errors import Fault, Faulty

BODY, HEADER, FOOTER, NOTES = "Testo", "Intestazione", "Piè di pagina", "Note a piè di pagina"
PROPERTIES = "Proprietà del file"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_PROPERTY_NAMES = ("author", "comments", "identifier", "language", "subject", "title")  # those docxtpl renders
_LINE_STARTS = re.compile(r"(?=<w:p[ >])|(?<=</w:p>)(?=\{)|(?<=</w:tr>)(?=\{)|(?<=</w:tc>)(?=\{)")


@dataclass(frozen=True, slots=True)
class TaggedPart:
    """A part with tags: its place in the zip, what stands before and after, and the repaired text to render."""

    entry: str
    label: str
    source: str
    before: str = _DECLARATION
    after: str = ""
    opening: str = ""  # the body's own tag with its namespaces, needed to parse the body alone

    @property
    def lined(self) -> str:
        """Return the text with each paragraph and statement on a line of its own: line numbers become places."""
        return _LINE_STARTS.sub("\n", self.source)


@dataclass(slots=True)
class Parts:
    """All of a file: parts with tags, properties with tags by name, and every other entry as bytes in order."""

    tagged: list[TaggedPart]
    properties: dict[str, str]
    entries: dict[str, bytes] = field(default_factory=dict)


def take_apart(data: bytes) -> Parts:
    """Read a .docx as docxtpl reads it. Faulty if it is not a Word document."""
    try:
        package = DocxTemplate(io.BytesIO(data))
        package.init_docx()
        properties = _mark_properties(package.docx.core_properties)
        saved = io.BytesIO()
        package.docx.save(saved)
    except Exception as fault:  # python-docx and lxml raise a dozen kinds for a file that is not sound
        raise Faulty(Fault("Il file non è un documento Word (.docx) che si possa aprire.")) from fault
    with zipfile.ZipFile(saved) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    parts = Parts([_body(package, entries)], properties, entries)
    parts.tagged += [part for part in _others(package) if _is_dynamic(package, part)]
    return parts


def words_of(markup: str, limit: int = 120) -> str:
    """Return the words of some markup, shortened, for showing a place to a person."""
    words = " ".join(re.sub(r"<[^>]*>", "", markup).split())
    return words if len(words) <= limit else words[: limit - 1] + "…"


def property_mark(name: str) -> str:
    """Return the text that stands in the properties where the rendered value will go."""
    return f"\ue000{name}\ue000"


def _mark_properties(core: Any) -> dict[str, str]:
    tagged = {}
    if core.last_modified_by == "python-docx" and core.modified is not None:
        core.modified = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    for name in _PROPERTY_NAMES:
        text = getattr(core, name)
        if "{" in text:
            tagged[name] = text
            text = property_mark(name)
        setattr(core, name, text)
    return tagged


def _body(package: DocxTemplate, entries: dict[str, bytes]) -> TaggedPart:
    entry = package.docx.part.partname.lstrip("/")
    whole = entries[entry].decode()
    start, end = whole.index("<w:body"), whole.rindex("</w:body>")
    patched = package.patch_xml(package.get_xml())
    opening = patched[: patched.index(">") + 1]
    inner = patched[len(opening) : patched.rindex("</w:body>")]
    before, after = whole[:start] + "<w:body>", whole[end:]
    return TaggedPart(entry, BODY, inner, before, after, opening)


def _others(package: DocxTemplate) -> Iterator[TaggedPart]:
    for label, kind in ((HEADER, RELATIONSHIP_TYPE.HEADER), (FOOTER, RELATIONSHIP_TYPE.FOOTER)):
        for _, part in package.get_headers_footers(kind):
            patched = package.patch_xml(package.get_part_xml(part))
            yield TaggedPart(part.partname.lstrip("/"), label, patched)
    for part in package.docx.part.package.parts:
        if part.content_type == _FOOTNOTES:
            patched = package.patch_xml(part.blob.decode())
            yield TaggedPart(part.partname.lstrip("/"), NOTES, patched, before="")


def _is_dynamic(package: DocxTemplate, part: TaggedPart) -> bool:
    return "{" in part.source or package.resolve_listing(part.source) != part.source

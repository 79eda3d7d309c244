"""Comparing a document with what docxtpl makes of the same template and facts."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from document_templates.filters import FILTERS


def by_docxtpl(data: bytes, facts: Mapping[str, Any]) -> bytes:
    """Return docxtpl's own rendering, autoescaped, with our filters."""
    package = DocxTemplate(io.BytesIO(data))
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    package.render(dict(facts), environment, autoescape=True)
    saved = io.BytesIO()
    package.save(saved)
    return saved.getvalue()


def canonical_parts(data: bytes) -> dict[str, bytes]:
    """Return each part by name: XML in canonical form (C14N), anything else as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: _canonical(name, file.read(name)) for name in file.namelist()}


def _canonical(name: str, content: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return content
    canonical = etree.tostring(etree.fromstring(content), method="c14n")
    if name == "docProps/core.xml":  # python-docx writes the present instant into properties that it invents
        canonical = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\1", canonical)
    return canonical

"""When rendered markup is right as it stands, and what docxtpl does to it when it is not."""

import re
from collections.abc import Iterable

from docxtpl import DocxTemplate
from jinja2 import nodes
from lxml import etree

from document_templates.errors import Fault, Faulty

_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc[ >].*?</w:tc>", re.DOTALL)
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"')
_TAG = re.compile(r"<(/?)([\w:.-]+)(?:[^>]*?)(/?)>")
_EMPTY_TABLE = "</w:tblGrid></w:tbl>"
_LISTING = "\t\n\x07\x0c"
_DOCXTPL = DocxTemplate(None)


def is_needed(source: str) -> bool:
    """Say whether the tables or drawings of a body may differ from one rendering to the next (docxtpl mends both)."""
    if "docPr" in source or "<w:tbl " in source:
        return True
    return any(not _is_regular(table) for table in _TABLE.findall(source))


def is_surely_well_formed(tree: nodes.Template) -> bool:
    """Prove that each branch and each turn of a loop closes all the elements that it opens, and no others."""
    try:
        _text_of(tree.body)
    except _Unbalanced:
        return False
    return True


def with_line_ends(markup: str) -> str:
    """Turn tabs, line ends and docxtpl's paragraph and page signs of the values into Word's own."""
    return str(_DOCXTPL.resolve_listing(markup)) if any(sign in markup for sign in _LISTING) else markup


def has_emptied_table(markup: str) -> bool:
    """Say whether a table lost all its rows, so that its columns have to go too."""
    return _EMPTY_TABLE in markup


def repaired(body: str) -> str:
    """Return the body with tables and drawings mended as docxtpl mends them."""
    package = DocxTemplate(None)
    package.docx_ids_index = 1000
    tree = package.fix_tables(body)
    package.fix_docpr_ids(tree)
    return etree.tostring(tree, encoding="unicode")


def parse(markup: str) -> None:
    """Check that markup is XML. Faulty if it is not."""
    try:
        etree.fromstring(markup.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        sentence = (
            "I segni {% … %} dividono a metà un paragrafo o una tabella: metti inizio e fine allo stesso livello."
        )
        raise Faulty(Fault(sentence)) from fault


class _Unbalanced(Exception):
    """A branch leaves other elements open than it found."""


def _is_regular(table: str) -> bool:
    if table.count("<w:tbl>") > 1 or 'gridSpan w:val="{' in table:
        return False
    columns = len(re.findall(r"<w:gridCol[ />]", table))
    for row in _ROW.findall(table):
        cells = _CELL.findall(row)
        width = sum(int(span.group(1)) if (span := _SPAN.search(cell)) else 1 for cell in cells)
        if width != columns or "{" in _CELL.sub("", row):
            return False
    return True


def _text_of(body: Iterable[nodes.Node]) -> str:
    """Return the markup of a list of nodes, blocks left out once they are proven neutral."""
    pieces = []
    for node in body:
        if isinstance(node, nodes.Output):
            pieces += [part.data if isinstance(part, nodes.TemplateData) else "x" for part in node.nodes]
        else:
            _prove_neutral(node)
    text = "".join(pieces)
    _net(text)
    return text


def _prove_neutral(node: nodes.Node) -> None:
    if isinstance(node, nodes.FilterBlock):
        raise _Unbalanced
    branches: list[list[nodes.Node]] = [getattr(node, "body", []), getattr(node, "else_", []) or []]
    for branch in branches:
        text = _text_of(branch)
        if _net(text) != ([], []) or re.search("[<>]", _TAG.sub("", text)):
            raise _Unbalanced
    for inner in getattr(node, "elif_", []):
        _prove_neutral(inner)


def _net(text: str) -> tuple[list[str], list[str]]:
    """Return the elements closed without having been opened, and those left open, in order."""
    closed: list[str] = []
    opened: list[str] = []
    for slash, name, empty in _TAG.findall(text):
        if empty:
            continue
        if not slash:
            opened.append(name)
        elif not opened:
            closed.append(name)
        elif opened.pop() != name:
            raise _Unbalanced
    return closed, opened

"""Words and letterhead laid out, once, into a Word template in docxtpl's syntax."""

import functools
import io
import zipfile
from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK

from document_templates.archives import archive, pack
from document_templates.blocks import PAGE_BREAK, PLAIN, STATEMENT, Block, Table, read_words
from document_templates.compiled import CompiledTemplate, compile_template
from document_templates.errors import UnknownTemplate
from document_templates.inlines import write_words
from document_templates.letterheads import Letterhead, open_letterhead
from document_templates.numberings import Numbering
from document_templates.tables import add_table

TEXTS = Path(__file__).parent / "texts"
PLAIN_LETTERHEAD = Letterhead()
_LEGAL_NOTE = (
    "Nota per chi usa questo modello: prima dell'uso il testo va approvato da un giurista. "
    "Quando è approvato, scarica il modello, togli questa nota e pubblicalo come modello della rete."
)


def lay_out(text: str, letterhead: Letterhead = PLAIN_LETTERHEAD) -> bytes:
    """Return the .docx template of a text in the words of built-in documents. Faulty says what cannot stand."""
    words = read_words(text, _included)
    document = open_letterhead(letterhead, words.declared.get("orientation") == "landscape")
    _Page(document).lay(words.blocks, words.declared.get("legal_note") == "yes")
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as file:
        return archive([pack(name, file.read(name)) for name in file.namelist()])


@functools.lru_cache(maxsize=64)
def builtin(name: str, letterhead: Letterhead = PLAIN_LETTERHEAD) -> CompiledTemplate:
    """Return the compiled built-in document `name`; its `data` is the Word file to download and edit."""
    return compile_template(lay_out(_read(name), letterhead), name)


def builtin_names() -> list[str]:
    """Return the names of the built-in documents: the texts that declare one."""
    return sorted(path.stem for path in TEXTS.glob("*.jinja") if path.read_text("utf-8").startswith("---\n"))


class _Page:
    """A document being filled from top to bottom."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.numbering = Numbering(document)
        self.before_title = True
        self.heading = ""

    def lay(self, blocks: list[Block | Table], legal_note: bool) -> None:
        self.before_title = any(isinstance(block, Block) and block.style == "Title" for block in blocks)
        for block in blocks:
            if isinstance(block, Table):
                self.numbering.interrupt()
                self._keep_above(block)
                add_table(self.document, block, self.heading)
            else:
                self._block(block)
                if block.style == "Title" and legal_note:
                    self._paragraph(Block("Quote", _LEGAL_NOTE))

    def _keep_above(self, table: Table) -> None:
        """Keep what stands right above signatures, in each of its branches, on their page."""
        if table.headed:
            return
        below_statement = True
        for paragraph in reversed(self.document.paragraphs):
            is_statement = paragraph.text.startswith("{%p ")
            if not is_statement and not below_statement:
                break
            if not is_statement:
                paragraph.paragraph_format.keep_with_next = True
            below_statement = is_statement

    def _block(self, block: Block) -> None:
        if block.style == STATEMENT:
            self.document.add_paragraph(f"{{%p {block.text} %}}")
        elif block.style == PAGE_BREAK:
            self.numbering.interrupt()
            self.document.add_paragraph(style="After Table").add_run().add_break(WD_BREAK.PAGE)
        else:
            self._paragraph(block)

    def _paragraph(self, block: Block) -> None:
        style = "Letterhead" if block.style == PLAIN and self.before_title else block.style
        paragraph = self.document.add_paragraph(style=style)
        write_words(paragraph, block.text)
        if style == "Title":
            self.before_title = False
        if style.startswith("heading"):
            self.heading = block.text
        self.numbering.number(paragraph, style)


def _included(name: str) -> str:
    return _read(name.removesuffix(".jinja"))


def _read(name: str) -> str:
    path = TEXTS / f"{name}.jinja"
    if path.parent != TEXTS or not path.is_file():
        raise UnknownTemplate(name)
    return path.read_text("utf-8")

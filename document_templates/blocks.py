"""The words of a document read line by line into blocks: title, headings, paragraphs, lists, tables, statements."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from document_templates.errors import Fault, Faulty
from document_templates.inlines import cells

_STATEMENTS = re.compile(r"\s*(?:{%(?:(?!%}).)*%}\s*)+")
_STATEMENT = re.compile(r"{%-?\s*(.*?)\s*-?%}")
_INCLUDE = re.compile(r"""\s*{%-?\s*include\s+["'](.+?)["']\s*-?%}\s*""")
_WIDTHS = re.compile(r"\|(?:\s*(?:-+|\d+)\s*\|)+")
_STYLES = [
    (re.compile(r"# +(.*)"), "Title"),
    (re.compile(r"## +(.*)"), "heading 1"),
    (re.compile(r"### +(.*)"), "heading 2"),
    (re.compile(r"- +(.*)"), "List Bullet"),
    (re.compile(r" {2,}- +(.*)"), "List Bullet 2"),
    (re.compile(r"1\. +(.*)"), "List Number"),
    (re.compile(r"a\) +(.*)"), "List Number 2"),
    (re.compile(r"> +(.*)"), "Quote"),
]
PLAIN, PAGE_BREAK, STATEMENT = "Normal", "page break", "statement"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its words and the name of its style, or a page break, or a Jinja statement."""

    style: str
    text: str = ""


@dataclass(slots=True)
class Table:
    """Rows of cells; a row that is a plain string is a Jinja statement between rows."""

    headed: bool
    rows: list[list[str] | str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """Return the number of cells of the longest row."""
        return max(len(row) for row in self.rows if isinstance(row, list))


@dataclass(frozen=True, slots=True)
class Words:
    """A text read: what its first lines declare, and its blocks in order."""

    declared: dict[str, str]
    blocks: list[Block | Table]


def read_words(text: str, included: Callable[[str], str]) -> Words:
    """Read a text; `included` gives the text of a shared piece by name. Faulty for a statement that cannot stand."""
    declared, body = _declared(text)
    lines = _Lines(list(_expanded(body, included, 5)))
    return Words(declared, list(lines.blocks()))


class _Lines:
    """The lines of a text, read one block at a time."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0

    def blocks(self) -> Iterator[Block | Table]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.startswith("|"):
                yield self._table()
                continue
            self.at += 1
            if not line.strip() or line.strip().startswith("{#"):
                continue
            yield from self._line(line)

    def _line(self, line: str) -> Iterator[Block]:
        if _STATEMENTS.fullmatch(line):
            yield from (Block(STATEMENT, _checked(found)) for found in _STATEMENT.findall(line))
            return
        if line.strip() == "===":
            yield Block(PAGE_BREAK)
            return
        for pattern, style in _STYLES:
            if found := pattern.fullmatch(line.rstrip("\n")):
                yield Block(style, self._joined(found[1]))
                return
        yield Block(PLAIN, self._joined(line))

    def _joined(self, first: str) -> str:
        text = first
        while self.at < len(self.lines) and _continues(self.lines[self.at]):
            text = text.rstrip() + ("\n" if text.endswith("  ") else " ") + self.lines[self.at].lstrip()
            self.at += 1
        return text.strip()

    def _table(self) -> Table:
        table = Table(headed=not self.lines[self.at].startswith("|="))
        opened = 0
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.startswith("|"):
                _add_row(table, line)
            elif _STATEMENTS.fullmatch(line) and self._is_between_rows(opened):
                for statement in _STATEMENT.findall(line):
                    opened += _opening(statement)
                    table.rows.append(_checked(statement))
            else:
                break
            self.at += 1
        return table

    def _is_between_rows(self, opened: int) -> bool:
        statement = _STATEMENT.findall(self.lines[self.at])[0]
        if opened or _opening(statement) > 0:
            after = next((line for line in self.lines[self.at :] if not _STATEMENTS.fullmatch(line)), "")
            return opened > 0 or after.startswith("|")
        return False


def _add_row(table: Table, line: str) -> None:
    if len(table.rows) == 1 and _WIDTHS.fullmatch(line.strip()):
        if "-" not in line:
            table.widths = [int(width) for width in cells(line)]
    else:
        table.rows.append(cells(line.replace("|=", "|", 1) if line.startswith("|=") else line))


def _opening(statement: str) -> int:
    word = statement.split()[0]
    return 1 if word in ("for", "if") else -1 if word in ("endfor", "endif") else 0


def _continues(line: str) -> bool:
    if not line.strip() or line.startswith("|") or line.strip() == "===" or _STATEMENTS.fullmatch(line):
        return False
    return not any(pattern.fullmatch(line) for pattern, _ in _STYLES)


def _checked(statement: str) -> str:
    if "%" in statement or "}" in statement:
        raise Faulty(Fault("i segni % e } non possono stare dentro un'istruzione.", paragraph=statement))
    return statement


def _declared(text: str) -> tuple[dict[str, str], str]:
    if not text.startswith("---\n"):
        return {}, text
    head, _, body = text[4:].partition("\n---\n")
    pairs = (line.partition(":") for line in head.splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}, body


def _expanded(text: str, included: Callable[[str], str], depth: int) -> Iterator[str]:
    for line in text.split("\n"):
        found = _INCLUDE.fullmatch(line)
        if not found:
            yield line
        elif depth:
            yield from _expanded(included(found[1]), included, depth - 1)
        else:
            raise Faulty(Fault("questo pezzo include sé stesso.", paragraph=line.strip()))

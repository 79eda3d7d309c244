"""What changed between two issued documents, word by word, as data that a page can show."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.4  # below it two paragraphs are shown whole, one removed and one added
_LONG = 2000  # words; beyond it the commonest ones (blanks) no longer anchor the comparison, or it takes minutes


class Kind(StrEnum):
    """What became of some words."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in a row that share one fate."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """One paragraph of the two documents, as runs in reading order."""

    runs: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        """Say whether any word of it was removed or added."""
        return any(run.kind is not Kind.EQUAL for run in self.runs)


def compare(old: bytes, new: bytes) -> list[ComparedParagraph]:
    """Return every paragraph (those of tables too) of two .docx files, in order, with what was removed and added."""
    before, after = paragraphs(old), paragraphs(new)
    found: list[ComparedParagraph] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [ComparedParagraph((Run(Kind.EQUAL, text),)) for text in before[i1:i2]]
        else:
            for removed, added in zip_longest(before[i1:i2], after[j1:j2], fillvalue=""):
                found += _compared(removed, added)
    return found


def paragraphs(data: bytes) -> list[str]:
    """Return the words of each paragraph of a .docx that has any, in reading order; tabs and line breaks kept."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("word/document.xml")
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    texts = ("".join(_words(paragraph)) for paragraph in root.iter(f"{_W}p"))
    return [text for text in texts if text.strip()]


def _words(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{_W}t", *_SPACES):
        yield _SPACES.get(str(node.tag)) or node.text or ""


def _compared(removed: str, added: str) -> list[ComparedParagraph]:
    before, after = _WORD.findall(removed), _WORD.findall(added)
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > _LONG)
    if removed and added and matcher.ratio() < _ALIKE:
        return _compared(removed, "") + _compared("", added)
    runs: list[Run] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        if kind == "equal":
            runs.append(Run(Kind.EQUAL, gone))
        else:
            runs += [Run(fate, text) for fate, text in ((Kind.REMOVED, gone), (Kind.ADDED, come)) if text]
    return [ComparedParagraph(tuple(runs))]

"""The words of a line: what is bold, what is italic, and the tags, which are never looked into."""

import re
from typing import NamedTuple

from docx.text.paragraph import Paragraph

_PIECE = re.compile(r"({{.*?}}|{%.*?%}|\\\*|\*\*|\*)", re.DOTALL)


class Span(NamedTuple):
    """Some text in one look; `\\n` is a line break inside the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


def spans(line: str) -> list[Span]:
    """Split a line at `**` and `*`; a star with blanks on both sides, or after a backslash, is a star."""
    found: list[Span] = []
    bold = italic = False
    pieces = _PIECE.split(line)
    for index, piece in enumerate(pieces):
        if piece == "**":
            bold = not bold
        elif piece == "*" and not _stands_alone(pieces, index):
            italic = not italic
        elif piece:
            _add(found, Span("*" if piece == "\\*" else piece, bold, italic))
    return found


def write_words(paragraph: Paragraph, text: str) -> None:
    """Write a line of words into a paragraph, with its bold and italic."""
    for span in spans(text):
        run = paragraph.add_run(span.text)
        run.bold = span.bold or None
        run.italic = span.italic or None


def cells(row: str) -> list[str]:
    """Return the texts between the bars of a table row; bars inside tags are part of the tag."""
    texts = [""]
    for piece in re.split(r"({{.*?}}|{%.*?%}|\|)", row.strip()):
        if piece == "|":
            texts.append("")
        else:
            texts[-1] += piece
    return [text.strip() for text in texts[1:-1]]


def _stands_alone(pieces: list[str], index: int) -> bool:
    return pieces[index - 1].endswith(" ") and pieces[index + 1].startswith(" ")


def _add(found: list[Span], span: Span) -> None:
    if found and found[-1][1:] == span[1:]:
        found[-1] = Span(found[-1].text + span.text, span.bold, span.italic)
    else:
        found.append(span)

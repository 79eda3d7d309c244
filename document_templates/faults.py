"""What is wrong in a template, found without rendering it and said with the paragraph it stands in."""

import re
from collections.abc import Iterable, Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from document_templates.errors import Fault
from document_templates.parts import TaggedPart, words_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAIRS = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_WRONG_END = re.compile(r"unknown tag '(\w+)'.*expecting this tag, but.* looking for '(\w+)'", re.DOTALL)
_STRAY = re.compile(r"unknown tag '(\w+)'")
_WANTED = re.compile(r"looking for the following tags: ([^.]*)\.")
_OPEN = re.compile(r"block that needs to be closed is '(\w+)'")


def syntax_fault(part: TaggedPart, error: TemplateSyntaxError, xml: bytes) -> Fault:
    """Say in Italian why the tags of a part cannot be read, and where; `xml` is the part as it came."""
    broken = next(_broken_paragraphs(xml), None)
    if broken is not None:
        sentence = "un segno aperto con {{ o {% non è chiuso nello stesso paragrafo: riscrivilo tutto di seguito."
        return Fault(sentence, part.label, words_of(broken))
    return Fault(_sentence(error.message or ""), part.label, line_words(part, error.lineno))


def forbidden_faults(part: TaggedPart, tree: nodes.Template) -> Iterator[Fault]:
    """Yield a fault for each statement that reaches for another file: a template stands alone."""
    for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        name = type(node).__name__.lower()
        sentence = f"«{name}» non è permesso: un modello non può aprire altri file."
        yield Fault(sentence, part.label, line_words(part, node.lineno))


def filter_faults(part: TaggedPart, tree: nodes.Template, environment: Environment) -> Iterator[Fault]:
    """Yield a fault for each place of a filter or test that is not ours, in branches that may never run too."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        noun, known = ("filtro", environment.filters) if isinstance(node, nodes.Filter) else ("test", environment.tests)
        if node.name not in known:
            yield Fault(
                f"il {noun} «{node.name}» non è fra quelli permessi.", part.label, line_words(part, node.lineno)
            )


def unknown_faults(part: TaggedPart, tree: nodes.Template, unknown: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for the first place of each unknown name in a part."""
    left = set(unknown)
    for node in tree.find_all(nodes.Name):
        if node.name in left:
            left.remove(node.name)
            sentence = f"il nome «{node.name}» non esiste fra i dati di questo documento."
            yield Fault(sentence, part.label, line_words(part, node.lineno))


def line_words(part: TaggedPart, number: int) -> str:
    """Return the words of one line (one paragraph) of a part, counted from 1."""
    lines = part.lined.split("\n")
    return words_of(lines[number - 1]) if 0 < number <= len(lines) else ""


def _broken_paragraphs(xml: bytes) -> Iterator[str]:
    tree = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    for paragraph in tree.iter(f"{_W}p"):
        text = "".join(str(node.text or "") for node in paragraph.iter(f"{_W}t"))
        if any(text.count(start) != text.count(end) for start, end in _PAIRS):
            yield text


def _sentence(message: str) -> str:
    if found := _WRONG_END.search(message):
        return f"c'è «{found[1]}» dove ci vuole «{found[2]}»: controlla l'ordine delle chiusure."
    if found := _OPEN.search(message):
        if stray := _STRAY.search(message):
            return f"c'è «{stray[1]}» dove va chiuso «{found[1]}» con {_wanted(message)}."
        return f"manca la chiusura di «{found[1]}»: aggiungi {_wanted(message)}."
    if found := _STRAY.search(message):
        if found[1].startswith(("end", "el")):
            return f"«{found[1]}» chiude qualcosa che non è stato aperto."
        return f"l'istruzione «{found[1]}» non esiste."
    return f"il segno non è scritto bene ({message})."


def _wanted(message: str) -> str:
    found = _WANTED.search(message)
    names = re.findall(r"'(\w+)'", found[1]) if found else []
    ends = [name for name in names if name.startswith("end")] or names
    return " o ".join(f"«{name}»" for name in ends) or "la sua fine"

"""`raccordo pathway show`: a pathway in words, drawn, or as a table."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping

from web.commands.pathway_files import found
from web.labels import labels_in
from workflows.differences import differences
from workflows.drawing import drawing
from workflows.loading import load_pathway
from workflows.matrices import matrix, messages
from workflows.mermaid import mermaid
from workflows.pathway import Pathway
from workflows.reading import reading

SUCCESS, NO = 0, 1
FORMS: Mapping[str, Callable[[Pathway, str], Iterable[str]]] = {
    "text": lambda pathway, lang: reading(pathway, labels_in(lang), lang),
    "mermaid": lambda pathway, lang: [mermaid(pathway, lang).rstrip("\n")],
    "svg": lambda pathway, lang: [drawing(pathway, lang).rstrip("\n")],
    "matrix": matrix,
    "messages": messages,
}


def run(arguments: Namespace) -> int:
    """0 on success, 1 where there is no such pathway."""
    source = found(arguments.pathway)
    if source is None:
        return NO
    pathway, base = source
    lines = list(FORMS[arguments.form](pathway, arguments.lang))
    if base and arguments.form == "text":
        lines[lines.index("") : lines.index("")] = ["", *_differences(pathway, base, arguments.lang)]
    for line in lines:
        print(line)
    return SUCCESS


def _differences(pathway: Pathway, base: str, lang: str) -> list[str]:
    before, _ = load_pathway(base)
    return differences(pathway, before, labels_in(lang), lang) if before else []

"""A pathway's text turned into its table, with every fault by file and line."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workflows.compiling import compile_pathway
from workflows.faults.soundness import faults_of
from workflows.faults.subject import Subject
from workflows.grammar import Declaration
from workflows.misreadings import misreadings
from workflows.pathway import Pathway
from workflows.sources import Fault, Source, read_file, read_source
from workflows.variants import extended
from workflows.vocabulary import WHOLE, Vocabulary

SHIPPED = Path(__file__).parent / "pathways"
MOST_FAULTS = 200
_PLACEHOLDER = {"it": "?"}


def load_pathway(
    written: Path | str,
    vocabulary: Vocabulary = WHOLE,
    neighbours: Sequence[Declaration] | None = None,
) -> tuple[Pathway | None, list[Fault]]:
    """The table of a file (a Path) or of a text, and every fault by line.

    A pathway with faults is returned wherever it can be compiled at all, so that a draft can be looked at
    and walked; it may be published only where the list is empty. `neighbours` are the other pathways of the
    installation: the bases of variants, and the children into which moves are carried (None: not examined).
    OSError if the file cannot be opened.
    """
    source, faults = _read(written)
    if source is None:
        return None, faults
    declared, misread, extends = _declared(source, neighbours or ())
    if declared is None:
        return None, _in_order([*faults, *misread])
    found, compilable = faults_of(Subject(declared, source, vocabulary, neighbours))
    pathway = compile_pathway(declared, source.text, extends) if compilable and not faults else None
    return pathway, _in_order([*faults, *misread, *found])


def misread(written: Path | str, neighbours: Sequence[Declaration] = ()) -> list[Fault]:
    """What keeps a file from being read whole as the grammar has it; OSError if it cannot be opened."""
    source, faults = _read(written)
    return faults if source is None else [*faults, *_declared(source, neighbours)[1]]


def declarations(written: Iterable[Path | str]) -> list[Declaration]:
    """Those of the files or texts that can be read as a base pathway, to serve as neighbours."""
    found = (_of_text(one) if isinstance(one, str) else _base(one) for one in written)
    return [declared for declared in found if declared]


@cache
def shipped_declarations() -> tuple[Declaration, ...]:
    """The pathways that come with Raccordo, drafts included."""
    return tuple(declarations(sorted(SHIPPED.glob("**/*.yaml"))))


@lru_cache(maxsize=128)
def _of_text(text: str) -> Declaration | None:
    """A declaration never changes, and the same texts are neighbours again and again."""
    return _base(text)


def _base(written: Path | str) -> Declaration | None:
    source, _ = _read(written)
    return _declared(source, ())[0] if source and "extends" not in source.data else None


def _read(written: Path | str) -> tuple[Source | None, list[Fault]]:
    if isinstance(written, Path):
        return read_file(written)
    return read_source(written.encode(), "testo")


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(set(faults))[:MOST_FAULTS]


def _declared(
    source: Source, neighbours: Sequence[Declaration]
) -> tuple[Declaration | None, list[Fault], tuple[str, int] | None]:
    if "extends" in source.data:
        return extended(source, neighbours)
    try:
        return Declaration.model_validate(source.data), [], None
    except ValidationError as error:
        return _without_trifles(source, error), list(misreadings(error, source)), None


def _without_trifles(source: Source, error: ValidationError) -> Declaration | None:
    """The declaration without its unknown keys and missing labels, so that the other faults show too."""
    data = deepcopy(source.data)
    for detail in error.errors(include_url=False):
        *path, last = detail["loc"]
        place: Any = data
        for key in path:
            place = place[key]
        if detail["type"] == "extra_forbidden":
            del place[last]
        elif detail["type"] == "missing" and last in ("label", "it"):
            place[last] = "?" if last == "it" else dict(_PLACEHOLDER)
        else:
            return None
    try:
        return Declaration.model_validate(data)
    except ValidationError:
        return None

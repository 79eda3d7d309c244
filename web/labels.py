"""What requirements, effects and questions are called, in either language."""

from collections.abc import Mapping
from functools import cache

from web.catalogues import catalogue
from workflows.labels import labels


@cache
def labels_in(language: str) -> Mapping[str, str]:
    """The label of each name: as its function says it, in Italian, or as the catalogue of that language has it."""
    italian = labels()
    if language == "it":
        return italian
    texts = catalogue(language)
    said = {name: texts.get(label) for name, label in italian.items()}
    return {name: str(found.string) if found and found.string else italian[name] for name, found in said.items()}

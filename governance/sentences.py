"""Sentences: what is told to people in Italian, kept with what fills its places, so that a page can translate it."""

from collections.abc import Mapping
from typing import Self


class Sentence(str):
    """An Italian sentence. `text` has a place `%(name)s` for each of `values`; a value may be a sentence itself."""

    text: str
    values: Mapping[str, object]

    __slots__ = ("text", "values")

    def __new__(cls, text: str, **values: object) -> Self:
        """The sentence with its places filled; without values the text stands as it is."""
        whole = super().__new__(cls, text % values if values else text)
        whole.text, whole.values = text, values
        return whole

"""The named functions that pathways may call: requirements, effects and questions."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class Registry(Generic[F]):
    """The named functions of one kind; the first docstring line of each is its Italian label."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._entries: dict[str, F] = {}
        self._labels: dict[str, str] = {}

    def __call__(self, function: F) -> F:
        """Register a function by its name; ValueError if the name is taken or the label is missing."""
        name = function.__name__
        if name in self._entries:
            raise ValueError(f"{self.noun} «{name}» is registered twice")
        label = (function.__doc__ or "").strip().partition("\n")[0].strip()
        if not label:
            raise ValueError(f"{self.noun} «{name}» has no docstring to take its label from")
        self._entries[name] = function
        self._labels[name] = label
        return function

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __getitem__(self, name: str) -> F:
        return self._entries[name]

    @property
    def names(self) -> frozenset[str]:
        """Every registered name."""
        return frozenset(self._entries)

    def label(self, name: str) -> str:
        """The Italian label of an entry; KeyError if there is none of that name."""
        return self._labels[name]

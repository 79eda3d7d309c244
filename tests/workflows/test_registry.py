from collections.abc import Callable
from typing import Any

import pytest

from workflows.registry import Registry


def test_a_function_is_found_by_its_name_and_labelled_by_its_first_line() -> None:
    registry: Registry[Callable[[], Any]] = Registry("requirement")

    @registry
    def consent_covers() -> bool:
        """Il consenso copre questo invio.

        More words that are no label.
        """
        return True

    assert "consent_covers" in registry
    assert registry["consent_covers"] is consent_covers
    assert registry.label("consent_covers") == "Il consenso copre questo invio."
    assert registry.names == {"consent_covers"}


def test_the_same_name_twice_is_refused() -> None:
    registry: Registry[Callable[[], Any]] = Registry("effect")

    def release() -> None:
        """Libera il posto."""

    registry(release)
    with pytest.raises(ValueError, match="twice"):
        registry(release)


def test_a_function_without_a_label_is_refused() -> None:
    def silent() -> None: ...

    registry: Registry[Callable[[], Any]] = Registry("question")
    with pytest.raises(ValueError, match="no docstring"):
        registry(silent)

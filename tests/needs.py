"""What a test needs of the machine: absent here it is skipped with the reason, absent in CI it fails."""

import os
from typing import TypeVar

import pytest

T = TypeVar("T")


def needed(found: T | None, what: str) -> T:
    """What was found; where it is None the test is skipped (with `CI=true` it fails) saying what is missing."""
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}: missing, and CI allows no skip")
    pytest.skip(f"{what}: missing on this machine")

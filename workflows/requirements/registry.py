"""The registry of requirements."""

from collections.abc import Callable

from governance.errors import Missing
from workflows.registry import Registry
from workflows.situations import Situation

requirements: Registry[Callable[[Situation], Missing | None]] = Registry("requirement")

"""The registry of effects."""

from collections.abc import Callable

from workflows.registry import Registry
from workflows.situations import Situation

effects: Registry[Callable[[Situation], None]] = Registry("effect")

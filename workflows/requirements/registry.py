"""The registry of requirements."""

from collections.abc import Callable, Sequence

from governance.errors import Missing
from workflows.registry import Registry
from workflows.situations import Situation

Lacking = Missing | Sequence[Missing] | None
"""What one requirement finds missing: nothing, one thing, or several at once."""

requirements: Registry[Callable[[Situation], Lacking]] = Registry("requirement")

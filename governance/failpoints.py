"""Named points at which a crash can be provoked from outside, to show that nothing is lost or half done."""

import os

NAMES = (
    "after_lock",
    "after_effects",
    "after_history",
    "after_clocks",
    "after_stage",
    "after_notices",
    "before_commit",
    "after_commit",
)
"""In the order in which a move reaches them."""


def reached(name: str) -> None:
    """End the process at once, without cleaning up, where `RACCORDO_FAILPOINT` names this point; otherwise nothing."""
    if os.environ.get("RACCORDO_FAILPOINT") == name:
        os._exit(137)

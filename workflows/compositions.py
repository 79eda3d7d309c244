"""The composition of a household: as it was when a referral was sent, and as it is now."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from governance.beneficiaries import present_members
from governance.database import Transaction


class Composition(NamedTuple):
    """How many people there were at sending and how many there are now; who left and joined since, by number."""

    then: int
    now: int
    left: int
    joined: int

    @property
    def changed(self) -> bool:
        """Whether anybody left or joined since."""
        return bool(self.left or self.joined)


def composition_since(tx: Transaction, household_id: int, packet: Mapping[str, Any]) -> Composition | None:
    """The two compositions side by side; None before sending, or where the packet was taken away."""
    if "composition" not in packet:
        return None
    then = set(packet["composition"])
    now = present_members(tx, household_id)
    return Composition(len(then), len(now), len(then - now), len(now - then))

"""An attempt: one person (or the system) trying one move, or opening a dossier, with answers, at an instant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from governance.actors import SYSTEM, Actor
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.participations import Joining
from governance.roles import Capacity


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was asked. `revision` is the last line the person saw; `key` makes a repetition harmless.

    `behalf` is set where the actor records what somebody without an account said: the capacity that
    somebody takes part in, or `beneficiary`. Then `channel` says how it was said and `evidence` what it rests on.
    """

    dossier_id: int
    move: str
    actor: Actor = SYSTEM
    revision: int | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    behalf: Capacity | str = ""
    channel: str = "web"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A dossier to be opened by the move from `new`, with its parts; `facts` writes its own row."""

    kind: str
    title: str
    parts: Sequence[Joining]
    facts: Callable[[Transaction, Dossier], None]
    actor: Actor = SYSTEM
    network_id: int | None = None
    household_id: int = 0
    parent_id: int | None = None
    grade: str | None = None
    dates: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    move: str = ""
    key: str = ""

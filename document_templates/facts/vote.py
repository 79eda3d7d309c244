"""A vote as the minutes tell it: method, counts in heads and weight, ballots if open, result."""

from dataclasses import dataclass
from datetime import datetime

from document_templates.facts.common import Choice


class VoteMethod(Choice):
    """How the vote is taken; votes about persons are secret."""

    OPEN = "open", "in forma palese"
    SECRET = "secret", "a scrutinio segreto"


class BallotChoice(Choice):
    """What one organisation voted."""

    YES = "yes", "favorevole"
    NO = "no", "contrario"
    ABSTAINED = "abstained", "astenuto"
    BLANK = "blank", "scheda bianca"
    NULL = "null", "scheda nulla"
    NOT_TAKING_PART = "not_taking_part", "non partecipante al voto"


class Result(Choice):
    """The result of a vote."""

    APPROVED = "approved", "approvata"
    REJECTED = "rejected", "respinta"
    NOT_VALID = "not_valid", "non validamente assunta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """The open ballot of one organisation."""

    organisation: str
    choice: BallotChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An organisation that declared a conflict; `left_at` empty if it did not leave the room."""

    organisation: str
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """The counts are heads; the two weights stay empty where each organisation counts one.

    `computed` comes from the rules of the body, `proclaimed` from the chair; `reason` says why they differ;
    `explanation` is the reckoning with every number.
    """

    at: datetime
    method: VoteMethod
    yes: int
    no: int
    abstained: int
    explanation: str
    computed: Result
    proclaimed: Result
    blank: int = 0
    null: int = 0
    not_taking_part: int = 0
    yes_weight: int | None = None
    no_weight: int | None = None
    ballots: tuple[Ballot, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    reason: str | None = None

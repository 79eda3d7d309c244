"""Roles people hold, capacities organisations take part in, and the grant that joins the two."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a person does for an organisation, by mandate."""

    WORKER = "worker"
    INTAKE = "intake"
    HEAD = "head"
    MANAGER = "manager"
    OFFICER = "officer"
    PROCEDURE_HEAD = "procedure_head"
    SIGNATORY = "signatory"
    REPRESENTATIVE = "representative"
    FACILITATOR = "facilitator"
    SECRETARY = "secretary"
    CHAIR = "chair"
    MEMBER = "member"
    HOUSING_MANAGER = "housing_manager"
    HEALTH = "health"
    CASE_OWNER = "case_owner"
    COORDINATOR = "coordinator"
    COACH = "coach"
    EVALUATOR = "evaluator"
    STEERING = "steering"
    DPO = "dpo"
    ASSIGNEE = "assignee"
    VERIFIER = "verifier"
    ADMINISTRATOR = "administrator"


class Capacity(StrEnum):
    """As what an organisation, a network or a body takes part in a dossier."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    ASKED = "asked"
    CASE = "case"
    TARGET = "target"
    HOUSING = "housing"
    NETWORK = "network"
    PLAN_OFFICE = "plan_office"
    MUNICIPALITY = "municipality"
    LEAD_PARTY = "lead_party"
    PARTY = "party"
    BODY = "body"
    PROGRAMME = "programme"
    PETITIONER = "petitioner"
    OWNER = "owner"


BY_ASSIGNMENT = frozenset({Role.ASSIGNEE, Role.CASE_OWNER})
"""Roles nobody holds by mandate: the dossier names the person."""


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """A role in an organisation that takes part in a capacity: `worker@sender`."""

    role: Role
    capacity: Capacity

    @classmethod
    @lru_cache(maxsize=1024)
    def parse(cls, text: str) -> "Grant":
        """Read `role@capacity`; ValueError if either half is unknown."""
        role, at, capacity = text.partition("@")
        if not at:
            raise ValueError(f"«{text}» non è nella forma ruolo@parte")
        return cls(Role(role), Capacity(capacity))

    def __str__(self) -> str:
        return f"{self.role}@{self.capacity}"

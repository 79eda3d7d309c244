"""Amending a protocol in force: clauses and terms changed; what runs already goes on as it was.

A clause is never rewritten: it is withdrawn, and what takes its place has a number of its own. So a referral sent
under it names what it was sent under, and its clocks keep the amounts they were started with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from governance import protocols
from governance.database import Transaction
from governance.protocols import Clause, Protocol
from workflows.signings import Cover, clause_of
from workflows.situations import Situation


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an edit changes: the clauses withdrawn, those that are new, and the terms from now on."""

    withdrawn: Sequence[Clause]
    added: Sequence[Cover]
    terms: Mapping[str, Any]
    changed_terms: Sequence[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.withdrawn or self.added or self.changed_terms)

    @property
    def codes(self) -> dict[str, Any]:
        """What the line of the history says: numbers of clauses withdrawn, kinds of service added, terms changed."""
        said = {
            "clauses_withdrawn": [each.number for each in self.withdrawn],
            "clauses_added": [each.category for each in self.added],
            "terms": list(self.changed_terms),
        }
        return {name: value for name, value in said.items() if value}


def amendment_of(tx: Transaction, facts: Protocol, covers: Sequence[Cover], terms: Mapping[str, Any]) -> Amendment:
    """What changes where these clauses and terms are to hold; a clause that says the same stays as it is."""
    wanted = list(covers)
    withdrawn = []
    for clause in protocols.clauses_of(tx, facts.id):
        same = cover_of_clause(clause)
        if same in wanted:
            wanted.remove(same)
        else:
            withdrawn.append(clause)
    before, after = _flat(facts.terms), _flat(terms)
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return Amendment(withdrawn, wanted, dict(terms), [_told(name, before, after) for name in changed])


def amend(situation: Situation, amendment: Amendment) -> None:
    """Write it: numbers go on from the highest there ever was."""
    tx, facts = situation.tx, protocols.protocol(situation.tx, situation.dossier.id)
    for clause in amendment.withdrawn:
        clause.withdrawn_at = situation.now
    last = max((int(each.number.rpartition(".")[2]) for each in protocols.every_clause_of(tx, facts.id)), default=0)
    for number, cover in enumerate(amendment.added, last + 1):
        tx.add(clause_of(facts.id, number, cover))
    facts.terms = dict(amendment.terms)
    tx.flush()


def cover_of_clause(clause: Clause) -> Cover:
    """What a clause says, to be compared with another."""
    return Cover(clause.category, clause.sender_id, clause.recipient_id, sorted(clause.municipalities))


def _flat(terms: Mapping[str, Any]) -> dict[str, str]:
    """The amounts by name, or by name and grade (`decide/urgent`)."""
    found: dict[str, str] = {}
    for name, value in terms.items():
        graded = value.items() if isinstance(value, Mapping) else (("", value),)
        found |= {f"{name}/{grade}": str(amount) for grade, amount in graded}
    return found


def _told(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """`decide/urgent/10 wd/5 wd`; an amount that is not there is the pathway's own."""
    return "/".join((name, before.get(name, ""), after.get(name, "")))

"""Checks of the votes in the minutes, VRB-11 to VRB-16."""

from collections import Counter
from collections.abc import Iterator

from document_templates.checks.findings import Finding, blocking, grave
from document_templates.facts.meeting import Presence, represented_at
from document_templates.facts.minutes import ItemOutcome, Minutes, MinutesItem
from document_templates.facts.vote import BallotChoice, Vote


def check_votes(facts: Minutes) -> Iterator[Finding]:
    """Yield the faults of every vote and of the proxies used in the sitting."""
    for place, item in enumerate(facts.items):
        yield from _decided_by_vote(facts, item, f"items[{place}]")
        if item.vote is not None:
            path = f"items[{place}].vote"
            represented = represented_at(facts.presences, item.vote.at)
            yield from _counts(item.vote, len(represented), path)
            yield from _weights(item.vote, path)
            yield from _result(item.vote, path)
            yield from _quorum_then(facts, item.vote, represented, path)
            yield from _voters_there(item.vote, represented, path)
            yield from _conflicts(item.vote, represented, path)
    yield from _proxies(facts)


def _decided_by_vote(facts: Minutes, item: MinutesItem, path: str) -> Iterator[Finding]:
    if facts.body.deliberative and item.outcome is ItemOutcome.DECIDED and item.vote is None:
        sentence = f"Su «{item.title}» si decide, ma il voto non è riportato."
        yield blocking("VRB-11", f"{path}.vote", sentence)


def _counts(vote: Vote, represented: int, path: str) -> Iterator[Finding]:
    counts = {
        BallotChoice.YES: vote.yes,
        BallotChoice.NO: vote.no,
        BallotChoice.ABSTAINED: vote.abstained,
        BallotChoice.BLANK: vote.blank,
        BallotChoice.NULL: vote.null,
        BallotChoice.NOT_TAKING_PART: vote.not_taking_part,
    }
    total = sum(counts.values())
    if total != represented:
        sentence = f"I voti sono {total}, ma al momento del voto gli enti rappresentati erano {represented}."
        yield blocking("VRB-11", path, sentence)
    told = Counter(ballot.choice for ballot in vote.ballots)
    for choice, count in counts.items():
        if vote.ballots and told[choice] != count and choice is not BallotChoice.NOT_TAKING_PART:
            sentence = f"I voti «{choice.label}» sono {count} nel conto e {told[choice]} nell'elenco."
            yield blocking("VRB-11", f"{path}.{choice.value}", sentence)


def _weights(vote: Vote, path: str) -> Iterator[Finding]:
    if (vote.yes_weight is None) != (vote.no_weight is None):
        missing = "yes_weight" if vote.yes_weight is None else "no_weight"
        sentence = "Il peso va indicato per i favorevoli e per i contrari, o per nessuno."
        yield blocking("VRB-11", f"{path}.{missing}", sentence)


def _result(vote: Vote, path: str) -> Iterator[Finding]:
    if vote.proclaimed is not vote.computed and not (vote.reason or "").strip():
        sentence = (
            f"La proposta è proclamata {vote.proclaimed.label}, ma dal calcolo risulta "
            f"{vote.computed.label}: scrivi il motivo o correggi."
        )
        yield blocking("VRB-12", f"{path}.proclaimed", sentence)


def _quorum_then(facts: Minutes, vote: Vote, represented: frozenset[str], path: str) -> Iterator[Finding]:
    required = facts.quorum.required if facts.quorum and facts.body.deliberative else 0
    if len(represented) < required:
        sentence = f"Al momento del voto erano rappresentati {len(represented)} enti su {required} necessari."
        yield blocking("VRB-13", f"{path}.at", sentence)


def _voters_there(vote: Vote, represented: frozenset[str], path: str) -> Iterator[Finding]:
    for place, ballot in enumerate(vote.ballots):
        if ballot.organisation not in represented:
            sentence = f"{ballot.organisation} ha votato, ma in quel momento non era rappresentato."
            yield blocking("VRB-14", f"{path}.ballots[{place}].organisation", sentence)
    for organisation, times in Counter(ballot.organisation for ballot in vote.ballots).items():
        if times > 1:
            yield blocking("VRB-14", f"{path}.ballots", f"{organisation} ha votato {times} volte.")


def _conflicts(vote: Vote, represented: frozenset[str], path: str) -> Iterator[Finding]:
    voted = {b.organisation for b in vote.ballots if b.choice is not BallotChoice.NOT_TAKING_PART}
    for place, conflict in enumerate(vote.conflicts):
        stayed = conflict.left_at is None or conflict.left_at > vote.at
        if conflict.organisation in voted or (stayed and conflict.organisation in represented):
            sentence = f"{conflict.organisation} ha un conflitto di interessi e risulta presente o votante."
            yield grave("VRB-15", f"{path}.conflicts[{place}]", sentence)


def _proxies(facts: Minutes) -> Iterator[Finding]:
    given = {p.organisation for p in facts.presences if p.proxy is not None}
    lent = Counter(p.proxy.holder for p in facts.presences if p.proxy is not None)
    for place, presence in enumerate(facts.presences):
        if presence.proxy is not None:
            yield from _proxy(facts, presence, given, f"presences[{place}].proxy")
    for holder, times in lent.items():
        if times > facts.proxy_limit:
            sentence = f"{holder} ha {times} deleghe, il limite è {facts.proxy_limit}."
            yield blocking("VRB-16", "presences", sentence)


def _proxy(facts: Minutes, presence: Presence, given: set[str], path: str) -> Iterator[Finding]:
    proxy = presence.proxy
    if proxy is None:
        return
    if not (proxy.document or "").strip():
        yield blocking("VRB-16", f"{path}.document", f"Manca la delega di {presence.organisation}.")
    if proxy.holder in given:
        sentence = f"{proxy.holder} vota a sua volta per delega: la delega non si passa ad altri."
        yield blocking("VRB-16", f"{path}.holder", sentence)
    elif all(other.organisation != proxy.holder for other in facts.presences):
        sentence = f"{presence.organisation} ha delegato {proxy.holder}, che non è presente."
        yield blocking("VRB-16", f"{path}.holder", sentence)

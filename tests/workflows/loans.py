"""A small sound pathway of an invented thing, and ways to spoil it line by line."""

from collections.abc import Sequence

from workflows.grammar import Declaration
from workflows.loading import load_pathway
from workflows.vocabulary import WHOLE, Vocabulary

LOAN = """\
pathway: loan
version: 1
governs: referral
label: {it: Prestito}
graded_by: {urgency: [ordinary, urgent]}
dates: [resume_on]
stages:
  asked: {label: {it: Chiesto}, waits_for: [intake@recipient]}
  lent: {label: {it: Prestato}, waits_for: [worker@sender]}
  closed: {label: {it: Chiuso}, final: true}
timers:
  answer_due: {label: {it: Risposta dovuta}, in: [asked], after: {ordinary: 2 wd, urgent: 24 h}, makes: lapse}
  return_due: {label: {it: Rientro dovuto}, in: [lent], date: resume_on}
moves:
  ask: {label: {it: Chiedi}, from: [new], to: asked, by: [worker@sender]}
  lend: {label: {it: Presta}, from: [asked], to: lent, by: [intake@recipient], asks: [resume_on]}
  lapse: {label: {it: Decade}, from: [asked], to: closed, by: [system, intake@recipient]}
  give_back: {label: {it: Restituisci}, from: [lent], to: closed, by: [worker@sender]}
"""


def spoilt(*changes: tuple[str, str]) -> str:
    """The loan with pieces of text replaced; each piece must stand there exactly once."""
    text = LOAN
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def with_line(after: str, line: str) -> str:
    """The loan with a line put below the one that begins with `after`."""
    lines = LOAN.splitlines()
    place = next(number for number, one in enumerate(lines) if one.strip().startswith(after))
    return "\n".join([*lines[: place + 1], line, *lines[place + 1 :]]) + "\n"


def sentences(text: str, vocabulary: Vocabulary = WHOLE, neighbours: Sequence[Declaration] | None = ()) -> list[str]:
    """The faults of a text as `LINE: sentence`."""
    _, faults = load_pathway(text, vocabulary, neighbours)
    return [f"{fault.line}: {fault.sentence}" for fault in faults]

"""Histories to verify: dossiers with chained lines, written through the same functions that `advance` uses."""

from governance import history
from governance.database import Transaction
from governance.dossiers import Dossier, new_code

STAGES = ("new", "draft", "submitted", "accepted", "closed")


def dossier(tx: Transaction, lines: int = 4, household_id: int = 0, words: str = "Parole di prova") -> Dossier:
    """A dossier of invented content with that many lines, each second one with a text."""
    made = Dossier(
        code=new_code("referral"), kind="referral", pathway="referral", version=1, stage="new", since=tx.now,
        title="Invio di prova", dates={}, opened_at=tx.now, household_id=household_id, open=True,
    )  # fmt: skip
    tx.add(made)
    tx.flush()
    for number in range(1, lines + 1):
        add_line(tx, made, {"reason": words} if number % 2 == 0 else {})
    return made


def add_line(tx: Transaction, made: Dossier, texts: dict[str, str]) -> None:
    """One more line at the end of its history."""
    number = made.last_number + 1
    source, target = STAGES[(number - 1) % 5], STAGES[number % 5]
    line = history.Line(
        made.id, number, f"move_{number}", source, target, tx.now, None, None, "account", {"grade": "urgent"}, 1, None
    )
    _, made.last_digest = history.append(tx, line, made.last_digest, texts, made.household_id)
    made.last_number, made.stage = number, target
    tx.flush()

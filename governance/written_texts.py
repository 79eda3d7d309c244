"""Texts that people wrote while moving a dossier, compared with the digests that its history keeps of them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select

from governance.database import Transaction, table_of
from governance.errors import Unreadable
from governance.history import Line, SealedAnswer, StageChange, place_of, text_digest

ERASED = "erased"
"""Not a fault: the household's key was erased on purpose, and the text with it."""

_lines, _sealed = table_of(StageChange), table_of(SealedAnswer)


def in_order() -> Any:
    """The query of every sealed text, by dossier, line and name."""
    line = _lines.c.dossier_id, _lines.c.number, _sealed.c.name, _sealed.c.stage_change_id, _sealed.c.sealed
    joined = select(*line).join(_sealed, _sealed.c.stage_change_id == _lines.c.id)
    return joined.order_by(_lines.c.dossier_id, _lines.c.number, _sealed.c.name)


class Stored(NamedTuple):
    """A history line as it stands in the database, with the digest stored beside it."""

    line: Line
    digest: str


def verified(
    tx: Transaction, household_id: int, own: Iterable[Stored], texts: Iterable[Any]
) -> list[tuple[int, str, str]]:
    """For each text of a dossier's lines: number, name, and what is wrong (nothing, `ERASED`, or a sentence)."""
    kept = {(text.number, text.name): text for text in texts}
    return [
        (line.number, name, _fault(tx, household_id, line, kept.get((line.number, name)), answer))
        for line, _ in own
        for name, answer in line.answers.items()
        if isinstance(answer, dict) and set(answer) == {"digest"}
    ]


def _fault(tx: Transaction, household_id: int, line: Line, text: Any, answer: dict[str, str]) -> str:
    if text is None:
        return "Il testo non c'è più."
    try:
        opened = tx.vault.open_text(household_id, text.sealed, place_of(text.stage_change_id, text.name))
    except Unreadable:
        return "Il testo è stato alterato." if _has_key(tx, household_id) else ERASED
    same = text_digest(tx, household_id, line, text.name, opened) == answer
    return "" if same else "Il testo è stato cambiato."


def _has_key(tx: Transaction, household_id: int) -> bool:
    try:
        tx.vault.seal(household_id, b"", "audit")
    except Unreadable:
        return False
    return True

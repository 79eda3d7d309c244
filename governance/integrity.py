"""Integrity of one dossier: its history computed anew, line by line, as its page shows it."""

from collections.abc import Mapping, Sequence
from typing import Any

from governance.database import Transaction
from governance.history import Line, StageChange, digest_of, text_digest


def first_altered(
    tx: Transaction, dossier: Any, lines: Sequence[StageChange], texts: Mapping[int, Mapping[str, str]]
) -> int | None:
    """The number of the first line that is not as it was written; None where the whole history is.

    `lines` are all lines of the dossier in their order, `texts` those of their texts that were opened, by line key.
    """
    chain_key, previous = tx.vault.derived("history"), ""
    for expected, stored in enumerate(lines, 1):
        line = Line(*(getattr(stored, name) for name in Line._fields))
        if line.number != expected or digest_of(line, previous, chain_key) != stored.digest:
            return expected
        for name, text in texts.get(stored.id, {}).items():
            if line.answers.get(name) != text_digest(tx, dossier.household_id, line, name, text):
                return expected
        previous = stored.digest
    if dossier.last_number != len(lines) or dossier.last_digest != previous:
        return len(lines) + 1
    return None

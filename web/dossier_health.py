"""The health part on a case's page: its notes and files, for those who read it, and the lines that speak of them."""

from collections.abc import Sequence
from typing import Any

from governance import health, history
from governance.history import StageChange
from governance.notes import attachments_of, notes_of
from web.dossier_sights import Sight


def health_part_of(sight: Sight) -> dict[str, Any]:
    """The notes and files of the health part of a case; nothing for other kinds, or where it is not theirs to read.

    Whether there is one is said to nobody else: that somebody keeps notes on a person's health tells of her health.
    """
    if sight.dossier.kind != "case" or not sight.heals:
        return {}
    tx, dossier = sight.situation.tx, sight.dossier
    return {
        "health_notes": notes_of(tx, dossier, of_health=True),
        "health_files": attachments_of(tx, dossier, of_health=True),
    }


def health_texts(sight: Sight, lines: Sequence[StageChange]) -> dict[int, dict[str, str]]:
    """The texts of the lines of the health part, by line key, for who reads nothing but that part."""
    own = [line for line in lines if line.move in health.ACTS] if sight.heals else []
    return history.texts_of(sight.situation.tx, own, sight.dossier.household_id) if own else {}

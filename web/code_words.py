"""Codes of history lines in words: those of the closed lists, and the conditions of a programme."""

from typing import Any

from governance.codes import LISTS, label_of
from governance.personal_codes import PERSONAL
from web.texts import _, locale
from workflows.conditions import conditions

WAIVED = "waived"


def is_coded(name: str) -> bool:
    """Whether the answer of this name is a code, or several."""
    return name in LISTS or name in PERSONAL or name == WAIVED


def coded_words(name: str, value: Any) -> str:
    """A code, or several, by their labels."""
    if name == WAIVED:
        return ", ".join(_(conditions.label(each)) for each in value if each in conditions)
    if name in LISTS:
        return label_of(name, str(value), locale())
    offered, named = PERSONAL[name], value if isinstance(value, list) else [value]
    return ", ".join(offered[each].text(locale()) for each in named if each in offered)

"""Texts as people type them: cleaned, folded for search, and sounded out for finding the same surname."""

import re
import unicodedata

LONGEST_LINE = 200
LONGEST_TEXT = 8000
_CONTROLS = dict.fromkeys(code for code in range(0x20) if chr(code) not in "\n\t") | {0x7F: None}
_SOUNDS = {
    "ch": "k", "gh": "g", "gn": "n", "gli": "li", "sc": "s", "ph": "f", "th": "t", "kh": "k", "sh": "s",
    "ou": "u", "oo": "u", "ee": "i", "y": "i", "j": "i", "w": "v", "q": "k", "c": "k", "x": "s", "z": "s", "h": "",
}  # fmt: skip


def cleaned(text: str) -> str:
    """The text without control characters (line breaks and tabs stay), NFC, trimmed."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)).strip()


def folded(text: str) -> str:
    """Lower case, no accents, apostrophes and punctuation as spaces: `Sant'Angelo` and `SANT ANGELO` meet."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^0-9a-z]+", " ", kept).strip()


def search_form(name: str) -> str:
    """The folded name, as long as its column at most: some letters fold to two."""
    return folded(name)[:LONGEST_LINE]


def sounded(surname: str) -> str:
    """A rough phonetic form, so that transliterations of one surname meet: `Mohammed`, `Muhamed`."""
    sound = folded(surname).replace(" ", "")
    for written, heard in _SOUNDS.items():
        sound = sound.replace(written, heard)
    first, rest = sound[:1], re.sub(r"[aeiou]", "", sound[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)

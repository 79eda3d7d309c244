"""Passwords: how they are hashed and checked, and which ones are refused."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from governance.texts import folded

SHORTEST = 12
LONGEST = 256
LEAST_OF_ITS_OWN = 5
"""Letters that must be left once well-known words and digits are taken away."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turns = BoundedSemaphore(2)
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$" + "c29tZXNhbHRvZm5vYm9keQ$" + "3mJ0PqQ2bQm1Vw8o8b2dQm1Vw8o8b2dQm1Vw8o8b2dM"
_LOOKALIKES = str.maketrans("@4310$5!7", "aaeiosslt")


def hashed(password: str) -> str:
    """The argon2id hash to store (t=2, 19 MiB, p=1; OWASP's least); few are made at a time, to spare memory."""
    with _turns:
        return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; an account that is not there takes as long and says no."""
    with _turns:
        try:
            return _hasher.verify(stored or _NOBODY, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _hasher.check_needs_rehash(stored)


def fault_of(password: str, about: Iterable[str] = ()) -> str | None:
    """Why this password is refused, as a sentence; None if it is good. `about` are the person's own words."""
    if len(password) < SHORTEST:
        return f"Usa almeno {SHORTEST} caratteri: una frase corta va bene e si ricorda meglio."
    if len(password) > LONGEST:
        return f"Usa al massimo {LONGEST} caratteri."
    if len(set(password)) < LEAST_OF_ITS_OWN:
        return "Questa password ripete sempre gli stessi caratteri: scegline una più varia."
    if _left(password, about) < LEAST_OF_ITS_OWN:
        return "Questa password è fatta di parole che chiunque prova per prime: aggiungi parole tue."
    return None


def _left(password: str, about: Iterable[str]) -> int:
    own = {word for text in about for word in folded(text).split() if len(word) > 2}
    smallest = len(password)
    for form in (password, password.translate(_LOOKALIKES)):
        text = _bare(form)
        for word in sorted(own | _common(), key=len, reverse=True):
            text = text.replace(word, " ")
        smallest = min(smallest, sum(letter.isalpha() for letter in text))
    return smallest


def _bare(text: str) -> str:
    """Letters and digits of any script, small, without accents or anything between them."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isalnum())


@cache
def _common() -> frozenset[str]:
    lines = (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").split()
    return frozenset(lines)

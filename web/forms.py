"""Forms: what was typed, read and checked field by field; whatever happens, it is kept and shown again."""

import re
import secrets
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from flask import request

from governance.errors import Changed, Invalid
from governance.texts import LONGEST_LINE, LONGEST_TEXT, cleaned
from web.texts import _, said
from web.transactions import REOPEN

_ADDRESS = re.compile(r"^[^@\s<>\"',;]{1,64}@[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,24}$")
_KEY = re.compile(r"^[0-9]{1,15}$")
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class Form:
    """One form: values as typed, faults by field. `key` marks this very sending, `revision` what was seen.

    The token against forged requests is no answer: the same request with a newer one is still the same request.
    """

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self.values = {name: "" if value is None else str(value) for name, value in (values or {}).items()}
        self.faults: dict[str, str] = {}
        self.key = self.values.pop("key", "") or secrets.token_urlsafe(16)
        self.revision = self.values.pop("revision", "")
        self.values.pop("csrf_token", None)

    @classmethod
    def typed(cls) -> "Form":
        """What was sent with this request; of a field sent twice the first counts."""
        form = cls(request.form.to_dict())
        form.key = form.key[:64]
        return form

    @property
    def reopened(self) -> bool:
        """Whether the form only comes back after an expired session: shown, not acted on."""
        return REOPEN in self.values

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def fault(self, name: str, sentence: str) -> None:
        """Note what is wrong with a field; the first fault of a field stays."""
        self.faults.setdefault(name, sentence)

    def check(self) -> None:
        """Invalid with every fault, if there is one."""
        if self.faults:
            raise Invalid(self.faults)

    def refuse(self, error: Invalid) -> "Form":
        """Take over the faults that were found later."""
        self.faults = {**self.faults, **{name: said(sentence) for name, sentence in error.faults.items()}}
        return self

    def line(self, name: str, longest: int = LONGEST_LINE, required: bool = True) -> str:
        """One line of text, without markup."""
        text = " ".join(self._clean(name, longest, required).split())
        if "<" in text or ">" in text:
            self.fault(name, _("Qui i segni < e > non si possono usare."))
        return text

    def text(self, name: str, longest: int = LONGEST_TEXT, required: bool = True) -> str:
        """A text of several lines; markup stays what it is, text."""
        return self._clean(name, longest, required)

    def email(self, name: str, required: bool = True) -> str:
        """An e-mail address, in lower case."""
        text = self._clean(name, LONGEST_LINE, required).lower()
        if text and not _ADDRESS.match(text):
            self.fault(name, _("Questo non è un indirizzo e-mail: per esempio nome.cognome@comune.it."))
        return text

    def choice(self, name: str, offered: Collection[str], required: bool = True) -> str:
        """One of the offered values."""
        text = self[name].strip()
        if not text and not required:
            return ""
        if text not in offered:
            self.fault(name, _("Scegli una delle voci dell'elenco."))
        return text

    def choice_of_key(self, name: str, offered: Collection[int] | None = None, required: bool = True) -> int | None:
        """The key of a row; among the offered ones, where they are given."""
        text = self[name].strip()
        if not text and not required:
            return None
        if not _KEY.match(text) or (offered is not None and int(text) not in offered):
            self.fault(name, _("Scegli una delle voci dell'elenco."))
            return None
        return int(text)

    def day(self, name: str, required: bool = True) -> date | None:
        """A day, as browsers send it (2026-11-26) or as people write it (26/11/2026)."""
        text = self[name].strip()
        if not text:
            if required:
                self.fault(name, _("Indica la data."))
            return None
        day = read_day(text)
        if day is None:
            self.fault(name, _("Questa data non esiste: scrivila così, 26/11/2026."))
        return day

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self[name] in ("1", "on", "yes")

    def unchanged_since(self, revision: str) -> None:
        """Changed if what the person saw is no longer how things stand."""
        if not self.reopened and self.revision != revision:
            raise Changed

    def _clean(self, name: str, longest: int, required: bool) -> str:
        raw = self[name]
        text = cleaned(raw)
        if len(text) != len(cleaned(raw.replace("\x00", " "))) or any(ord(letter) < 32 for letter in text_only(raw)):
            self.values[name] = text
            self.fault(name, _("C'erano caratteri invisibili che non si possono salvare: tolti. Controlla e conferma."))
        if required and not text:
            self.fault(name, _("Questo campo serve: scrivi qualcosa."))
        if len(text) > longest:
            self.fault(name, _("È troppo lungo: al massimo %(longest)d caratteri, ora %(now)d.",
                               longest=longest, now=len(text)))  # fmt: skip
        return text


def text_only(raw: str) -> str:
    """The text without the line breaks and tabs that forms send."""
    return raw.translate({ord(letter): None for letter in "\r\n\t"})


def read_day(text: str) -> date | None:
    """The day a text means, between 1900 and 2199; None if it means none."""
    numbers = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    parts = numbers.groups() if numbers else ()
    if not parts and (italian := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)):
        parts = tuple(reversed(italian.groups()))
    try:
        day = date(*(int(part) for part in parts))
    except (ValueError, TypeError):
        return None
    return day if EARLIEST <= day <= LATEST else None

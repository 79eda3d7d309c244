"""Texts of the interface, with their types: Italian in the source, the visitor's language on the page."""

from collections.abc import Callable

from flask_babel import get_locale, gettext, lazy_gettext, ngettext  # type: ignore[import-untyped]

from governance.errors import RaccordoError, Unmet
from governance.sentences import Sentence
from workflows.pathway import Label

_: Callable[..., str] = gettext
lazy: Callable[..., str] = lazy_gettext
several: Callable[..., str] = ngettext


def said(sentence: str) -> str:
    """A sentence of the domain in the visitor's language, its places filled."""
    if not isinstance(sentence, Sentence):
        return _(sentence) if sentence else ""
    return _(sentence.text, **{name: _value(value) for name, value in sentence.values.items()})


def told(error: RaccordoError) -> str:
    """What an error says, in the visitor's language."""
    if isinstance(error, Unmet):
        return " ".join(said(each.sentence) for each in error.missing)
    return said(error.sentence)


def _value(value: object) -> object:
    if isinstance(value, Label):
        return value.text(locale())
    return said(value) if isinstance(value, Sentence) else value


def locale() -> str:
    """The language of this request, `it` or `en`."""
    return str(get_locale() or "it")

"""Texts of the interface, with their types: Italian in the source, the visitor's language on the page.

Which language a request speaks is looked up once: a page says hundreds of texts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from gettext import NullTranslations
from typing import Any, NamedTuple

from flask import Flask, g
from flask_babel import LazyString, force_locale, get_locale, get_translations  # type: ignore[import-untyped]
from markupsafe import Markup

from governance.errors import RaccordoError, Unmet
from governance.sentences import Sentence
from workflows.pathway import Label

_request = g._get_current_object
TEXTS_KEPT = 8192


class Tongue(NamedTuple):
    """A language and its catalogue."""

    language: str
    catalogue: NullTranslations


UNSPOKEN = Tongue("it", NullTranslations())
"""Where nobody asks: the texts as they stand in the source."""


def _tongue() -> Tongue:
    """The language of this request."""
    try:
        found: Tongue = _request().tongue
    except AttributeError:
        found = g.tongue = _looked_up()
    except RuntimeError:
        found = UNSPOKEN
    return found


def _looked_up() -> Tongue:
    return Tongue(str(get_locale() or UNSPOKEN.language), get_translations())


def _(words: str, /, **values: Any) -> str:
    """A text in the visitor's language, its places filled."""
    text = _tongue().catalogue.gettext(words)
    return text % values if values else text


def several(one: str, many: str, num: int, /, **values: Any) -> str:
    """A text that depends on a number, which it may say as `%(num)d`."""
    return _tongue().catalogue.ngettext(one, many, num) % {"num": num, **values}


def lazy(words: str, /) -> str:
    """A text that is put into the language of whoever reads it, when they do."""
    found: str = LazyString(_, words)
    return found


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Another language than the visitor's, for what is written for everybody."""
    before = _tongue()
    with force_locale(language):
        g.tongue = _looked_up()
        try:
            yield
        finally:
            g.tongue = before


def put_into_pages(app: Flask) -> None:
    """Give templates `_` and `ngettext`: markup, in which the values filled in are escaped."""

    def text(words: str, /, **values: Any) -> Markup:
        catalogue = _tongue().catalogue
        return _marked(catalogue, str(words)) % values if values else _whole(catalogue, str(words))

    def number(one: str, many: str, num: int, /, **values: Any) -> Markup:
        return Markup(_tongue().catalogue.ngettext(one, many, num)) % {"num": num, **values}  # noqa: S704 - ours

    app.jinja_env.globals.update(_=text, gettext=text, ngettext=number)


@lru_cache(TEXTS_KEPT)
def _marked(catalogue: NullTranslations, words: str) -> Markup:
    return Markup(catalogue.gettext(words))  # noqa: S704 - ours


@lru_cache(TEXTS_KEPT)
def _whole(catalogue: NullTranslations, words: str) -> Markup:
    """A text without places: a percent sign in it is written twice, as where there are places."""
    return _marked(catalogue, words) % {}


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
    return _tongue().language

"""Texts of the interface, with their types: Italian in the source, the visitor's language on the page."""

from collections.abc import Callable

from flask_babel import get_locale, gettext, lazy_gettext, ngettext  # type: ignore[import-untyped]

_: Callable[..., str] = gettext
lazy: Callable[..., str] = lazy_gettext
several: Callable[..., str] = ngettext


def locale() -> str:
    """The language of this request, `it` or `en`."""
    return str(get_locale() or "it")

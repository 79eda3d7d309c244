"""Lists by keyset: a page, the address of the next one, and filters that stay in the address."""

import re
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from flask import request, url_for

Row = TypeVar("Row")
AFTER = "dopo"
_BETWEEN = "~"


class Page(NamedTuple, Generic[Row]):
    """One page of rows; the addresses are empty where there is no such page."""

    rows: Sequence[Row]
    first_address: str
    next_address: str


def place() -> tuple[str, int] | None:
    """After which (text, key) this page begins; None for the first page or an address somebody mangled."""
    text, _, number = request.args.get(AFTER, "").rpartition(_BETWEEN)
    if not re.fullmatch(r"[0-9]{1,15}", number):
        return None
    return text[:200].replace("\x00", ""), int(number)


def page_of(found: Sequence[Row], size: int, place_of: Callable[[Row], tuple[str, int]]) -> Page[Row]:
    """The page made of up to `size` rows; `found` holds one more where another page follows."""
    rows = found[:size]
    following = _address(_BETWEEN.join(map(str, place_of(rows[-1])))) if len(found) > size else ""
    return Page(rows, _address("") if place() else "", following)


def _address(after: str) -> str:
    kept = {name: value for name, value in request.args.items() if name != AFTER and value and name[:1] != "_"}
    if after:
        kept[AFTER] = after
    return url_for(request.endpoint or "", **{**(request.view_args or {}), **kept})


def filter_words(name: str) -> str:
    """A word filter from the address, shortened to what is useful."""
    return request.args.get(name, "").replace("\x00", "").strip()[:100]

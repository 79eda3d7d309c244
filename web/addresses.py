"""Addresses: each built once; a page holds a hundred of them, most of one view for one code after the other."""

import re
from functools import lru_cache
from typing import Any

from flask import Flask, request

KEPT, LONGEST = 4096, 120
"""How many addresses are kept, and of how long a value at most: the rest is built each time."""
_CODE = re.compile(r"[A-Z0-9-]{1,40}")
_ANY_CODE = "qui-sta-il-codice"
_KEEPABLE = (str, int, type(None))
_WISHES = ("_anchor", "_method", "_scheme", "_external")
Values = tuple[tuple[str, str | int | None], ...]


class Pages(Flask):
    """Flask, remembering the addresses of its views: whole ones, and of those with a code what stands around it."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self._kept = lru_cache(KEPT)(self._built)

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """The address of a view as Flask builds it."""
        for name in _WISHES:
            if values.get(name, "") is None:
                del values[name]
        if not request or endpoint[:1] == "." or not all(map(_is_plain, values.items())):
            return super().url_for(endpoint, **values)
        here = (request.root_path, request.method)
        code = values.get("code")
        if type(code) is not str or not _CODE.fullmatch(code):
            return self._kept(here, endpoint, tuple(values.items()))
        return self._kept(here, endpoint, tuple({**values, "code": _ANY_CODE}.items())).replace(_ANY_CODE, code, 1)

    def _built(self, here: tuple[str, str], endpoint: str, values: Values) -> str:
        """The address, from a request like this one."""
        named: dict[str, Any] = dict(values)
        return super().url_for(endpoint, **named)


def _is_plain(named: tuple[str, Any]) -> bool:
    """Whether the value can be told from every other, and is no wish about the address itself."""
    name, value = named
    return name[:1] != "_" and type(value) in _KEEPABLE and len(str(value)) <= LONGEST

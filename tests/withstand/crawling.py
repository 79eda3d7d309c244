"""Every route of the app with its arguments filled in, and two answers compared but for what was asked."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from governance.database import Database
from governance.tables import METADATA

UNKNOWN = "INV-2222-2222"
OF_SESSIONS = ("sessions", "people", "attempts", "demo_clock")
"""Tables that signing in and looking around write to."""

FIELDS = {
    "key": "una-chiave", "note": "Una nota.", "text": "Una nota.", "reason": "Un motivo.", "contact": "reached_phone",
    "withdrawal_reason": "other", "decline_reason": "no_place", "worker": "6", "new_owner": "2", "service": "1",
    "request": "Altro.", "urgency": "ordinary", "category": "housing_search", "description": "Altro.",
    "words": "Altro.", "name": "Altro nome", "notice_on": "2026-11-20", "given_name": "Ugo",
    "family_name": "Altro", "to": "2",
}  # fmt: skip
"""What a form might hold: enough for a careless page to act upon."""


def routes(app: Flask, method: str, with_code: bool) -> list[Rule]:
    """The routes of a method, those of one dossier or the others; static files left out."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and ("code" in rule.arguments) == with_code and rule.endpoint != "static"
    ]


def path_of(rule: Rule, arguments: Mapping[str, Any]) -> str:
    """The route's address with every argument filled in; a route with an argument unknown here fails the test."""
    missing = sorted(set(rule.arguments) - set(arguments) - set(rule.defaults or ()))
    if missing:
        pytest.fail(
            f"{rule.endpoint} ({rule.rule}) takes {', '.join(missing)}: tests/withstand/neighbourhood.py must say with "
            "which value of the cast the access tests fill it in"
        )
    built = rule.build(
        {name: arguments[name] for name in rule.arguments if name in arguments} | dict(rule.defaults or {})
    )
    assert built, f"{rule.endpoint} cannot be built"
    return str(built[1])


def bare(answer: TestResponse, code: str) -> tuple[int, str, str]:
    """Status, address and body of an answer without the code that was asked for and without its one-time tokens."""
    body = re.sub(r'(name="csrf_token" value=")[^"]*', "", words_in(answer))
    address = answer.headers.get("Location", "")
    return answer.status_code, address.replace(code, ""), body.replace(code, "")


def words_in(answer: TestResponse) -> str:
    """Everything an answer says: a page as it is, a Word file or a bundle part by part."""
    return _unpacked(answer.data)


def _unpacked(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(_unpacked(package.read(name)) for name in package.namelist())


def rows_of(database: Database) -> Iterator[tuple[str, str]]:
    """A digest of the rows of each table, but those that signing in and looking around write to."""
    with database.reading() as tx:
        for name, table in METADATA.tables.items():
            if not any(word in name for word in OF_SESSIONS):
                rows = sorted(str(tuple(row)) for row in tx.execute(select(table)))
                yield name, hashlib.sha256("\n".join(rows).encode()).hexdigest()

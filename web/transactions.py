"""Transactions of a request: one around each use case; a form that is only opened again never writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import current_app, request

from governance.database import Database, Transaction
from governance.errors import Invalid

REOPEN = "riapri"
"""The field with which a form comes back after an expired session: checked and shown again, never acted on."""


def database() -> Database:
    """The database of the running app."""
    return cast(Database, current_app.extensions["raccordo"])


@contextmanager
def reading() -> Iterator[Transaction]:
    """Look without changing."""
    with database().reading() as tx:
        yield tx


@contextmanager
def writing() -> Iterator[Transaction]:
    """One change, all or nothing; Invalid without faults, and nothing written, for a form opened again."""
    with database().transaction() as tx:
        yield tx
        if REOPEN in request.form:
            raise Invalid({})

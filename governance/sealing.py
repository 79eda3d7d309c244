"""Sealed values: AES-GCM under one key per household, the keys in a store apart, wrapped by a master key."""

import hashlib
import hmac
import os
import secrets
import time
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Engine, Integer, LargeBinary, MetaData, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from governance.errors import Unreadable

COMMON = 0
"""The key of dossiers that belong to no household (protocols, meetings)."""

REMEMBERED_SECONDS = 60
"""An erased key is forgotten by every running process within this time."""

_store = MetaData()
_keys = Table(
    "keys",
    _store,
    Column("household_id", Integer, primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),
)


class Vault:
    """Seals and opens values. `household_id` 0 is the common key; nonces are random, 96 bits."""

    def __init__(self, engine: Engine, master_key_file: Path) -> None:
        self._engine = engine
        self._master = _master_key(master_key_file)
        self._wrapping = AESGCM(self._master)
        self._remembered: dict[int, tuple[float, AESGCM]] = {}

    def create_store(self) -> None:
        """Make the key store's table where it is missing, and the common key."""
        _store.create_all(self._engine)
        self.make_key(COMMON)

    def make_key(self, household_id: int) -> None:
        """Give a household its key; one that exists stays as it is."""
        wrapped = self._wrap(household_id, AESGCM.generate_key(bit_length=256))
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(_keys).values(household_id=household_id, wrapped=wrapped))
        except IntegrityError:
            return

    def erase_key(self, household_id: int) -> None:
        """Make everything sealed under this key unreadable for ever (GDPR art. 17)."""
        with self._engine.begin() as connection:
            connection.execute(delete(_keys).where(_keys.c.household_id == household_id))
        self._remembered.pop(household_id, None)

    def seal(self, household_id: int, plain: bytes, place: str) -> bytes:
        """Seal bytes for one place (`table.column:row`): moved elsewhere, they do not open."""
        nonce = os.urandom(12)
        return nonce + self._key(household_id).encrypt(nonce, plain, _bound(household_id, place))

    def open(self, household_id: int, sealed: bytes, place: str) -> bytes:
        """The bytes sealed for that very place; Unreadable if the key is gone or anything was altered."""
        try:
            return self._key(household_id).decrypt(sealed[:12], sealed[12:], _bound(household_id, place))
        except InvalidTag as fault:
            raise Unreadable("Questo contenuto non si può aprire: è stato alterato o spostato.") from fault

    def seal_text(self, household_id: int, text: str, place: str) -> bytes:
        """Seal a text."""
        return self.seal(household_id, text.encode(), place)

    def open_text(self, household_id: int, sealed: bytes, place: str) -> str:
        """The text sealed for that place."""
        return self.open(household_id, sealed, place).decode()

    def index(self, purpose: str, text: str) -> str:
        """A keyed blind index: equal texts give equal marks, and the mark tells nothing without the key."""
        return hmac.new(self.derived(f"index:{purpose}"), text.encode(), hashlib.sha256).hexdigest()

    def derived(self, purpose: str) -> bytes:
        """A key of its own for one purpose (history chain, checkpoint, one-time links, cookies)."""
        return hmac.new(self._master, f"raccordo:{purpose}".encode(), hashlib.sha256).digest()

    def close(self) -> None:
        """Forget the keys and give back the connections."""
        self._remembered.clear()
        self._engine.dispose()

    def _key(self, household_id: int) -> AESGCM:
        found = self._remembered.get(household_id)
        if found and found[0] > time.monotonic():
            return found[1]
        with self._engine.begin() as connection:
            wrapped = connection.scalar(select(_keys.c.wrapped).where(_keys.c.household_id == household_id))
        if wrapped is None:
            raise Unreadable("Questo contenuto non si può più aprire: i dati della persona sono stati cancellati.")
        opened = AESGCM(self._wrapping.decrypt(wrapped[:12], wrapped[12:], _bound(household_id, "keys.wrapped")))
        self._remembered[household_id] = (time.monotonic() + REMEMBERED_SECONDS, opened)
        return opened

    def _wrap(self, household_id: int, plain: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._wrapping.encrypt(nonce, plain, _bound(household_id, "keys.wrapped"))


def _bound(household_id: int, place: str) -> bytes:
    return f"{household_id}|{place}".encode()


def _master_key(file: Path) -> bytes:
    """The master key, made at first use and readable by its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(handle, "wb") as opened:
        opened.write(secrets.token_bytes(32))
    return file.read_bytes()

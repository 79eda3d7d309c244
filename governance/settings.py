"""The one frozen set of settings, read from the environment at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things live and who is told. Addresses are database URLs; folders are created when needed.

    `backups` is the folder of the daily copies; without it there are none. `processes` answer the pages.
    """

    folder: Path = field(default_factory=lambda: Path("var"))
    database: str = ""
    keys: str = ""
    address: str = "http://127.0.0.1:8000"
    smtp: str = ""
    sender: str = "Raccordo <raccordo@localhost.invalid>"
    checkpoint_to: str = ""
    demo: bool = False
    prefect_port: int = 4200
    prefect_url: str = ""
    hops: int = 0
    backups: str = ""
    processes: int = field(default_factory=processors)

    @property
    def database_url(self) -> str:
        """The main database; embedded SQLite unless a server is named."""
        return self.database or f"sqlite:///{self.folder / 'raccordo.sqlite'}"

    @property
    def keys_url(self) -> str:
        """The key store, always apart from the main database."""
        return self.keys or f"sqlite:///{self.folder / 'keys.sqlite'}"

    @property
    def master_key_file(self) -> Path:
        """The key that wraps all others; kept outside both databases and outside their backups."""
        return self.folder / "master.key"

    @property
    def secure(self) -> bool:
        """Whether cookies travel over TLS only; relaxed on loopback in the demonstration alone."""
        return not (self.demo and self.address.startswith("http://127.0.0.1"))


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from `RACCORDO_*` variables; ValueError names the variable that cannot be read."""
    given = os.environ if environment is None else environment
    fallback = Settings()

    def text(name: str, default: str) -> str:
        return given.get(f"RACCORDO_{name}", default)

    def number(name: str, default: int, least: int = 0) -> int:
        value = text(name, str(default))
        if not value.isdigit() or int(value) < least:
            raise ValueError(
                f"RACCORDO_{name} deve essere un numero{f' da {least} in su' * bool(least)}, non «{value}»"
            )
        return int(value)

    return Settings(
        folder=Path(text("FOLDER", str(fallback.folder))),
        database=text("DATABASE", ""),
        keys=text("KEYS", ""),
        address=text("ADDRESS", fallback.address).rstrip("/"),
        smtp=text("SMTP", ""),
        sender=text("SENDER", fallback.sender),
        checkpoint_to=text("CHECKPOINT_TO", ""),
        demo=text("DEMO", "") == "1",
        prefect_port=number("PREFECT_PORT", fallback.prefect_port),
        prefect_url=text("PREFECT_URL", given.get("PREFECT_API_URL", "")),
        hops=number("HOPS", 0),
        backups=text("BACKUPS", ""),
        processes=number("PROCESSES", fallback.processes, least=1),
    )


def environment_of(settings: Settings) -> dict[str, str]:
    """The variables that give another process these very settings; the folder becomes absolute."""
    said = {field.name: getattr(settings, field.name) for field in fields(settings)}
    said |= {"folder": settings.folder.resolve(), "demo": int(settings.demo)}
    return {f"RACCORDO_{name.upper()}": str(value) for name, value in said.items()}

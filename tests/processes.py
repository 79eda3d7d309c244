"""Processes of an installation, found by the folder they were told."""

from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
"""The project's own folder, from which its commands run."""


def processes_of(folder: Path) -> dict[int, str]:
    """The processes that work for the installation in this folder, with their words."""
    mark, found = f"RACCORDO_FOLDER={folder}\0".encode(), {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes():
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found

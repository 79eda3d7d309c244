"""Processes of an installation, found by the folder they were told; and what one of our own loads."""

import os
import subprocess
import sys
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


def work_of(folder: Path) -> float:
    """Seconds of a processor that its processes took so far."""
    lines = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in processes_of(folder))
    return sum(int(line[11]) + int(line[12]) for line in lines) / os.sysconf("SC_CLK_TCK")


def loaded_by(*words: str) -> set[str]:
    """The libraries that a command loads."""
    return loaded("from web.commands import main; main(sys.argv[1:])", *words)


def loaded(code: str, *words: str) -> set[str]:
    """The libraries that some code loads, in a process of its own."""
    command = [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE, check=True)
    return {module.partition(".")[0] for module in done.stdout.split()}

"""`python -m tests test` runs the whole suite after the linters; `python -m tests lint` the linters alone."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

LINTERS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict"),
    ("lint-imports",),
)
USAGE = "Usage: python -m tests test [--quick] [pytest arguments] | lint"


def lint() -> int:
    """Style, types and the direction between packages; 1 if any finds something."""
    results = [_run(*words) for words in LINTERS]
    return 1 if any(results) else 0


def test(words: Sequence[str]) -> int:
    """The linters, then pytest: on two workers unless arguments say otherwise, without what is slow if `--quick`."""
    chosen = [word for word in words if word != "--quick"]
    marks = ["-m", "not slow"] if "--quick" in words else []
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        print("Browser tests: skipped, there is no Chromium here (Debian: apt-get install chromium).", flush=True)
    spread = [] if chosen else ["-n", "2", "--dist", "loadfile"]
    linted = lint()
    tested = _run("pytest", *spread, *marks, *chosen)
    return 1 if linted or tested else 0


def _run(program: str, *words: str) -> int:
    """One program of this environment; its exit code."""
    print(f"$ {' '.join((program, *words))}", flush=True)
    return subprocess.run([Path(sys.executable).with_name(program), *words]).returncode


def main(words: Sequence[str]) -> int:
    """The exit code: 0 when everything passed, 2 for wrong use."""
    if words and words[0] == "lint":
        return lint()
    if words and words[0] == "test":
        return test(words[1:])
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The leash: runs something that ends, with all it started, as soon as whoever holds the other end is gone.

The other end is standard input: when the holder dies, however it dies, its end of the pipe closes.
"""

import os
import runpy
import signal
import sys
import threading
import time
from collections.abc import Sequence
from importlib import import_module

GRACE = 3.0


def main(words: Sequence[str]) -> None:
    """Run `MODULE ARGUMENTS...` as a program, or call `MODULE:FUNCTION ARGUMENTS...`."""
    threading.Thread(target=_end_with_holder, name="leash", daemon=True).start()
    target, *arguments = words
    module, _, function = target.partition(":")
    if function:
        getattr(import_module(module), function)(*arguments)
    else:
        sys.argv = [module, *arguments]
        runpy.run_module(module, run_name="__main__", alter_sys=True)


def _end_with_holder() -> None:
    while os.read(0, 1024):
        continue
    os.killpg(0, signal.SIGTERM)
    time.sleep(GRACE)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1:])

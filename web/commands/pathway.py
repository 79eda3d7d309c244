"""`raccordo pathway`: pathways checked, read, tried, replayed and simulated as files; published and exchanged.

Each act is a module of its own, loaded when it is called, so that a file that is no pathway is refused at once.
"""

from argparse import Namespace
from importlib import import_module

from web.commands.pathway_arguments import add_arguments as add_arguments
from web.commands.pathway_files import wrong_use

MODULES = {"check": "checks", "show": "readings", "try": "trials", "replay": "runs", "simulate": "runs"}


def run(arguments: Namespace) -> int:
    """0 on success, 1 where the answer is no, 2 for wrong use."""
    act = import_module(f"web.commands.pathway_{MODULES.get(arguments.action, 'versions')}")
    try:
        return int(act.run(arguments))
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        return wrong_use(f"{error.filename}: {error.strerror}")

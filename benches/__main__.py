"""`python -m benches [NAME...]`: runs the benches (all, or those named) and exits 1 if one misses its goal.

A bench is a module of this folder with `run() -> list[Result]`.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import benches
from benches.results import Result


def found() -> dict[str, ModuleType]:
    """The benches by name."""
    names = [module.name for module in iter_modules(benches.__path__) if module.name != "__main__"]
    modules = {name: import_module(f"benches.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "run")}


def line(result: Result) -> str:
    """One row of the table."""
    wanted = f"{'<=' if result.at_most else '>='} {result.wanted:,.4g}"
    mark = "ok" if result.ok else "NOT"
    return f"{result.name:<64} {result.measured:>10,.4g} {wanted:>10} {result.unit:<4} {mark}"


def report(results: Iterable[Result]) -> int:
    """Print each result as soon as it is there; 1 if one misses its goal."""
    print(f"{'':<64} {'measured':>10} {'wanted':>10}")
    missed = False
    for result in results:
        print(line(result), flush=True)
        missed = missed or not result.ok
    return int(missed)


def main(names: list[str]) -> int:
    """Run the benches named, or all; 2 where a name is unknown."""
    known = found()
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"No bench called {', '.join(unknown)}. There are: {', '.join(known) or 'none yet'}.", file=sys.stderr)
        return 2
    return report(result for name in names or known for result in known[name].run())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

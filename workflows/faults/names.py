"""Faults of naming: a name that Python, the engine or `transitions` already uses, or that is misspelt."""

import keyword
import re
from collections.abc import Iterator

from workflows.faults.subject import Subject
from workflows.misreadings import KEYS
from workflows.sources import Fault
from workflows.vocabulary import names_in

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
OF_THE_ENGINE = frozenset(KEYS) | names_in("new any_open system beneficiary everyone waiting parent dossier")
"""Words with a meaning of their own in a pathway, the keys of the grammar among them."""
OF_TRANSITIONS = names_in("""
    state trigger may_trigger add_model remove_model add_state add_states add_transition add_transitions
    add_ordered_transitions remove_transition get_state get_model_state get_transitions get_triggers
    set_state is_state dispatch callback callbacks resolve_callable finalize_event prepare_event
    before_state_change after_state_change on_exception on_final has_queue event_cls state_cls
    transition_cls self_literal separator wildcard_all wildcard_same initial model models states events
    send_event
""")
"""Public names of `transitions.Machine` and of the models it decorates; a test compares them with it."""
PREFIXES = ("is_", "may_", "to_", "on_enter_", "on_exit_")
"""`transitions` hangs methods so named on its models, silently over what is there."""


def bad_names(subject: Subject) -> Iterator[Fault]:
    """Names of the pathway, its stages, timers, moves, grades and terms that cannot stand."""
    declared = subject.declared
    yield from _bad(subject, declared.pathway, "pathway")
    for section in ("stages", "timers", "moves"):
        for name in getattr(declared, section):
            yield from _bad(subject, name, section, name)
    for fact, grades in declared.graded_by.items():
        for name in (fact, *grades):
            yield from _bad(subject, name, "graded_by", fact)
    for kind in declared.kinds:
        yield from _bad(subject, kind, "kinds")
    for name, timer in declared.timers.items():
        if timer.term:
            yield from _bad(subject, timer.term, "timers", name, "term")


def _bad(subject: Subject, name: str, *keys: str) -> Iterator[Fault]:
    reason = _reason(name)
    if reason:
        yield subject.fault(f"il nome «{name}» non va bene: {reason}", *keys)


def _reason(name: str) -> str | None:
    if not SNAKE_CASE.fullmatch(name):
        return "usa lettere minuscole senza accenti, cifre e trattini bassi, per esempio in_progress"
    if keyword.iskeyword(name):
        return "è una parola riservata di Python"
    if name in OF_THE_ENGINE:
        return "il motore lo usa già"
    if name in OF_TRANSITIONS or name.startswith(PREFIXES):
        return "la libreria transitions lo usa già"
    return None

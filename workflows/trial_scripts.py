"""The script of a trial: an invented dossier, what is unmet, and the attempts in order of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workflows.calendars import ROME
from workflows.pathway import Pathway
from workflows.vocabulary import NEW


class WrongScript(ValueError):
    """The script cannot be read; the sentence, in Italian, says where."""


@dataclass(frozen=True)
class Try:
    """Somebody tries a move: `by` as a pathway writes it, the instant as written and as UTC-aware."""

    move: str
    by: str
    at: datetime
    written_at: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Script:
    """Where the dossier stands, since when, with which grade and dates, and what is tried."""

    stage: str
    entered_at: datetime
    grade: str | None
    dates: Mapping[str, date]
    parent_dates: Mapping[str, date]
    unmet: frozenset[str]
    fires_timers: bool
    attempts: tuple[Try, ...]


def read_script(data: Any, pathway: Pathway) -> Script:
    """A script from its JSON; WrongScript says what is wrong with it."""
    whole = _mapping(data, "lo script")
    dossier = _mapping(whole.get("dossier", {}), "dossier")
    listed = whole.get("attempts", [])
    if not isinstance(listed, list):
        raise WrongScript("attempts: qui va un elenco di tentativi")
    attempts = sorted((_try(one, place) for place, one in enumerate(listed)), key=lambda one: one.at)
    stage = str(dossier.get("stage", NEW))
    if stage != NEW and stage not in pathway.stages:
        raise WrongScript(f"dossier.stage: la fase «{stage}» non esiste in «{pathway.name}»")
    timers = whole.get("timers", "fire")
    if timers not in ("fire", "ignore"):
        raise WrongScript("timers: qui va fire oppure ignore")
    return Script(
        stage=stage,
        entered_at=_entered_at(dossier, attempts),
        grade=_grade(dossier, pathway),
        dates={name: _date(dossier[name], name) for name in pathway.dates if name in dossier},
        parent_dates={name: _date(at, name) for name, at in _mapping(dossier.get("parent", {}), "parent").items()},
        unmet=frozenset(_words(whole.get("unmet", []))),
        fires_timers=timers == "fire",
        attempts=tuple(attempts),
    )


def _try(data: Any, place: int) -> Try:
    entry = _mapping(data, f"attempts[{place}]")
    missing = [key for key in ("move", "by", "at") if not isinstance(entry.get(key), str)]
    if missing:
        raise WrongScript(f"attempts[{place}]: manca «{missing[0]}»")
    answers = _mapping(entry.get("answers", {}), f"attempts[{place}].answers")
    told = {str(name): str(answer) for name, answer in answers.items()}
    return Try(entry["move"], entry["by"], _instant(entry["at"], f"attempts[{place}].at"), entry["at"], told)


def _entered_at(dossier: Mapping[str, Any], attempts: list[Try]) -> datetime:
    if "entered_at" in dossier:
        return _instant(dossier["entered_at"], "dossier.entered_at")
    return attempts[0].at if attempts else datetime.now(ROME)


def _grade(dossier: Mapping[str, Any], pathway: Pathway) -> str | None:
    if pathway.graded_by is None:
        return None
    fact, grades = pathway.graded_by
    grade = str(dossier.get(fact, grades[0]))
    if grade not in grades:
        raise WrongScript(f"dossier.{fact}: «{grade}» non è tra {', '.join(grades)}")
    return grade


def _mapping(data: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise WrongScript(f"{name}: qui vanno coppie «nome: valore»")
    return data


def _words(data: Any) -> list[str]:
    if not isinstance(data, list) or not all(isinstance(word, str) for word in data):
        raise WrongScript("unmet: qui va un elenco di requisiti")
    return data


def _instant(text: Any, name: str) -> datetime:
    try:
        instant = datetime.fromisoformat(str(text))
    except ValueError:
        raise WrongScript(f"{name}: «{text}» non è un istante, per esempio 2026-11-24T10:00:00+01:00") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=ROME)


def _date(text: Any, name: str) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise WrongScript(f"{name}: «{text}» non è una data, per esempio 2026-11-24") from None

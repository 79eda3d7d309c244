"""The page of a dossier, gathered in a number of queries that does not grow with its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from governance import deadlines, health, history
from governance.actors import at_work
from governance.documents import documents_of
from governance.dossiers import Dossier, children_of
from governance.errors import Unreadable
from governance.history import StageChange
from governance.integrity import first_altered
from governance.notes import attachments_of, notes_of
from governance.organisations import names_of
from governance.people import names_of_people
from governance.policy import grants_on
from web.dossier_facts import FACTS, facts_of
from web.dossier_health import health_part_of, health_texts
from web.dossier_sights import Sight, ancestors_of, visible_rows
from web.dossier_steps import presses, with_fields
from web.dossier_words import holders_of, kind_of, move_words, role_of, stage_words
from web.line_words import answer_words, answers_of, asked
from web.makers import maker_words
from web.own_records import own_record
from web.texts import locale
from workflows.published import pathway as pathway_of

PEOPLE_IN = ("worker", "new_owner", "from", "to")


class Owed(NamedTuple):
    """Who must do what by when; `mine`: the visitor is among them. `state`: open, resting or over."""

    state: str
    mine: bool
    whom: Sequence[str]
    what: str
    due: datetime | None


class Related(NamedTuple):
    """A dossier above or below this one."""

    code: str
    kind: str
    title: str
    stage: str
    due: datetime | None


class Event(NamedTuple):
    """One line of the timeline."""

    number: int
    at: datetime
    title: str
    stage: str
    who: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of everybody who appears on the page: organisations and people who work, never those served."""

    organisations: Mapping[int, str]
    people: Mapping[int, str]
    taking_part: Mapping[str, str] = field(default_factory=dict)


def names_on(sight: Sight, lines: Sequence[StageChange] = ()) -> Names:
    """The names of parts, assigned persons, and whoever wrote the lines or is named in them, in two queries."""
    parts = sight.situation.parts
    people = {part.person_id for part in parts} | {line.actor_id for line in lines}
    people |= {line.answers[name] for line in lines for name in PEOPLE_IN if isinstance(line.answers.get(name), int)}
    tx = sight.situation.tx
    organisations = names_of(tx, {part.organisation_id for part in parts})
    return Names(
        organisations,
        names_of_people(tx, {each for each in people if each}),
        {part.capacity: organisations.get(part.organisation_id, "") for part in reversed(parts)},
    )


def page_of(sight: Sight) -> dict[str, Any]:
    """Everything the page shows to this visitor, by the names its template uses."""
    tx, dossier, pathway = sight.situation.tx, sight.dossier, sight.situation.pathway
    lines = history.lines_of(tx, dossier.id)
    names = names_on(sight, lines)
    texts, content, erased = _content(sight, lines)
    above = [dossier, *ancestors_of(tx, dossier)]
    children = children_of(tx, dossier.id)
    seen = visible_rows(tx, sight.situation.actor, [*above[1:], *children])
    readable = {key for key, (_row, reads) in seen.items() if reads} | ({dossier.id} if sight.reads else set())
    found = presses(sight, above, readable)
    clocks = deadlines.running(tx, [dossier.id])
    return {
        "sight": sight,
        "dossier": dossier,
        "names": names,
        "kind": kind_of(pathway),
        "stage": stage_words(pathway, dossier.stage),
        "final": pathway.stages[dossier.stage].final,
        "rests": pathway.stages[dossier.stage].rests,
        "owed": owed_of(sight, names, clocks),
        "presses": [with_fields(sight, each) if place == 0 else each for place, each in enumerate(found)],
        "clocks": [(pathway.timers[row.timer].label.text(locale()), row.due_at) for row in clocks if row.due_at],
        "parts": [_part(names, part) for part in sight.situation.parts],
        "above": [_related(tx, seen[each.id]) for each in reversed(above[1:]) if each.id in seen],
        "children": [_related(tx, seen[each.id]) for each in children if each.id in seen],
        "events": events_of(sight, lines, names, texts),
        "last": _last_for_maker(sight, lines, names) if found else None,
        "altered": first_altered(tx, dossier, lines, texts),
        "walked": _walked(sight, lines),
        "erased": erased,
        **content,
    }


def owed_of(sight: Sight, names: Names, clocks: Sequence[Any]) -> Owed:
    """One sentence's worth: who, what, by when."""
    pathway, dossier = sight.situation.pathway, sight.dossier
    stage = pathway.stages[dossier.stage]
    running = [row for row in clocks if row.owed_at and not row.paused_at]
    first = min(running, key=lambda row: row.owed_at, default=None)
    what = pathway.timers[first.timer].label.text(locale()) if first else ""
    grants = stage.waits_for_grants if stage.open else ()
    mine = bool(grants_on(sight.situation.actor, sight.situation.parts) & set(grants))
    state = "over" if stage.final else "resting" if stage.rests else "open"
    parts = sight.situation.parts
    people = at_work(sight.situation.tx, {part.person_id for part in parts})
    whom = holders_of(grants, parts, names.organisations, people)
    return Owed(state, mine, whom, what, first.owed_at if first else None)


def _content(sight: Sight, lines: Sequence[StageChange]) -> tuple[dict[int, dict[str, str]], dict[str, Any], bool]:
    """What only readers see; nothing of it, and True, where the household's key was erased."""
    tx, dossier = sight.situation.tx, sight.dossier
    try:
        if not sight.reads:
            return {**own_record(sight, lines), **health_texts(sight, lines)}, health_part_of(sight), False
        texts = history.texts_of(tx, lines, dossier.household_id)
        facts, notes, attachments = facts_of(sight), notes_of(tx, dossier), attachments_of(tx, dossier)
        apart = health_part_of(sight)
    except Unreadable:
        return {}, {}, True
    content = {"facts": facts, "has_facts": dossier.kind in FACTS, "notes": notes, "attachments": attachments}
    return texts, {**content, **apart, "documents": documents_of(tx, dossier.id)}, False


def events_of(
    sight: Sight, lines: Sequence[StageChange], names: Names, texts: Mapping[int, Mapping[str, str]]
) -> list[Event]:
    """The timeline, last line first; who reads only the summary sees where it went and when, and its own record."""
    pathway, found = sight.situation.pathway, []
    for line in reversed(lines):
        if line.move in health.ACTS and not sight.heals:
            continue
        moved = line.from_stage != line.to_stage
        stage = stage_words(pathway, line.to_stage) if moved else ""
        if sight.reads or line.id in texts:
            answers = answers_of(line, texts.get(line.id, {}), names.people)
            maker = maker_words(line, names.people, names.taking_part)
            found.append(Event(line.number, line.at, move_words(pathway, line.move), stage, maker, answers))
        elif moved:
            found.append(Event(line.number, line.at, stage, "", "", ()))
    return found


def _last_for_maker(sight: Sight, lines: Sequence[StageChange], names: Names) -> Event | None:
    """The last step by its codes alone, for somebody who must decide on it without reading the content."""
    line = next((each for each in reversed(lines) if each.from_stage != each.to_stage), None)
    if sight.reads or line is None:
        return None
    coded = {name: value for name, value in line.answers.items() if not isinstance(value, dict)}
    words = [(asked(name), answer_words(name, value, {}, {})) for name, value in coded.items()]
    return Event(line.number, line.at, move_words(sight.situation.pathway, line.move), "", "", words)


def _walked(sight: Sight, lines: Sequence[StageChange]) -> list[str]:
    """The stages in the order they were entered."""
    entered = [line.to_stage for line in lines if line.from_stage != line.to_stage]
    return [each for place, each in enumerate(entered) if place == 0 or entered[place - 1] != each]


def _part(names: Names, part: Any) -> tuple[str, str, str, str]:
    waiting = role_of(part.waiting_role) if part.waiting_role else ""
    person = names.people.get(part.person_id or 0, "")
    return names.organisations.get(part.organisation_id, ""), part.capacity, person or waiting, part.reading


def _related(tx: Any, pair: tuple[Dossier, bool]) -> Related:
    row, reads = pair
    pathway = pathway_of(tx, row.pathway, row.version)
    title = row.title if reads else ""
    return Related(row.code, kind_of(pathway), title, stage_words(pathway, row.stage), row.due_at if row.open else None)

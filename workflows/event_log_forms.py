"""The event log in the forms other programs read: a table, and XES (IEEE 1849) for process mining; both streamed."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TextIO
from xml.sax.saxutils import quoteattr

from governance.actors import ROME
from governance.event_logs import Event

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <global scope="trace">
    <string key="concept:name" value="UNKNOWN"/>
  </global>
  <global scope="event">
    <string key="concept:name" value="UNKNOWN"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Move" keys="concept:name"/>
  <classifier name="Move and stage" keys="concept:name stage"/>
"""


def write_csv(events: Iterable[Event], out: TextIO) -> None:
    """One line for each step, instants on the clock of Rome."""
    written = csv.writer(out)
    written.writerow(Event._fields)
    for event in events:
        written.writerow(event._replace(at=event.at.astimezone(ROME).isoformat()))  # type: ignore[arg-type]


def write_xes(events: Iterable[Event], out: TextIO) -> None:
    """One trace for each dossier, in the order of the log, one event for each of its steps."""
    out.write(HEAD)
    for _case, steps in groupby(events, key=lambda event: event.case):
        out.writelines(_trace(steps))
    out.write("</log>\n")


def _trace(steps: Iterator[Event]) -> Iterator[str]:
    first = next(steps)
    yield "  <trace>\n"
    yield _attribute("string", "concept:name", first.case, 4)
    yield _attribute("string", "kind", first.kind, 4)
    yield _attribute("string", "pathway", first.pathway, 4)
    if first.parent:
        yield _attribute("string", "parent", first.parent, 4)
    yield _event(first)
    yield from map(_event, steps)
    yield "  </trace>\n"


def _event(event: Event) -> str:
    actor = "system" if event.actor is None else str(event.actor)
    told = (
        ("string", "concept:name", event.move),
        ("date", "time:timestamp", event.at.astimezone(ROME).isoformat(timespec="milliseconds")),
        ("string", "lifecycle:transition", "complete"),
        ("string", "org:resource", actor),
        ("string", "from_stage", event.source),
        ("string", "stage", event.target),
        ("string", "channel", event.channel),
        ("int", "version", str(event.version)),
        ("int", "number", str(event.number)),
    )
    return "    <event>\n" + "".join(_attribute(*each, 6) for each in told) + "    </event>\n"


def _attribute(kind: str, key: str, value: str, depth: int) -> str:
    return f"{' ' * depth}<{kind} key={quoteattr(key)} value={quoteattr(value)}/>\n"


FORMS: Mapping[str, Callable[[Iterable[Event], TextIO], None]] = {"csv": write_csv, "xes": write_xes}
"""How each form is written."""

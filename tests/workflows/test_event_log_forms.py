"""The event log as a table and as XES: the same steps, in a form that any XML reader takes."""

import csv
import io
from collections import Counter
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from governance.database import Database
from governance.event_logs import Event, events
from tests.cast import MONDAY, cast
from workflows.event_log_forms import write_csv, write_xes

XES = "{http://www.xes-standard.org/}"


def told(events_told: list[Event]) -> etree._Element:
    out = io.StringIO()
    write_xes(events_told, out)
    return etree.fromstring(out.getvalue().encode())


def values(element: etree._Element) -> dict[str, str]:
    return {each.get("key", ""): each.get("value", "") for each in element if each.get("key")}


def test_xes_holds_every_step_of_every_dossier_in_its_order(database: Database) -> None:
    scene = cast(database)
    scene.move(scene.sent().id, "acknowledge", "intake")
    log = told(list(events(database))).findall(f"{XES}trace")
    table = io.StringIO()
    write_csv(events(database), table)
    rows = list(csv.DictReader(io.StringIO(table.getvalue())))
    traces = {values(each)["concept:name"]: [values(step) for step in each.iter(f"{XES}event")] for each in log}
    assert {case: len(steps) for case, steps in traces.items()} == Counter(row["case"] for row in rows)
    assert [(step["concept:name"], step["stage"]) for row in traces.values() for step in row] == [
        (row["move"], row["target"]) for row in rows
    ]


def test_xes_says_who_when_and_to_whom_it_belongs(database: Database) -> None:
    scene = cast(database)
    sent = scene.sent()
    trace = next(
        each for each in told(list(events(database))).iter(f"{XES}trace") if sent.code in values(each).values()
    )
    assert values(trace)["kind"] == "referral" and values(trace)["parent"].startswith("BIS-")
    last = values(trace.findall(f"{XES}event")[-1])
    assert datetime.fromisoformat(last["time:timestamp"]) == MONDAY
    assert (last["lifecycle:transition"], last["org:resource"]) == ("complete", str(scene.people["manager"]))


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"]), max_size=30))
def test_whatever_a_code_holds_is_read_back(text: str) -> None:
    event = Event(f"A{text}", None, "case", "case", 1, 1, text, "new", "open", MONDAY, None, "web")
    [trace] = told([event]).iter(f"{XES}trace")
    assert values(trace)["concept:name"] == f"A{text}"
    assert values(trace[-1])["concept:name"] == text and values(trace[-1])["org:resource"] == "system"


def test_a_log_without_steps_is_still_a_log() -> None:
    log = told([])
    assert log.tag == f"{XES}log" and not [*log.iter(f"{XES}trace")]

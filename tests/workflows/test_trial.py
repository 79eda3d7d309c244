from typing import Any

import pytest

from tests.workflows.loans import LOAN, spoilt
from workflows.loading import SHIPPED, load_pathway
from workflows.pathway import Pathway
from workflows.trial import walk
from workflows.trial_scripts import WrongScript, read_script

MONDAY = "2026-11-23T09:00:00+01:00"


def pathway_of(text: str = LOAN) -> Pathway:
    pathway, faults = load_pathway(text)
    assert pathway is not None, faults
    return pathway


def referral() -> Pathway:
    pathway, _ = load_pathway(SHIPPED / "referral.yaml")
    assert pathway is not None
    return pathway


def lines(pathway: Pathway, *attempts: tuple[str, str, str], **script: Any) -> list[dict[str, Any]]:
    tried = [{"move": move, "by": by, "at": at, "answers": {"resume_on": "2026-12-09"}} for move, by, at in attempts]
    return list(walk(pathway, read_script({"attempts": tried, **script}, pathway)))


def test_an_accepted_attempt_says_whence_and_whither() -> None:
    assert lines(pathway_of(), ("ask", "worker@sender", MONDAY)) == [
        {"move": "ask", "by": "worker@sender", "at": MONDAY, "accepted": True, "from": "new", "stage": "asked"}
    ]


def test_the_first_reason_that_applies_is_given() -> None:
    script = {"dossier": {"stage": "asked", "entered_at": MONDAY}, "timers": "ignore"}
    tried = [("give_back", "nobody", MONDAY), ("lend", "worker@sender", MONDAY)]
    assert [line["code"] for line in lines(pathway_of(), *tried, **script)] == ["not_offered", "not_permitted"]


def test_what_is_asked_and_needed_is_listed() -> None:
    pathway = pathway_of(spoilt(("asks: [resume_on]", "asks: [resume_on, note], needs: [consent_covers]")))
    script = {"dossier": {"stage": "asked"}, "unmet": ["consent_covers"]}
    assert lines(pathway, ("lend", "intake@recipient", MONDAY), **script) == [
        {
            "move": "lend",
            "by": "intake@recipient",
            "at": MONDAY,
            "accepted": False,
            "stage": "asked",
            "code": "unmet",
            "missing": ["note", "consent_covers"],
        }
    ]


def test_timers_due_before_an_attempt_fire_first_and_move() -> None:
    found = lines(
        pathway_of(), ("ask", "worker@sender", MONDAY), ("lend", "intake@recipient", "2026-11-26T09:00:00+01:00")
    )
    assert found[1] == {"timer": "answer_due", "at": "2026-11-25T09:00:00+01:00", "made": "lapse", "stage": "closed"}
    assert found[2]["code"] == "not_offered"


def test_timers_can_be_ignored() -> None:
    script = {"dossier": {"stage": "asked", "entered_at": MONDAY}, "timers": "ignore"}
    found = lines(pathway_of(), ("lend", "intake@recipient", "2026-12-31T09:00:00+01:00"), **script)
    assert [line.get("accepted") for line in found] == [True]


def test_the_grade_times_the_clocks() -> None:
    script = {"dossier": {"stage": "asked", "entered_at": MONDAY, "urgency": "urgent"}}
    found = lines(pathway_of(), ("lend", "intake@recipient", "2026-11-24T10:00:00+01:00"), **script)
    assert found[0]["at"] == "2026-11-24T09:00:00+01:00"


def test_a_date_that_is_answered_starts_its_clock_at_midnight_in_rome() -> None:
    found = lines(
        pathway_of(),
        ("ask", "worker@sender", MONDAY),
        ("lend", "intake@recipient", MONDAY),
        ("give_back", "worker@sender", "2026-12-10T09:00:00+01:00"),
    )
    assert found[2] == {"timer": "return_due", "at": "2026-12-09T00:00:00+01:00", "made": None, "stage": "lent"}
    assert found[3]["stage"] == "closed"


def test_the_clock_stands_still_while_somebody_else_must_answer() -> None:
    day = "2026-11-{:02}T09:00:00+01:00"
    script = {"dossier": {"stage": "received", "entered_at": day.format(2)}}
    tried = [("request_info", "intake@recipient", 3), ("provide_info", "worker@sender", 5), ("accept", "x", 19)]
    attempts = [{"move": move, "by": by, "at": day.format(on), "answers": {"reason": "x"}} for move, by, on in tried]
    found = list(walk(referral(), read_script({"attempts": attempts, **script}, referral())))
    assert [line["at"][:10] for line in found if line.get("timer") == "decision_due"] == ["2026-11-18"]


def test_a_ladder_climbs_in_order_and_comes_back() -> None:
    script = {"dossier": {"stage": "submitted", "entered_at": MONDAY}}
    found = lines(referral(), ("acknowledge", "intake@recipient", "2026-12-31T09:00:00+01:00"), **script)
    rungs = [(line["timer"], line["at"][:10], line["made"]) for line in found if "timer" in line]
    assert rungs == [
        ("acknowledge_due", "2026-11-25", None),
        ("acknowledge_overdue", "2026-11-26", None),
        ("acknowledge_late", "2026-11-27", None),
        ("acknowledge_missing", "2026-12-01", "expire"),
    ]


def test_a_move_may_be_made_so_many_times_and_within_so_long() -> None:
    pathway = pathway_of(
        spoilt(
            (
                "from: [lent], to: closed, by: [worker@sender]",
                "from: [lent], stays: true, by: [worker@sender], at_most: 1",
            ),
            ("asks: [resume_on]", "asks: [resume_on], within: 1 h"),
        )
        + "  end: {label: {it: Fine}, from: [lent], to: closed, by: [worker@sender]}\n"
    )
    back = ("give_back", "worker@sender", MONDAY)
    found = lines(pathway, back, back, dossier={"stage": "lent"}, timers="ignore")
    assert [line.get("code") for line in found] == [None, "not_offered"]
    late = lines(
        pathway,
        ("lend", "intake@recipient", "2026-11-23T10:01:00+01:00"),
        dossier={"stage": "asked", "entered_at": MONDAY},
    )
    assert late[0]["code"] == "not_offered"


def test_what_somebody_proposed_the_same_cannot_confirm() -> None:
    pathway = pathway_of(
        spoilt(
            ("asks: [resume_on]", "not_by_maker_of: [ask]"), ("to: asked, by: [", "to: asked, by: [intake@recipient, ")
        )
    )
    for proposer, code in (("intake@recipient", "not_permitted"), ("worker@sender", None)):
        found = lines(pathway, ("ask", proposer, MONDAY), ("lend", "intake@recipient", MONDAY))
        assert found[1].get("code") == code


def test_moves_at_once_follow_each_once() -> None:
    pathway = pathway_of(
        spoilt(("by: [system, intake@recipient]", "by: [system], at_once: true, needs: [need_recorded]"))
    )
    found = lines(pathway, ("ask", "worker@sender", MONDAY))
    assert [(line["move"], line["by"], line["stage"]) for line in found] == [
        ("ask", "worker@sender", "asked"),
        ("lapse", "system", "closed"),
    ]
    assert len(lines(pathway, ("ask", "worker@sender", MONDAY), unmet=["need_recorded"])) == 1


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ([], "lo script: qui vanno"),
        ({"dossier": {"stage": "sold"}}, "la fase «sold» non esiste"),
        ({"dossier": {"urgency": "huge"}}, "«huge» non è tra ordinary, urgent"),
        ({"dossier": {"resume_on": "soon"}}, "«soon» non è una data"),
        ({"attempts": [{"move": "ask"}]}, "manca «by»"),
        ({"attempts": [{"move": "ask", "by": "x", "at": "noon"}]}, "«noon» non è un istante"),
        ({"timers": "stop"}, "fire oppure ignore"),
        ({"unmet": "all"}, "elenco di requisiti"),
    ],
)
def test_a_wrong_script_is_refused_in_words(script: Any, sentence: str) -> None:
    with pytest.raises(WrongScript, match=sentence):
        read_script(script, pathway_of())

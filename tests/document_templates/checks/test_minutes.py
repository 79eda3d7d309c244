from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from document_templates.facts.common import Attachment
from document_templates.facts.meeting import ItemKind, Title
from document_templates.facts.minutes import Approval, ApprovalMode, ItemOutcome
from document_templates.facts.samples import SAMPLES
from document_templates.facts.samples.cast import block
from document_templates.facts.vote import BallotChoice, Conflict, Result
from tests.document_templates.checks.faults import found

SAMPLE = SAMPLES["minutes"]
VOTE = SAMPLE.items[1].vote
LATE = timedelta(days=8)
CASES = [
    ({"opened_at": None}, ("VRB-01", "blocking", "opened_at")),
    ({"closed_at": None}, ("VRB-01", "blocking", "closed_at")),
    ({"closed_at": SAMPLE.opened_at}, ("VRB-01", "blocking", "closed_at")),
    ({"secretary": None}, ("VRB-02", "blocking", "secretary")),
    ({"document": block("Verbale")}, ("VRB-03", "blocking", "signed_by_secretary")),
    ({"document": block("Verbale")}, ("VRB-04", "grave", "signed_by_chair")),
    ({"presences": ()}, ("VRB-05", "blocking", "presences")),
    ({"presences[0].intervals": ()}, ("VRB-05", "blocking", "presences[0].intervals")),
    ({"absences": ()}, ("VRB-06", "grave", "absences")),
    ({"convocation": None}, ("VRB-07", "grave", "convocation")),
    ({"agenda[3]": "Bilancio"}, ("VRB-08", "grave", "agenda[3]")),
    ({"agenda": SAMPLE.agenda[::-1]}, ("VRB-08", "notice", "items")),
    ({"quorum": None}, ("VRB-09", "blocking", "quorum")),
    ({"quorum.present": 3}, ("VRB-09", "blocking", "quorum.present")),
    ({"quorum.entitled": 5}, ("VRB-09", "blocking", "quorum.entitled")),
    ({"quorum.present_weight": 1}, ("VRB-09", "blocking", "quorum.present_weight")),
    ({"quorum.required": 3}, ("VRB-09", "blocking", "quorum.required")),
    ({"body.deliberative": False, "quorum.present": 3}, ("VRB-09", "notice", "quorum.present")),
    ({"items[2].outcome": None}, ("VRB-10", "blocking", "items[2].outcome")),
    ({"items[1].vote": None}, ("VRB-11", "blocking", "items[1].vote")),
    ({"items[1].vote.yes": 3}, ("VRB-11", "blocking", "items[1].vote")),
    ({"items[1].vote.yes": 1, "items[1].vote.no": 2}, ("VRB-11", "blocking", "items[1].vote.yes")),
    ({"items[1].vote.no_weight": None}, ("VRB-11", "blocking", "items[1].vote.no_weight")),
    ({"items[1].vote.proclaimed": Result.REJECTED}, ("VRB-12", "blocking", "items[1].vote.proclaimed")),
    ({"quorum.required": 4}, ("VRB-13", "blocking", "items[1].vote.at")),
    (
        {"presences[1].intervals[0].until": VOTE.at},
        ("VRB-14", "blocking", "items[1].vote.ballots[1].organisation"),
    ),
    (
        {"items[1].vote.ballots": (*VOTE.ballots, VOTE.ballots[0])},
        ("VRB-14", "blocking", "items[1].vote.ballots"),
    ),
    (
        {"items[1].vote.conflicts": (Conflict(organisation=VOTE.ballots[0].organisation),)},
        ("VRB-15", "grave", "items[1].vote.conflicts[0]"),
    ),
    ({"presences[2].proxy.document": None}, ("VRB-16", "blocking", "presences[2].proxy.document")),
    ({"proxy_limit": 0}, ("VRB-16", "blocking", "presences")),
    ({"presences[2].proxy.holder": "Ente assente"}, ("VRB-16", "blocking", "presences[2].proxy.holder")),
    (
        {"presences[2].proxy.holder": SAMPLE.presences[2].organisation},
        ("VRB-16", "blocking", "presences[2].proxy.holder"),
    ),
    ({"items[1].title": "Fuori elenco"}, ("VRB-17", "grave", "items[1]")),
    ({"items[3].outcome": ItemOutcome.DECIDED}, ("VRB-18", "grave", "items[3].outcome")),
    ({"items[1].summary": "Si discute."}, ("VRB-19", "grave", "items[1].summary")),
    ({"commitments[0].person": None}, ("VRB-20", "grave", "commitments[0].person")),
    ({"commitments[0].due_on": None}, ("VRB-20", "grave", "commitments[0].due_on")),
    ({"presences[1].identification": None}, ("VRB-21", "grave", "presences[1].identification")),
    ({"sequence": 5}, ("VRB-22", "blocking", "sequence")),
    ({"last_sitting_on": date(2026, 12, 9)}, ("VRB-22", "blocking", "sitting.starts_at")),
    ({"items[0].kind": ItemKind.ORDINARY}, ("VRB-23", "notice", "items")),
    ({"document.project": None}, ("VRB-25", "notice", "document.project")),
    ({"drafted_at": SAMPLE.closed_at + LATE}, ("VRB-26", "notice", "drafted_at")),
    ({"circulated_at": SAMPLE.closed_at + LATE}, ("VRB-26", "notice", "circulated_at")),
    (
        {"approval": Approval(mode=ApprovalMode.VOTE, on=date(2027, 1, 20))},
        ("VRB-26", "notice", "approval.on"),
    ),
    ({"items[1].papers": ()}, ("VRB-28", "grave", "document.attachments")),
    ({"document.attachments": ()}, ("VRB-28", "grave", "document.attachments")),
    ({"petitions[0].answer": None}, ("VRB-10", "grave", "petitions[0].answer")),
]


@pytest.mark.parametrize(("changes", "fault"), CASES, ids=[f"{fault[0]} {fault[2]}" for _, fault in CASES])
def test_each_fault_is_found_at_the_field_that_mends_it(changes: dict[str, Any], fault: tuple[str, ...]) -> None:
    assert fault in found("minutes", changes)


def test_a_proclamation_that_differs_passes_with_its_reason() -> None:
    changes = {"items[1].vote.proclaimed": Result.REJECTED, "items[1].vote.reason": "errore di calcolo"}
    assert found("minutes", changes) == set()


def test_minutes_start_again_from_one_every_year() -> None:
    changes = {"last_sitting_on": date(2025, 12, 2), "sequence": 1}
    assert found("minutes", changes) == set()


def test_a_conflicted_organisation_that_left_and_did_not_vote_is_no_fault() -> None:
    left = SAMPLE.opened_at + timedelta(minutes=30)
    changes = {
        "presences[1].intervals[0].until": left,
        "items[1].vote.no": 0,
        "items[1].vote.ballots": (VOTE.ballots[0], VOTE.ballots[2]),
        "items[1].vote.conflicts": (Conflict(organisation=VOTE.ballots[1].organisation, left_at=left),),
    }
    assert found("minutes", changes) == set()


def test_a_ballot_not_taking_part_is_counted_once() -> None:
    changes = {
        "items[1].vote.no": 0,
        "items[1].vote.not_taking_part": 1,
        "items[1].vote.ballots[1].choice": BallotChoice.NOT_TAKING_PART,
    }
    assert found("minutes", changes) == set()


def test_an_attachment_never_cited_is_found() -> None:
    extra = (*SAMPLE.document.attachments, Attachment(title="Mappa"))
    assert ("VRB-28", "grave", "document.attachments") in found("minutes", {"document.attachments": extra})


def test_a_chained_proxy_is_found_even_if_all_are_in_the_room() -> None:
    chained = replace(SAMPLE.presences[1], title=Title.PROXY, proxy=SAMPLE.presences[2].proxy)
    holder = replace(SAMPLE.presences[2].proxy, holder=chained.organisation)
    presences = (SAMPLE.presences[0], chained, replace(SAMPLE.presences[2], proxy=holder))
    faults = found("minutes", {"presences": presences})
    assert ("VRB-16", "blocking", "presences[2].proxy.holder") in faults

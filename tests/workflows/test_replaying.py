from collections import Counter
from datetime import datetime
from itertools import pairwise

import pytest

from governance import recordings
from governance.actors import SYSTEM
from governance.audit import verify
from governance.participations import Joining
from tests.workflows.logged import CLAIMS, FINES, as_csv, compiled, oracle_of, rows_of, tables
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt, Opening
from workflows.logs import Log, WrongLog, read_log
from workflows.rehearsals import Rehearsal, rehearsal
from workflows.replaying import Replay, replay

CASES = {"road_traffic_100": FINES, "running_example": CLAIMS}
DAY = "2026-11-{:02}T09:00:00+01:00"


def log_of(*rows: tuple[str, str, int]) -> Log:
    return read_log(["case,move,at", *(f"{case},{move},{DAY.format(day)}" for case, move, day in rows)])


def played(text: str, log: Log) -> tuple[Replay, list[recordings.Step]]:
    with rehearsal(compiled(text)) as stage:
        done = replay(stage, log)
        with stage.database.reading() as tx:
            return done, list(recordings.trail(tx))


def one_by_one(stage: Rehearsal, log: Log) -> None:
    """The same log through `advance`, one transaction an event."""
    parts = [Joining(organisation_id, capacity) for capacity, organisation_id in stage.organisations.items()]
    opened: dict[str, int] = {}
    for event in log.events:
        with stage.database.transaction(event.at) as tx:
            if event.case in opened:
                advance(tx, Attempt(opened[event.case], event.move, behalf=event.by))
                continue
            opening = Opening(stage.pathway.governs, event.case, parts, lambda *_: None, SYSTEM, move=event.move)
            opened[event.case] = open_dossier(tx, opening)[0].id


@pytest.mark.parametrize("name", CASES)
def test_the_trail_a_log_leaves_equals_the_log(name: str) -> None:
    rows = rows_of(name)
    done, trail = played(CASES[name], read_log(as_csv(rows)))
    assert done.refused == []
    left = [(step.case, step.move, step.at) for step in trail]
    assert left == [(row["case"], row["move"], datetime.fromisoformat(row["at"])) for row in rows]


@pytest.mark.parametrize("name", CASES)
def test_what_process_mining_counts_in_a_log_is_counted_in_its_trail(name: str) -> None:
    oracle, trail = oracle_of(name), played(CASES[name], read_log(as_csv(rows_of(name))))[1]
    cases: dict[str, list[str]] = {}
    for step in trail:
        cases.setdefault(step.case, []).append(step.move.replace("_", " "))
    follows = Counter(pair for moves in cases.values() for pair in pairwise(moves))
    assert len(cases) == oracle["cases"]
    assert len({tuple(moves) for moves in cases.values()}) == oracle["variants"]
    assert Counter(moves[-1] for moves in cases.values()) == _folded(oracle["end_activities"])
    assert Counter(move for moves in cases.values() for move in moves) == _folded(oracle["activities"])
    assert follows == {(a.casefold(), b.casefold()): count for a, b, count in oracle["directly_follows"]}


@pytest.mark.parametrize("name", CASES)
def test_writing_in_groups_leaves_the_tables_that_advance_leaves_event_by_event(name: str) -> None:
    log = read_log(as_csv(rows_of(name)[:120]))
    with rehearsal(compiled(CASES[name])) as grouped, rehearsal(compiled(CASES[name])) as stage:
        replay(grouped, log)
        one_by_one(stage, log)
        assert tables(grouped.database) == tables(stage.database)


def test_every_history_of_a_replay_is_a_sound_chain() -> None:
    with rehearsal(compiled(FINES)) as stage:
        done = replay(stage, read_log(as_csv(rows_of("road_traffic_100"))))
        found = verify(stage.database)
    assert (found.faults, found.dossiers, found.lines) == ([], done.cases, done.events)


def test_an_illegal_event_is_refused_by_its_line_and_changes_nothing() -> None:
    log = log_of(("a", "create_fine", 2), ("b", "create_fine", 2), ("a", "add_penalty", 3), ("a", "send_fine", 4))
    done, trail = played(FINES, log)
    assert [(refusal.line, refusal.case, refusal.move) for refusal in done.refused] == [(4, "a", "add_penalty")]
    assert "Creata" in done.refused[0].why
    assert [(step.case, step.move) for step in trail] == [
        ("a", "create_fine"),
        ("b", "create_fine"),
        ("a", "send_fine"),
    ]


def test_a_case_whose_first_event_opens_nothing_leaves_nothing() -> None:
    done, trail = played(FINES, log_of(("a", "payment", 2)))
    assert (len(done.refused), trail) == (1, [])


def test_an_event_before_its_predecessor_is_refused() -> None:
    done, _ = played(FINES, log_of(("a", "create_fine", 9), ("a", "send_fine", 8)))
    assert [refusal.why for refusal in done.refused] == ["È prima dell'evento precedente della stessa pratica."]


def test_a_move_is_refused_once_it_was_made_as_often_as_allowed() -> None:
    looks = [("a", "examine_casually", day) for day in range(3, 7)]
    done, _ = played(CLAIMS, log_of(("a", "register_request", 2), *looks))
    assert [refusal.line for refusal in done.refused] == [6]


@pytest.mark.parametrize(
    ("by", "refused"), [("officer@municipality", 0), ("worker@sender", 1), ("beneficiary", 1), ("Sara P.", 0), ("", 0)]
)
def test_who_moved_is_examined_where_the_log_says_their_role(by: str, refused: int) -> None:
    done, _ = played(FINES, read_log(["case,move,at,by", f"a,create_fine,{DAY.format(2)},{by}"]))
    assert len(done.refused) == refused


def test_who_proposed_may_not_confirm_what_the_log_says_they_did() -> None:
    pathway = FINES.replace(
        "to: sent, by: [officer@municipality]", "to: sent, by: [officer@municipality], not_by_maker_of: [create_fine]"
    )
    rows = ["case,move,at,by", *(f"a,{move},{DAY.format(2)},{{}}" for move in ("create_fine", "send_fine"))]
    for other, refused in (("Sara", 1), ("Ivo", 0)):
        log = read_log([rows[0], rows[1].format("Sara"), rows[2].format(other)])
        assert len(played(pathway, log)[0].refused) == refused


def test_what_is_no_log_is_refused_whole_and_a_bad_row_by_its_line() -> None:
    with pytest.raises(WrongLog, match="mancano le colonne: case, at"):
        read_log(["move,when", "x,y"])
    log = read_log(["case,move,at", "a,create_fine,ieri", ",send_fine,2026-11-02", "", f"{'x' * 201},m,2026-11-02"])
    assert [(event.line, event.fault.split(",")[0]) for event in log.events] == [
        (2, "«ieri» non è un istante"),
        (3, "manca «case»"),
        (5, "«case» è troppo lungo"),
    ]


def _folded(counts: dict[str, int]) -> dict[str, int]:
    return {name.casefold(): count for name, count in counts.items()}

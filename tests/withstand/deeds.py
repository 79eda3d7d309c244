"""One deed of each kind that can be interrupted: how its dossier is made ready, and how it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from governance.answer_links import links_of
from governance.dossiers import by_code, read
from governance.notes import add_note
from tests.cast import MONDAY, Cast
from workflows.acts import Act, perform
from workflows.advance import advance, open_dossier
from workflows.answering import Reply, reply
from workflows.attempt import Attempt
from workflows.beginnings import Sending, referral_opening
from workflows.situations import Situation
from workflows.sweep import sweep

KEY = "the-key-of-the-form"
EXPIRES = MONDAY + timedelta(days=8, hours=1)
MOVED = frozenset({"stage_changes", "receipts"})


@dataclass(frozen=True)
class Deed:
    """`prepare` gives the dossier that `do` acts upon; `grows` are the tables that have more rows afterwards."""

    prepare: Callable[[Cast], int]
    do: Callable[[Cast, int], None]
    grows: frozenset[str]


def moving(move: str, who: str, **answers: str) -> Callable[[Cast, int], None]:
    """The deed of one move with the key of its form."""

    def do(scene: Cast, dossier_id: int) -> None:
        named = {name: str(scene.people.get(value, value)) for name, value in answers.items()}
        with scene.database.transaction(MONDAY) as tx:
            advance(tx, Attempt(dossier_id, move, scene.actor(tx, who), answers=named, key=KEY))

    return do


def open_referral(scene: Cast, need_id: int) -> None:
    """A new draft, asked for with the key of its form."""
    with scene.database.transaction(MONDAY) as tx:
        manager = scene.actor(tx, "manager")
        sending = Sending(need_id, scene.services["housing"], "Vi chiediamo un colloquio.", "ordinary")
        opening = referral_opening(tx, sending, None, manager)
        open_dossier(tx, type(opening)(**{name: getattr(opening, name) for name in opening.__slots__} | {"key": KEY}))


def write_note(scene: Cast, case_id: int) -> None:
    """A note on a case."""

    def note(situation: Situation) -> None:
        dossier = by_code(situation.tx, situation.dossier.code)
        add_note(situation.tx, dossier, scene.people["manager"], "Ha telefonato.")

    with scene.database.transaction(MONDAY) as tx:
        perform(tx, Act(case_id, "note", scene.actor(tx, "manager"), key=KEY), note)


def answer_by_link(scene: Cast, dossier_id: int) -> None:
    """The group takes the person on by its first link, with the key of its form."""
    with scene.database.transaction(MONDAY) as tx:
        first = links_of(tx, dossier_id)[-1]
        reply(tx, first.id, Reply("accept", {"worker": "La referente"}, KEY))


def accepted(scene: Cast) -> int:
    """A referral that a worker follows."""
    referral = scene.sent()
    scene.move(referral.id, "acknowledge", "intake")
    scene.move(referral.id, "accept", "intake", worker=str(scene.people["worker"]))
    return referral.id


def answered(scene: Cast) -> int:
    """A referral whose outcome waits for the sender."""
    referral_id = accepted(scene)
    scene.move(referral_id, "record_outcome", "worker", outcome="need_met", outcome_on="2026-11-23")
    return referral_id


def unanswered(scene: Cast) -> int:
    """A referral nobody answered; everybody was told, only its expiry is left to happen."""
    referral_id = scene.sent().id
    for day in range(1, 8):
        sweep(scene.database, MONDAY + timedelta(days=day, hours=1))
    return referral_id


def need_of_sent(scene: Cast) -> int:
    """A need whose referral is on its way."""
    with scene.database.reading() as tx:
        return int(read(tx, scene.sent().id).parent_id)


DEEDS = {
    "move": Deed(
        lambda scene: scene.sent().id, moving("acknowledge", "intake"), MOVED | {"deadlines", "notices"}
    ),
    "staying move": Deed(
        accepted, moving("record_contact", "worker", contact="reached_phone", note="Sì."), MOVED | {"sealed_answers"}
    ),
    "move with a document": Deed(
        lambda scene: scene.referral(scene.need(scene.case())).id,
        moving("submit", "manager"),
        MOVED | {"deadlines", "notices", "documents"},
    ),
    "move that closes its parent": Deed(
        answered, moving("confirm_closure", "manager"), MOVED | {"deadlines", "notices"}
    ),
    "move that ends its children": Deed(
        need_of_sent, moving("withdraw", "manager", withdrawal_reason="person_changed_mind"), MOVED | {"notices"}
    ),
    "creation": Deed(
        lambda scene: scene.need(scene.case()).id,
        open_referral,
        MOVED | {"dossiers", "referrals", "participations", "deadlines"},
    ),
    "act": Deed(lambda scene: scene.case().id, write_note, MOVED | {"notes"}),
    "answer by a link": Deed(
        lambda scene: scene.sent(service="aid").id,
        answer_by_link,
        frozenset({"stage_changes", "deadlines", "notices", "documents", "sealed_answers", "answer_links"}),
    ),
    "consequence of the sweep": Deed(
        unanswered,
        lambda scene, _: _sweep(scene),
        frozenset({"stage_changes", "notices", "dossiers", "participations", "deadlines"})
        | {"blockages", "blockage_links"},
    ),
}  # fmt: skip


def _sweep(scene: Cast) -> None:
    sweep(scene.database, EXPIRES)

"""Chronicles: one timeline for a household, across its cases, needs and referrals, as far as the visitor may read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, render_template

from governance import health, history
from governance.beneficiaries import present_members
from governance.chronicles import PAGE, Known, dossiers_of_household, lines_of_many
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import NotVisible, Unreadable
from governance.history import StageChange
from governance.organisations import names_of
from governance.participations import parts_of_many
from governance.people import names_of_people
from web.access import SIGNED_IN, open_to
from web.dossier_sights import Sight, sight_of, visible
from web.dossier_words import move_words, noun_of, stage_words
from web.line_words import answers_of
from web.listed import chosen
from web.lists import page_of, place
from web.makers import maker_words
from web.texts import _, lazy
from web.transactions import reading
from web.visitors import present_actor
from workflows.published import pathway

pages = Blueprint("chronicles", __name__, url_prefix="/nuclei")

EVERYTHING = "tutto"
KINDS: Mapping[str, tuple[str, frozenset[str], frozenset[str]]] = {
    "bisogni": (lazy("Bisogni"), frozenset({"need"}), frozenset()),
    "invii": (lazy("Invii"), frozenset({"referral"}), frozenset()),
    "contatti": (lazy("Contatti"), frozenset(), frozenset({"record_contact", "tell"})),
    "passi": (lazy("Passi avanti ed esiti"), frozenset(), frozenset({"progress", "record_outcome"})),
    "valutazioni": (lazy("Valutazioni"), frozenset(), frozenset({"assess", "standing"})),
    "consensi": (
        lazy("Informativa e consensi"),
        frozenset(),
        frozenset({"inform", "consent", "revoke", "close_access"}),
    ),
    "atti": (
        lazy("Atti, note e allegati"),
        frozenset(),
        frozenset({"note", "add_note", "attach", "issue_document", *health.ACTS}),
    ),
    "nucleo": (lazy("Persone del nucleo"), frozenset(), frozenset({"leave", "edit"})),
    "sguardi": (lazy("Chi ha guardato i dati"), frozenset(), frozenset({"show_identity"})),
}
"""What the timeline can be narrowed to: its words, the kinds of dossier, the moves and acts (empty: all)."""
PEOPLE_IN = ("worker", "new_owner", "from", "to")


class Happening(NamedTuple):
    """One line: when, in which dossier, what was done, where it led, by whom, and what was said."""

    at: datetime
    code: str
    kind: str
    title: str
    what: str
    stage: str
    who: str
    answers: Sequence[tuple[str, str]]


@pages.get("/<code>")
@open_to(SIGNED_IN)
def show(code: str) -> str:
    """Everything that happened to the household of this case, the newest first."""
    narrowed = chosen("solo", [*KINDS], EVERYTHING)
    with reading() as tx:
        found = sight_of(tx, code, present_actor())
        if found.dossier.kind != "case":
            raise NotVisible
        seen = _seen(tx, found, narrowed)
        known = Known(
            [key for key, (_row, reads) in seen.items() if reads],
            [key for key, (_row, reads) in seen.items() if not reads],
            [found.dossier.id] if found.heals else [],
        )
        lines = lines_of_many(tx, known, KINDS[narrowed][2] if narrowed in KINDS else (), _after())
        page = page_of(lines, PAGE, lambda each: (each.at.isoformat(), each.id))
        return render_template(
            "chronicles/show.html",
            dossier=found.dossier,
            sight=found,
            members=len(present_members(tx, found.dossier.household_id)) if found.reads else 0,
            page=page,
            happenings=_happenings(tx, found.dossier.household_id, page.rows, seen),
            kinds=[(EVERYTHING, _("Tutto")), *((name, str(words)) for name, (words, _k, _m) in KINDS.items())],
            narrowed=narrowed,
        )


def _seen(tx: Transaction, found: Sight, narrowed: str) -> dict[int, tuple[Dossier, bool]]:
    """The household's dossiers the visitor may know of, of the kinds wanted; True where the content is theirs too."""
    kinds = KINDS[narrowed][1] if narrowed in KINDS else frozenset()
    there = dossiers_of_household(tx, found.dossier.household_id)
    wanted = {key for key, kind in there.items() if not kinds or kind in kinds}
    return visible(tx, present_actor(), wanted)


def _after() -> tuple[datetime, int] | None:
    mark = place()
    if mark is None:
        return None
    try:
        at = datetime.fromisoformat(mark[0])
    except ValueError:
        return None
    return (at, mark[1]) if at.tzinfo else None


def _happenings(
    tx: Transaction, household_id: int, lines: Sequence[StageChange], seen: Mapping[int, tuple[Dossier, bool]]
) -> list[Happening]:
    read = [line for line in lines if seen[line.dossier_id][1]]
    try:
        texts = history.texts_of(tx, read, household_id)
    except Unreadable:
        texts = {}
    named = {line.actor_id for line in read} | {
        line.answers[name] for line in read for name in PEOPLE_IN if isinstance(line.answers.get(name), int)
    }
    people = names_of_people(tx, {each for each in named if each})
    parts = parts_of_many(tx, {line.dossier_id for line in read}) if read else {}
    bodies = names_of(tx, {part.organisation_id for each in parts.values() for part in each})
    taking = {
        key: {part.capacity: bodies.get(part.organisation_id, "") for part in reversed(each)}
        for key, each in parts.items()
    }
    who = {line.id: maker_words(line, people, taking.get(line.dossier_id, {})) for line in read}
    said = {line.id: answers_of(line, texts.get(line.id, {}), people) for line in read}
    return [_happening(tx, line, seen[line.dossier_id], who, said) for line in lines]


def _happening(
    tx: Transaction,
    line: StageChange,
    seen: tuple[Dossier, bool],
    who: Mapping[int, str],
    said: Mapping[int, Sequence[tuple[str, str]]],
) -> Happening:
    row, reads = seen
    path, kind = pathway(tx, row.pathway, row.version), noun_of(row.kind)
    stage = stage_words(path, line.to_stage) if line.from_stage != line.to_stage else ""
    if not reads:
        return Happening(line.at, row.code, kind, "", stage, "", "", ())
    what = move_words(path, line.move)
    return Happening(line.at, row.code, kind, row.title, what, stage, who[line.id], said[line.id])

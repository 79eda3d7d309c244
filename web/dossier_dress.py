"""What a dossier's page is dressed with: where its buttons lead, words for its marks, and its picture."""

from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import Any

from babel.numbers import format_decimal
from flask import Blueprint, current_app, url_for
from markupsafe import Markup

from governance.people import names_of_people
from governance.priorities import first_among
from web.blockage_facts import obstacles_of
from web.dates import full_day
from web.dossier_loop import loop_of
from web.dossier_sights import Sight
from web.dossier_steps import consequences, lead_of
from web.dossier_words import GRANTED_READING, capacity_words, document_words, grade_words, stage_words
from web.line_words import asked
from web.mutes import mutes_of
from web.texts import lazy, locale
from workflows.drawing import drawing

pages = Blueprint("dossier_dress", __name__)

BEGINNINGS: Mapping[str, tuple[str, str]] = {
    "case": (lazy("Aggiungi un bisogno"), "needs.new"),
    "need": (lazy("Invia a un servizio"), "sending.service"),
}
"""What begins under a dossier of each kind."""
NEEDS_SENT_FROM = ("open", "routed")
WRITTEN = ("notes", "attachments", "health_notes", "health_files")
KILOBYTE = 1024


def dressed(sight: Sight, shown: Mapping[str, Any]) -> dict[str, Any]:
    """What the template adds to the page as gathered."""
    pathway, names = sight.situation.pathway, shown["names"]
    first = shown["presses"][0] if shown["presses"] else None
    written = [each for each, _text in chain(*(shown.get(each, ()) for each in WRITTEN))]
    return {
        "follows": consequences(sight, first.step, names.organisations, names.people) if first else None,
        "lead": lead_of(sight.dossier, sight.permissions),
        "trail": [(each.code, url_for("dossiers.show", code=each.code)) for each in shown["above"]],
        "stage_names": {stage: stage_words(pathway, stage) for stage in shown["walked"]},
        "beginnings": _beginnings(sight),
        "writers": names_of_people(sight.situation.tx, {each.person_id for each in written}),
        "picture": Markup(drawing(pathway, locale(), sight.dossier.stage, shown["walked"])),  # noqa: S704 - our own SVG, escaped
        "reading_words": GRANTED_READING,
        "stuck": obstacles_of(sight),
        "comes_first": sight.reads and bool(first_among(sight.situation.tx, [sight.dossier.id])),
        **mutes_of(sight),
        **loop_of(sight),
    }


def _beginnings(sight: Sight) -> list[tuple[str, str]]:
    dossier = sight.dossier
    words, endpoint = BEGINNINGS.get(dossier.kind, ("", ""))
    closed = not dossier.open or (dossier.kind == "need" and dossier.stage not in NEEDS_SENT_FROM)
    if closed or not sight.writes or endpoint not in current_app.view_functions:
        return []
    return [(str(words), url_for(endpoint, code=dossier.code))]


@pages.app_template_global()
def size_words(size: int) -> str:
    """`12 kB`, `1,4 MB`."""
    if size < KILOBYTE * KILOBYTE:
        return f"{max(1, size // KILOBYTE)} kB"
    return f"{format_decimal(round(size / KILOBYTE / KILOBYTE, 1), locale=locale())} MB"


@pages.app_template_filter()
def iso_day(text: Any) -> str:
    """A day kept as text, in words; anything else as it is."""
    try:
        return full_day(date.fromisoformat(str(text)[:10]))
    except ValueError:
        return str(text)


for _each in (asked, capacity_words, document_words, grade_words):
    pages.add_app_template_global(_each)

"""Percorsi: published pathways in words and pictures, the networks' variants, every version's life, the drafts."""

import builtins
from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, render_template
from markupsafe import Markup

from governance.database import Transaction
from governance.errors import NotVisible
from governance.organisations import names_of
from governance.pathway_versions import PathwayVersion, versions
from governance.people import names_of_people
from governance.registers import Act, acts_named
from web.access import SIGNED_IN, open_to
from web.dossier_words import noun_of
from web.labels import labels_in
from web.texts import locale
from web.transactions import reading
from workflows.differences import differences
from workflows.drawing import drawing
from workflows.published import pathway
from workflows.publishing import PATHWAY
from workflows.reading import reading as lines_of
from workflows.shipped_drafts import shipped_drafts

Paragraph = list[tuple[int, str]]


class Life(NamedTuple):
    """A version and who published it; `end` is the act that retired it, if one did."""

    version: PathwayVersion
    by: str
    end: Act | None
    ended_by: str


pages = Blueprint("pathways", __name__, url_prefix="/percorsi")


@pages.get("")
@open_to(SIGNED_IN)
def list() -> str:
    """The published pathways, by what they govern."""
    with reading() as tx:
        stored = versions(tx)
        found = [(each, pathway(tx, each.name, each.version)) for each in _published(stored).values()]
        return render_template(
            "pathways/list.html",
            found=[each for each in found if each[0].network_id is None],
            variants=[each for each in found if each[0].network_id is not None],
            lives=_lives(tx, stored),
            drafts=[each for each in shipped_drafts() if (each.name, each.version) not in _known(stored)],
            networks=names_of(tx, {each.network_id for each in stored if each.network_id}),
            noun_of=noun_of,
            language=locale(),
        )


@pages.get("/<name>")
@open_to(SIGNED_IN)
def show(name: str) -> str:
    """One pathway: its picture, then every stage, clock and step in words."""
    with reading() as tx:
        stored = _published(versions(tx)).get(name)
        if stored is None:
            raise NotVisible
        found = pathway(tx, stored.name, stored.version)
        base = pathway(tx, *found.extends) if found.extends else None
    picture = Markup(drawing(found, locale()))  # noqa: S704 - our own SVG, every word in it escaped
    first, *lines = lines_of(found, labels_in(locale()), locale())
    if base:
        lines[lines.index("") : lines.index("")] = ["", *differences(found, base, labels_in(locale()), locale())]
    return render_template(
        "pathways/show.html", stored=stored, title=first, paragraphs=_paragraphs(lines), picture=picture
    )


def _published(stored: Sequence[PathwayVersion]) -> dict[str, PathwayVersion]:
    """The newest published version of each name."""
    found: dict[str, PathwayVersion] = {}
    for each in stored:
        if each.status == "published":
            found.setdefault(each.name, each)
    return found


def _known(stored: Sequence[PathwayVersion]) -> set[tuple[str, int]]:
    return {(each.name, each.version) for each in stored}


def _lives(tx: Transaction, stored: Sequence[PathwayVersion]) -> Sequence[Life]:
    """What became of every version: when it was published, by whom and why, and when it was retired."""
    ends = {(each.details["name"], each.details["version"]): each for each in acts_named(tx, PATHWAY, "retire_pathway")}
    actors = [each.published_by for each in stored] + [each.actor_id for each in ends.values()]
    people = names_of_people(tx, (each for each in actors if each))
    return [
        Life(
            each,
            people.get(each.published_by or 0, ""),
            end := ends.get((each.name, each.version)),
            people.get(end.actor_id or 0, "") if end else "",
        )
        for each in stored
    ]


def _paragraphs(lines: Sequence[str]) -> Sequence[Paragraph]:
    """The reading in paragraphs: (how deep, the words) of each line."""
    found: builtins.list[Paragraph] = [[]]
    for line in lines:
        if not line.strip():
            found.append([])
            continue
        words = line.lstrip()
        found[-1].append(((len(line) - len(words)) // 2 + words.startswith("- "), words.removeprefix("- ")))
    return [each for each in found if each]

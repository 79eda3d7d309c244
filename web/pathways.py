"""Percorsi: each published pathway read in plain words, with its picture."""

import builtins
from collections.abc import Sequence

from flask import Blueprint, render_template
from markupsafe import Markup

from governance.database import Transaction
from governance.errors import NotVisible
from governance.pathway_versions import PathwayVersion, versions
from web.access import SIGNED_IN, open_to
from web.dossier_words import noun_of
from web.texts import locale
from web.transactions import reading
from workflows.drawing import drawing
from workflows.labels import labels
from workflows.published import pathway
from workflows.reading import reading as lines_of

Paragraph = list[tuple[int, str]]

pages = Blueprint("pathways", __name__, url_prefix="/percorsi")


@pages.get("")
@open_to(SIGNED_IN)
def list() -> str:
    """The published pathways, by what they govern."""
    with reading() as tx:
        found = [(each, pathway(tx, each.name, each.version)) for each in _published(tx).values()]
        return render_template("pathways/list.html", found=found, noun_of=noun_of, language=locale())


@pages.get("/<name>")
@open_to(SIGNED_IN)
def show(name: str) -> str:
    """One pathway: its picture, then every stage, clock and step in words."""
    with reading() as tx:
        stored = _published(tx).get(name)
        if stored is None:
            raise NotVisible
        found = pathway(tx, stored.name, stored.version)
    picture = Markup(drawing(found, locale()))  # noqa: S704 - our own SVG, every word in it escaped
    first, *lines = lines_of(found, labels(locale()), locale())
    return render_template(
        "pathways/show.html", stored=stored, title=first, paragraphs=_paragraphs(lines), picture=picture
    )


def _published(tx: Transaction) -> dict[str, PathwayVersion]:
    """The newest published version of each name."""
    found: dict[str, PathwayVersion] = {}
    for each in versions(tx):
        if each.status == "published":
            found.setdefault(each.name, each)
    return found


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

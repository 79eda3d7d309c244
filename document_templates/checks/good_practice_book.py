"""Checks of the book of good practices, EBK-01 to 06."""

from collections import Counter
from collections.abc import Iterator

from document_templates.checks.findings import Finding, blocking, notice
from document_templates.facts.good_practice_book import (
    Evidence,
    GoodPracticeBook,
    PracticeSheet,
    PracticeStatus,
    Story,
)
from document_templates.values import PICTURE_SIGNS

_APPROVED = (PracticeStatus.APPROVED, PracticeStatus.PUBLISHED)


def check_good_practice_book(facts: GoodPracticeBook) -> Iterator[Finding]:
    """Yield the faults of a book, sheet by sheet."""
    for place, sheet in enumerate(facts.sheets):
        yield from _sheet(sheet, f"sheets[{place}]")
    yield from _headings(facts)
    yield from _links(facts)


def _sheet(sheet: PracticeSheet, path: str) -> Iterator[Finding]:
    if sheet.status not in _APPROVED or sheet.approved_on is None:
        field = "approved_on" if sheet.status in _APPROVED else "status"
        yield blocking("EBK-01", f"{path}.{field}", f"«{sheet.title}» non è approvata dalla sua rete.")
    for place, author in enumerate(sheet.authors):
        if author.consented_on is None:
            sentence = f"{author.name} non ha dato il consenso alla pubblicazione."
            yield blocking("EBK-02", f"{path}.authors[{place}].consented_on", sentence)
    yield from _pictures(sheet, path)
    for place, story in enumerate(sheet.stories):
        yield from _story(story, f"{path}.stories[{place}]")
    if sheet.evidence is not Evidence.TOLD and not sheet.sources:
        yield notice("EBK-06", f"{path}.sources", f"«{sheet.title}» cita dati senza una fonte.")


def _pictures(sheet: PracticeSheet, path: str) -> Iterator[Finding]:
    for place, picture in enumerate(sheet.pictures):
        if picture.consents < picture.people:
            sentence = f"Nell'immagine ci sono {picture.people} persone e {picture.consents} consensi."
            yield blocking("EBK-02", f"{path}.pictures[{place}].consents", sentence)
        if not picture.image.startswith(PICTURE_SIGNS):
            sentence = f"In «{sheet.title}» un'immagine non è un file PNG o JPEG."
            yield blocking("EBK-04", f"{path}.pictures[{place}].image", sentence)
        if not (picture.description or "").strip():
            sentence = f"In «{sheet.title}» un'immagine non ha il testo alternativo."
            yield blocking("EBK-04", f"{path}.pictures[{place}].description", sentence)


def _story(story: Story, path: str) -> Iterator[Finding]:
    if story.place and story.origin and story.age is not None:
        sentence = "Luogo, origine ed età insieme permettono di riconoscere la persona: togline almeno uno."
        yield blocking("EBK-03", path, sentence)


def _headings(facts: GoodPracticeBook) -> Iterator[Finding]:
    if not facts.sheets:
        yield blocking("EBK-05", "sheets", "Il libro non ha schede: l'indice sarebbe vuoto.")
    for title, times in Counter(sheet.title for sheet in facts.sheets).items():
        if times > 1:
            yield blocking("EBK-05", "sheets", f"Due schede hanno lo stesso titolo: «{title}».")


def _links(facts: GoodPracticeBook) -> Iterator[Finding]:
    titles = {sheet.title for sheet in facts.sheets}
    for place, theme in enumerate(facts.themes):
        for number, title in enumerate(theme.sheets):
            if title not in titles:
                sentence = f"Il tema «{theme.title}» rimanda a una scheda che non c'è: «{title}»."
                yield blocking("EBK-06", f"themes[{place}].sheets[{number}]", sentence)
        if not theme.sheets:
            sentence = f"Il tema «{theme.title}» non rimanda a nessuna scheda."
            yield blocking("EBK-06", f"themes[{place}].sheets", sentence)

"""A pathway as one file: its text and its base's, the words of the names it uses, the terms a protocol may set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from governance.actors import Actor
from governance.database import Transaction
from governance.errors import NotVisible
from governance.pathway_versions import PathwayVersion, in_use, pathway_version, versions
from governance.sentences import Sentence
from workflows.labels import labels
from workflows.pathway import Pathway, Timer
from workflows.published import Unsound, base_source, compiled
from workflows.publishing import Written, keep_draft
from workflows.sources import Fault, Source, read_source
from workflows.wording import GRADES, amounts_words, word

HEAD = "raccordo_pathway"
INDENT = "    "
NEWLINE = "\n"


@dataclass(frozen=True, slots=True)
class Parcel:
    """An exported file as it arrived: the texts (a base first) and the line before each, the words, the terms."""

    file: str
    sources: Sequence[tuple[str, int]]
    words: dict[str, str]
    terms: dict[str, str]


def stored_version(tx: Transaction, named: str) -> PathwayVersion:
    """The stored version `name@version` means; without a version the newest published, else the newest draft."""
    name, _, version = named.partition("@")
    found = [each for each in versions(tx) if each.name == name and version in ("", str(each.version))]
    if not found:
        raise NotVisible(Sentence("Il percorso «%(name)s» non c'è in questa installazione.", name=named))
    return max(found, key=lambda each: (in_use(each), each.version))


def export(tx: Transaction, named: str) -> str:
    """One file (YAML) that another installation can import; NotVisible if there is no such pathway."""
    stored = stored_version(tx, named)
    pathway = compiled(tx, stored)
    sources = [base_source(tx, stored.source)] if pathway.extends else []
    return "\n".join(_lines(pathway, [*sources, stored.source])) + "\n"


def read_parcel(content: bytes, file: str) -> Parcel:
    """An exported file; Unsound lists what is wrong with it."""
    source, faults = read_source(content, file)
    if source is None or faults:
        raise Unsound("\n".join(map(str, faults)))
    if source.data.get(HEAD) != "1" or not isinstance(source.data.get("sources"), list):
        raise Unsound(str(source.fault(f"questo non è un percorso esportato da Raccordo: manca «{HEAD}: 1»")))
    found = [_source(source, place) for place in range(len(source.data["sources"]))]
    return Parcel(file, found, _pairs(source, "words"), _pairs(source, "terms"))


def take_up(tx: Transaction, parcel: Parcel, actor: Actor, network_id: int | None = None) -> list[Pathway]:
    """Keep as drafts the pathways of a file that are not here yet; Unsound where a name they need does not exist here.

    A base that is published here already, word for word, is used as it is. A variant is for the network given.
    """
    kept = []
    for number, (text, line) in enumerate(parcel.sources, 1):
        own = network_id if number == len(parcel.sources) else None
        if not _is_here(tx, text):
            kept.append(_kept(tx, parcel, Written(text, parcel.file, own), line, actor))
    return kept


def _kept(tx: Transaction, parcel: Parcel, written: Written, line: int, actor: Actor) -> Pathway:
    try:
        return keep_draft(tx, written, actor)
    except Unsound as fault:
        raise Unsound("\n".join(_moved(each, parcel, line) for each in fault.sentence.splitlines())) from fault


def _moved(fault: str, parcel: Parcel, line: int) -> str:
    """The fault at its line in the whole file, with the words that the sender has for the names it lacks here."""
    place, sentence = fault.removeprefix(f"{parcel.file}:").split(": ", 1)
    if not place.isdecimal():
        return fault
    said = [f"«{name}»: {words}" for name, words in parcel.words.items() if f"«{name}»" in sentence]
    return str(Fault(parcel.file, int(place) + line, " — ".join([sentence, *said])))


def _is_here(tx: Transaction, text: str) -> bool:
    source, _ = read_source(text.encode(), "testo")
    name, version = (str(source.data.get(each, "")) for each in ("pathway", "version")) if source else ("", "")
    known = pathway_version(tx, name, int(version)) if version.isdecimal() else None
    return known is not None and in_use(known) and known.digest == sha256(text.encode()).hexdigest()


def _source(source: Source, place: int) -> tuple[str, int]:
    entry = source.data["sources"][place]
    text = entry.get("text") if isinstance(entry, dict) else None
    if not isinstance(text, str) or sha256(text.encode()).hexdigest() != entry.get("digest"):
        sentence = f"il percorso n. {place + 1} non è com'era quando fu esportato"
        raise Unsound(str(source.fault(sentence, "sources", place)))
    return text, source.line(("sources", place, "text"))


def _pairs(source: Source, section: str) -> dict[str, str]:
    found = source.data.get(section) or {}
    if not isinstance(found, dict) or not all(isinstance(words, str) for words in found.values()):
        raise Unsound(str(source.fault(f"«{section}»: qui vanno coppie «nome: parole»", section)))
    return found


def _lines(pathway: Pathway, sources: Sequence[str]) -> Iterator[str]:
    yield f"# {pathway.label.it}: percorso {pathway.name} {pathway.version}, da importare con raccordo pathway import"
    yield f"{HEAD}: 1"
    yield from _section("words", _words(pathway))
    yield from _section("terms", {timer.term: _amounts(timer) for timer in pathway.timers.values() if timer.term})
    yield "sources:"
    for text in sources:
        yield f"  - digest: {sha256(text.encode()).hexdigest()}"
        ending = "" if text.endswith("\n") and not text.endswith("\n\n") else "+" if text.endswith("\n") else "-"
        yield f"    text: |{2 if text.startswith((' ', NEWLINE)) else ''}{ending}"
        yield from (f"{INDENT}  {line}" if line else "" for line in text.removesuffix(NEWLINE).split(NEWLINE))


def _section(name: str, pairs: dict[str, str]) -> Iterator[str]:
    yield f"{name}:" if pairs else f"{name}: {{}}"
    for key, words in pairs.items():
        quoted = words.replace("'", "''")
        yield f"  {key}: '{quoted}'"


def _words(pathway: Pathway) -> dict[str, str]:
    """The Italian words of every requirement, effect and question the pathway names."""
    said = labels()
    named = (name for step in pathway.steps.values() for name in (*step.needs, *step.does, *step.asks, *step.may_ask))
    return {name: said[name] for name in dict.fromkeys(named) if name in said}


def _amounts(timer: Timer) -> str:
    """The pathway's own figure in words: «Presa visione dovuta: 2 giorni lavorativi (ordinaria), ...»."""
    told = ((grade, amounts_words(amounts)) for grade, amounts in timer.amounts.items())
    figures = (f"{figure} ({word(GRADES, grade, 'it')})" if grade else figure for grade, figure in told)
    return f"{timer.label.it}: {', '.join(figures)}"

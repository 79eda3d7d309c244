"""The text of a pathway read as YAML where every scalar is text, with the line of everything in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LARGEST_BYTES = 1_000_000
DEEPEST = 6
MOST_NODES = 30_000

Keys = tuple[str | int, ...]
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong and where; `absent` marks a name of the vocabulary that is not implemented yet."""

    file: str
    line: int
    sentence: str
    absent: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Source:
    """A file's data (dicts, lists and texts) and the line on which each key and item stands."""

    file: str
    text: str
    data: Any
    lines: Mapping[Keys, int]

    def line(self, keys: Keys) -> int:
        """The line of an entry, or of the nearest thing around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def fault(self, sentence: str, *keys: str | int, absent: bool = False) -> Fault:
        """A fault at the line of the entry that the keys lead to."""
        return Fault(self.file, self.line(keys), sentence, absent)


class _TooMuch(Exception):
    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.sentence = line, sentence


class _Reader:
    """Builds data from the parser's events, refusing what the grammar leaves out."""

    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self.file, self.events = file, events
        self.lines: dict[Keys, int] = {}
        self.faults: list[Fault] = []
        self.nodes = 0
        self.has_alias = False

    def document(self) -> Any:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        data = self.node(next(self.events), ())
        next(self.events)
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self.note(extra, "un file tiene un solo percorso: togli ciò che segue «---»")
        return data

    def node(self, event: Any, keys: Keys) -> Any:
        line = event.start_mark.line + 1
        self.lines.setdefault(keys, line)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _TooMuch(line, f"il file ha più di {MOST_NODES} voci")
        if len(keys) > DEEPEST:
            raise _TooMuch(line, f"il file è annidato per più di {DEEPEST} livelli")
        self.refuse_indirection(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(keys)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(keys)
        return getattr(event, "value", "")

    def mapping(self, keys: Keys) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, keys)
            line = event.start_mark.line + 1
            if key in found:
                first = self.lines[(*keys, key)]
                self.note(event, f"«{key}» è scritto due volte: la prima è alla riga {first}")
                self.node(next(self.events), (*keys, key))
                continue
            self.lines[(*keys, key)] = line
            found[key] = self.node(next(self.events), (*keys, key))
        return found

    def key(self, event: Any, keys: Keys) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_indirection(event)
            return event.value
        self.note(event, "il nome di una voce deve essere una parola")
        return str(self.node(event, (*keys, "?")))

    def sequence(self, keys: Keys) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.node(event, (*keys, len(found))))
        return found

    def refuse_indirection(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.has_alias = True
            self.note(event, f"i rimandi (*{event.anchor}) non sono ammessi: scrivi il valore per esteso")
            return
        if event.anchor:
            self.note(event, f"le ancore (&{event.anchor}) non sono ammesse")
        if event.tag:
            self.note(event, f"i tipi espliciti ({event.tag}) non sono ammessi: ogni valore è testo")

    def note(self, event: Any, sentence: str) -> None:
        self.faults.append(Fault(self.file, event.start_mark.line + 1, sentence))


def read_source(content: bytes, file: str) -> tuple[Source | None, list[Fault]]:
    """Data and lines of a pathway's text; no source where the text cannot be read as a whole."""
    if len(content) > LARGEST_BYTES:
        return None, [Fault(file, 1, f"il file supera {LARGEST_BYTES // 1000} kB: un percorso ne ha pochi")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Fault(file, line, "il file non è scritto in UTF-8")]
    reader = _Reader(file, yaml.parse(text, Loader=_LOADER))
    try:
        data = reader.document()
    except _TooMuch as error:
        return None, [*reader.faults, Fault(file, error.line, error.sentence)]
    except yaml.YAMLError as error:
        return None, [*reader.faults, Fault(file, _line_of(error, text), _reason(error))]
    if reader.has_alias:
        return None, reader.faults
    if not isinstance(data, dict):
        sentence = "il file non contiene un percorso: comincia con «pathway: nome»"
        return None, [*reader.faults, Fault(file, 1, sentence)]
    return Source(file, text, data, reader.lines), reader.faults


def read_file(path: Path) -> tuple[Source | None, list[Fault]]:
    """`read_source` of a file; OSError if it cannot be opened."""
    with path.open("rb") as opened:
        return read_source(opened.read(LARGEST_BYTES + 1), str(path))


_PROBLEMS = {
    "tab": "c'è una tabulazione, usa gli spazi",
    "cannot start any token": "c'è un segno che qui non può stare: metti il testo tra virgolette",
    "mapping values": "ci sono due punti di troppo: metti il testo tra virgolette",
    "unexpected end": "qualcosa che si apre non si chiude",
    "did not find expected": "manca qualcosa, per esempio una parentesi, una virgoletta o il rientro",
}
"""What the reader of YAML objects to, by a few words of its own sentence, as people say it."""


def _line_of(error: yaml.YAMLError, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    position = getattr(error, "position", 0)
    return text.encode().count(b"\n", 0, position) + 1


def _reason(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return "il file contiene caratteri di controllo"
    problem = str(getattr(error, "problem", None) or "")
    said = (words for beginning, words in _PROBLEMS.items() if beginning in problem)
    return f"il file non è YAML valido: {next(said, 'da qui non si riesce a leggerlo')}"

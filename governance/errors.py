"""What can go wrong, in the words of the field; only the edge turns these into pages, JSON and exit codes."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is still missing: the sentence, who can mend it, and the page where."""

    sentence: str
    mender: str = ""
    page: str = ""
    code: str = ""


class RaccordoError(Exception):
    """Anything Raccordo refuses, with an Italian sentence that says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotVisible(RaccordoError):
    """It does not exist, or the person may not know that it does: the two answer alike."""

    def __init__(self, sentence: str = "Non c'è nessuna pagina a questo indirizzo.") -> None:
        super().__init__(sentence)


class NotPermitted(RaccordoError):
    """The person may see it, but this act is not theirs."""


class NotOffered(RaccordoError):
    """The move does not start from the present stage."""


class Changed(RaccordoError):
    """Somebody else changed the dossier after the person opened it."""

    def __init__(self, since: Sequence[str] = ()) -> None:
        super().__init__("È cambiato nel frattempo: rileggi che cosa è successo, poi conferma di nuovo.")
        self.since = tuple(since)


class Unmet(RaccordoError):
    """Something asked or needed is not there; `missing` lists each thing."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(" ".join(each.sentence for each in missing))
        self.missing = tuple(missing)


class Invalid(RaccordoError):
    """A field holds something that cannot be accepted; `faults` maps field names to sentences."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


class Repeated(RaccordoError):
    """The same key came again with a different request."""


class Unreadable(RaccordoError):
    """A sealed value cannot be opened: its key was erased, or it was moved or altered."""

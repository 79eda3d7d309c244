"""What can go wrong between facts and paper: one small tree, each with a sentence in Italian."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a template: what, in which part of the file and in which paragraph."""

    sentence: str
    part: str = ""
    paragraph: str = ""

    def __str__(self) -> str:
        place = f"{self.part}, «{self.paragraph}»: " if self.paragraph else f"{self.part}: " if self.part else ""
        return place + self.sentence


class DocumentError(Exception):
    """Anything this package refuses to do; `str()` is a sentence for the person who asked."""


class Refused(DocumentError):
    """An uploaded file that is not safe or not sound enough to be opened."""


class TooHeavy(Refused):
    """A template that went over its bounds of time or memory."""


class Faulty(DocumentError):
    """A template that cannot be compiled or rendered; `faults` says where and why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(" ".join(str(fault) for fault in faults))
        self.faults = faults

    def __reduce__(self) -> tuple[type["Faulty"], tuple[Fault, ...]]:
        return type(self), self.faults


class Missing(Faulty):
    """Facts that the template needs and did not receive: one fault for each, with its paragraph."""


class UnknownTemplate(DocumentError):
    """There is no built-in text of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Non esiste un modello di nome «{name}».")


class ConversionFailed(DocumentError):
    """LibreOffice did not give a PDF back."""


class LibreOfficeAbsent(ConversionFailed):
    """LibreOffice is not installed on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "Per fare i PDF serve LibreOffice, che su questo computer non c'è. "
            "Chiedi a chi gestisce il sistema di installare «libreoffice-writer»."
        )

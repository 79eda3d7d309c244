"""What convocation, minutes and attendance sheet share: the body, the sitting, who was there and from when."""

from dataclasses import dataclass
from datetime import datetime

from document_templates.facts.common import Choice


class Article(Choice):
    """The definite article of a body's name, so that sentences about it read well."""

    IL = "il", "il "
    LO = "lo", "lo "
    LA = "la", "la "
    ELIDED = "l'", "l'"


_OF = {Article.IL: "del ", Article.LO: "dello ", Article.LA: "della ", Article.ELIDED: "dell'"}


class Mode(Choice):
    """How a sitting is held."""

    IN_PERSON = "in_person", "in presenza"
    REMOTE = "remote", "in videoconferenza"
    MIXED = "mixed", "in modalità mista, in presenza e in videoconferenza"


class ItemKind(Choice):
    """The place of an item in the agenda."""

    PREVIOUS_MINUTES = "previous_minutes", "approvazione del verbale precedente"
    ORDINARY = "ordinary", "punto ordinario"
    PETITION = "petition", "istanza di un gruppo di partecipazione"
    OTHER_BUSINESS = "other_business", "varie ed eventuali"


class Title(Choice):
    """By what title a person sits for an organisation."""

    HOLDER = "holder", "titolare"
    SUBSTITUTE = "substitute", "sostituto"
    PROXY = "proxy", "per delega"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The body that meets; `deliberative` bodies vote with a quorum, technical tables do not."""

    name: str
    article: Article
    deliberative: bool

    @property
    def definite(self) -> str:
        """Return `il Tavolo tecnico`."""
        return f"{self.article.label}{self.name}"

    @property
    def of(self) -> str:
        """Return `del Tavolo tecnico`."""
        return f"{_OF[self.article]}{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """The sitting as convened; `place` reads after «in»; `call` is 1 or 2; `link` is for those far away."""

    starts_at: datetime
    place: str
    mode: Mode
    call: int
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From when to when a person was there; `until` empty: to the end of the sitting."""

    since: datetime
    until: datetime | None = None

    def covers(self, instant: datetime) -> bool:
        """Tell whether the person was there at `instant`; the instant of leaving no longer counts."""
        return self.since <= instant and (self.until is None or instant < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyPaper:
    """The organisation whose representative votes for another, and the paper that allows it."""

    holder: str
    document: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One organisation represented by one person; `weight` in the unit of the body, `remote` by video."""

    organisation: str
    person: str
    role: str
    title: Title
    intervals: tuple[Interval, ...]
    weight: int = 1
    remote: bool = False
    identification: str | None = None
    proxy: ProxyPaper | None = None

    def covers(self, instant: datetime) -> bool:
        """Tell whether this presence holds at `instant`."""
        return any(interval.covers(instant) for interval in self.intervals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A member that is not represented, with the justification if one came."""

    organisation: str
    justification: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody invited without a vote."""

    person: str
    role: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who chairs or who records."""

    person: str
    role: str
    organisation: str


def represented_at(presences: tuple[Presence, ...], instant: datetime) -> frozenset[str]:
    """Return the organisations represented at `instant`, a proxy only while its holder is there."""
    own = {p.organisation for p in presences if p.proxy is None and p.covers(instant)}
    lent = {p.organisation for p in presences if p.proxy and p.proxy.holder in own and p.covers(instant)}
    return frozenset(own | lent)

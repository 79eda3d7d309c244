"""Reasons: what speaks for a service that was found and what against it, in words, the weightiest first."""

from collections.abc import Iterator
from typing import NamedTuple

from governance.covers import Cover
from governance.service_searches import Finding
from governance.services import Service
from web.dates import full_day
from web.texts import _, several

HERE = 0.5
"""Kilometres below which a seat is in the municipality itself."""


class Reason(NamedTuple):
    """One reason, for or against."""

    good: bool
    words: str


def reasons_of(finding: Finding, place: str = "", sends: bool = False) -> list[Reason]:
    """Why a service stands where it stands; `place` is the municipality asked for, `sends` whether one may send."""
    return [
        *_closed(finding),
        *_alike(finding),
        *(_covered(finding.cover) if sends or finding.cover else ()),
        _places(finding.service),
        *_near(finding, place),
        *_spoken(finding.service),
        _verified(finding),
    ]


def _closed(finding: Finding) -> Iterator[Reason]:
    if finding.closure:
        words = _("L'ente non riceve invii fino al %(day)s: %(reason)s", day=full_day(finding.closure.last_day),
                  reason=finding.closure.reason)  # fmt: skip
        yield Reason(False, words)
    if finding.service.closed_until and finding.service.is_closed(finding.day):
        yield Reason(False, _("Chiuso fino al %(day)s.", day=full_day(finding.service.closed_until)))


def _alike(finding: Finding) -> Iterator[Reason]:
    if finding.alike:
        words = ", ".join(finding.alike)
        said = _("Parla di: %(words)s.", words=words)
        yield Reason(True, said if finding.surely else _("Somiglia a: %(words)s.", words=words))


def _covered(cover: Cover | None) -> Iterator[Reason]:
    if cover is None:
        yield Reason(
            False,
            _("Nessun protocollo vigente permette questo invio: puoi preparare la bozza e chiedere una deroga "
              "all'Ufficio di Piano."),
        )  # fmt: skip
        return
    words = _("Coperto dal protocollo «%(title)s», art. %(clause)s, fino al %(day)s.", title=cover.title,
              clause=cover.clause, day=full_day(cover.ends_on))  # fmt: skip
    yield Reason(True, words)


def _places(service: Service) -> Reason:
    if service.full_on is not None:
        words = _("Dal %(day)s dice di non avere posti: può metterla in lista d'attesa.", day=full_day(service.full_on))
        return Reason(False, words)
    if service.free is None:
        return Reason(True, _("Non conta i posti."))
    if service.free == 0:
        return Reason(False, _("Ora non ha posti liberi: può metterla in lista d'attesa."))
    words = several("%(num)d posto libero.", "%(num)d posti liberi.", service.free)
    if service.funded is not None:
        words = f"{words} {several('%(num)d è finanziato.', '%(num)d sono finanziati.', service.funded_free)}"
    return Reason(True, words)


def _near(finding: Finding, place: str) -> Iterator[Reason]:
    if not place:
        return
    if finding.kilometres is None:
        yield Reason(True, _("Lavora a %(place)s.", place=place))
    elif finding.kilometres < HERE:
        yield Reason(True, _("Lavora a %(place)s, dove ha sede.", place=place))
    else:
        distance = _(
            "Lavora a %(place)s; ha sede a circa %(km)d km.", place=place, km=max(1, round(finding.kilometres))
        )
        yield Reason(True, distance)


def _spoken(service: Service) -> Iterator[Reason]:
    if service.languages:
        yield Reason(True, _("Lingue: %(all)s.", all=", ".join(service.languages)))


def _verified(finding: Finding) -> Reason:
    found = finding.service
    if found.verified_on is None:
        return Reason(False, _("Mai verificato: chiama prima."))
    if found.doubted_on is not None:
        words = _(
            "Da verificare: il %(day)s un diniego ha detto che non è come descritto.", day=full_day(found.doubted_on)
        )
        return Reason(False, words)
    if found.is_fresh(finding.day):
        return Reason(True, _("Verificato il %(day)s.", day=full_day(found.verified_on)))
    words = _("Da verificare di nuovo: l'ultima volta era il %(day)s.", day=full_day(found.verified_on))
    return Reason(False, words)

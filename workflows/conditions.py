"""Conditions of eligibility: one short function each; what a rule may name, and the sentence when it is not met."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from governance.code_entries import Code
from governance.errors import Missing
from governance.personal_codes import PERMITS, RECEPTIONS
from governance.sentences import Sentence
from governance.standings import Standing
from workflows.registry import Registry

CASE_TEAM = "chi segue la presa in carico"
STANDING = "case:standing"
"""Where the facts asked at intake are written."""
YES = ("yes",)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks to be accompanied: the facts, whether the municipality belongs to the network, and the day."""

    standing: Standing
    in_network: bool
    programme: str
    day: date


Condition = Callable[[Applicant, Collection[str]], Missing | None]
conditions: Registry[Condition] = Registry("condition")


def _ask(sentence: str) -> Missing:
    return Missing(sentence, CASE_TEAM, STANDING)


def _refuse(sentence: Sentence) -> Missing:
    return Missing(Sentence("%(why)s Orienta la persona al servizio competente.", why=sentence), CASE_TEAM)


def _one_of(found: str, among: Collection[str], question: str, refusal: Sentence) -> Missing | None:
    """What is written of a person against what a rule wants: asked for if nothing is, refused if it is another."""
    if not found:
        return _ask(question)
    return None if found in among else _refuse(refusal)


def _words(codes: Mapping[str, Code], among: Collection[str]) -> str:
    return ", ".join(codes[each].it.lower() for each in among)


@conditions
def municipality_in_network(applicant: Applicant, among: Collection[str]) -> Missing | None:
    """Vive in un Comune della rete"""
    if applicant.in_network:
        return None
    return Missing("Il comune della persona non fa parte della rete: orientala al servizio competente.", CASE_TEAM)


@conditions
def regular_stay(applicant: Applicant, among: Collection[str]) -> Missing | None:
    """Soggiorna regolarmente"""
    regular = applicant.standing.is_regular(applicant.day)
    if regular is None:
        return _ask("Scrivi quale titolo di soggiorno ha la persona e fino a quando vale.")
    if regular:
        return None
    return Missing(
        Sentence(
            "%(programme)s accompagna chi soggiorna regolarmente, e il titolo manca o è scaduto: se il rinnovo è "
            "chiesto, scrivilo.",
            programme=applicant.programme,
        ),
        CASE_TEAM,
        STANDING,
    )


@conditions
def permit_among(applicant: Applicant, among: Collection[str]) -> Missing | None:
    """Ha uno dei titoli di soggiorno del programma"""
    return _one_of(
        applicant.standing.permit,
        among,
        "Scrivi quale titolo di soggiorno ha la persona.",
        Sentence(
            "%(who)s accompagna chi ha uno di questi titoli: %(wanted)s.",
            who=applicant.programme,
            wanted=_words(PERMITS, among),
        ),
    )


@conditions
def resident(applicant: Applicant, among: Collection[str]) -> Missing | None:
    """È residente in un Comune della rete"""
    return _one_of(
        applicant.standing.resident,
        YES,
        "Scrivi se la persona è residente nel Comune.",
        Sentence("%(programme)s accompagna chi è residente, e la persona non lo è.", programme=applicant.programme),
    )


@conditions
def reception_among(applicant: Applicant, among: Collection[str]) -> Missing | None:
    """È nella condizione di accoglienza del programma"""
    return _one_of(
        applicant.standing.reception,
        among,
        "Scrivi se la persona è in accoglienza, ne è uscita o non c'è mai stata.",
        Sentence(
            "%(who)s accompagna chi è in questa condizione: %(wanted)s.",
            who=applicant.programme,
            wanted=_words(RECEPTIONS, among),
        ),
    )


@conditions
def vulnerable(applicant: Applicant, among: Collection[str]) -> Missing | None:
    """Vive una grave vulnerabilità"""
    if applicant.standing.vulnerabilities is None:
        return _ask("Scrivi quali vulnerabilità ci sono nel nucleo, o che non ce ne sono.")
    if applicant.standing.vulnerabilities:
        return None
    return _refuse(
        Sentence("%(programme)s accompagna chi vive una grave vulnerabilità.", programme=applicant.programme)
    )


@conditions
def in_emergency(applicant: Applicant, among: Collection[str]) -> Missing | None:
    """È in emergenza sociale o abitativa"""
    return _one_of(
        applicant.standing.emergency,
        YES,
        "Scrivi se la persona è in emergenza sociale o abitativa.",
        Sentence("%(programme)s accompagna chi è in emergenza sociale o abitativa.", programme=applicant.programme),
    )


@conditions
def serves_networks(applicant: Applicant, among: Collection[str]) -> Missing | None:
    """Accompagna reti, non persone"""
    return Missing(
        Sentence(
            "%(programme)s accompagna le reti, non le persone: apri la presa in carico in un'altra rete.",
            programme=applicant.programme,
        ),
        CASE_TEAM,
    )

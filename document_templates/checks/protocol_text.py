"""Checks of the text of an agreement: articles, terms, bodies, data, territory (PTC-05 to PTC-09, PTC-11, 13 to 15)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction

from document_templates.checks.findings import Finding, blocking, grave, notice
from document_templates.checks.parties import check_parties
from document_templates.facts.articles import HEADINGS
from document_templates.facts.protocol_text import DataRole, ProtocolText, Rule

_CONTENT = {
    "definitions": "definitions",
    "aims": "aims",
    "commitments": "common_commitments",
    "referrals": "referral_paths",
    "monitoring": "indicators",
}


def check_protocol_text(facts: ProtocolText) -> Iterator[Finding]:
    """Yield the faults of the whole text, parties first."""
    yield from check_parties(facts)
    yield from _duration(facts)
    yield from _leaving_and_joining(facts)
    yield from _data_protection(facts)
    yield from _bodies(facts)
    yield from _articles(facts)
    yield from _articles_without_content(facts)
    yield from _lead(facts)
    yield from _territory(facts)


def _duration(facts: ProtocolText) -> Iterator[Finding]:
    if facts.months is None or facts.months < 1:
        yield blocking("PTC-05", "months", "Manca la durata in mesi.")
    if facts.starts_on and facts.ends_on is None:
        yield blocking("PTC-05", "ends_on", "C'è la data di inizio ma non quella di fine.")
    if facts.starts_on and facts.ends_on and facts.ends_on <= facts.starts_on:
        yield blocking("PTC-05", "ends_on", "La fine viene prima dell'inizio.")


def _leaving_and_joining(facts: ProtocolText) -> Iterator[Finding]:
    if facts.article.withdrawal and not facts.wording.withdrawal and not facts.withdrawal_days:
        yield blocking("PTC-06", "withdrawal_days", "Manca il preavviso di recesso in giorni.")
    if facts.article.accession and not facts.wording.accession and not facts.accession_days:
        yield blocking("PTC-07", "accession_days", "Manca il termine di risposta a chi chiede di aderire.")


def _data_protection(facts: ProtocolText) -> Iterator[Finding]:
    if facts.data_protection is not None:
        return
    joint = [p for p in facts.parties if p.data_role is DataRole.JOINT_CONTROLLER]
    if joint:
        sentence = f"{len(joint)} Parti sono contitolari dei dati: completa l'accordo dell'art. 26 GDPR."
        yield blocking("PTC-08", "data_protection", sentence)
    elif facts.referral_paths:
        yield grave("PTC-08", "data_protection", "Gli invii comportano dati personali: indica i ruoli.")


def _bodies(facts: ProtocolText) -> Iterator[Finding]:
    if not facts.bodies:
        yield grave("PTC-09", "bodies", "Manca almeno un organo che governi la collaborazione.")
    for place, body in enumerate(facts.bodies):
        if (body.quorum is None) != (body.majority is None):
            sentence = f"Per «{body.name}» servono insieme numero legale e maggioranza, oppure nessuno dei due."
            yield blocking("PTC-09", f"bodies[{place}]", sentence)
        for name, rule in (("quorum", body.quorum), ("majority", body.majority)):
            if rule is not None and not _is_lawful(rule):
                sentence = f"«{rule.fraction}» non è una frazione fra 0 e 1, come 1/2 o 2/3."
                yield blocking("PTC-09", f"bodies[{place}].{name}.fraction", sentence)


def _is_lawful(rule: Rule) -> bool:
    try:
        return 0 < Fraction(rule.fraction) <= 1
    except (ValueError, ZeroDivisionError):
        return False


def _articles(facts: ProtocolText) -> Iterator[Finding]:
    given = [getattr(facts.article, field.name) for field in fields(facts.article)]
    kept = [number for number in given if number is not None]
    if kept != list(range(1, len(kept) + 1)):
        yield blocking("PTC-11", "article", "Gli articoli non sono numerati di seguito da 1.")
    for name in sorted(facts.legal_type.form.required):
        if getattr(facts.article, name) is None:
            sentence = f"Per un testo di tipo «{facts.legal_type.label}» serve l'articolo «{HEADINGS[name]}»."
            yield blocking("PTC-11", f"article.{name}", sentence)
    if facts.legal_type.form.notice_required and not facts.notice_reference:
        sentence = "La co-progettazione nasce da un avviso pubblico: indicane gli estremi."
        yield blocking("PTC-11", "notice_reference", sentence)


def _articles_without_content(facts: ProtocolText) -> Iterator[Finding]:
    for name, field in _CONTENT.items():
        present = getattr(facts.article, name) and not getattr(facts.wording, name)
        if present and not getattr(facts, field):
            yield blocking("PTC-15", field, f"L'articolo «{HEADINGS[name]}» è vuoto: completalo o toglilo.")


def _lead(facts: ProtocolText) -> Iterator[Finding]:
    leads = sum(party.lead for party in facts.parties)
    if leads != 1:
        yield blocking("PTC-13", "parties", f"Il capofila deve essere una delle Parti, una sola: sono {leads}.")
    if len(facts.parties) < 2:
        yield blocking("PTC-13", "parties", "Servono almeno due Parti.")


def _territory(facts: ProtocolText) -> Iterator[Finding]:
    if not facts.territory:
        yield blocking("PTC-14", "territory", "Manca il territorio.")
    represented = Counter(town for party in facts.parties for town in party.municipalities)
    for town, times in represented.items():
        if times > 1:
            yield blocking("PTC-14", "parties", f"{town} è rappresentato da {times} Parti.")
    for place, town in enumerate(facts.territory):
        if represented and town not in represented:
            yield blocking("PTC-14", f"territory[{place}]", f"{town} non è rappresentato da nessuna Parte.")
    for town in sorted(represented.keys() - set(facts.territory)):
        yield notice("PTC-14", "territory", f"{town} è rappresentato ma non fa parte del territorio.")

"""Check of what must not be published, VRB-24: case codes, tax codes, names beside words of health or distress."""

import re
from collections.abc import Iterator

from document_templates.checks.completeness import texts_of
from document_templates.checks.findings import Finding, blocking
from document_templates.facts.common import Confidentiality
from document_templates.facts.minutes import Minutes

CASE_CODE = re.compile(r"\b[A-Z]{2,5}-\d{4}-\d{2,6}\b|\b(?:PIC|BIS|INV|TRA|STA|CYC|OBJ)-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
TAX_CODE = re.compile(r"\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b")
_NAME = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ']+(?: [A-ZÀ-Þ][a-zà-ÿ']+)+")
_OF_ITEM = re.compile(r"items\[(\d+)\]\.(.+)")
_OF_STATEMENT = re.compile(r"statements\[(\d+)\]\.")
_SENTENCE = re.compile(r"[^.!?]+")
_DISTRESS = re.compile(
    r"\b(?:salut|malatt|malat|disabil|invalid|gravidanz|incint|depress|psichiatr|dipendenz|tossicodip|alcol"
    r"|hiv|tumor|disturb|diagnos|terapi|ricover|violenz|tratta|tortur|indigen|povert|sfratt|morosit|debit"
    r"|detenut|carcer|reat|minore|profug|rifugiat|richiedente asilo|protezione internazionale)\w*",
    re.IGNORECASE,
)


def check_publication(facts: Minutes) -> Iterator[Finding]:
    """Yield a blocking finding per text of the publishable version that may identify a person in need.

    Rules: Garante, guidelines of 15-5-2014, and the order that the subject line too must not name anybody.
    """
    if facts.document.confidentiality is Confidentiality.INTERNAL:
        sentence = "Il documento è segnato «uso interno»: segnalo come versione pubblicabile."
        yield blocking("VRB-24", "document.confidentiality", sentence)
    if facts.signed_by_secretary is None or facts.signed_by_secretary.kind is None:
        sentence = "Si pubblica solo un verbale firmato dal segretario."
        yield blocking("VRB-03", "signed_by_secretary", sentence)
    known = _known_names(facts)
    for path, text in _published(facts):
        if CASE_CODE.search(text) and not path.endswith("number"):
            yield blocking("VRB-24", path, "Qui c'è il codice di un caso: va solo nell'allegato riservato.")
        if TAX_CODE.search(text):
            yield blocking("VRB-24", path, "Qui c'è un codice fiscale: toglilo dalla versione pubblicabile.")
        for name in _names_beside_distress(text, known):
            sentence = f"«{name}» sta accanto a parole su salute o disagio: togli il nome."
            yield blocking("VRB-24", path, sentence)


def _published(facts: Minutes) -> Iterator[tuple[str, str]]:
    """Yield every text but those that the publishable version withholds: what nobody thought of is looked at too."""
    for path, text, _required in texts_of(facts):
        if not _is_withheld(facts, path):
            yield path, text


def _is_withheld(facts: Minutes, path: str) -> bool:
    found = _OF_ITEM.fullmatch(path)
    if not found:
        return path.startswith("cases[") or path.endswith(".justification")
    item = facts.items[int(found[1])]
    if found[2] == "summary":
        return bool(item.public_summary)
    stated = _OF_STATEMENT.match(found[2])
    return stated is not None and not item.statements[int(stated[1])].public


def _known_names(facts: Minutes) -> frozenset[str]:
    people = [presence.person for presence in facts.presences]
    people += [guest.person for guest in facts.guests]
    people += [officer.person for officer in (facts.chair, facts.secretary) if officer]
    bodies = [*facts.entitled, facts.body.name, facts.document.network, facts.document.body]
    return frozenset(name.casefold() for name in (*people, *bodies))


def _names_beside_distress(text: str, known: frozenset[str]) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        if _DISTRESS.search(sentence):
            for name in _NAME.findall(sentence):
                if not any(name.casefold() in one or one in name.casefold() for one in known):
                    yield name

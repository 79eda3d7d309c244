"""Issuing a document by a person's own act: its facts as they are now, what the checks find, the history line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from document_templates.checks import check
from document_templates.checks.findings import Finding, Severity
from governance import documents
from governance.actors import Actor
from governance.database import Transaction
from governance.documents import Document
from governance.dossiers import Dossier
from governance.errors import Missing, NotPermitted, NotVisible, Unmet
from governance.organisations import Organisation
from governance.policy import Permission, permissions_on
from workflows.acts import Act, perform
from workflows.papers.agreements import Agreement, agreement_of
from workflows.papers.asking import PAPERS, record
from workflows.papers.previews import letter_preview
from workflows.papers.protocols import accession
from workflows.papers.unsaid import unsaid_accession, unsaid_text
from workflows.situations import Situation, situation_of
from workflows.wording import DOCUMENTS

DRAFT = "draft"
PER_PARTY = ("accession",)
"""Documents of which each party of a protocol has its own."""
BY_HAND: Mapping[str, tuple[str, ...]] = {"protocol": ("protocol_text", *PER_PARTY)}
"""Documents that a person issues whenever they want, by kind of dossier; all others a move issues first."""
OF_KIND: Mapping[str, tuple[str, ...]] = {"referral": ("referral_letter", "acceptance_letter"), **BY_HAND}
_ISSUERS = {"referral_letter": "sender", "acceptance_letter": "recipient"}
"""In which capacity one must take part to issue a letter again."""
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it would be issued now, with what the checks find, the gravest first."""

    name: str
    facts: Any
    findings: Sequence[Finding]
    about_id: int | None = None

    def of(self, severity: Severity) -> list[Finding]:
        """The findings of one severity."""
        return [each for each in self.findings if each.severity is severity]

    def require_issuable(self, reasoned: bool) -> None:
        """Unmet with every blocking finding, or with the grave ones where nobody wrote why they are passed over."""
        stopping = self.of(Severity.BLOCKING) or ([] if reasoned else self.of(Severity.GRAVE))
        if stopping:
            raise Unmet([Missing(each.sentence, page=each.field, code=each.severity) for each in stopping])


@dataclass(frozen=True, slots=True)
class Issue:
    """What a person issues, at which revision, about which party, and why although something grave was found."""

    dossier_id: int
    name: str
    actor: Actor
    revision: int | None = None
    about_id: int | None = None
    reason: str = ""
    key: str = ""


def prepare(situation: Situation, name: str, about_id: int | None = None) -> Prepared:
    """The document as it would be issued now; NotVisible where this dossier has none of that name."""
    if name not in OF_KIND.get(situation.dossier.kind, ()):
        raise NotVisible
    if name in PER_PARTY:
        return prepare_party(agreement_of(situation), name, about_id)
    if name == "referral_letter" and situation.dossier.stage == DRAFT:
        return _prepared(name, letter_preview(situation), ())
    unsaid = unsaid_text(agreement_of(situation)) if name == "protocol_text" else ()
    return _prepared(name, PAPERS[name](situation), unsaid)


def prepare_party(agreement: Agreement, name: str, about_id: int | None) -> Prepared:
    """The document of one party, the agreement read once for all; NotVisible for who is none."""
    if name not in PER_PARTY or about_id not in {each.id for each in agreement.parties}:
        raise NotVisible
    unsaid = unsaid_accession(agreement, agreement.party(about_id))
    return _prepared(name, accession(agreement, about_id), unsaid, about_id)


def issuable(situation: Situation) -> list[str]:
    """What the actor may issue here now: by hand, or again what a move issued before."""
    kind, made = situation.dossier.kind, documents.documents_of(situation.tx, situation.dossier.id)
    known = {each.name for each in made if each.made_at}
    return [
        name
        for name in OF_KIND.get(kind, ())
        if (name in BY_HAND.get(kind, ()) or name in known) and may_issue(situation, name)
    ]


def may_issue(situation: Situation, name: str) -> bool:
    """Whether the actor may issue the document: whoever may write here, for the part it speaks for."""
    capacity = _ISSUERS.get(name)
    parts = [part for part in situation.parts if capacity in (None, part.capacity)]
    return Permission.WRITE in permissions_on(situation.actor, situation.dossier.kind, parts)


def issue(tx: Transaction, wanted: Issue) -> Document:
    """Issue it: numbered, its facts frozen, one history line; the bytes are made after the commit.

    Unmet lists what stops it; NotPermitted for who may not; Changed where somebody did something meanwhile.
    """
    situation = situation_of(tx, tx.get_one(Dossier, wanted.dossier_id), wanted.actor)
    if wanted.name not in issuable(situation):
        raise NotPermitted("Questo atto lo emette chi segue la pratica.")
    asked: list[Document] = []

    def change(present: Situation) -> None:
        prepared = prepare(present, wanted.name, wanted.about_id)
        prepared.require_issuable(bool(wanted.reason))
        asked.append(record(present, wanted.name, prepared.facts, None, wanted.about_id))
        present.codes["number"] = asked[0].version

    about = {"organisation": tx.get_one(Organisation, wanted.about_id).name} if wanted.about_id else {}
    act = Act(
        wanted.dossier_id,
        "issue_document",
        wanted.actor,
        wanted.revision,
        codes={"paper": DOCUMENTS[wanted.name][0], **about},
        texts={"reason": wanted.reason} if wanted.reason else {},
        key=wanted.key,
    )
    line = perform(tx, act, change)
    if not asked:
        return documents.of_line(tx, line.id)
    asked[0].stage_change_id = line.id
    tx.flush()
    return asked[0]


def _prepared(
    name: str, facts: Any, unsaid: Sequence[Finding] | Iterator[Finding], about: int | None = None
) -> Prepared:
    known = list(unsaid)
    fields = {each.field for each in known}
    found = [*known, *(each for each in check(name, facts) if each.field not in fields)]
    found.sort(key=lambda each: _ORDER.index(each.severity))
    return Prepared(name, facts, found, about)

"""Facts of the letter by which a service takes charge of a referred case."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.common import Contact, DocumentBlock, Signature
from document_templates.facts.referral_letter import NeedArea


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceLetter:
    """By case code only; `update_days` are the calendar days between two updates to the sender."""

    document: DocumentBlock
    case_code: str
    sender_service: str
    sender: Contact
    recipient_service: str
    referred_on: date
    accepted_on: date
    needs: tuple[NeedArea, ...]
    worker: Contact | None
    first_contact_by: date | None
    first_meeting_place: str | None
    to_bring: tuple[str, ...]
    conditions: str | None
    update_days: int | None
    signatory: Signature

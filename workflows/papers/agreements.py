"""An agreement as its papers need it: parties, who signs for them, towns, and what was written down for its papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from document_templates.facts.common import Act, ActKind
from document_templates.facts.common import Organisation as Named
from document_templates.facts.common import OrganisationKind as NamedKind
from document_templates.facts.protocol_text import DataRole, Pledge
from governance.organisations import Organisation, OrganisationKind, organisations_by_id, represented_by
from governance.particulars import Given, particulars_of
from governance.people import Person, holders
from governance.roles import Role
from governance.territory import municipalities
from workflows.calendars import local
from workflows.situations import Situation
from workflows.wording import ROLES

ACT = ("act_kind", "act_number", "act_on")
"""The particulars without which nothing is known of a party's act."""
PARTIES = ("lead_party", "party")
SIGNERS = (Role.SIGNATORY, Role.REPRESENTATIVE, Role.HEAD)
_NEAREST = {
    OrganisationKind.EMPLOYMENT_CENTRE: NamedKind.REGION,  # regional offices: L. 145/2018, art. 1 c. 793
    OrganisationKind.OFFICE: NamedKind.MUNICIPALITY,
    OrganisationKind.EVALUATOR: NamedKind.ASSOCIATION,
}
"""Kinds that papers do not tell apart, as the one whose acts and signatures they share."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A protocol's dossier read once for all its papers; `given` are its particulars, `signers` (role, person)."""

    situation: Situation
    parties: Sequence[Organisation]
    lead_id: int
    given: Given
    signers: Mapping[int, tuple[str, Person]]
    represented: Mapping[int, Sequence[str]]

    def party(self, organisation_id: int) -> Organisation:
        """One of the parties; KeyError for anybody else."""
        return {each.id: each for each in self.parties}[organisation_id]

    def said(self, name: str, about_id: int | None = None) -> str:
        """A particular; empty where nobody wrote it."""
        return self.given.get((about_id, name), "")

    def lines(self, name: str) -> tuple[str, ...]:
        """A particular of several entries, one a line."""
        return tuple(line.strip() for line in self.said(name).splitlines() if line.strip())

    def number(self, name: str) -> int | None:
        """A particular that is a whole number."""
        text = self.said(name)
        return int(text) if text.isdecimal() else None

    def representative(self, organisation_id: int) -> tuple[str, str]:
        """Who signs for a party and as what: as written down, else who holds the mandate; empty where nobody."""
        role, person = self.signers.get(organisation_id, ("", None))
        name = self.said("representative", organisation_id) or (person.name if person else "")
        quality = self.said("quality", organisation_id) or (ROLES[role][0] if role else "")
        return name, quality

    def data_role(self, organisation_id: int) -> DataRole | None:
        """The party's role in the treatment of data; None where nobody said it."""
        said = self.said("data_role", organisation_id) or self.said("data_role")
        return DataRole(said) if said else None

    def act(self, organisation_id: int) -> Act | None:
        """The act by which the party decided; None where it is not written whole."""
        kind, number, day = (self.said(name, organisation_id) for name in ACT)
        if not (kind and number and day):
            return None
        return Act(
            kind=ActKind(kind),
            body=self.party(organisation_id).name,
            number=number,
            on=date.fromisoformat(day),
            enforceable=self.said("act_enforceable", organisation_id) == "1",
        )

    def pledges(self, organisation_id: int) -> tuple[Pledge, ...]:
        """What the party commits to."""
        rows = [line.split(";") for line in self.said("pledges", organisation_id).splitlines() if line.strip()]
        return tuple(pledge_of([cell.strip() for cell in row]) for row in rows)


def agreement_of(situation: Situation) -> Agreement:
    """Read the agreement of this dossier, in a number of queries that does not grow with its parties."""
    tx, day = situation.tx, local(situation.now).date()
    ids = [part.organisation_id for part in situation.parts if part.capacity in PARTIES]
    found = organisations_by_id(tx, ids)
    acting = represented_by(tx, ids, day)
    towns = organisations_by_id(tx, {each for those in acting.values() for each in those})
    known = municipalities(day)

    def town(organisation: Organisation) -> str:
        place = known.get(organisation.seat or "")
        return place.name if place and organisation.kind == OrganisationKind.MUNICIPALITY else ""

    own = {each: [town(found[each])] for each in ids if town(found[each])}
    theirs = {each: [town(towns[key]) for key in acting.get(each, ()) if key not in own] for each in ids}
    signing: dict[int, tuple[str, Person]] = {}
    for organisation_id, role, person in holders(tx, ids, day):
        if role in SIGNERS and SIGNERS.index(Role(role)) < _rank(signing.get(organisation_id)):
            signing[organisation_id] = (role, person)
    return Agreement(
        situation,
        [found[each] for each in ids],
        situation.organisation_in("lead_party") or 0,
        particulars_of(tx, situation.dossier),
        signing,
        {each: sorted({*own.get(each, ()), *theirs[each]} - {""}) for each in ids},
    )


def named(agreement: Agreement, organisation: Organisation, place: str) -> Named:
    """A party as papers name it."""
    kind = _NEAREST.get(OrganisationKind(organisation.kind))
    known = {each.value for each in NamedKind}
    return Named(
        name=organisation.name,
        kind=kind or (NamedKind(organisation.kind) if organisation.kind in known else NamedKind.ASSOCIATION),
        seat=place or None,
        fiscal_code=organisation.tax_code,
        certified_mail=agreement.said("certified_mail", organisation.id) or None,
    )


def pledge_of(cells: Sequence[str]) -> Pledge:
    """One commitment from `service; quantity; unit; place; term`; ValueError where it is not written so."""
    if len(cells) != 5 or not cells[1].isdecimal() or not all(cells):
        raise ValueError("scrivi servizio; quantità; unità; luogo; termine")
    return Pledge(service=cells[0], quantity=int(cells[1]), unit=cells[2], place=cells[3], term=cells[4])


def _rank(signer: tuple[str, Person] | None) -> int:
    return SIGNERS.index(Role(signer[0])) if signer else len(SIGNERS)

"""Checks of the papers of accompaniment: the pact (PTA-01 to 07), acceptance, exit plan, extensions."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from document_templates.checks.findings import Finding, blocking, grave, notice
from document_templates.facts.acceptance_letter import AcceptanceLetter
from document_templates.facts.accompaniment_pact import AccompanimentPact, PactObjective, Support
from document_templates.facts.exit_plan import ExitPlan
from document_templates.facts.extension_act import ExtensionAct, ExtensionRefusal

LONGEST_TO_REVIEW = timedelta(days=90)


def check_accompaniment_pact(facts: AccompanimentPact) -> Iterator[Finding]:
    """Yield the faults of a pact, in the order of their codes."""
    if not facts.objectives:
        yield blocking("PTA-01", "objectives", "Serve almeno un obiettivo.")
    for place, objective in enumerate(facts.objectives):
        yield from _objective(objective, f"objectives[{place}]")
    for place, support in enumerate(facts.supports):
        yield from _support(support, f"supports[{place}]")
    yield from _reviews(facts)
    yield from _housing(facts)
    if facts.person_signed_on is None and not (facts.no_signature_reason or "").strip():
        yield blocking("PTA-05", "person_signed_on", "Manca la firma della persona, o il motivo per cui manca.")
    if facts.language not in facts.understood_languages:
        yield blocking("PTA-06", "language", f"La persona non capisce questa lingua: {facts.language}.")
    if facts.copy_delivered_on is None:
        yield notice("PTA-06", "copy_delivered_on", "La copia non risulta ancora consegnata alla persona.")


def _objective(objective: PactObjective, path: str) -> Iterator[Finding]:
    if not objective.results:
        yield blocking("PTA-01", f"{path}.results", f"«{objective.objective}» non ha risultati attesi.")
    for place, result in enumerate(objective.results):
        if not (result.indicator or "").strip():
            sentence = f"Come si misura «{result.result}»? Manca l'indicatore."
            yield blocking("PTA-01", f"{path}.results[{place}].indicator", sentence)
        if result.due_on is None:
            yield blocking("PTA-01", f"{path}.results[{place}].due_on", f"«{result.result}» non ha un termine.")


def _support(support: Support, path: str) -> Iterator[Finding]:
    if not support.is_member:
        sentence = f"{support.organisation} non aderisce all'accordo: non può impegnarsi qui."
        yield blocking("PTA-02", f"{path}.organisation", sentence)
    after_end = support.member_until is not None and support.ends_on > support.member_until
    if after_end and not (support.note or "").strip():
        sentence = f"Il sostegno di {support.organisation} va oltre la fine dell'accordo: spiega come prosegue."
        yield blocking("PTA-07", f"{path}.note", sentence)
    if support.ends_on < support.starts_on:
        yield blocking("PTA-07", f"{path}.ends_on", "Il sostegno finisce prima di cominciare.")


def _reviews(facts: AccompanimentPact) -> Iterator[Finding]:
    days = (facts.document.issued_on, *sorted(facts.reviews))
    if len(days) == 1:
        yield blocking("PTA-03", "reviews", "Manca la data della prima verifica.")
    for place, (before, after) in enumerate(pairwise(days)):
        if after - before > LONGEST_TO_REVIEW:
            sentence = "Fra una verifica e l'altra passano più di 90 giorni."
            yield blocking("PTA-03", f"reviews[{place}]", sentence)


def _housing(facts: AccompanimentPact) -> Iterator[Finding]:
    housing = facts.housing
    if housing is None or (housing.exception or "").strip():
        return
    if housing.ends_on >= months_after(housing.starts_on, housing.months):
        sentence = f"La permanenza supera {housing.months} mesi: spiega il motivo dell'eccezione."
        yield blocking("PTA-04", "housing.exception", sentence)


def months_after(start: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month if it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in range(start.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise ValueError(f"«{months}» mesi portano fuori dal calendario")


def check_acceptance_letter(facts: AcceptanceLetter) -> Iterator[Finding]:
    """Yield the faults of a letter of acceptance (codes of the referral letter where they are the same)."""
    if facts.worker is None:
        yield blocking("ACC-01", "worker", "Manca l'operatore che segue il caso.")
    if facts.first_contact_by is None:
        yield blocking("ACC-02", "first_contact_by", "Manca il termine del primo contatto.")
    elif facts.first_contact_by < facts.accepted_on:
        yield blocking("ACC-02", "first_contact_by", "Il primo contatto è prima della presa in carico.")
    if facts.update_days is None or facts.update_days < 1:
        yield blocking("ACC-03", "update_days", "Manca ogni quanti giorni aggiornare chi ha inviato il caso.")
    if not facts.needs:
        yield blocking("ACC-04", "needs", "Manca il bisogno di cui il servizio si occupa.")


def check_exit_plan(facts: ExitPlan) -> Iterator[Finding]:
    """Yield the faults of an exit plan."""
    if not (facts.destination or "").strip():
        yield blocking("USC-01", "destination", "Manca la destinazione dopo l'uscita.")
    for place, task in enumerate(facts.tasks):
        if task.due_on is None:
            yield blocking("USC-02", f"tasks[{place}].due_on", f"«{task.what}» non ha un termine.")
        elif task.due_on > facts.exit_on:
            yield grave("USC-02", f"tasks[{place}].due_on", f"«{task.what}» scade dopo l'uscita.")
    if not facts.checks:
        yield grave("USC-03", "checks", "Mancano i contatti di verifica dopo l'uscita.")
    if not facts.person_took_part:
        yield grave("USC-04", "person_took_part", "La persona non ha partecipato alla stesura del piano.")


def check_extension_act(facts: ExtensionAct) -> Iterator[Finding]:
    """Yield the faults of an extension: decided before the end, bounded in all (DM 18-11-2019 art. 39)."""
    request = facts.request
    if facts.decided_on > request.ends_on:
        yield blocking("PRG-01", "decided_on", "La proroga va decisa prima della fine della permanenza.")
    if facts.granted_until <= request.ends_on:
        yield blocking("PRG-02", "granted_until", "La nuova fine non viene dopo quella prevista.")
    if facts.granted_until >= months_after(request.starts_on, facts.total_months):
        sentence = f"La permanenza supererebbe {facts.total_months} mesi in tutto."
        yield blocking("PRG-03", "granted_until", sentence)
    if not facts.findings:
        yield grave("PRG-04", "findings", "Manca la motivazione della proroga.")


def check_extension_refusal(facts: ExtensionRefusal) -> Iterator[Finding]:
    """Yield the faults of a refusal: reasons and warning come first (L. 241/1990 art. 3 and 10-bis)."""
    if not facts.reasons:
        yield blocking("PRG-04", "reasons", "Manca il motivo del diniego.")
    if facts.warned_on is None:
        yield grave("PRG-05", "warned_on", "Manca la comunicazione dei motivi contrari prima del diniego.")
    elif facts.warned_on > facts.decided_on:
        yield blocking("PRG-05", "warned_on", "La comunicazione dei motivi contrari viene dopo il diniego.")
    if not facts.alternatives:
        yield notice("PRG-06", "alternatives", "Non è indicata un'alternativa per la persona.")

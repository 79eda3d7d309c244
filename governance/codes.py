"""Closed lists of the field: kinds of service, areas of life, reasons, outcomes, channels; each with its labels."""

from collections.abc import Mapping

from governance.code_entries import Code as Code
from governance.code_entries import codes as _codes
from governance.code_entries import of_area as _of_area
from governance.contact_codes import CLOSING_REASONS, DEEDS, SIGNAL_KINDS
from governance.mutes import MUTE_REASONS
from governance.obstacles import BLOCK_CAUSES

OTHER = "other"
"""The code that says nothing without a note, in every list that has it."""

AREAS = _codes(
    ("housing", "Abitare", "Housing"),
    ("work", "Lavoro", "Work"),
    ("health", "Salute", "Health"),
    ("legal", "Legale e documenti", "Legal matters and papers"),
    ("language", "Lingua", "Language"),
    ("minors", "Minori e genitorialità", "Children and parenting"),
    ("money", "Economia domestica", "Household economy"),
    ("social", "Socialità", "Social life"),
)

CATEGORIES = _codes(
    *_of_area("housing", ("housing_search", "Ricerca della casa", "Home search"),
              ("bridge_housing", "Alloggio ponte", "Bridge housing"), ("cohousing", "Cohousing", "Cohousing"),
              ("family_hosting", "Ospitalità in famiglia", "Family hosting"),
              ("housing_advice", "Consulenza sull'abitare", "Housing advice")),
    *_of_area("work", ("job_search", "Ricerca del lavoro", "Job search"),
              ("training", "Formazione professionale", "Vocational training"),
              ("microcredit", "Microcredito", "Microcredit")),
    *_of_area("health", ("health_support", "Accompagnamento sanitario", "Health support"),
              ("psychological_support", "Sostegno psicologico", "Psychological support")),
    *_of_area("legal", ("legal_support", "Orientamento legale", "Legal advice"),
              ("registry_office", "Anagrafe e residenza", "Registry office")),
    *_of_area("language", ("language_course", "Corso di italiano", "Italian course"),
              ("mediation", "Mediazione linguistica", "Language mediation")),
    *_of_area("minors", ("school_support", "Sostegno scolastico", "School support"),
              ("parenting", "Sostegno alla genitorialità", "Parenting support"),
              ("maternity", "Maternità e primi mesi", "Maternity and the first months")),
    *_of_area("money", ("financial_education", "Educazione finanziaria", "Financial education"),
              ("material_aid", "Aiuti materiali", "Material aid")),
    *_of_area("social", ("social_support", "Sostegno sociale", "Social support"),
              ("community_life", "Vita di comunità", "Community life")),
)  # fmt: skip

CHANNELS = _codes(
    ("in_person", "Di persona", "In person"),
    ("phone", "Per telefono", "By phone"),
    ("paper", "Su carta", "On paper"),
    ("email", "Per e-mail", "By e-mail"),
    ("web", "Da Raccordo", "In Raccordo"),
    ("link", "Con un indirizzo da usare una volta", "By a one-time address"),
    ("system", "Automatico", "Automatic"),
)

DECLINE_REASONS = _codes(
    ("not_eligible", "La persona non ha i requisiti", "Not eligible", "provider"),
    ("no_capacity", "Non ci sono posti", "No capacity", "system"),
    ("service_not_provided", "Il servizio non viene offerto", "Service not provided", "system"),
    ("outside_area", "Fuori dal territorio servito", "Outside the area served", "system"),
    ("already_served", "La persona è già seguita", "Already served", "provider"),
    ("missing_documents", "Mancano documenti", "Documents are missing", "system"),
    ("protocol_missing_or_expired", "Protocollo assente o scaduto", "No protocol in force", "system"),
    ("needs_higher_level", "Serve un servizio più specialistico", "A more specialised service is needed", "provider"),
    ("safety", "Ragioni di sicurezza", "Safety reasons", "provider"),
    ("person_declined", "La persona non accetta", "The person declined", "person"),
    ("person_not_reachable", "La persona non si trova", "The person cannot be reached", "person"),
    ("person_moved", "La persona si è trasferita", "The person moved", "person"),
    ("other", "Altro, spiegato nella nota", "Other, told in the note", "provider"),
)

OUTCOMES = _codes(
    ("need_met", "Bisogno risolto", "Need met", "", "met"),
    ("need_partly_met", "Bisogno risolto in parte", "Need partly met", "", "partly"),
    ("enrolled_in_service", "Inserita nel servizio", "Enrolled in the service", "", "met"),
    ("assessed_only", "Solo valutazione", "Assessed only", "", "partly"),
    ("referred_on", "Inviata ad altro servizio", "Referred on", "", "partly"),
    ("person_stopped", "La persona ha interrotto", "The person stopped", "", "not"),
    ("person_not_reachable", "La persona non si trova", "The person cannot be reached", "", "not"),
    ("person_moved", "La persona si è trasferita", "The person moved", "", "not"),
    ("not_eligible_after_intake", "Requisiti assenti dopo il colloquio", "Not eligible after intake", "", "not"),
    ("capacity_lost", "Posti venuti meno", "Capacity lost", "", "not"),
    ("service_ended", "Servizio concluso", "Service ended", "", "not"),
    ("other", "Altro, spiegato nella nota", "Other, told in the note", "", "not"),
)

EXCEPTION_REASONS = _codes(
    ("being_signed", "Il protocollo è in corso di firma", "The protocol is being signed"),
    ("expired", "Il protocollo è scaduto e si sta rinnovando", "The protocol expired and is being renewed"),
    ("only_service", "È l'unico servizio adatto", "It is the only service that fits"),
    ("urgent", "La persona non può aspettare", "The person cannot wait"),
    ("other", "Altro, spiegato nella nota", "Other, told in the note"),
)

HOLD_REASONS = _codes(
    ("person_absent", "La persona è assente", "The person is away", "person"),
    ("health", "Motivi di salute", "Health reasons", "person"),
    ("waiting_documents", "Si attendono documenti", "Waiting for documents", "system"),
    ("waiting_place", "Si attende un posto", "Waiting for a place", "system"),
    ("other", "Altro, spiegato nella nota", "Other, told in the note", "provider"),
)

WITHDRAWAL_REASONS = _codes(
    ("no_longer_needed", "Non serve più", "No longer needed"),
    ("other_service_found", "Trovato un altro servizio", "Another service was found"),
    ("person_changed_mind", "La persona ha cambiato idea", "The person changed their mind"),
    ("wrong_recipient", "Destinatario sbagliato", "Wrong recipient"),
    ("abandoned", "Bozza abbandonata", "Draft abandoned"),
    ("parent_closed", "Il bisogno o la presa in carico si è chiuso", "The need or the case was closed"),
    ("other", "Altro, spiegato nella nota", "Other, told in the note"),
)

UNMET_REASONS = _codes(
    ("no_service", "Nessun servizio esistente", "No such service exists", "system"),
    ("no_capacity", "Nessun posto disponibile", "No place available", "system"),
    ("person_stopped", "La persona ha interrotto", "The person stopped", "person"),
    ("person_moved", "La persona si è trasferita", "The person moved", "person"),
    ("other", "Altro, spiegato nella nota", "Other, told in the note", "provider"),
)

DESTINATIONS = _codes(
    ("autonomous", "Vive in autonomia", "Lives independently"),
    ("other_service", "Seguita da un altro servizio", "Followed by another service"),
    ("moved_away", "Trasferita altrove", "Moved away"),
    ("unknown", "Non si sa", "Unknown"),
)

CONTACTS = _codes(
    ("reached_phone", "Raggiunta per telefono", "Reached by phone"),
    ("reached_in_person", "Incontrata di persona", "Met in person"),
    ("reached_message", "Ha risposto a un messaggio", "Answered a message"),
    ("not_reached_phone", "Telefonata senza risposta", "Call not answered"),
    ("not_reached_message", "Messaggio senza risposta", "Message not answered"),
    ("missed_appointment", "Appuntamento mancato", "Missed appointment"),
)

LEGAL_TYPES = _codes(
    ("protocollo_intesa", "Protocollo d'intesa o di collaborazione", "Memorandum of understanding"),
    ("accordo_art15", "Accordo fra amministrazioni (art. 15 L. 241/1990)", "Agreement between public bodies"),
    ("convenzione_art30", "Convenzione (art. 30 TUEL)", "Convention between local bodies"),
    ("accordo_programma", "Accordo di programma (art. 34 TUEL)", "Programme agreement"),
    ("convenzione_coprogettazione", "Convenzione di co-progettazione (art. 55 CTS)", "Co-design convention"),
    ("patto_collaborazione", "Patto di collaborazione", "Collaboration pact"),
    ("accordo_rete_progetto", "Accordo di rete o di partenariato", "Partnership agreement"),
)

VERIFICATIONS = _codes(
    ("phone", "Per telefono", "By phone"),
    ("visit", "Con una visita", "With a visit"),
    ("meeting", "In un incontro", "In a meeting"),
    ("website", "Dal sito dell'ente", "From the organisation's site"),
    ("provider", "Lo dice chi lo offre", "Told by who offers it"),
)

GUARDIANSHIPS = _codes(
    ("parent", "Genitore", "Parent"),
    ("tutor", "Tutore nominato dal giudice", "Guardian appointed by the court"),
    ("volunteer_tutor", "Tutore volontario", "Volunteer guardian"),
    ("foster", "Affidatario", "Foster carer"),
    ("facility", "Responsabile della struttura di accoglienza", "Head of the reception facility"),
)
"""In what right somebody answers for a minor (civil code art. 316, 343; L. 184/1983 art. 3, 5; L. 47/2017 art. 11)."""

LISTS: Mapping[str, Mapping[str, Code]] = {
    "area": AREAS,
    "category": CATEGORIES,
    "channel": CHANNELS,
    "decline_reason": DECLINE_REASONS,
    "outcome": OUTCOMES,
    "exception_reason": EXCEPTION_REASONS,
    "hold_reason": HOLD_REASONS,
    "withdrawal_reason": WITHDRAWAL_REASONS,
    "unmet_reason": UNMET_REASONS,
    "block_cause": BLOCK_CAUSES,
    "mute_reason": MUTE_REASONS,
    "destination": DESTINATIONS,
    "contact": CONTACTS,
    "closing_reason": CLOSING_REASONS,
    "deed": DEEDS,
    "signal": SIGNAL_KINDS,
    "legal_type": LEGAL_TYPES,
    "verification": VERIFICATIONS,
    "guardianship": GUARDIANSHIPS,
}
"""The lists by the name of the question or field that they answer."""


def label_of(field: str, name: str, language: str = "it") -> str:
    """The label of a code in its list; the bare code where the list does not know it."""
    found = LISTS.get(field, {}).get(name)
    return found.text(language) if found else name

"""Codes of contacts: what trouble somebody noticed, what a desk did for whom it met, how a contact ends."""

from governance.code_entries import codes

SIGNAL_KINDS = codes(
    ("housing", "Sfratto, casa inadatta o nessuna casa", "Eviction, unfit home or no home"),
    ("money", "Difficoltà a pagare le spese di ogni giorno", "Trouble paying for everyday things"),
    ("work", "Lavoro perso, irregolare o sfruttato", "Work lost, irregular or exploited"),
    ("health", "Salute o disagio psicologico", "Health or psychological distress"),
    ("minors", "Bambini o ragazzi in difficoltà", "Children or teenagers in trouble"),
    ("loneliness", "Solitudine", "Loneliness"),
    ("papers", "Documenti scaduti o mancanti", "Papers expired or missing"),
    ("violence", "Violenza, minacce o tratta", "Violence, threats or trafficking"),
    ("conflict", "Tensione tra vicini, gruppi o nel quartiere", "Tension among neighbours, groups or in the area"),
    ("other", "Altro, scritto nel racconto", "Other, told in words"),
)
"""What somebody of the network noticed."""

DEEDS = codes(
    ("listened", "Ascolto", "Listened"),
    ("information", "Informazioni", "Gave information"),
    ("directed", "Indicato un servizio", "Pointed to a service"),
    ("accompanied", "Accompagnamento a un servizio", "Went along to a service"),
    ("goods", "Cibo, coperte, beni di prima necessità", "Food, blankets, basic goods"),
    ("mediation", "Mediazione linguistica", "Language mediation"),
    ("rescue", "Chiamato un soccorso", "Called for help"),
)
"""What was done in an encounter."""

CLOSING_REASONS = codes(
    ("directed", "Orientata a un servizio", "Pointed to a service"),
    ("followed", "È già seguita da un ente", "Already followed by an organisation"),
    ("mended", "La situazione si è risolta", "The situation is over"),
    ("mediated", "Se ne occupa una mediazione", "A mediation deals with it"),
    ("not_wanted", "Non vuole essere aiutata", "Does not want help"),
    ("not_found", "Non si trova più", "Cannot be found any more"),
    ("elsewhere", "Vive fuori dal territorio", "Lives outside the territory"),
    ("unfounded", "Non c'era una situazione di disagio", "There was no distress"),
    ("other", "Altro, spiegato nella nota", "Other, told in the note"),
)
"""Why a contact ends without a case."""

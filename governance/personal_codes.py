"""Closed lists about the person: what a consent is for, which data it covers, on what ground data are handled."""

from collections.abc import Mapping

from governance.code_entries import Code, codes

PURPOSES = codes(
    ("accompany", "Accompagnare il nucleo", "Accompanying the household"),
    ("refer", "Inviare ai servizi che servono", "Referring to the services that are needed"),
    ("follow_up", "Sapere com'è andata", "Knowing how it went"),
)
"""What a person agrees to."""

DATA = codes(
    ("needs", "Bisogni e situazione", "Needs and situation"),
    ("identity", "Nome e recapiti", "Name and contacts"),
    ("household", "Persone del nucleo", "People of the household"),
    ("health", "Salute", "Health"),
    ("legal", "Documenti e permessi", "Papers and permits"),
)
"""The categories of data a consent covers (`health` is a special one: GDPR art. 9)."""

BASES = codes(
    ("public_task", "Compito di interesse pubblico", "Task in the public interest"),
    ("legal_obligation", "Obbligo di legge", "Legal obligation"),
    ("agreement", "Accordo o convenzione con un ente pubblico", "Agreement with a public body"),
    ("consent", "Consenso della persona", "Consent of the person"),
)
"""On what ground an organisation handles people's data."""

ARTICLES: Mapping[str, str] = {
    "public_task": "art. 6.1.e e 9.2.g GDPR, art. 2-sexies d.lgs. 196/2003",
    "legal_obligation": "art. 6.1.c GDPR",
    "agreement": "art. 6.1.e e 28 GDPR",
    "consent": "art. 6.1.a e 9.2.a GDPR",
}
"""The articles each ground rests on."""

PERMITS = codes(
    ("asylum_request", "Richiesta di asilo", "Asylum request"),
    ("refugee", "Status di rifugiato", "Refugee status"),
    ("subsidiary", "Protezione sussidiaria", "Subsidiary protection"),
    ("special", "Protezione speciale", "Special protection"),
    ("temporary", "Protezione temporanea", "Temporary protection"),
    ("minor", "Minore età", "Minor age"),
    ("family", "Motivi familiari", "Family reasons"),
    ("work", "Lavoro o attesa occupazione", "Work or job search"),
    ("study", "Studio", "Study"),
    ("long_term", "Soggiornante di lungo periodo", "Long-term resident"),
    ("citizen", "Cittadinanza italiana o europea", "Italian or European citizen"),
    ("other", "Altro titolo di soggiorno", "Another permit"),
    ("none", "Nessun titolo", "No permit"),
)
"""Under which title somebody stays in Italy."""

RECEPTIONS = codes(
    ("hosted", "È in una struttura di accoglienza", "In a reception facility"),
    ("left", "È uscita dall'accoglienza", "Left reception"),
    ("never", "Non è mai stata in accoglienza", "Never in reception"),
)

VULNERABILITIES = codes(
    ("alone_minor", "Minore senza adulti di riferimento", "Unaccompanied minor"),
    ("single_parent", "Genitore solo con figli minori", "Single parent with minor children"),
    ("pregnancy", "Gravidanza", "Pregnancy"),
    ("disability", "Disabilità", "Disability"),
    ("illness", "Malattia grave", "Serious illness"),
    ("mental_health", "Disagio psichico", "Mental distress"),
    ("violence", "Violenza o tortura subita", "Violence or torture suffered"),
    ("trafficking", "Tratta o sfruttamento", "Trafficking or exploitation"),
    ("elderly", "Età avanzata", "Old age"),
    ("identity", "Rischi per identità o orientamento sessuale", "Risks for gender or sexual orientation"),
)
"""Conditions of serious vulnerability (d.lgs. 142/2015 art. 17)."""

OCCASIONS = codes(
    ("intake", "All'inizio", "At intake"),
    ("review", "Alla verifica", "At a review"),
    ("closing", "Alla chiusura", "At closing"),
)
"""When needs are scored."""

PROFESSIONS = codes(
    ("social_worker", "Assistente sociale", "Social worker"),
    ("educator", "Educatore o educatrice", "Educator"),
    ("mediator", "Mediatore o mediatrice linguistica", "Language mediator"),
    ("psychologist", "Psicologo o psicologa", "Psychologist"),
    ("legal_adviser", "Operatore legale", "Legal adviser"),
    ("tutor", "Tutor", "Tutor"),
    ("volunteer", "Volontario o volontaria", "Volunteer"),
    ("other", "Altro operatore", "Other worker"),
)
"""As what somebody takes part in a team."""

PERSONAL: Mapping[str, Mapping[str, Code]] = {
    "purposes": PURPOSES,
    "occasion": OCCASIONS,
    "categories": DATA,
    "legal_basis": BASES,
    "profession": PROFESSIONS,
}
"""The lists by the name of the field of a history line that they answer."""

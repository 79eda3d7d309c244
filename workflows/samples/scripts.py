"""The scripts of the sample cases: who does what on which day; every name is plainly invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scene:
    """One act of a script, `day` days after its beginning."""

    day: int
    who: str
    move: str
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Script:
    """One invented household: where, who, what they need, what happens. `people` are Identity's first fields."""

    days_ago: int
    owner: str
    place: str
    category: str
    situation: str
    need: str
    request: str
    people: tuple[tuple[str, ...], ...]
    acts: tuple[Scene, ...]


TODAY = "today"
"""Stands for the day on which the act is played."""

ACCEPTED = (
    Scene(1, "ivo.accoglienza", "acknowledge"),
    Scene(2, "ivo.accoglienza", "accept", {"worker": "lea.operatrice"}),
)
STARTED = (
    *ACCEPTED,
    Scene(3, "lea.operatrice", "record_contact", {"contact": "not_reached_phone", "note": "Telefono spento."}),
    Scene(4, "lea.operatrice", "record_contact", {"contact": "reached_phone", "note": "Colloquio fissato."}),
    Scene(5, "lea.operatrice", "start"),
)
SENT = (Scene(0, "marta.rete", "refer", {"urgency": "ordinary"}),)

SCRIPTS = (
    Script(
        40, "marta.rete", "097042", "housing_search", "Esce dall'accoglienza.", "Cerca un bilocale in affitto.",
        "Vi chiediamo di accompagnare la famiglia nella ricerca di un alloggio.",
        (("Amina", "Personaprova", "reference", "1991-03-02", "", "000 1111111", "arabo"),
         ("Yusuf", "Personaprova", "child", "2019-06-10", "", "", "arabo")),
        (*SENT, *STARTED,
         Scene(20, "lea.operatrice", "record_update", {"note": "Visitati due appartamenti."}),
         Scene(35, "lea.operatrice", "record_outcome", {
             "outcome": "need_met", "outcome_on": TODAY, "note": "Contratto di quattro anni firmato."}),
         Scene(36, "marta.rete", "confirm_closure")),
    ),
    Script(
        24, "marta.rete", "097042", "job_search", "Ha lavorato come saldatore.", "Cerca un lavoro stabile.",
        "Vi chiediamo un bilancio delle competenze e un tirocinio.",
        (("Kofi", "Personaprova", "reference", "1988-11-20", "", "000 2222222", "inglese"),),
        (*SENT, *STARTED),
    ),
    Script(
        12, "marta.rete", "097048", "housing_search", "Vive da un connazionale.", "Cerca una stanza.",
        "Vi chiediamo un primo colloquio.",
        (("Fatou", "Personaprova", "reference", "1999-01-15", "", "000 3333333", "francese"),),
        (*SENT, *ACCEPTED),
    ),
    Script(
        9, "sara.rete", "097042", "job_search", "Diploma di cuoco.", "Cerca lavoro in cucina.",
        "Vi chiediamo di inserirlo nei tirocini.",
        (("Bilal", "Personaprova", "reference", "1995-08-08", "", "000 4444444", "inglese"),),
        (Scene(0, "sara.rete", "refer"), Scene(1, "ivo.accoglienza", "acknowledge"),
         Scene(2, "ivo.accoglienza", "request_info", {"reason": "Serve il curriculum."})),
    ),
    Script(
        8, "marta.rete", "097042", "language_course", "Arrivata da poco.", "Vuole imparare l'italiano.",
        "Vi chiediamo di iscriverla al corso serale.",
        (("Leila", "Personaprova", "reference", "1993-04-04", "", "000 5555555", "arabo"),),
        (*SENT, Scene(1, "enzo.scuola", "acknowledge"),
         Scene(3, "enzo.scuola", "propose_decline", {"decline_reason": "no_capacity"})),
    ),
    Script(
        5, "marta.rete", "097048", "community_life", "Vive sola con due figli.", "Cerca compagnia per i servizi.",
        "Vi chiediamo di accompagnarla agli uffici.",
        (("Selam", "Personaprova", "reference", "1990-09-09", "", "000 6666666", "tigrino"),),
        (*SENT, Scene(1, "marta.rete", "acknowledge", {
            "behalf": "recipient", "channel": "phone", "evidence": "Ha risposto la referente, lunedì mattina."})),
    ),
    Script(
        3, "marta.rete", "108033", "legal_support", "Permesso in scadenza.", "Deve rinnovare i documenti.",
        "Vi chiediamo di seguire il rinnovo.",
        (("Omar", "Personaprova", "reference", "1985-12-01", "", "000 7777777", "arabo"),),
        SENT,
    ),
    Script(
        1, "marta.rete", "097042", "housing_search", "Sfratto annunciato.", "Cerca casa con urgenza.",
        "Vi chiediamo una soluzione in tempi brevi.",
        (("Hanna", "Personaprova", "reference", "1987-07-07", "", "000 8888888", "ucraino"),
         ("Petro", "Personaprova", "partner", "1986-02-02", "", "", "ucraino")),
        (Scene(0, "marta.rete", "refer", {"urgency": "urgent"}),),
    ),
)  # fmt: skip

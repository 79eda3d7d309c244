"""Figures in words: what each is called, what it counts, and its value as people write numbers in Italy."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from babel.numbers import format_decimal, format_percent

from governance.figures import Count, Figures, percentile
from governance.suppression import LEAST, is_small
from web.exports import Cell, Share
from web.texts import _, lazy, locale, several


class Definition(NamedTuple):
    """A share: the counts it is made of, its name, and what it counts."""

    part: str
    whole: str
    name: str
    words: str


SHARES = (
    Definition("in_time", "owed", lazy("Risposto in tempo"), lazy(
        "Il servizio ha accettato, messo in lista d'attesa, proposto un diniego o reindirizzato senza lasciar passare "
        "nessun termine. Su quelli a cui una risposta era dovuta: chi è ancora nei termini non conta.")),
    Definition("silent", "heard_or_owed", lazy("Senza riscontro"), lazy(
        "Il servizio non ha fatto nulla prima del termine, nemmeno prendere visione. "
        "Su quelli che hanno avuto un riscontro o dovevano averlo.")),
    Definition("undecided", "heard", lazy("Visti e non decisi"), lazy(
        "Il servizio ha preso visione ma non ha risposto: l'invio è ancora aperto o è scaduto. Su quelli visti.")),
    Definition("accepted", "decided", lazy("Accettati"), lazy(
        "Il servizio ha preso in carico la persona. Su quelli decisi: accettati, rifiutati, reindirizzati.")),
    Definition("declined", "decided", lazy("Rifiutati"), lazy(
        "Il diniego è stato confermato da chi coordina la rete o dall'Ufficio di Piano. Su quelli decisi.")),
    Definition("rerouted", "sent", lazy("Reindirizzati"), lazy(
        "Il servizio ha passato la persona a un altro servizio. Su tutti quelli mandati.")),
    Definition("started", "sent", lazy("Arrivati al servizio"), lazy(
        "Il servizio ha cominciato a lavorare con la persona. Su tutti quelli mandati.")),
    Definition("confirmed", "concluded", lazy("Chiusura confermata"), lazy(
        "Chi ha inviato ha confermato l'esito di persona. Su quelli con un esito: "
        "se si chiudono da soli perché passa il termine, non contano come confermati.")),
)  # fmt: skip
TIMES = (
    ("acknowledge", "heard", lazy("Presa visione"), lazy("Dall'invio al primo riscontro del servizio.")),
    ("decide", "answered", lazy("Risposta"), lazy("Dall'invio alla prima risposta del servizio.")),
    ("first_contact", "contacted", lazy("Primo contatto"), lazy("Dall'accettazione al primo contatto riuscito.")),
)
SIDES = {
    "person": lazy("Dipende dalla persona"),
    "provider": lazy("Dipende dal servizio"),
    "system": lazy("Dipende dal sistema"),
    "": lazy("Motivo non registrato"),
}


class Line(NamedTuple):
    """One figure: its name and definition, its value in words and as a cell, on how many; `share` is None if hidden."""

    name: str
    definition: str
    words: str
    on: str
    share: float | None
    cell: Cell = None
    part: Cell = None
    whole: Cell = None


def number_words(number: float) -> str:
    """`1.208.000`."""
    return str(format_decimal(number, locale=locale()))


def percent_words(share: float) -> str:
    """`52,3%`, as the visitor's language writes it."""
    return str(format_percent(share, "#,##0.#%", locale=locale()))


def hidden_words() -> str:
    """What stands in place of a number about too few people."""
    return _("meno di %(least)d", least=LEAST)


def count_words(count: Count) -> str:
    """A number, or that it is too small to be shown."""
    return hidden_words() if is_small(count) else number_words(count.value)


def count_cell(count: Count) -> Cell:
    """The same as a cell of a file."""
    return hidden_words() if is_small(count) else count.value


def shares(counts: Mapping[str, Count]) -> Sequence[Line]:
    """Every share with its definition."""
    return [_share(each, counts[each.part], counts[each.whole]) for each in SHARES]


def _share(each: Definition, part: Count, whole: Count) -> Line:
    name, definition = str(each.name), str(each.words)
    on = several("su %(count)s invio", "su %(count)s invii", whole.value, count=number_words(whole.value))
    if not whole.value:
        return Line(name, definition, _("nessun invio"), "", None, None, 0, 0)
    if is_small(whole):
        return Line(name, definition, hidden_words(), "", None, hidden_words())
    if is_small(part):
        return Line(name, definition, hidden_words(), on, None, hidden_words(), hidden_words(), whole.value)
    if 0 < whole.value - part.value < LEAST:
        words = _("quasi tutti: ne mancano meno di %(least)d", least=LEAST)
        return Line(name, definition, words, on, None, words, None, whole.value)
    share = part.value / whole.value
    return Line(name, definition, percent_words(share), on, share, Share(share), part.value, whole.value)


def per_need(counts: Mapping[str, Count]) -> Line:
    """How many referrals each need took."""
    sent, needs = counts["sent"], counts["needs"]
    name = _("Invii per bisogno")
    definition = _("Quanti invii sono serviti, in media, per ogni bisogno per cui se n'è mandato almeno uno.")
    if not needs.value:
        return Line(name, definition, _("nessun invio"), "", None, None, 0, 0)
    if is_small(needs):
        return Line(name, definition, hidden_words(), "", None, hidden_words())
    mean = round(sent.value / needs.value, 2)
    on = several("su %(count)s bisogno", "su %(count)s bisogni", needs.value, count=number_words(needs.value))
    return Line(name, definition, number_words(mean), on, None, mean, sent.value, needs.value)


class Time(NamedTuple):
    """How long a step takes, in working days: half within `half`, nine in ten within `nine`; None if hidden."""

    name: str
    definition: str
    half: int | None
    nine: int | None
    on: Count


def times(found: Figures) -> Sequence[Time]:
    """How long each step takes."""
    rows = []
    for days, count, name, definition in TIMES:
        told, on = found.days[days], found.counts[count]
        shown = not is_small(on)
        half, nine = (percentile(told, part) if shown else None for part in (0.5, 0.9))
        rows.append(Time(str(name), str(definition), half, nine, on))
    return rows


def days_words(days: int | None) -> str:
    """`lo stesso giorno`, `3 giorni`."""
    if days is None:
        return "–"
    return several("%(num)d giorno", "%(num)d giorni", days) if days else _("lo stesso giorno")

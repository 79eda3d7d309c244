"""A pathway read line by line, so that the office that answers for it can check it."""

from collections.abc import Iterable, Iterator, Mapping

from workflows.pathway import Mode, Pathway, Stage, Step, Timer
from workflows.vocabulary import BENEFICIARY, NEW, SYSTEM
from workflows.wording import DOCUMENTS, GRADES, KINDS, amount_words, grant_words, word

_SAID: Mapping[str, tuple[str, str]] = {
    "head": ("Percorso «{0}», versione {1}. Riguarda: {2}.", "Pathway «{0}», version {1}. Governs: {2}."),
    "extends": ("Variante di «{0}», versione {1}.", "Variant of «{0}», version {1}."),
    "grades": ("I tempi cambiano con: {0} ({1}).", "Times change with: {0} ({1})."),
    "beginning": ("Come comincia", "How it begins"),
    "stage": ("Fase: {0}", "Stage: {0}"),
    "final": ("qui finisce", "here it ends"),
    "rests": ("in vigore, nulla da fare", "in force, nothing owed"),
    "waits_for": ("Aspetta", "Waits for"),
    "edits": ("Può correggere i dati", "May edit the facts"),
    "timers": ("Scadenze:", "Timers:"),
    "moves": ("Passi:", "Moves:"),
    "by": ("Lo fa", "Made by"),
    "needs": ("Serve", "Needs"),
    "asks": ("Chiede", "Asks"),
    "may_ask": ("Può chiedere", "May ask"),
    "does": ("Fa", "Does"),
    "tells": ("Avvisa", "Tells"),
    "issues": ("Prepara", "Issues"),
    "carries": ("Porta con sé", "Carries"),
    "restarts": ("Fa ripartire", "Restarts"),
    "limits": ("Limiti", "Limits"),
    "stays": ("la fase non cambia", "the stage stays"),
    "at_once": ("appena è possibile", "as soon as it can"),
    "at_most": ("al massimo {0} volte", "at most {0} times"),
    "within": ("entro {0} dall'ingresso nella fase", "within {0} of entering the stage"),
    "not_by": ("non chi ha fatto: {0}", "not whoever made: {0}"),
    "reopens": ("riapre una fase finale", "reopens a final stage"),
    "after": ("dopo {0}", "after {0}"),
    "before": ("{0} prima", "{0} before"),
    "every": ("ogni {0}", "every {0}"),
    "date_only": ("il giorno stesso", "on the day"),
    "entered": ("dall'ingresso nella fase", "from entering the stage"),
    "anchor": ("rispetto a: {0}", "counted from: {0}"),
    "of_parent": ("{0} del fascicolo di cui fa parte", "{0} of the parent dossier"),
    "paused": ("qui sta ferma", "stands still here"),
    "term": ("il protocollo può cambiarla", "the protocol may change it"),
    "makes": ("poi il sistema fa: {0}", "then the system makes: {0}"),
}


def reading(pathway: Pathway, labels: Mapping[str, str], lang: str = "it") -> list[str]:
    """The lines of a pathway in Italian or English.

    `labels` gives the words of requirements, effects and questions (Italian only, as their functions say
    them); a name without words is read as it is written.
    """
    return list(_Reader(pathway, labels, lang).lines())


class _Reader:
    def __init__(self, pathway: Pathway, labels: Mapping[str, str], lang: str) -> None:
        self.pathway, self.labels, self.lang = pathway, labels, lang

    def lines(self) -> Iterator[str]:
        pathway = self.pathway
        yield pathway.label.text(self.lang)
        kinds = f" ({', '.join(pathway.kinds)})" if pathway.kinds else ""
        yield self.say("head", pathway.name, pathway.version, word(KINDS, pathway.governs, self.lang) + kinds)
        if pathway.extends:
            yield self.say("extends", *pathway.extends)
        if pathway.graded_by:
            fact, grades = pathway.graded_by
            yield self.say("grades", self.grade(fact), ", ".join(map(self.grade, grades)))
        yield from ("", self.say("beginning"))
        yield from self.steps(pathway.offered[NEW])
        for stage in pathway.stages.values():
            yield ""
            yield from self.stage(stage)

    def stage(self, stage: Stage) -> Iterator[str]:
        mark = self.say("final") if stage.final else self.say("rests") if stage.rests else ""
        name = self.say("stage", stage.label.text(self.lang))
        yield f"{name} ({mark})" if mark else name
        yield from self.listed("waits_for", map(self.grant, stage.waits_for), "  ")
        yield from self.listed("edits", (self.grant(str(grant)) for grant in stage.edits), "  ")
        timers, steps = self.pathway.clocks[stage.name], self.pathway.offered[stage.name]
        if timers:
            yield f"  {self.say('timers')}"
            for timer in timers:
                yield f"  - {self.timer(timer, stage.name)}"
        if steps:
            yield f"  {self.say('moves')}"
            yield from self.steps(steps)

    def steps(self, steps: Iterable[Step]) -> Iterator[str]:
        for step in steps:
            arrives = self.say("stays") if step.stays else self.pathway.stages[step.to_stage].label.text(self.lang)
            yield f"  - {step.label.text(self.lang)} → {arrives}"
            yield from self.details(step)

    def details(self, step: Step) -> Iterator[str]:
        makers = [str(grant) for grant in step.by]
        makers += [word for word, on in ((BENEFICIARY, step.by_beneficiary), (SYSTEM, step.by_system)) if on]
        yield from self.listed("by", map(self.grant, makers))
        for key in ("needs", "asks", "may_ask", "does"):
            yield from self.listed(key, (self.labels.get(name, f"«{name}»") for name in getattr(step, key)))
        yield from self.listed("tells", map(self.grant, step.tells))
        yield from self.listed("issues", (word(DOCUMENTS, name, self.lang) for name in step.issues))
        yield from self.listed("carries", (f"{word(KINDS, kind, self.lang)}: «{move}»" for kind, move in step.carries))
        yield from self.listed("restarts", (self.timer_name(name) for name in step.restarts))
        yield from self.listed("limits", self.limits(step))

    def limits(self, step: Step) -> Iterator[str]:
        if step.at_once:
            yield self.say("at_once")
        if step.at_most is not None:
            yield self.say("at_most", step.at_most)
        if step.within is not None:
            yield self.say("within", amount_words(step.within, self.lang))
        if step.not_by_maker_of:
            yield self.say("not_by", ", ".join(self.move_name(move) for move in step.not_by_maker_of))
        if step.reopens:
            yield self.say("reopens")

    def timer(self, timer: Timer, stage: str) -> str:
        parts = [self.counted(timer)]
        if stage in timer.paused_in:
            parts.append(self.say("paused"))
        if timer.term:
            parts.append(self.say("term"))
        parts.append(f"{self.say('tells').lower()}: {', '.join(map(self.grant, timer.tells))}")
        if timer.makes:
            parts.append(self.say("makes", self.move_name(timer.makes)))
        return f"{timer.label.text(self.lang)}: {'; '.join(parts)}."

    def counted(self, timer: Timer) -> str:
        if timer.mode is Mode.DATE_ONLY:
            amounts = self.say("date_only")
        else:
            amounts = self.say(timer.mode.value, ", ".join(self.graded(timer)))
        return f"{amounts}, {self.counted_from(timer)}"

    def counted_from(self, timer: Timer) -> str:
        if timer.anchor is None:
            return self.say("entered")
        date = self.labels.get(timer.anchor, f"«{timer.anchor}»")
        return self.say("anchor", self.say("of_parent", date) if timer.parent_date else date)

    def graded(self, timer: Timer) -> Iterator[str]:
        for grade, amounts in timer.amounts.items():
            figures = ", ".join(amount_words(amount, self.lang) for amount in amounts)
            yield f"{figures} ({self.grade(grade)})" if grade else figures

    def listed(self, key: str, items: Iterable[str], indent: str = "      ") -> Iterator[str]:
        written = "; ".join(items)
        if written:
            yield f"{indent}{self.say(key)}: {written}."

    def say(self, key: str, *parts: object) -> str:
        return _SAID[key][self.lang == "en"].format(*parts)

    def grant(self, text: str) -> str:
        return grant_words(text, self.lang)

    def grade(self, name: str) -> str:
        return word(GRADES, name, self.lang)

    def move_name(self, move: str) -> str:
        labels = (step.label for step in self.pathway.steps.values() if step.move == move)
        return f"«{next(labels).text(self.lang)}»"

    def timer_name(self, name: str) -> str:
        return f"«{self.pathway.timers[name].label.text(self.lang)}»"

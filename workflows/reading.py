"""A pathway read line by line, so that the office that answers for it can check it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workflows.loading import shipped_declarations
from workflows.pathway import Pathway, Stage, Step, Timer
from workflows.phrases import PHRASES
from workflows.vocabulary import BENEFICIARY, NEW, SYSTEM
from workflows.wording import DATES, DOCUMENTS, GRADES, KINDS, SORTS, amount_words, amounts_words, grant_words, word


def reading(pathway: Pathway, labels: Mapping[str, str], lang: str = "it") -> list[str]:
    """The lines of a pathway in Italian or English.

    `labels` gives the words of requirements, effects and questions in that language; a name without words is one
    that nobody implemented yet, and is said to be. A step or a clock of several stages is described where it first
    stands, so that each rule is checked once.
    """
    return list(_Reader(pathway, labels, lang).lines())


class _Reader:
    def __init__(self, pathway: Pathway, labels: Mapping[str, str], lang: str) -> None:
        self.pathway, self.labels, self.lang = pathway, labels, lang
        self.described: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        pathway = self.pathway
        yield pathway.label.text(self.lang)
        kinds = f" ({', '.join(word(SORTS, sort, self.lang) for sort in pathway.kinds)})" if pathway.kinds else ""
        yield self.say("head", pathway.name, pathway.version, word(KINDS, pathway.governs, self.lang) + kinds)
        if pathway.extends:
            yield self.say("extends", *pathway.extends)
        if pathway.graded_by:
            fact, grades = pathway.graded_by
            yield self.say("grades", self.grade(fact), ", ".join(map(self.grade, grades)))
        yield from ("", self.say("beginning"))
        yield from self.steps(pathway.offered[NEW], NEW)
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
            yield from self.steps(steps, stage.name)

    def steps(self, steps: Iterable[Step], stage: str) -> Iterator[str]:
        for step in steps:
            arrives = self.say("stays") if step.stays else self.pathway.stages[step.to_stage].label.text(self.lang)
            first = self.described.setdefault(f"move {step.move}", stage)
            again = f" ({self.as_in(first)})" if first != stage else ""
            yield f"  - {step.label.text(self.lang)} → {arrives}{again}"
            if not again:
                yield from self.details(step)
            yield from self.listed("limits", self.limits(step, stage, again))

    def as_in(self, stage: str) -> str:
        name = self.say("beginning") if stage == NEW else self.pathway.stages[stage].label.text(self.lang)
        return self.say("as_in", name)

    def details(self, step: Step) -> Iterator[str]:
        makers = [str(grant) for grant in step.by]
        makers += [word for word, on in ((BENEFICIARY, step.by_beneficiary), (SYSTEM, step.by_system)) if on]
        yield from self.listed("by", map(self.grant, makers))
        yield from self.listed("when", [self.say("at_once")] if step.at_once else [])
        yield from self.each("needs", [self.label(name) for name in step.needs])
        yield from self.listed("asks", map(self.label, step.asks))
        yield from self.listed("may_ask", map(self.label, step.may_ask))
        yield from self.each("does", [self.label(name) for name in step.does])
        yield from self.listed("tells", map(self.grant, step.tells))
        yield from self.listed("issues", (word(DOCUMENTS, name, self.lang) for name in step.issues))
        yield from self.listed("carries", (self.carried(kind, move) for kind, move in step.carries))
        yield from self.listed("restarts", (self.timer_name(name) for name in step.restarts))

    def carried(self, kind: str, move: str) -> str:
        """A move made in the children of a kind, as the shipped pathways of that kind call it."""
        found = (
            each.moves[move].label for each in shipped_declarations() if each.governs == kind and move in each.moves
        )
        label = next(found, None)
        name = (label.en if self.lang == "en" else None) or label.it if label else move
        return f"{word(KINDS, kind, self.lang)}: «{name}»"

    def limits(self, step: Step, stage: str, again: str) -> Iterator[str]:
        if stage in self.pathway.stages and self.pathway.stages[stage].final and not step.stays:
            yield self.say("reopens")
        if again:
            return
        if step.at_most is not None:
            yield self.say("once") if step.at_most == 1 else self.say("at_most", step.at_most)
        if step.within is not None:
            yield self.say("within", amount_words(step.within, self.lang))
        if step.not_by_maker_of:
            yield self.say("not_by", ", ".join(self.move_name(move) for move in step.not_by_maker_of))

    def timer(self, timer: Timer, stage: str) -> str:
        first = self.described.setdefault(f"timer {timer.name}", stage)
        parts = [self.counted(timer) if first == stage else self.as_in(first)]
        if stage in timer.paused_in:
            parts.append(self.say("paused"))
        if first == stage:
            parts += self.rules(timer)
        return f"{timer.label.text(self.lang)}: {'; '.join(parts)}."

    def rules(self, timer: Timer) -> Iterator[str]:
        if timer.term:
            yield self.say("term")
        yield f"{self.say('tells').lower()}: {', '.join(map(self.grant, timer.tells))}"
        if timer.makes:
            yield self.say("makes", self.move_name(timer.makes))

    def counted(self, timer: Timer) -> str:
        figures, since = ", ".join(self.graded(timer)), self.counted_from(timer)
        if not figures:
            return self.say("date_only", since)
        said = self.say(timer.mode.value if timer.anchor else f"{timer.mode.value}_entering", figures, since)
        on_the_day = any(not amount.number for amounts in timer.amounts.values() for amount in amounts)
        return self.say("also_on_the_day", said) if on_the_day else said

    def counted_from(self, timer: Timer) -> str:
        if timer.anchor is not None:
            date = self.labels.get(timer.anchor) or word(DATES, timer.anchor, self.lang)
            quoted = f"«{date}»"
            return self.say("of_parent", quoted) if timer.parent_date else quoted
        stages = [stage for stage in self.pathway.stages if stage in timer.stages]
        names = ", ".join(f"«{self.pathway.stages[stage].label.text(self.lang)}»" for stage in stages)
        return self.say("one_of", names) if len(stages) > 1 else self.say("this")

    def graded(self, timer: Timer) -> Iterator[str]:
        for grade, amounts in timer.amounts.items():
            figures = amounts_words([amount for amount in amounts if amount.number], self.lang)
            if figures:
                yield f"{figures} ({self.grade(grade)})" if grade else figures

    def label(self, name: str) -> str:
        return self.labels.get(name) or self.say("absent", name)

    def each(self, key: str, items: Sequence[str]) -> Iterator[str]:
        """Sentences one below the other, so that each can be ticked off; one alone on the line."""
        if len(items) < 2:
            yield from self.listed(key, items)
            return
        yield f"      {self.say(key)}:"
        yield from (f"        - {item}." for item in items)

    def listed(self, key: str, items: Iterable[str], indent: str = "      ") -> Iterator[str]:
        written = "; ".join(items)
        if written:
            yield f"{indent}{self.say(key)}: {written}."

    def say(self, key: str, *parts: object) -> str:
        return PHRASES[key][self.lang == "en"].format(*parts)

    def grant(self, text: str) -> str:
        return grant_words(text, self.lang)

    def grade(self, name: str) -> str:
        return word(GRADES, name, self.lang)

    def move_name(self, move: str) -> str:
        labels = (step.label for step in self.pathway.steps.values() if step.move == move)
        return f"«{next(labels).text(self.lang)}»"

    def timer_name(self, name: str) -> str:
        return f"«{self.pathway.timers[name].label.text(self.lang)}»"

"""Who may do what, and every message a pathway can send: two tables generated from it, never written by hand."""

from collections.abc import Iterator, Sequence

from workflows.pathway import Pathway, Step, Timer
from workflows.roles import every_maker
from workflows.vocabulary import BENEFICIARY, NEW, WAITING
from workflows.wording import DOCUMENTS, grant_words, word

_SAID = {
    "stage": ("Fase", "Stage"),
    "move": ("Passo", "Move"),
    "new": ("(nuova)", "(new)"),
    "yes": ("sì", "yes"),
    "when": ("Quando", "When"),
    "where": ("Dove", "Where"),
    "told": ("Chi riceve l'avviso", "Who is told"),
    "papers": ("Atti", "Documents"),
    "timer": ("scadenza: {0}", "timer: {0}"),
    "voice": ("{0} (a voce, da chi la segue)", "{0} (by voice, by whoever follows the case)"),
}


def matrix(pathway: Pathway, lang: str = "it") -> Iterator[str]:
    """A line for each stage and move, a column for each maker, as a table in Markdown."""
    makers = every_maker(pathway)
    yield from _header([_say("stage", lang), _say("move", lang), *(grant_words(maker, lang) for maker in makers)])
    for stage, steps in pathway.offered.items():
        for step in steps:
            marks = (_say("yes", lang) if step.is_by(maker) else "" for maker in makers)
            yield _row([_stage(pathway, stage, lang), step.label.text(lang), *marks])


def messages(pathway: Pathway, lang: str = "it") -> Iterator[str]:
    """A line for each move and timer that tells somebody or issues a document, as a table in Markdown."""
    yield from _header([_say(each, lang) for each in ("when", "where", "told", "papers")])
    moves: dict[str, list[Step]] = {}
    for step in pathway.steps.values():
        moves.setdefault(step.move, []).append(step)
    for steps in moves.values():
        if steps[0].tells or steps[0].issues:
            papers = ", ".join(word(DOCUMENTS, name, lang) for name in steps[0].issues)
            where = dict.fromkeys(_stage(pathway, step.to_stage, lang) for step in steps)
            yield _row([steps[0].label.text(lang), ", ".join(where), _told(pathway, steps, lang), papers])
    for timer in pathway.timers.values():
        stages = ", ".join(_stage(pathway, stage, lang) for stage in pathway.stages if stage in timer.stages)
        yield _row([_say("timer", lang, timer.label.text(lang)), stages, _told_by(pathway, timer, lang), ""])


def addressees(pathway: Pathway, tells: Sequence[str], stage: str) -> list[str]:
    """Whom `tells` means in a stage, as a pathway writes it: `waiting` is whom the stage waits for."""
    found = (pathway.stages[stage].waits_for if each == WAITING else (each,) for each in tells)
    return list(dict.fromkeys(each for group in found for each in group))


def addressee_words(grant: str, lang: str = "it") -> str:
    """An addressee in words; the person of a case is told by voice."""
    return _say("voice", lang, grant_words(grant, lang)) if grant == BENEFICIARY else grant_words(grant, lang)


def _told(pathway: Pathway, steps: Sequence[Step], lang: str) -> str:
    grants = (grant for step in steps for grant in addressees(pathway, step.tells, step.to_stage))
    return ", ".join(dict.fromkeys(addressee_words(grant, lang) for grant in grants))


def _told_by(pathway: Pathway, timer: Timer, lang: str) -> str:
    stages = (stage for stage in pathway.stages if stage in timer.stages)
    grants = (grant for stage in stages for grant in addressees(pathway, timer.tells, stage))
    return ", ".join(dict.fromkeys(addressee_words(grant, lang) for grant in grants))


def _stage(pathway: Pathway, stage: str, lang: str) -> str:
    return _say("new", lang) if stage == NEW else pathway.stages[stage].label.text(lang)


def _header(cells: Sequence[str]) -> Iterator[str]:
    yield _row(cells)
    yield _row(["---"] * len(cells))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _say(key: str, lang: str, *parts: str) -> str:
    return _SAID[key][lang == "en"].format(*parts)

"""The letter of a referral as it would leave now: same words, same facts, the term counted from this instant."""

from dataclasses import replace

from document_templates.facts.referral_letter import ReferralLetter
from workflows.calendars import Calendar, local
from workflows.covers import cover_of
from workflows.papers.letters import TERM, hours_of, referral_letter
from workflows.papers.making import render
from workflows.reckonings import Reckoning
from workflows.situations import Situation


def letter_preview(situation: Situation) -> ReferralLetter:
    """The facts of the letter of a draft, with the day by which an answer would be due if it left now.

    Gathered once per move, and nothing is rendered.
    """
    return situation.reckon(_preview)


def _preview(situation: Situation) -> ReferralLetter:
    cover = cover_of(situation)
    governed = replace(situation, governed_by_id=cover[1].id if cover else None)
    timer, reckoning = situation.pathway.timers[TERM], Reckoning(governed, situation.now)
    amounts = reckoning.amounts(timer)
    due = reckoning.instant(timer, amounts, situation.now, 0)
    letter, day = referral_letter(situation), local(situation.now).date()
    if due is None:
        return letter
    reply_by = local(due).date()
    days = Calendar().working_days_between(day, reply_by)
    return replace(letter, reply_by=reply_by, reply_days=days, reply_hours=hours_of(amounts))


def letter_bytes(letter: ReferralLetter) -> bytes:
    """The letter as a Word file."""
    return render("referral_letter", letter)[0]

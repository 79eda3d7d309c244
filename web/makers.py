"""Makers: who made a step of a dossier, in words: a person, somebody for another, an organisation by its link."""

from collections.abc import Mapping

from governance.codes import label_of
from governance.history import StageChange
from web.texts import _, locale
from workflows.situations import BY_LINK
from workflows.vocabulary import BENEFICIARY


def maker_words(line: StageChange, people: Mapping[int, str], taking_part: Mapping[str, str]) -> str:
    """Who made the step of this line. `taking_part` are the names of the organisations by capacity."""
    who = people.get(line.actor_id or 0) or _("Raccordo, da solo")
    if not line.behalf:
        return who
    said_by = _("la persona") if line.behalf == BENEFICIARY else taking_part.get(line.behalf, "")
    if line.channel == BY_LINK:
        return _("%(who)s, con un indirizzo da usare una volta", who=said_by)
    how = label_of("channel", line.channel, locale()).lower()
    return _("%(who)s, per conto di %(whom)s (%(how)s)", who=who, whom=said_by or _("chi non ha un accesso"), how=how)

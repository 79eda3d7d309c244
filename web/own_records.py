"""Own records: what a recipient did itself stays its own to read after the referral closed to it."""

from collections.abc import Sequence

from governance import history
from governance.errors import Unreadable
from governance.history import StageChange
from governance.live_links import people_ever_at
from governance.policy import TABLE, Permission, grants_on
from governance.roles import Grant
from web.dossier_sights import Sight

TAKEN_BACK = frozenset({"revoke_consent", "close_access", "mark_error"})
"""After these nothing of the content is anybody's record any more at the recipient."""

Texts = dict[int, dict[str, str]]


def own_record(sight: Sight, lines: Sequence[StageChange]) -> Texts:
    """By key, the texts of the lines that the visitor's own organisation wrote as the recipient of a referral.

    Only for those who could read it while it was open there; nothing where the person took the consent back,
    or where their data were erased.
    """
    actor, tx = sight.situation.actor, sight.situation.tx
    readers = TABLE.get(sight.dossier.kind, {}).get(Permission.READ, frozenset())
    own = [
        part.organisation_id
        for part in sight.situation.parts
        if part.capacity == "recipient" and part.reading == "summary" and grants_on(actor, (part,)) & readers
    ]
    if not own or not TAKEN_BACK.isdisjoint(line.move for line in lines):
        return {}
    people = set().union(*(people_ever_at(tx, each) for each in own))
    by_recipient = [step.move for step in sight.situation.pathway.steps.values() if _is_recipients(step.by)]
    wrote = [
        line
        for line in lines
        if line.behalf == "recipient" or (line.actor_id in people and line.move in {*by_recipient, "note", "attach"})
    ]
    try:
        texts = history.texts_of(tx, wrote, sight.dossier.household_id)
    except Unreadable:
        return {}
    return {line.id: texts.get(line.id, {}) for line in wrote}


def _is_recipients(by: Sequence[Grant]) -> bool:
    return any(grant.capacity == "recipient" for grant in by)

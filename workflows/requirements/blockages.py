"""What a blockage needs before it is opened again."""

from governance.blockages import Spot, blockage, open_at
from governance.dossiers import read
from governance.errors import Missing
from governance.sentences import Sentence
from workflows.requirements.subjects import MAKER
from workflows.situations import Situation


def another_open(situation: Situation) -> Missing | None:
    """The open blockage that has taken the place of this one, if there is one."""
    facts = situation.recall(blockage)
    other = open_at(situation.tx, Spot(facts.network_id, facts.kind, facts.category, facts.municipality))
    if other is None or other.id == facts.id:
        return None
    code = read(situation.tx, other.id).code
    said = Sentence("La stessa criticità è già aperta di nuovo: %(code)s.", code=code)
    return Missing(said, MAKER, f"dossier:{code}")

"""Links in tests: those of a dossier, an answer by one, and how it stands."""

from datetime import timedelta

from governance import answer_links
from governance.answer_links import AnswerLink
from tests.cast import MONDAY, Cast
from workflows.answering import Reply, Standing, reply, standing_of

ACCEPT = Reply("accept", {"worker": "La referente"}, "chiave")


def links(scene: Cast, dossier_id: int) -> list[AnswerLink]:
    """The links of a dossier, newest first."""
    with scene.database.reading(MONDAY) as tx:
        return list(answer_links.links_of(tx, dossier_id))


def answer(scene: Cast, link: AnswerLink, said: Reply) -> int:
    """One reply by a link; the number of its line."""
    with scene.database.transaction(MONDAY) as tx:
        return reply(tx, link.id, said).number


def stands(scene: Cast, link: AnswerLink, later: timedelta = timedelta(0)) -> Standing:
    """How the link stands, at once or later."""
    with scene.database.reading(MONDAY + later) as tx:
        return standing_of(tx, tx.get_one(AnswerLink, link.id))

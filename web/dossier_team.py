"""The team on a case's page and before it is taken in charge: who is in it, and which side is still missing."""

from typing import Any

from governance.personal_codes import PROFESSIONS
from governance.roles import Capacity
from governance.teams import Team, team_of
from web.dossier_sights import Sight
from web.texts import lazy, locale
from workflows.calendars import local

NO_PUBLIC = lazy("Nell'équipe manca un servizio pubblico.")
NO_VOLUNTEERS = lazy("Nell'équipe mancano i volontari.")


def shown_team(sight: Sight) -> dict[str, Any]:
    """The team as the case's page shows it, with what is missing."""
    team = team_now(sight)
    return {
        "seats": team.seats,
        "professions": {name: code.text(locale()) for name, code in PROFESSIONS.items()},
        "lacks": lacks_of_team(team),
    }


def team_now(sight: Sight) -> Team:
    """Who is in the team of this case today."""
    following = [part.organisation_id for part in sight.situation.parts if part.capacity == Capacity.CASE]
    return team_of(sight.situation.tx, sight.dossier.id, following, local(sight.situation.now).date())


def lacks_of_team(team: Team) -> list[str]:
    """Which of the two sides that every case asks for is not there yet."""
    return [str(words) for there, words in ((team.public, NO_PUBLIC), (team.volunteers, NO_VOLUNTEERS)) if not there]

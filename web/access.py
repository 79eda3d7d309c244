"""Access: every route says whom it opens for; a route that says nothing stays closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, request
from werkzeug.wrappers import Response

from governance.actors import Actor
from governance.errors import NotPermitted, NotVisible
from governance.roles import Role
from governance.sentences import Sentence
from web.kept_forms import ask_to_sign_in
from web.visitors import signed_in

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a route opens for. `public` needs no sign-in; `roles` are those of which one is enough, anywhere.

    What a person may do with one dossier, one person or one organisation is asked again by the view.
    """

    name: str
    sentence: str
    public: bool = False
    roles: frozenset[Role] = frozenset()

    def admits(self, actor: Actor | None) -> bool:
        """Whether this actor may come in; None is somebody who has not signed in."""
        if self.public:
            return True
        if actor is None:
            return False
        held = frozenset().union(*actor.roles.values()) if actor.roles else frozenset()
        return not self.roles or bool(self.roles & held)


EVERYBODY = Audience("everybody", "Chiunque.", public=True)
SIGNED_IN = Audience("signed_in", "Chi ha fatto l'accesso.")
ADMINISTRATOR = Audience("administrator", "Gli amministratori.", roles=frozenset({Role.ADMINISTRATOR}))
KEEPER = Audience(
    "keeper",
    "Gli amministratori e i responsabili degli enti.",
    roles=frozenset({Role.ADMINISTRATOR, Role.HEAD}),
)

CLOSED = "Questa pagina non è per il tuo ruolo. La possono aprire: %(who)s"
_declared: dict[Callable[..., Any], Audience] = {}


def open_to(audience: Audience) -> Callable[[View], View]:
    """Declare whom a view opens for; stands below the route decorator."""

    def declare(view: View) -> View:
        _declared[view] = audience
        return view

    return declare


def audience_of(app: Flask, endpoint: str | None) -> Audience | None:
    """The audience an endpoint declared; None if it declared nothing or does not exist."""
    view = app.view_functions.get(endpoint or "")
    return _declared.get(view) if view else None


def undeclared(app: Flask) -> list[str]:
    """The endpoints that say nothing."""
    return sorted(endpoint for endpoint in app.view_functions if audience_of(app, endpoint) is None)


def guard(app: Flask) -> None:
    """Put the guard before every request of this app."""

    @app.before_request
    def close() -> Response | str | tuple[str, int] | None:
        if request.routing_exception is not None:
            return None
        audience = audience_of(app, request.endpoint)
        if audience is None:
            raise NotVisible
        visitor = signed_in()
        if audience.admits(visitor.actor if visitor else None):
            return None
        if visitor is None:
            return ask_to_sign_in()
        raise NotPermitted(Sentence(CLOSED, who=Sentence(audience.sentence)))


def check_routes(app: Flask) -> None:
    """RuntimeError at start if a route does not say whom it opens for."""
    if silent := undeclared(app):
        raise RuntimeError(f"these routes do not say whom they open for: {', '.join(silent)}")

"""Visitors: who is at the other end of a request, read afresh from the database each time."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, Request, request
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response

from governance.actors import Actor
from governance.database import Database
from governance.presences import presence_of
from governance.sign_ins import touch

TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A signed-in person at this request. `networks` are those they work in, key and name."""

    actor: Actor
    language: str
    networks: tuple[tuple[int, str], ...]

    def get_id(self) -> str:
        """The person's key, as Flask-Login wants it."""
        return str(self.actor.person_id)


def signed_in() -> Visitor | None:
    """The visitor, if they signed in and their session still holds."""
    return current_user if current_user.is_authenticated else None


def present_actor() -> Actor:
    """The actor of this request; only for views that nobody reaches without signing in."""
    visitor: Visitor = current_user._get_current_object()
    return visitor.actor


def networks_offered() -> list[tuple[int, str]]:
    """The networks the visitor works in, by name."""
    visitor: Visitor = current_user._get_current_object()
    return sorted(visitor.networks, key=lambda pair: pair[1])


def cookie_name(database: Database) -> str:
    """`__Host-` binds the cookie to this host over TLS; the plain name is for the demonstration on loopback."""
    return "__Host-raccordo" if database.settings.secure else "raccordo"


def give_cookie(response: Response, database: Database, token: str) -> None:
    """Hand the session's token to the browser, until it closes."""
    response.set_cookie(
        cookie_name(database), token, path="/", secure=database.settings.secure, httponly=True, samesite="Lax"
    )


def take_cookie(response: Response, database: Database) -> None:
    """Take the token back from the browser."""
    response.delete_cookie(
        cookie_name(database), path="/", secure=database.settings.secure, httponly=True, samesite="Lax"
    )


def token_of(database: Database) -> str:
    """The session's token as the browser sent it, or an empty text."""
    return request.cookies.get(cookie_name(database), "")


def read_visitor(database: Database, token: str) -> Visitor | None:
    """Whose session this token is, with today's roles; the session is marked as used, once a minute."""
    with database.reading() as tx:
        found = presence_of(tx, token)
        now = tx.now
    if found is None:
        return None
    if found.seen_at <= now - TOUCH_EVERY:
        with database.transaction() as tx:
            touch(tx, token)
    return Visitor(found.actor, found.language, found.networks)


def recognise(app: Flask, database: Database) -> None:
    """Wire Flask-Login to the sessions in the database; its own cookies are not used."""
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)

    @manager.request_loader  # type: ignore[untyped-decorator]
    def load(arrived: Request) -> Visitor | None:
        token = arrived.cookies.get(cookie_name(database), "")
        return read_visitor(database, token) if token else None

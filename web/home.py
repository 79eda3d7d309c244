"""Home: the address without a path leads to the first page that the visitor's navigation holds."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from web.access import SIGNED_IN, open_to
from web.navigation import entries

pages = Blueprint("home", __name__)


@pages.get("/")
@open_to(SIGNED_IN)
def show() -> Response:
    """Oggi where it is there; else the first page that opens for the visitor."""
    found = entries()
    return redirect(found[0].address if found else url_for("profile.show"))

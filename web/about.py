"""About: the page that says how accessible Raccordo is and whom to tell when it is not."""

from flask import Blueprint, render_template

from web.access import EVERYBODY, open_to

pages = Blueprint("about", __name__)


@pages.get("/accessibilita")
@open_to(EVERYBODY)
def accessibility() -> str:
    """The accessibility page."""
    return render_template("about/accessibility.html")

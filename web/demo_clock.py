"""The demonstration's clock: moved on by a day, a working day or a week, with everything that falls due meanwhile."""

from datetime import timedelta

from flask import Blueprint, Flask, flash, redirect
from werkzeug.wrappers import Response

from governance.demo_clocks import move_on
from governance.errors import NotVisible
from web.access import SIGNED_IN, open_to
from web.dates import full_day
from web.forms import Form
from web.kept_forms import safe_path
from web.texts import _, lazy
from web.transactions import database
from workflows.amounts import Amount, Unit
from workflows.calendars import Calendar, due_at, local
from workflows.ticks import tick

pages = Blueprint("demo_clock", __name__)

STEPS = {
    "day": (lazy("1 giorno"), Amount(1, Unit.DAYS)),
    "working_day": (lazy("1 giorno lavorativo"), Amount(1, Unit.WORKING_DAYS)),
    "week": (lazy("1 settimana"), Amount(7, Unit.DAYS)),
}
BY = "demo"


@pages.post("/orologio")
@open_to(SIGNED_IN)
def move() -> Response:
    """Move the present on and do what falls due, day by day; only the demonstration has this page."""
    held, form = database(), Form.typed()
    if not held.settings.demo:
        raise NotVisible
    if form["step"] not in STEPS:
        raise NotVisible
    target = due_at(held.now(), STEPS[form["step"]][1], Calendar())
    while held.now() < target:
        move_on(held, min(timedelta(days=1), max(target - held.now(), timedelta(seconds=1))))
        tick(held, BY)
    flash(_("Nella dimostrazione adesso è il %(day)s.", day=full_day(local(held.now()).date())))
    return redirect(safe_path(form["next"]))


def show_clock(app: Flask) -> None:
    """Give templates the clock's steps, none outside the demonstration; there each request looks at the clock first,

    so that who moved it on finds the new day whichever process answers.
    """

    def clock_steps() -> list[tuple[str, str]]:
        return [(name, str(words)) for name, (words, _amount) in STEPS.items()] if database().settings.demo else []

    def present_day() -> str:
        return full_day(local(database().now()).date())

    def look() -> None:
        if database().settings.demo:
            database().look_at_the_clock()

    app.before_request(look)
    app.jinja_env.globals.update(clock_steps=clock_steps, present_day=present_day)

"""Imports: a table is read, shown row by row with what it would do, and written only when confirmed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from governance.actors import Actor
from governance.database import Transaction
from governance.errors import Invalid
from governance.person_records import today
from web import imports_of_organisations, imports_of_people, imports_of_services
from web.access import ADMINISTRATOR, KEEPER, open_to
from web.forms import Form
from web.plans import Plan
from web.rows import Row, UnreadableTable, decoded, read_rows
from web.texts import _, lazy, several
from web.transactions import reading, writing
from web.visitors import present_actor

pages = Blueprint("imports", __name__)

SHOWN = 300
"""Rows shown in a preview, faulty ones first; all are counted."""


class Kind(NamedTuple):
    """One thing that can be imported: its words, its columns, its template, its plan, and where its list is."""

    name: str
    title: str
    plural: str
    columns: Mapping[str, tuple[str, ...]]
    template: str
    plan: Callable[[Transaction, Actor, list[Row], date], Plan]
    list: str


ORGANISATIONS = Kind(
    "enti",
    lazy("Importa gli enti"),
    lazy("Enti"),
    imports_of_organisations.COLUMNS,
    imports_of_organisations.TEMPLATE,
    imports_of_organisations.plan,
    "organisations.list",
)
PEOPLE = Kind(
    "persone",
    lazy("Importa le persone"),
    lazy("Persone"),
    imports_of_people.COLUMNS,
    imports_of_people.TEMPLATE,
    imports_of_people.plan,
    "people.list",
)
SERVICES = Kind(
    "servizi",
    lazy("Importa i servizi"),
    lazy("Servizi"),
    imports_of_services.COLUMNS,
    imports_of_services.TEMPLATE,
    imports_of_services.plan,
    "directory.list",
)


@pages.get("/enti/importa")
@open_to(ADMINISTRATOR)
def organisations() -> str:
    """The form for organisations."""
    return _page(ORGANISATIONS, Form(), None)


@pages.post("/enti/importa")
@open_to(ADMINISTRATOR)
def bring_organisations() -> AnyResponse | str | tuple[str, int]:
    """Preview, or write what was previewed."""
    return _bring(ORGANISATIONS)


@pages.get("/persone/importa")
@open_to(ADMINISTRATOR)
def people() -> str:
    """The form for people."""
    return _page(PEOPLE, Form(), None)


@pages.post("/persone/importa")
@open_to(ADMINISTRATOR)
def bring_people() -> AnyResponse | str | tuple[str, int]:
    """Preview, or write what was previewed."""
    return _bring(PEOPLE)


@pages.get("/enti/importa/modello.csv")
@open_to(ADMINISTRATOR)
def organisations_template() -> Response:
    """The template for organisations."""
    return _template(ORGANISATIONS)


@pages.get("/persone/importa/modello.csv")
@open_to(ADMINISTRATOR)
def people_template() -> Response:
    """The template for people."""
    return _template(PEOPLE)


@pages.get("/servizi/importa")
@open_to(KEEPER)
def services() -> str:
    """The form for services."""
    return _page(SERVICES, Form(), None)


@pages.post("/servizi/importa")
@open_to(KEEPER)
def bring_services() -> AnyResponse | str | tuple[str, int]:
    """Preview, or write what was previewed."""
    return _bring(SERVICES)


@pages.get("/servizi/importa/modello.csv")
@open_to(KEEPER)
def services_template() -> Response:
    """The template for services."""
    return _template(SERVICES)


def _bring(kind: Kind) -> AnyResponse | str | tuple[str, int]:
    form = Form.typed()
    try:
        text = _text(form)
        rows = read_rows(text, kind.columns)
    except UnreadableTable as fault:
        form.fault("rows", str(fault))
        return _page(kind, form, None), 422
    form.values["rows"] = text
    if form["step"] != "write":
        with reading() as tx:
            return _page(kind, form, kind.plan(tx, present_actor(), rows, today(tx)))
    try:
        with writing() as tx:
            written = kind.plan(tx, present_actor(), rows, today(tx)).write()
    except Invalid as error:
        return _page(kind, form.refuse(error), None), 422
    flash(several("%(num)d riga scritta.", "%(num)d righe scritte.", written))
    return redirect(url_for(kind.list))


def _text(form: Form) -> str:
    upload = request.files.get("file")
    if upload and upload.filename:
        return decoded(upload.read())
    if not form["rows"].strip():
        raise UnreadableTable(_("Scegli un file, oppure incolla le righe qui sotto."))
    return form["rows"]


def _page(kind: Kind, form: Form, plan: Plan | None) -> str:
    shown = sorted(plan.lines, key=lambda each: (each.verdict != "faulty", each.line))[:SHOWN] if plan else []
    return render_template("imports/page.html", kind=kind, form=form, plan=plan, shown=shown)


def _template(kind: Kind) -> Response:
    response = Response("\ufeff" + kind.template, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename=modello-{kind.name}.csv"
    return response

"""Names of municipalities written one after the other with commas, and back again."""

from collections.abc import Iterable
from datetime import date

from governance import territory
from governance.texts import folded
from web.forms import Form
from web.texts import _

LONGEST = 4000


def places_of(form: Form, field: str, today: date) -> list[str]:
    """The ISTAT codes of the municipalities that were named; none means everywhere."""
    by_name = {folded(each.name): code for code, each in territory.municipalities(today).items()}
    names = [each.strip() for each in form.line(field, LONGEST, required=False).split(",") if each.strip()]
    unknown = [each for each in names if folded(each) not in by_name]
    if unknown:
        form.fault(field, _("Non conosco questi Comuni: %(names)s.", names=", ".join(unknown[:5])))
    return sorted({by_name[folded(each)] for each in names if folded(each) in by_name})


def place_names(codes: Iterable[str], today: date) -> str:
    """The names of these municipalities, in order, with commas."""
    known = territory.municipalities(today)
    return ", ".join(sorted(known[code].name for code in codes if code in known))

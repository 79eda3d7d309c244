"""Fields that several forms share: whole ambiti, languages, and lists of words separated by commas."""

from datetime import date

from governance import territory
from governance.texts import folded
from web.forms import Form
from web.texts import _

LONGEST_LANGUAGE = 40


def districts_of(form: Form, day: date) -> tuple[str, ...]:
    """The codes of the ambiti that were named; none means none in particular."""
    by_name = {folded(each.name): code for code, each in territory.districts(day).items()}
    names = listed_in(form, "districts")
    unknown = [each for each in names if folded(each) not in by_name]
    if unknown:
        form.fault("districts", _("Non conosco questi ambiti: %(names)s.", names=", ".join(unknown[:5])))
    return tuple(sorted({by_name[folded(each)] for each in names if folded(each) in by_name}))


def district_names(codes: list[str], day: date) -> str:
    """The names of these ambiti with commas."""
    known = territory.districts(day)
    return ", ".join(known[code].name for code in codes if code in known)


def languages_of(form: Form) -> tuple[str, ...]:
    """The languages that were named, in lower case, each once."""
    found = dict.fromkeys(each.lower() for each in listed_in(form, "languages"))
    if any(len(each) > LONGEST_LANGUAGE for each in found):
        form.fault("languages", _("Scrivi le lingue separate da virgole: arabo, francese."))
    return tuple(found)


def listed_in(form: Form, name: str) -> list[str]:
    """What was written in a line, separated by commas."""
    return [each.strip() for each in form.line(name, required=False).split(",") if each.strip()]

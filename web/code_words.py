"""Codes of history lines in words: those of the closed lists, and the conditions of a programme."""

from typing import Any

from governance.codes import AREAS, CATEGORIES, LISTS, label_of
from governance.health import AREA as HEALTH_AREA
from governance.personal_codes import PERSONAL
from web.texts import _, locale
from workflows.conditions import conditions
from workflows.scoring import scales
from workflows.targeting import targets

WAIVED, TARGET, SCALE = "waived", "target", "scale"


def categories_by_area(with_health: bool = True) -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of service under their areas of life: `(area, [(name, words)])`."""
    return [
        (area.text(locale()), [(each.name, each.text(locale())) for each in CATEGORIES.values() if each.area == name])
        for name, area in AREAS.items()
        if with_health or name != HEALTH_AREA
    ]


def is_coded(name: str) -> bool:
    """Whether the answer of this name is a code, or several."""
    return name in LISTS or name in PERSONAL or name in (WAIVED, TARGET, SCALE)


def coded_words(name: str, value: Any) -> str:
    """A code, or several, by their labels."""
    if name == WAIVED:
        return ", ".join(_(conditions.label(each)) for each in value if each in conditions)
    if name in (TARGET, SCALE):
        return _versioned(name, str(value))
    if name in LISTS:
        return label_of(name, str(value), locale())
    offered, named = PERSONAL[name], value if isinstance(value, list) else [value]
    return ", ".join(offered[each].text(locale()) for each in named if each in offered)


def _versioned(name: str, mark: str) -> str:
    """A rule or a scale by its label, with the version that was used: `cinque_passi@1`."""
    key, _at, version = mark.partition("@")
    found = targets().get(key) if name == TARGET else scales().get(key)
    if found is None:
        return mark
    words = found.label.get(locale()) or found.label["it"]
    return _("%(name)s, versione %(version)s", name=words, version=version)

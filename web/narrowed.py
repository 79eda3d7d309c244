"""Narrowed lists: the filters that caseload and inbox share, offered in words and read from the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from governance.actors import Actor
from governance.codes import AREAS
from governance.database import Transaction
from governance.lists import Filter
from governance.narrowings import houses_of
from governance.territory import districts, memberships, municipalities
from web.listed import STATES, chosen, stages_offered
from web.texts import _, locale
from web.urgencies import URGENCIES, grades
from web.visitors import networks_offered
from workflows.calendars import local

Words = Sequence[tuple[str, str]]
MINE, LATE = "io", "si"
USUAL = {"stato": next(iter(STATES))}
"""What a filter is set to where the address does not say."""
FEW = frozenset({"stato", "fase", "rete", "chi"})
"""Filters that stand in sight; the others unfold."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one list: what each may say, what the address says, and the list's own narrowing."""

    offered: Mapping[str, Words]
    said: Mapping[str, str]
    wanted: Filter

    @property
    def narrowed(self) -> bool:
        """Whether the address narrows the list at all."""
        return any(value and value != USUAL.get(name) for name, value in self.said.items())

    @property
    def unfolded(self) -> bool:
        """Whether a filter that is folded away is in use."""
        return any(value for name, value in self.said.items() if name not in FEW)

    @property
    def kept(self) -> dict[str, Any]:
        """What an address that leads to the same rows carries."""
        return {name: value or None for name, value in self.said.items()}


def narrowing(tx: Transaction, actor: Actor, kind: str, more: Mapping[str, Words] | None = None) -> Narrowing:
    """The filters of a list of this kind as the address has them; `more` are those of the page alone."""
    day = local(tx.now).date()
    networks = networks_offered()
    offered: dict[str, Words] = {
        **(more or {}),
        "fase": stages_offered(tx, kind),
        "rete": [(str(key), name) for key, name in networks],
        "area": [(name, each.text(locale())) for name, each in AREAS.items()],
        "ritardo": [(LATE, _("Solo in ritardo"))],
    }
    if kind == "case":
        houses = houses_of(tx, [key for key, _name in networks])
        offered["segue"] = [(MINE, _("Io")), *((str(key), name) for key, name in houses)]
    else:
        offered["urgenza"] = [(name, grades()[name]) for name in URGENCIES]
    said = {
        name: chosen(name, [value for value, _words in words], USUAL.get(name, "")) for name, words in offered.items()
    }
    said["territorio"] = chosen("territorio", [value for _group, each in territory(day) for value, _words in each])
    return Narrowing(offered, said, _filter(tx, actor, kind, said))


@lru_cache(maxsize=8)
def territory(day: date) -> Sequence[tuple[str, Words]]:
    """The ambiti, each with its municipalities: `(name, ((value, name), ...))`; the ambito itself first."""
    known, places = districts(day), municipalities(day)
    found: dict[str, list[tuple[str, str]]] = {code: [] for code in known}
    for each in memberships(day):
        if each.district in found and each.istat_code in places:
            found[each.district].append((each.istat_code, places[each.istat_code].name))
    return tuple(
        (known[code].name, ((code, ""), *sorted(there, key=lambda pair: pair[1])))
        for code, there in sorted(found.items(), key=lambda pair: known[pair[0]].name)
    )


def _filter(tx: Transaction, actor: Actor, kind: str, said: Mapping[str, str]) -> Filter:
    follows = said.get("segue", "")
    return Filter(
        (kind,),
        STATES[said["stato"]],
        (said["fase"],) if said["fase"] else (),
        int(said["rete"]) if said["rete"] else None,
        places=_places(said["territorio"], local(tx.now).date()),
        area=said["area"],
        house_id=int(follows) if follows.isdecimal() else None,
        follower_id=actor.person_id if follows == MINE else None,
        late_before=tx.now if said["ritardo"] else None,
        grade=said.get("urgenza", ""),
    )


def _places(value: str, day: date) -> tuple[str, ...]:
    """The municipalities that a value of the territory means: one, or all of an ambito."""
    if not value or value.isdecimal():
        return (value,) if value else ()
    return tuple(each.istat_code for each in memberships(day) if each.district == value)

"""Reckonings: with what the instants of a dossier's clocks are counted, and the instants themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from governance import dossiers
from governance.database import Transaction
from governance.organisations import seat_of
from governance.protocols import terms_of
from governance.territory import patron_saint
from workflows.amounts import Amount
from workflows.calendars import Calendar, before, due_at, start_of
from workflows.pathway import Mode, Timer
from workflows.situations import Situation

SEATS = ("recipient", "housing", "case", "sender", "lead_party", "body")


@dataclass
class Almanac:
    """Calendars by organisation and terms by protocol, each read once."""

    tx: Transaction
    calendars: dict[int, Calendar] = field(default_factory=dict)
    terms: dict[int, Mapping[str, Any]] = field(default_factory=dict)

    def calendar_at(self, organisation_id: int) -> Calendar:
        """The calendar of the organisation's seat."""
        if organisation_id not in self.calendars:
            seat = seat_of(self.tx, organisation_id)
            self.calendars[organisation_id] = Calendar(patron_saint(seat)) if seat else Calendar()
        return self.calendars[organisation_id]

    def terms_under(self, protocol_id: int) -> Mapping[str, Any]:
        """The terms of the protocol by name."""
        if protocol_id not in self.terms:
            self.terms[protocol_id] = terms_of(self.tx, protocol_id)
        return self.terms[protocol_id]


@dataclass
class Reckoning:
    """What instants are counted with: the moment, the calendar of the seat, the dates, the protocol's terms."""

    situation: Situation
    now: datetime
    almanac: Almanac | None = None

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar of the recipient's seat, or of whoever stands first in `SEATS`."""
        for capacity in SEATS:
            organisation_id = self.situation.organisation_in(capacity)
            if organisation_id is None:
                continue
            return self._almanac.calendar_at(organisation_id)
        return Calendar()

    @cached_property
    def terms(self) -> Mapping[str, Any]:
        """The terms of the protocol that governs the dossier, by name."""
        governing = self.situation.governed_by_id
        return self._almanac.terms_under(governing) if governing else {}

    @property
    def _almanac(self) -> Almanac:
        return self.almanac or Almanac(self.situation.tx)

    def amounts(self, timer: Timer) -> tuple[Amount, ...]:
        """The protocol's amount for the timer's term, else the pathway's own for the dossier's grade."""
        grade = self.situation.dossier.grade
        term = self.terms.get(timer.term) if timer.term else None
        if isinstance(term, dict):
            term = term.get(grade)
        return (Amount.parse(term),) if term else timer.amounts_for(grade)

    def anchor(self, timer: Timer) -> date | datetime | None:
        """The dossier's date (or its parent's) from which the timer counts, if it is known."""
        found = self.situation.dates if not timer.parent_date else _parent_dates(self.situation)
        written = {**self.situation.dossier.dates, **found} if not timer.parent_date else found
        text = written.get(timer.anchor or "")
        if not text:
            return None
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)

    def instant(self, timer: Timer, amounts: tuple[Amount, ...], started_at: datetime, step: int) -> datetime | None:
        """The `step`-th instant of a timer, None where there is none (any more, or not yet)."""
        base: date | datetime | None = self.anchor(timer) if timer.anchor else started_at
        if base is None:
            return None
        moment = base if isinstance(base, datetime) else start_of(base)
        if timer.mode is Mode.DATE_ONLY:
            return moment if step == 0 else None
        if timer.mode is Mode.EVERY:
            return due_at(moment, Amount(amounts[0].number * (step + 1), amounts[0].unit), self.calendar)
        if step >= len(amounts):
            return None
        if timer.mode is Mode.BEFORE:
            return before(base, amounts[step], self.calendar)
        return due_at(moment, amounts[step], self.calendar)


@lru_cache(maxsize=1024)
def parse_amounts(text: str | None) -> tuple[Amount, ...]:
    """The amounts a deadline was started with, as its row keeps them."""
    return tuple(Amount.parse(each) for each in text.split(",")) if text else ()


def _parent_dates(situation: Situation) -> dict[str, str]:
    parent_id = situation.dossier.parent_id
    return situation.recall(_dates_of, parent_id) if parent_id else {}


def _dates_of(tx: Any, dossier_id: int) -> dict[str, str]:
    return dict(dossiers.read(tx, dossier_id).dates)

"""What a pathway's file may say: the entries of the grammar as frozen, strict models."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from workflows.scalars import BasePathway, Flag, Grades, Lapse, Lapses, Name, Names, Pairs, Positive, Text


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Label(_Entry):
    """Words for people: Italian always, English where somebody wrote it."""

    it: Text
    en: Text | None = None


class StageEntry(_Entry):
    """One line under `stages`."""

    label: Label
    waits_for: Names = ()
    edits: Names = ()
    final: Flag = False
    rests: Flag = False


class TimerEntry(_Entry):
    """One line under `timers`."""

    label: Label
    in_: Names = Field(alias="in")
    paused_in: Names = ()
    after: Lapses | None = None
    before: Lapses | None = None
    every: Lapses | None = None
    date: Name | None = None
    term: Name | None = None
    tells: Names = ()
    makes: Name | None = None
    answers: Pairs = Field(default_factory=dict)

    @model_validator(mode="after")
    def counts_one_way(self) -> "TimerEntry":
        ways = [way for way in (self.after, self.before, self.every) if way is not None]
        if len(ways) > 1 or not (ways or self.date):
            raise ValueError("la scadenza dice una cosa sola tra after, before, every e date")
        if self.before is not None and not self.date:
            raise ValueError("before conta all'indietro da una data: manca date")
        return self


class MoveEntry(_Entry):
    """One line under `moves`."""

    label: Label
    from_: Names = Field(alias="from")
    except_: Names = Field(default=(), alias="except")
    to: Name | None = None
    stays: Flag = False
    by: Names
    needs: Names = ()
    asks: Names = ()
    may_ask: Names = ()
    does: Names = ()
    tells: Names = ()
    issues: Names = ()
    carries: Pairs = Field(default_factory=dict)
    restarts: Names = ()
    at_once: Flag = False
    at_most: Positive | None = None
    within: Lapse | None = None
    not_by_maker_of: Names = ()
    reopens: Flag = False


class Declaration(_Entry):
    """A whole pathway as its file declares it."""

    pathway: Name
    version: Positive
    governs: Name
    kinds: Names = ()
    label: Label
    graded_by: Grades = Field(default_factory=dict)
    dates: Names = ()
    stages: dict[str, StageEntry] = Field(min_length=1)
    timers: dict[str, TimerEntry] = Field(default_factory=dict)
    moves: dict[str, MoveEntry] = Field(min_length=1)

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades of the fact that times this pathway; empty where none does."""
        return next(iter(self.graded_by.values()), ())

    def stages_of(self, move: MoveEntry) -> tuple[str, ...]:
        """The stages that offer a move, `new` among them and `any_open` spelt out, in the order written."""
        spelt: dict[str, None] = {}
        for name in move.from_:
            if name == "any_open":
                spelt.update((stage, None) for stage, entry in self.stages.items() if not entry.final)
            elif name == "new" or name in self.stages:
                spelt[name] = None
        return tuple(stage for stage in spelt if stage not in move.except_)


class StageVariant(_Entry):
    """What a variant may say of a stage: other words."""

    label: Label


class TimerVariant(_Entry):
    """What a variant may say of a timer of its base: other words, amounts, and who else is told."""

    label: Label | None = None
    after: Lapses | None = None
    before: Lapses | None = None
    every: Lapses | None = None
    tells: Names = ()


class MoveVariant(_Entry):
    """What a variant may say of a move: other words and more demands, never another graph."""

    label: Label | None = None
    needs: Names = ()
    asks: Names = ()
    may_ask: Names = ()
    tells: Names = ()
    issues: Names = ()
    at_most: Positive | None = None
    within: Lapse | None = None


class VariantDeclaration(_Entry):
    """A network's own words, amounts and demands on the stages of a base pathway."""

    pathway: Name
    version: Positive
    extends: BasePathway
    label: Label | None = None
    stages: dict[str, StageVariant] = Field(default_factory=dict)
    timers: dict[str, Any] = Field(default_factory=dict)
    moves: dict[str, MoveVariant] = Field(default_factory=dict)

"""A scheme's own settings for its rules: intervals, lead times, what applies, what is waived."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from sharedlives.domain.fields import Record, at_least, checked, filled
from sharedlives.errors import InvalidRecordError


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Setting(Record):
    """One number that a scheme sets for itself: after how many months a check is repeated, and the like."""

    of: str = field(validator=filled)
    value: int = field(validator=at_least(0))


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Lead(Record):
    """So many days before it is due a rule begins to say so."""

    rule: str = field(validator=filled)
    days: int = field(validator=at_least(0))


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Waiver(Record):
    """That somebody accepts for a time what a rule finds: who, why and until when, that day included.

    Without `subject_id` it is for every record of the rule. A waived outcome shows as waived, never as met.
    """

    rule: str = field(validator=filled)
    subject_id: str | None = None
    granted_by: str = field(validator=filled)
    granted_on: date | None = None
    reason: str = field(validator=filled)
    until: date

    def stands(self, on: date) -> bool:
        """Whether it holds on a day."""
        return (self.granted_on is None or self.granted_on <= on) and on <= self.until


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Declaration(Record):
    """Something about the scheme as a whole that no record holds: what was done, on which day, by whom."""

    what: str = field(validator=filled)
    on: date
    by: str = field(validator=filled)


@frozen(kw_only=True, repr=False, field_transformer=checked)
class RulePolicy(Record):
    """What a scheme settles for itself about its rules.

    `settings` take the place of the defaults; one that asks for less than the law is not followed. A rule
    speaks up `lead_days` before something is due, or as many days as `leads` says. `left_out` names rules
    that do not apply here (what is law in the nation applies all the same), `taken_up` rules that apply
    only where a scheme wants them.
    """

    settings: tuple[Setting, ...] = ()
    lead_days: int = field(default=28, validator=at_least(0))
    leads: tuple[Lead, ...] = ()
    left_out: frozenset[str] = frozenset()
    taken_up: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()
    declarations: tuple[Declaration, ...] = ()

    def __attrs_post_init__(self) -> None:
        if len({setting.of for setting in self.settings}) < len(self.settings):
            raise InvalidRecordError("RulePolicy: a setting is given twice")
        if len({lead.rule for lead in self.leads}) < len(self.leads):
            raise InvalidRecordError("RulePolicy: a rule has two lead times")

    def setting(self, of: str) -> int | None:
        """The scheme's own number, or None where it sets none."""
        return next((setting.value for setting in self.settings if setting.of == of), None)

    def lead(self, rule: str) -> int:
        """How many days before it is due a rule says so."""
        return next((lead.days for lead in self.leads if lead.rule == rule), self.lead_days)

"""What the register of law holds: values, and what was looked for and not found."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs
from attrs import field, frozen

from sharedlives.domain.fields import Record, at_least, checked, filled, in_order
from sharedlives.domain.words import Nation
from sharedlives.errors import InvalidRecordError


class Unit(StrEnum):
    """What a value is a number of."""

    PEOPLE = "people"
    YEARS_OF_AGE = "years of age"
    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    REFERENCES = "references"
    POUNDS_A_YEAR = "pounds a year"
    POUNDS_A_WEEK = "pounds a week"


class CountedPer(StrEnum):
    """Within what people are counted. The same number means different things in each."""

    HOUSEHOLD = "household"
    """Everybody in one home, whoever supports them."""
    CARER = "carer"
    """Everybody with one carer, under whatever agreement and whichever scheme."""
    AGREEMENT = "agreement"
    """Everybody under one carer agreement."""


class Standing(StrEnum):
    """Whether a value must be kept or is advice."""

    LAW = "law"
    GUIDANCE = "guidance"


class Silence(StrEnum):
    """Why there is no value."""

    NO_NUMBER_FOUND = "no number found"
    """Somebody looked, and the source sets none that we found: nothing to apply."""
    NOTHING_FOUND = "nothing found"
    """Somebody looked for a duty, and found none in what they read: nothing to apply."""
    NOT_KNOWN = "not known"
    """There may be one, and we do not know it: nothing can be said about these days."""


def _is_sentence(record: object, attribute: attrs.Attribute[str], text: str) -> None:
    if not text.endswith("."):
        raise InvalidRecordError(
            f"{type(record).__name__}: {attribute.name} must be a sentence with its full stop"
        )


def _is_address(record: object, attribute: attrs.Attribute[str], text: str) -> None:
    if not text.startswith(("https://", "http://")):
        raise InvalidRecordError(f"{type(record).__name__}: {attribute.name} must be a web address")


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Citation(Record):
    """Where something is written, exactly, and the day somebody read it there."""

    instrument: str = field(validator=filled)
    pinpoint: str = field(validator=filled)
    source: str = field(validator=_is_address)
    read_on: date

    def __str__(self) -> str:
        """The instrument and the place in it, as one writes them after a sentence."""
        return f"{self.instrument}, {self.pinpoint}"


@frozen(kw_only=True, repr=False, field_transformer=checked)
class LawEntry(Record):
    """What values and silences have in common: what about, whose, from when until when, and where read.

    Both days are included. No first day: the source gives none, and the entry is taken to hold on any day
    before its last. No last day: still so on the day the source was read.
    """

    code: str = field(validator=filled)
    nations: tuple[Nation, ...]
    first_day: date | None = None
    last_day: date | None = None
    citation: Citation
    note: str | None = None
    """What is not known about this, or was read between the lines."""

    def __attrs_post_init__(self) -> None:
        """Refuse an entry of no nation, one that names a nation twice, or one that ends before it begins."""
        if not self.nations or len(set(self.nations)) < len(self.nations):
            raise InvalidRecordError(f"{self.id}: nations must name at least one nation, and each once")
        in_order(self, "first_day", "last_day")

    @property
    def id(self) -> str:
        """The code and the nations, to name the entry in a message."""
        return f"{self.code} ({', '.join(self.nations)})"

    def covers(self, nation: Nation, on: date) -> bool:
        """Whether this is about that nation on that day."""
        begun = self.first_day is None or self.first_day <= on
        return nation in self.nations and begun and (self.last_day is None or on <= self.last_day)


def _law_has_a_first_day(entry: LawEntry, standing: Standing) -> None:
    if standing is Standing.LAW and entry.first_day is None:
        raise InvalidRecordError(f"{entry.id}: a law must say the first day it is in force")


@frozen(kw_only=True, repr=False, field_transformer=checked)
class LawValue(LawEntry):
    """One number that a nation's law sets or its guidance gives, with the days it holds and its source."""

    value: int = field(validator=at_least(0))
    unit: Unit
    counted_per: CountedPer | None = None
    standing: Standing
    says: str = field(validator=_is_sentence)
    """What the source says, in our own words."""

    def __attrs_post_init__(self) -> None:
        """Refuse people without what they are counted per, and law without the day it came into force."""
        super().__attrs_post_init__()
        if (self.unit is Unit.PEOPLE) != (self.counted_per is not None):
            raise InvalidRecordError(f"{self.id}: counted_per must be given for people, and for nothing else")
        _law_has_a_first_day(self, self.standing)


@frozen(kw_only=True, repr=False, field_transformer=checked)
class LawStatement(LawEntry):
    """Something that law or guidance says without a number: a duty, a name, the test that is in force."""

    name: str = field(validator=filled)
    """What it is called, in few words: ``Care Inspectorate Wales``."""
    standing: Standing
    says: str = field(validator=_is_sentence)
    """What the source says, in our own words."""

    def __attrs_post_init__(self) -> None:
        """Refuse law without the day it came into force."""
        super().__attrs_post_init__()
        _law_has_a_first_day(self, self.standing)


@frozen(kw_only=True, repr=False, field_transformer=checked)
class LawSilence(LawEntry):
    """That nothing is recorded for some days, said outright, with the reason and where somebody looked."""

    silence: Silence
    reason: str = field(validator=_is_sentence)

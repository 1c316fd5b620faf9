"""A home: who lives there, its rooms, and what else goes on in it."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from sharedlives.dates import Period, age_on
from sharedlives.domain.fields import Record, at_least, checked, filled
from sharedlives.domain.place import Place
from sharedlives.domain.source import Source
from sharedlives.domain.wish import Wish
from sharedlives.domain.words import Access, OtherUseKind, Sex


@frozen(kw_only=True, repr=False, field_transformer=checked)
class HouseholdMember(Record):
    """Anyone who lives there and is neither a carer nor supported: a child, a partner, a grandparent.

    Their age is known from `born`, or from `age` as it was on `age_on`; `lives_since` is when they moved in.
    `usually_sleeps_here` is False for somebody who is mostly away, such as a student.
    """

    id: str = field(validator=filled)
    first_name: str | None = None
    last_name: str | None = None
    born: date | None = None
    age: int | None = field(default=None, validator=at_least(0))
    age_seen_on: date | None = None
    sex: Sex | None = None
    relation: str | None = None
    lives_since: date | None = None
    lives_until: date | None = None
    usually_sleeps_here: bool | None = None
    sources: tuple[Source, ...] = ()

    def lives_here(self, on: date) -> bool:
        """Whether they live there on a day; a move that is not dated is taken to be past."""
        return (self.lives_since is None or self.lives_since <= on) and (
            self.lives_until is None or on <= self.lives_until
        )

    def is_under(self, years: int, on: date) -> bool | None:
        """Whether they are younger than this on a day; None where the register does not say.

        An age without a birth date ages by the calendar: on `age_seen_on` they were `age`, so so many
        years later they are that much older, give or take the birthday between. Where that one year
        decides, the answer is not known.
        """
        if self.born is not None:
            return age_on(self.born, on) < years
        if self.age is None:
            return None
        passed = 0 if self.age_seen_on is None else age_on(self.age_seen_on, on)
        youngest = self.age + passed
        if youngest >= years:
            return False
        may_have_had_a_birthday = self.age_seen_on is None or on != self.age_seen_on
        return None if may_have_had_a_birthday and youngest + 1 >= years else True


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Bedroom(Record):
    """A room for somebody supported, its features each yes, no or not known.

    `id` is unique within its household.
    """

    id: str = field(validator=filled)
    name: str | None = None
    is_double: bool | None = None
    is_step_free: bool | None = None
    is_ground_floor: bool | None = None
    is_near_bathroom: bool | None = None
    takes_hoist: bool | None = None
    closed: tuple[Period, ...] = ()
    sources: tuple[Source, ...] = ()

    def has(self, access: Access) -> bool | None:
        """Whether it has a feature somebody may need; None where not known."""
        return {
            Access.STEP_FREE: self.is_step_free,
            Access.GROUND_FLOOR: self.is_ground_floor,
            Access.NEAR_BATHROOM: self.is_near_bathroom,
            Access.HOIST: self.takes_hoist,
        }[access]


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Pet(Record):
    """An animal in the home: its kind in one lower-case word (``dog``) and how many."""

    kind: str = field(validator=filled)
    number: int | None = field(default=None, validator=at_least(1))
    name: str | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class OtherUse(Record):
    """Something else the household does, such as fostering; `number` None means how many is not said."""

    kind: OtherUseKind
    number: int | None = field(default=None, validator=at_least(0))
    scheme: str | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Closure(Record):
    """Days on which the household welcomes nobody new."""

    period: Period
    reason: str | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Household(Record):
    """A home in which carers share their life.

    `pets`, `other_uses` and `members` are None where the register does not say, and empty where it says
    there are none. `has_gas` and `has_landlord_or_lender` decide which checks apply. `takes_emergencies`
    is what the household itself said. `somebody_home_at_night` says whether a carer always sleeps there.
    `wishes` are the household's own, of people who may come.
    """

    id: str = field(validator=filled)
    name: str | None = None
    place: Place = field(factory=Place)
    neighbourhood: str | None = None
    coordinator: str | None = None
    team: str | None = None
    telephone: str | None = None
    email: str | None = None
    address: str | None = None
    members: tuple[HouseholdMember, ...] | None = None
    bedrooms: tuple[Bedroom, ...] | None = None
    pets: tuple[Pet, ...] | None = None
    smokes: bool | None = None
    languages: frozenset[str] | None = None
    faith: str | None = None
    interests: frozenset[str] | None = None
    pace: str | None = None
    drives_people: bool | None = None
    takes_emergencies: bool | None = None
    somebody_home_at_night: bool | None = None
    other_uses: tuple[OtherUse, ...] | None = None
    heating_fuel: str | None = None
    has_gas: bool | None = None
    storeys: int | None = field(default=None, validator=at_least(1))
    has_landlord_or_lender: bool | None = None
    consent_seen_on: date | None = None
    closures: tuple[Closure, ...] = ()
    wishes: tuple[Wish, ...] = ()
    notes: str | None = None
    sources: tuple[Source, ...] = ()

    def is_closed_on(self, day: date) -> bool:
        """Whether a closure covers this day."""
        return any(day in closure.period for closure in self.closures)

"""Somebody seeking or receiving support, in their own words first."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from sharedlives.dates import age_on
from sharedlives.domain.fields import Record, at_least, checked, filled
from sharedlives.domain.place import Place
from sharedlives.domain.policy import Weighted
from sharedlives.domain.source import Source
from sharedlives.domain.wish import Wish
from sharedlives.domain.words import (
    Access,
    Medicines,
    MovingAndHandling,
    NightSupport,
    Sex,
    Strength,
    Wellbeing,
)


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Connection(Record):
    """A person, a group or a place that matters to somebody, and how near a home should be to it.

    `limit_miles` with `limit` must is a limit; with prefer it only helps to choose. None: no distance asked.
    """

    id: str = field(validator=filled)
    what: str | None = None
    place: Place = field(factory=Place)
    limit_miles: int | None = field(default=None, validator=at_least(0))
    limit: Strength | None = None
    wants_contact: bool | None = None
    notes: str | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class SupportNeed(Record):
    """Support: what, when, how much; `skill` is the carers' skill it calls for, where there is one."""

    what: str = field(validator=filled)
    when: str | None = None
    how_much: str | None = None
    skill: str | None = None
    regulated: bool | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class ThingToPlanFor(Record):
    """Something a home would plan for: being alone at night, children, animals, somebody in particular.

    `not_with_children`, `not_with_animals` and `not_left_alone_at_night` are what the home then must or must
    not be; `not_with` names people or households by id. None or empty asks nothing.
    """

    what: str = field(validator=filled)
    plan: str | None = None
    not_with_children: bool | None = None
    not_with_animals: frozenset[str] = frozenset()
    not_left_alone_at_night: bool | None = None
    not_with: frozenset[str] = frozenset()
    reviewed_on: date | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class DecisionSupporter(Record):
    """An advocate, attorney, deputy or somebody else who helps with decisions; recorded, never computed."""

    role: str = field(validator=filled)
    name: str | None = None
    about: str | None = None
    evidence_seen_on: date | None = None
    valid_until: date | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class RecordedDecision(Record):
    """A decision somebody else took under a law of capacity or liberty: who, when, which test, until when."""

    what: str = field(validator=filled)
    decided_by: str | None = None
    decided_on: date | None = None
    test: str | None = None
    reference: str | None = None
    valid_until: date | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Consent(Record):
    """A consent given, refused or not yet asked (None), and to what."""

    to: str = field(validator=filled)
    given: bool | None = None
    on: date | None = None
    given_by: str | None = None
    until: date | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Goal(Record):
    """Something somebody wants to be true in their life, in their words, with their own measure of it."""

    limb: Wellbeing | None = None
    words: str = field(validator=filled)
    measure: str | None = None
    set_on: date | None = None
    progress: str | None = None
    seen_on: date | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Person(Record):
    """Somebody seeking or receiving support.

    `likes`, `matters` and `how_to_support` are their one-page profile; `brings` is what they bring. `needs`
    are the scheme's words for the kinds of support an approval names; `skills_needed` the skills their
    support calls for. Empty sets mean that it is known that nothing is asked; None means nobody said.
    `languages_needed` are those that support must be given in; `languages` those they speak.
    `own_pet` is a kind of animal they would bring, or None. `fit_weights` say what matters more to them: they
    take the place of the policy's.
    """

    id: str = field(validator=filled)
    first_name: str | None = None
    last_name: str | None = None
    born: date | None = None
    sex: Sex | None = None
    gender: str | None = None
    likes: str | None = None
    matters: str | None = None
    how_to_support: str | None = None
    brings: str | None = None
    place: Place = field(factory=Place)
    needs: frozenset[str] | None = None
    support: tuple[SupportNeed, ...] = ()
    skills_needed: frozenset[str] | None = None
    medicines: Medicines | None = None
    moving_and_handling: MovingAndHandling | None = None
    night_support: NightSupport | None = None
    personal_care: bool | None = None
    access: frozenset[Access] | None = None
    to_plan_for: tuple[ThingToPlanFor, ...] = ()
    connections: tuple[Connection, ...] = ()
    interests: frozenset[str] | None = None
    languages: frozenset[str] | None = None
    languages_needed: frozenset[str] | None = None
    reads_best: str | None = None
    faith: str | None = None
    culture: str | None = None
    pace: str | None = None
    smokes: bool | None = None
    own_pet: str | None = None
    visitors: str | None = None
    neighbourhood: str | None = None
    family_carer: str | None = None
    home_authority: str | None = None
    coordinator: str | None = None
    decision_support: tuple[DecisionSupporter, ...] = ()
    recorded_decisions: tuple[RecordedDecision, ...] = ()
    consents: tuple[Consent, ...] = ()
    goals: tuple[Goal, ...] = ()
    wishes: tuple[Wish, ...] = ()
    fit_weights: tuple[Weighted, ...] = ()
    records_due_for_deletion_on: date | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()

    def age(self, on: date) -> int | None:
        """Age in whole years on a day, or None where the birth date is not known."""
        return None if self.born is None else age_on(self.born, on)

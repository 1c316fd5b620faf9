"""The two sides of a pair as they will be on the first day: what is asked, and what there is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import field, frozen

from sharedlives.dates import ONE_DAY, Stay, begins_and_ends, birthday
from sharedlives.domain.arrangement import Decline, Introduction, KeepApart
from sharedlives.domain.carer import Applicant, Approval, Carer
from sharedlives.domain.household import Household, HouseholdMember
from sharedlives.domain.integrity import LIVES_THERE
from sharedlives.domain.person import Person
from sharedlives.domain.place import Place
from sharedlives.domain.policy import Policy
from sharedlives.domain.presence import Presence, holds_a_place, presences
from sharedlives.domain.request import Request
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import ApplicantStage, CarerRole, Kind, RequestStatus
from sharedlives.matching.when import When, possible_times, shares_a_day
from sharedlives.places import Travel, located, straight_line


@frozen(kw_only=True, eq=False)
class Asking:
    """One request at one time: the person, and what in the scheme bears on where they can go."""

    request: Request
    person: Person
    when: When
    age: int | None
    away: tuple[Stay, ...]
    """Nights on which they are to stay away from home already."""
    with_already: frozenset[str]
    """The households that these days or nights cannot be asked of, for they are with them then already."""
    where_they_are: frozenset[str]
    """The households in which they are or will be at any time, by arrangement or with a place held."""
    apart: frozenset[str]
    declines: tuple[Decline, ...]
    together_in: frozenset[str] | None
    """Where those they wish to live with live already; None where nobody of them lives anywhere yet."""
    together_missing: bool
    """Whether somebody they wish to stay together with has no request to go with this one."""

    @property
    def enters_the_home(self) -> bool:
        """Whether they come into the carers' home at all; with outreach it is the carers who come."""
        return self.request.kind is not Kind.OUTREACH

    @property
    def brings_children(self) -> bool:
        """Whether children come: theirs, or they themselves where they are under 18."""
        return has_children(self.request.kind, self.request.children) or _is_a_child(self.age)

    @property
    def brings_animal(self) -> str | None:
        """The kind of animal that comes with them; nobody brings one for the day."""
        return self.person.own_pet if self.request.kind.is_overnight else None


@frozen(kw_only=True, eq=False)
class Offering:
    """One household as it will be on a day."""

    household: Household
    carers: tuple[Carer, ...]
    members: tuple[HouseholdMember, ...] | None
    approval: Approval | None
    applicants: tuple[Applicant, ...]
    presences: tuple[Presence, ...]
    residents: tuple[Person, ...]
    """Those who are or will be in the home, by arrangement or with a place held, as `presences` has them."""
    children_among_members: bool | None
    """Whether somebody of the household is under 18; None where not known."""
    _there_at: dict[When, list[tuple[Presence, Person]]] = field(factory=dict, init=False)
    """Who is there at a time, each time worked out once."""

    @property
    def main_carers(self) -> tuple[Carer, ...]:
        """The carers who live there; a support carer stands in and is not counted among them."""
        return tuple(carer for carer in self.carers if carer.role is not CarerRole.SUPPORT)

    def company(self, asking: Asking) -> tuple[Person, ...]:
        """The others supported there who share a day or a night of what is asked; outreach does not count."""
        return tuple({person.id: person for _, person in self._beside(asking)}.values())

    def _beside(self, asking: Asking) -> Iterator[tuple[Presence, Person]]:
        if not asking.enters_the_home:
            return
        if asking.when not in self._there_at:
            self._there_at[asking.when] = [
                (presence, person)
                for presence, person in zip(self.presences, self.residents, strict=True)
                if presence.kind is not Kind.OUTREACH
                and asking.when.overlaps(presence.stay, presence.sessions)
            ]
        for presence, person in self._there_at[asking.when]:
            if person.id != asking.person.id:
                yield presence, person

    def children_with(self, asking: Asking) -> bool | None:
        """Whether somebody under 18 is there: of the household, supported, or a supported parent's child.

        None where the household did not say.
        """
        day = asking.when.first
        if any(
            has_children(presence.kind, presence.children) or _is_a_child(person.age(day))
            for presence, person in self._beside(asking)
        ):
            return True
        return self.children_among_members

    def animals_with(self, asking: Asking) -> frozenset[str]:
        """The kinds of animals known to live there, those of the people supported included."""
        theirs = (person.own_pet for presence, person in self._beside(asking) if presence.stay is not None)
        return frozenset(kind for kind in theirs if kind is not None) | {
            pet.kind for pet in self.household.pets or ()
        }

    def speaks(self, language: str) -> bool | None:
        """Whether somebody there speaks a language; None where nobody said all of what is spoken."""
        spoken = [self.household.languages, *(carer.languages for carer in self.main_carers)]
        if any(language in languages for languages in spoken if languages is not None):
            return True
        if self.household.languages is not None:
            return False
        return None if None in spoken[1:] or not self.main_carers else False


ADULT = 18


def has_children(kind: Kind, children: int | None) -> bool:
    """Whether somebody comes with children; a parent and child do, though nobody may have said how many."""
    return bool(children) or kind is Kind.PARENT_AND_CHILD


def _is_a_child(age: int | None) -> bool:
    return age is not None and age < ADULT


def skills_called_for(person: Person) -> frozenset[str]:
    """Every skill of carers that somebody's support calls for."""
    by_need = {need.skill for need in person.support if need.skill is not None}
    return (person.skills_needed or frozenset()) | by_need


def is_somewhere(place: Place) -> bool:
    """Whether anything is known of where a place is."""
    return place.postcode is not None or place.grid_reference is not None


class Context:
    """A scheme on a day under a policy, and the sides of its pairs, each worked out once.

    Parameters
    ----------
    scheme, on, policy
        What is asked about.
    travel
        Miles from one place to another, or None where not known; straight-line miles unless a host hands in
        its own.
    proposed_before
        The household last proposed for a request, by the request's id.
    own_criteria, own_parts
        What a host adds to the table of criteria, and to the parts of fit.
    """

    def __init__(
        self,
        scheme: Scheme,
        on: date,
        policy: Policy,
        *,
        travel: Travel = straight_line,
        proposed_before: Mapping[str, str] | None = None,
        own_criteria: Iterable[Any] = (),
        own_parts: Iterable[Any] = (),
    ) -> None:
        self.scheme = scheme
        self.on = on
        self.policy = policy
        self.travel_is_straight_line = travel is straight_line
        self.proposed_before = dict(proposed_before or {})
        self.own_criteria = tuple(own_criteria)
        self.own_parts = tuple(own_parts)
        self._travel = travel
        self._places: dict[Place, Place] = {}
        self._miles: dict[tuple[Place, Place], float | None] = {}
        self.memory: dict[object, Any] = {}
        """What other modules work out of this context once: a key of their own for each thing."""
        self._askings: dict[tuple[str, When], Asking] = {}
        self._offerings: dict[tuple[str, int], Offering] = {}
        self._changes: dict[str, tuple[date, ...]] = {}
        self._presences: dict[str, tuple[Presence, ...]] = {}

    def keeps(self, *facts: str) -> bool:
        """Whether the register keeps a fact at all, such as ``carer.sex``; of several, any one of them."""
        return not self.scheme.not_kept.issuperset(facts)

    def miles(self, one: Place, other: Place) -> float | None:
        """Miles between two places by the host's travel function, each pair asked once."""
        key = (one, other)
        if key not in self._miles:
            self._miles[key] = self._travel(self.located(one), self.located(other))
        return self._miles[key]

    def located(self, place: Place) -> Place:
        """The place with its grid reference, looked up once for all the pairs it is in."""
        if place not in self._places:
            self._places[place] = located(place)
        return self._places[place]

    def presences(self, household_id: str) -> tuple[Presence, ...]:
        """Who is or will be in a home."""
        if household_id not in self._presences:
            self._presences[household_id] = presences(
                self.scheme,
                household_id,
                on=self.on,
                introduction_lapses_after=self.policy.introduction_lapses_after,
            )
        return self._presences[household_id]

    def offering(self, household_id: str, day: date) -> Offering:
        """A household as it will be on a day; the same one for all days between two changes."""
        key = (household_id, bisect_right(self.changes_of(household_id), day))
        if key not in self._offerings:
            self._offerings[key] = self._offering(household_id, day)
        return self._offerings[key]

    def changes_of(self, household_id: str) -> tuple[date, ...]:
        """Every day on which a household may be another offering than the day before, in order."""
        if household_id not in self._changes:
            self._changes[household_id] = tuple(sorted(self._changes_of(household_id)))
        return self._changes[household_id]

    def _changes_of(self, household_id: str) -> Iterator[date]:
        # One day too many does no harm.
        for approval in self.scheme.approvals_of(household_id):
            yield from begins_and_ends(approval.approved_from, approval.approved_until)
            for period in approval.suspended:
                yield from begins_and_ends(period.first, period.last)
        for carer in self.scheme.carers_in(household_id):
            yield from (day for day in (carer.carer_since, carer.left_on) if day is not None)
        for member in self.scheme.household(household_id).members or ():
            yield from begins_and_ends(member.lives_since, member.lives_until)
            yield from _comes_of_age(member)
        for presence in self.presences(household_id):
            born = self.scheme.person(presence.person_id).born
            if born is not None:
                yield birthday(born, ADULT)

    def _offering(self, household_id: str, day: date) -> Offering:
        there = self.presences(household_id)
        members = self.scheme.members_of(household_id, day)
        settled = (ApplicantStage.APPROVED, ApplicantStage.WITHDRAWN, ApplicantStage.DECLINED)
        return Offering(
            household=self.scheme.household(household_id),
            carers=self.scheme.carers_of(household_id, day),
            members=members,
            approval=self.scheme.approval_of(household_id, day),
            applicants=tuple(
                applicant
                for applicant in self.scheme.applicants_in(household_id)
                if not any(step.stage in settled for step in applicant.stages)
            ),
            presences=there,
            residents=tuple(self.scheme.person(presence.person_id) for presence in there),
            children_among_members=_children_among(members, day),
        )

    def asking_again(self, request_id: str, when: When) -> Asking:
        """A request at one of its possible times, worked out once."""
        return self.asking(self.scheme.request(request_id), when)

    def asking(self, request: Request, when: When) -> Asking:
        """A request at one of its possible times."""
        key = (request.id, when)
        if key not in self._askings:
            self._askings[key] = self._asking(request, when)
        return self._askings[key]

    def _asking(self, request: Request, when: When) -> Asking:
        scheme, person = self.scheme, self.scheme.person(request.person_id)
        together_in, missing = self._together(request)
        own = {introduction.id for introduction in scheme.introductions_for(request.id)}
        theirs = [(home, p) for home, p in self._presences_of(person.id) if p.because not in own]
        return Asking(
            request=request,
            person=person,
            when=when,
            age=person.age(when.first),
            away=tuple(p.stay for _, p in theirs if p.stay is not None and p.kind not in LIVES_THERE),
            with_already=frozenset(home for home, p in theirs if _rules_out(p, request.kind, when)),
            where_they_are=frozenset(home for home, _ in self._presences_of(person.id)),
            apart=self._apart(person, when.first),
            declines=tuple(d for d in scheme.declines_of(person.id) if d.stands(when.first)),
            together_in=together_in,
            together_missing=missing,
        )

    def _presences_of(self, person_id: str) -> list[tuple[str, Presence]]:
        """Where somebody is or will be: by arrangement, or with a place held."""
        homes = {arrangement.household_id for arrangement in self.scheme.arrangements_of(person_id)}
        for request in self.scheme.requests_of(person_id):
            homes |= {each.household_id for each in self.scheme.introductions_for(request.id)}
        return [
            (home, presence)
            for home in sorted(homes)
            for presence in self.presences(home)
            if presence.person_id == person_id
        ]

    def _apart(self, person: Person, day: date) -> frozenset[str]:
        kept = self._kept_apart.get(person.id, ())
        named = {each for k in kept if k.stands(day) for each in (k.person_id, k.other_id)} - {person.id}
        planned = {other for thing in person.to_plan_for for other in thing.not_with}
        return frozenset(named | planned | self._planned_apart_from.get(person.id, set()))

    @cached_property
    def _kept_apart(self) -> dict[str, list[KeepApart]]:
        """For each person, what keeps them apart from others, whichever of the two it names first."""
        found: dict[str, list[KeepApart]] = {}
        for kept in self.scheme.keep_apart:
            for each in {kept.person_id, kept.other_id}:
                found.setdefault(each, []).append(kept)
        return found

    @cached_property
    def _planned_apart_from(self) -> dict[str, set[str]]:
        """For each person, those who have a plan not to be with them."""
        found: dict[str, set[str]] = {}
        for person in self.scheme.people:
            for thing in person.to_plan_for:
                for other in thing.not_with:
                    found.setdefault(other, set()).add(person.id)
        return found

    def _together(self, request: Request) -> tuple[frozenset[str] | None, bool]:
        """Where those they wish to be with are already, and whether somebody is left without a request.

        Who asks for the same goes with them. Of the others, a place held for the same decides, else where
        they live, unless both live there: a break for one of them alone is a question.
        """
        homes: set[str] = set()
        missing = False
        for group in self.scheme.together_with(request.person_id):
            if not group.one_home or not request.kind.is_overnight:
                continue
            for other in sorted(group.people - {request.person_id}):
                if self._asks_too(other, request):
                    continue
                found = self._held_for(other, request.kind)
                found = found or self._homes_of(other) - self._homes_of(request.person_id)
                homes |= found
                missing |= not found
        return (frozenset(homes) if homes else None), missing

    @cached_property
    def homes_where(self) -> dict[str, set[str]]:
        """For every id, the homes in which whoever has it lives, stays or comes at any time."""
        found: dict[str, set[str]] = {}
        for household in self.scheme.households:
            there = [household.id, *(member.id for member in household.members or ())]
            there += [carer.id for carer in self.scheme.carers_in(household.id)]
            there += [presence.person_id for presence in self.presences(household.id)]
            for each in there:
                found.setdefault(each, set()).add(household.id)
        return found

    @cached_property
    def named_in_approvals(self) -> frozenset[str]:
        """Everybody for whom alone some approval is."""
        named = (approval.terms.only_for or frozenset() for approval in self.scheme.approvals)
        return frozenset().union(*named)

    def _homes_of(self, person_id: str) -> set[str]:
        """Where somebody lives, or has a place held to live in."""
        return {home for home, presence in self._presences_of(person_id) if presence.kind in LIVES_THERE}

    def _held_for(self, person_id: str, kind: Kind) -> set[str]:
        """Where a place of this kind is held for somebody."""
        return {
            introduction.household_id
            for request in self.scheme.requests_of(person_id)
            if request.kind is kind and self.is_being_introduced(request)
            for introduction in self.scheme.introductions_for(request.id)
            if self.holds_a_place(introduction)
        }

    def holds_a_place(self, introduction: Introduction) -> bool:
        """Whether both sides of an introduction said yes to a stay, and its place is still held."""
        return holds_a_place(introduction, on=self.on, lapses_after=self.policy.introduction_lapses_after)

    def is_being_introduced(self, request: Request) -> bool:
        """Whether a place is held for what is still asked for; such a request is not open."""
        still_asked = request.status in (RequestStatus.OPEN, RequestStatus.ON_HOLD)
        return still_asked and any(map(self.holds_a_place, self.scheme.introductions_for(request.id)))

    def _asks_too(self, person_id: str, request: Request) -> bool:
        return any(
            other.status is RequestStatus.OPEN
            and not self.is_being_introduced(other)
            and self.may_go_together(request, other)
            for other in self.scheme.requests_of(person_id)
        )

    def may_go_together(self, one: Request, other: Request) -> bool:
        """Whether requests of two people ask for the same, at times that may meet.

        A break in May is no part of a break in October, though both are for people who stay together.
        """
        if one.kind is not other.kind or one.person_id == other.person_id:
            return False
        key = ("may go together", one.id, other.id)
        if key not in self.memory:
            theirs = possible_times(other, self.on)
            self.memory[key] = any(
                shares_a_day(mine, when) for mine in possible_times(one, self.on) for when in theirs
            )
        return bool(self.memory[key])


def _rules_out(presence: Presence, kind: Kind, when: When) -> bool:
    """Whether somebody there already cannot ask for this: a guest of the day may very well stay the night."""
    only_by_day = presence.stay is None and kind.is_overnight
    return not only_by_day and when.overlaps(presence.stay, presence.sessions)


def _comes_of_age(member: HouseholdMember) -> Iterator[date]:
    """The days on which it may change whether a member is known to be under 18."""
    if member.born is not None:
        yield birthday(member.born, ADULT)
    elif member.age is not None and member.age_seen_on is not None:
        seen = member.age_seen_on
        yield seen
        yield seen + ONE_DAY
        for years in range(1, ADULT - member.age + 1):
            yield birthday(seen, years)


def _children_among(members: tuple[HouseholdMember, ...] | None, day: date) -> bool | None:
    if members is None:
        return None
    known = {member.is_under(ADULT, day) for member in members}
    return True if True in known else None if None in known else False

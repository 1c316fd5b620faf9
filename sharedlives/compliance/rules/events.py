"""Rules about what happened: looked at again, and told to the regulator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sharedlives.compliance.deadlines import by
from sharedlives.compliance.outcomes import Answer, Seriousness, Subject, not_applicable
from sharedlives.compliance.rule import rule
from sharedlives.compliance.rules.people import worst
from sharedlives.compliance.today import Today
from sharedlives.domain.arrangement import Event
from sharedlives.domain.household import Household
from sharedlives.domain.person import Person
from sharedlives.domain.policy import Step
from sharedlives.domain.words import EventKind, SubjectKind

TOLD: Final = frozenset({EventKind.INCIDENT, EventKind.ALLEGATION})
NOTHING: Final = not_applicable("nothing is recorded that calls for it")
LOOK: Final = "Look again at whatever this may have changed, with those it concerns, and date it."
TELL: Final = "Tell the regulator now and write down when; if it need not be told, waive it with that reason."


def _of_the_home(household: Household, today: Today) -> list[Event]:
    """What happened to a home, its carers of any time, and its members."""
    subjects = [(SubjectKind.HOUSEHOLD, household.id)]
    subjects += [(SubjectKind.CARER, c.id) for c in today.scheme.carers_in(household.id)]
    subjects += [(SubjectKind.MEMBER, member.id) for member in household.members or ()]
    return _until_now(subjects, today)


def _of_the_person(person: Person, today: Today) -> list[Event]:
    return _until_now([(SubjectKind.PERSON, person.id)], today)


def _until_now(subjects: Iterable[tuple[SubjectKind, str]], today: Today) -> list[Event]:
    events = (event for subject in subjects for event in today.index.events_of.get(subject, ()))
    return [event for event in events if event.on <= today.on]


def _looked_at(today: Today, events: list[Event]) -> Answer:
    open_events = [e for e in events if e.looked_at_on is None or e.looked_at_on > today.on]
    if not events:
        return NOTHING
    days = timedelta(days=today.setting("event_looked_at") or 0)
    return worst([by(today, event.on + days, f"after: {event.kind}") for event in open_events])


def _told(today: Today, events: list[Event]) -> Answer:
    to_tell = [event for event in events if event.kind in TOLD]
    if not to_tell:
        return NOTHING
    days = timedelta(days=today.setting("event_notified") or 0)
    untold = [e for e in to_tell if e.notified_on is None or e.notified_on > today.on]
    return worst([by(today, event.on + days, f"telling of: {event.kind}") for event in untold])


@rule(
    code="home-events",
    family="events",
    title="After something happened in a home, somebody looked again",
    subject=Subject.HOUSEHOLD,
    policy="common in inspections: not updated after an incident",
    keeps=(("events",),),
    settings=("event_looked_at",),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy=LOOK,
    does_not_check="what was changed",
)
def home_events(household: Household, today: Today) -> Answer:
    """Everything that happened to the home, its carers or its members was looked at in time."""
    return _looked_at(today, _of_the_home(household, today))


@rule(
    code="person-events",
    family="events",
    title="After something happened to a person, somebody looked again",
    subject=Subject.PERSON,
    policy="common in inspections: plan not updated after hospital",
    keeps=(("events",),),
    settings=("event_looked_at",),
    seriousness=Seriousness.HIGH,
    step=Step.STAY,
    remedy=LOOK,
    does_not_check="what was changed",
)
def person_events(person: Person, today: Today) -> Answer:
    """Everything that happened to the person was looked at in time."""
    return _looked_at(today, _of_the_person(person, today))


@rule(
    code="home-notifications",
    family="notifications",
    title="Incidents and allegations in a home were told to the regulator",
    subject=Subject.HOUSEHOLD,
    law="notifications",
    policy="common in inspections: not notified",
    keeps=(("events",), ("days of telling",)),
    settings=("event_notified",),
    seriousness=Seriousness.HIGH,
    step=Step.STAY,
    remedy=TELL,
    does_not_check="whether this one had to be told",
)
def home_notifications(household: Household, today: Today) -> Answer:
    """Every incident and allegation has a day on which it was told."""
    return _told(today, _of_the_home(household, today))


@rule(
    code="person-notifications",
    family="notifications",
    title="Incidents and allegations about a person were told to the regulator",
    subject=Subject.PERSON,
    law="notifications",
    policy="common in inspections: not notified",
    keeps=(("events",), ("days of telling",)),
    settings=("event_notified",),
    seriousness=Seriousness.HIGH,
    step=Step.STAY,
    remedy=TELL,
    does_not_check="whether this one had to be told",
)
def person_notifications(person: Person, today: Today) -> Answer:
    """Every incident and allegation has a day on which it was told."""
    return _told(today, _of_the_person(person, today))


RULES = (home_events, person_events, home_notifications, person_notifications)

"""The closed lists of words that records are written in.

Open vocabularies (needs, skills, interests, languages) are plain lower-case texts, because schemes name
them differently; what is closed is closed because a rule or a criterion reads it.
"""

from __future__ import annotations

from enum import StrEnum


class Nation(StrEnum):
    """The nation whose law binds the scheme."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern ireland"


class Kind(StrEnum):
    """A kind of arrangement."""

    LIVE_IN = "live-in"
    SHORT_BREAK = "short break"
    DAY_SUPPORT = "day support"
    INTERMEDIATE = "intermediate"
    """Time-limited live-in: home from hospital, a crisis."""
    OUTREACH = "outreach"
    """In the person's own home: it uses no bedroom and no place in the carers' home."""
    PARENT_AND_CHILD = "parent and child"

    @property
    def is_overnight(self) -> bool:
        """Whether somebody sleeps in the carers' home."""
        return self in _OVERNIGHT

    @property
    def is_home(self) -> bool:
        """Whether it is a home to live in, rather than a break or a day."""
        return self in _HOMES


_HOMES = frozenset({Kind.LIVE_IN, Kind.INTERMEDIATE, Kind.PARENT_AND_CHILD})
_OVERNIGHT = _HOMES | {Kind.SHORT_BREAK}


class Urgency(StrEnum):
    """How soon somebody needs an answer. It is not a kind of arrangement."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    ROUTINE = "routine"


class Strength(StrEnum):
    """How strongly a wish is meant."""

    MUST = "must"
    PREFER = "prefer"
    AVOID = "avoid"
    MUST_NOT = "must not"


class Sex(StrEnum):
    """Sex as approvals and intimate care need it; how somebody describes their gender is a text."""

    FEMALE = "female"
    MALE = "male"


class Medicines(StrEnum):
    """What help somebody has with their medicines."""

    SELF = "self"
    PROMPT = "prompt"
    GIVE = "give"


class NightSupport(StrEnum):
    """What somebody needs at night."""

    NONE = "none"
    SLEEPING = "sleeping"
    """Somebody in the home, asleep, who can be woken."""
    WAKING = "waking"


class MovingAndHandling(StrEnum):
    """What help somebody has with moving."""

    NONE = "none"
    ONE_CARER = "one carer"
    TWO_CARERS = "two carers"
    HOIST = "hoist"


class Access(StrEnum):
    """A feature of a bedroom that somebody may need."""

    STEP_FREE = "step-free"
    GROUND_FLOOR = "ground floor"
    NEAR_BATHROOM = "near a bathroom"
    HOIST = "room for a hoist"


class CarerRole(StrEnum):
    """A carer's part in the household."""

    MAIN = "main"
    SECOND = "second"
    SUPPORT = "support"
    """Approved separately, to stand in."""


class ApprovalStatus(StrEnum):
    """Where an approval stands, beyond its dates."""

    IN_FORCE = "in force"
    INTERIM = "interim"
    PROBATION = "probation"
    SUSPENDED = "suspended"
    ENDED = "ended"


class ApplicantStage(StrEnum):
    """How far somebody is on the way to approval."""

    ENQUIRY = "enquiry"
    APPLICATION = "application"
    CHECKS = "checks"
    ASSESSMENT = "assessment"
    TRAINING = "training"
    PANEL = "panel"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


class CheckKind(StrEnum):
    """What a dated piece of evidence is about."""

    CERTIFICATE = "criminal record certificate"
    UPDATE_SERVICE = "update service status check"
    REFERENCE = "reference"
    IDENTITY = "identity"
    HEALTH = "health"
    RIGHT_TO_WORK = "right to work"
    HOME_SAFETY = "home safety"
    GAS = "gas safety"
    SMOKE_ALARM = "smoke alarm"
    CARBON_MONOXIDE = "carbon monoxide alarm"
    ELECTRICS = "electrics"
    FIRE = "fire safety"
    PUBLIC_LIABILITY = "public liability insurance"
    HOME_INSURANCE = "home insurance"
    CAR_INSURANCE = "car insurance"
    MOT = "mot"
    DRIVING_LICENCE = "driving licence"
    CONSENT = "landlord's or lender's consent"
    PET = "pet"
    CARER_REVIEW = "carer review"
    TRAINING = "training"
    """`topic` says in what."""
    COMPETENCY = "observed competency"
    """`topic` says in what."""
    OTHER = "other"
    """`topic` says what it is."""


class SubjectKind(StrEnum):
    """Whom or what a check, a visit or an event is about."""

    CARER = "carer"
    MEMBER = "household member"
    HOUSEHOLD = "household"
    PERSON = "person"
    APPLICANT = "applicant"


class OtherUseKind(StrEnum):
    """What else a household does with its rooms and its time."""

    FOSTERING = "fostering"
    LODGER = "lodger"
    OTHER_SCHEME = "another scheme"
    STAYING_PUT = "staying put"


class Party(StrEnum):
    """Whose answer an introduction needs."""

    PERSON = "person"
    CARER = "carer"
    RESIDENT = "resident"
    FAMILY = "family or advocate"
    COMMISSIONER = "commissioner"
    MANAGER = "manager"


class IntroductionStage(StrEnum):
    """A step on the way of getting to know each other."""

    PROFILE_SHARED = "profile agreed to share"
    CARER_READ = "carer read"
    PERSON_READ = "person read"
    MET = "met"
    TEA = "tea"
    OVERNIGHT = "overnight"
    WEEKEND = "weekend"
    DECISION = "decision"


class DeclineScope(StrEnum):
    """How far a recorded "no" reaches."""

    REQUEST = "this request"
    KIND = "this kind"
    ALWAYS = "always"


class RequestStatus(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    ON_HOLD = "on hold"
    WITHDRAWN = "withdrawn"
    MET = "met"


class EndReason(StrEnum):
    """How an arrangement ended; moving on as planned is a success."""

    MOVED_ON_AS_PLANNED = "moved on as planned"
    END_OF_STAY = "end of the stay"
    PERSON_CHOSE = "the person chose to leave"
    CARER_ENDED = "the carer ended it"
    CARER_RETIRED = "the carer retired"
    NEEDS_CHANGED = "support needs changed"
    SCHEME_ENDED = "the scheme ended it"
    DIED = "the person died"
    OTHER = "other"


class EventKind(StrEnum):
    """Something after which things must be looked at again."""

    MOVED_IN = "moved in"
    MOVED_OUT = "moved out"
    HOSPITAL = "hospital"
    INCIDENT = "incident"
    ALLEGATION = "allegation"
    COMPLAINT = "complaint"
    NEW_PET = "new pet"
    BUILDING_WORK = "building work"
    MOVED_HOUSE = "moved house"
    HEALTH_CHANGED = "health changed"
    OTHER = "other"


class TogetherRelation(StrEnum):
    """What people who wish to stay together are to each other."""

    COUPLE = "couple"
    SIBLINGS = "siblings"
    PARENT_AND_CHILD = "parent and child"
    FRIENDS = "friends"


class Wellbeing(StrEnum):
    """The nine limbs of well-being.

    Source: Care Act 2014 section 1(2); the words are a label, not the statute's.
    """

    DIGNITY = "dignity and respect"
    HEALTH = "physical and mental health and emotional well-being"
    PROTECTION = "protection from abuse and neglect"
    CONTROL = "control over day-to-day life"
    PARTICIPATION = "work, education, training and recreation"
    SOCIAL_AND_ECONOMIC = "social and economic well-being"
    RELATIONSHIPS = "home, family and personal relationships"
    LIVING = "a suitable place to live"
    CONTRIBUTION = "contribution to society"
    OWN = "the scheme's own heading"

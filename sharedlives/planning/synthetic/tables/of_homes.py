"""Of homes, carers, approvals and papers: what is drawn, how often, and on what grounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sharedlives.domain.carer import ANY_NEED
from sharedlives.domain.words import CarerRole, Kind, OtherUseKind, Sex
from sharedlives.planning.synthetic.tables.shares import ABOUT_CARERS, CARERS_2024, Share, Shares, Span

# ---- Homes ----

NUMBERS: Final[Mapping[str, Mapping[Kind, Shares[int]]]] = {
    "live-in": {
        Kind.LIVE_IN: Shares("Live-in at once, in a home to live in", ((1, 62), (2, 30), (3, 8))),
        Kind.SHORT_BREAK: Shares("Breaks at once, in a home to live in", ((0, 80), (1, 20))),
        Kind.DAY_SUPPORT: Shares("Day guests at once, in a home to live in", ((0, 84), (1, 16))),
        Kind.INTERMEDIATE: Shares("Intermediate at once, in a home to live in", ((0, 94), (1, 6))),
        Kind.OUTREACH: Shares("Outreach at once, from a home to live in", ((0, 92), (1, 8))),
    },
    "breaks": {
        Kind.SHORT_BREAK: Shares("At once in a short-break household", ((1, 72), (2, 25), (3, 3))),
        Kind.DAY_SUPPORT: Shares("Day guests in a short-break household", ((0, 60), (1, 25), (2, 15))),
        Kind.INTERMEDIATE: Shares("Intermediate in a short-break household", ((0, 82), (1, 18))),
    },
    "days": {
        Kind.DAY_SUPPORT: Shares("Day guests at once, in a home for the day", ((1, 20), (2, 40), (3, 40))),
        Kind.OUTREACH: Shares("Outreach at once, from a home for the day", ((0, 65), (1, 20), (2, 15))),
    },
    "several": {
        Kind.LIVE_IN: Shares("Live-in at once, where several kinds are approved", ((1, 75), (2, 25))),
        Kind.SHORT_BREAK: Shares("Breaks at once, where several kinds are approved", ((1, 100),)),
        Kind.DAY_SUPPORT: Shares("Day guests, where several kinds are approved", ((1, 50), (2, 50))),
        Kind.INTERMEDIATE: Shares("Intermediate, where several kinds are approved", ((0, 50), (1, 50))),
        Kind.OUTREACH: Shares("Outreach, where several kinds are approved", ((0, 70), (1, 30))),
    },
    "parent and child": {
        Kind.PARENT_AND_CHILD: Shares("Parents at once, in a home for parents", ((1, 100),)),
        Kind.LIVE_IN: Shares("Live-in at once, in a home for parents", ((0, 70), (1, 30))),
    },
}
SHAPES: Final = Shares(
    "What a home is mostly for",
    (("live-in", 60), ("breaks", 22), ("days", 8), ("several", 7), ("parent and child", 3)),
)
PLACE_NOT_SAID: Final = Share("Homes of which the postcode is not known", 1)
ONE_BEDROOM_FEWER: Final = Share("Homes with one bedroom fewer than the numbers approved", 8)
ONE_BEDROOM_MORE: Final = Share("Homes with one bedroom more", 10)
BEDROOMS_NOT_SAID: Final = Share("Homes of which the bedrooms are not known", 2)
DOUBLE: Final = Shares("A double bedroom", ((True, 30), (False, 66), (None, 4)))
GROUND_FLOOR: Final = Shares("A bedroom on the ground floor", ((True, 22), (False, 74), (None, 4)))
STEP_FREE: Final = Shares(
    "A bedroom on the ground floor that is step-free", ((True, 55), (False, 37), (None, 8))
)
NEAR_BATHROOM: Final = Shares("A bedroom near a bathroom", ((True, 60), (False, 30), (None, 10)))
TAKES_HOIST: Final = Shares(
    "A step-free bedroom with room for a hoist", ((True, 35), (False, 50), (None, 15))
)
BEDROOM_CLOSED: Final = Share("Bedrooms closed for some weeks to come", 2)

MEMBERS: Final[Shares[tuple[str, ...] | None]] = Shares(
    "Who else lives there",
    (
        ((), 48),
        (("partner",), 8),
        (("child",), 11),
        (("child", "child"), 9),
        (("adult child",), 12),
        (("adult child", "child"), 3),
        (("parent",), 5),
        (None, 4),
    ),
)
AGES_OF_MEMBERS: Final[Mapping[str, Shares[Span]]] = {
    "child": Shares("Ages of children of the household", (((0, 4), 20), ((5, 11), 40), ((12, 17), 40))),
    "adult child": Shares("Ages of grown-up children of the household", (((18, 24), 60), ((25, 34), 40))),
    "partner": Shares("Ages of partners who are no carers", (((30, 72), 1),)),
    "parent": Shares("Ages of parents of carers", (((68, 90), 1),)),
}
PETS: Final[Shares[tuple[str, ...] | None]] = Shares(
    "Animals in a home",
    ((("dog",), 25), (("cat",), 16), (("cat", "dog"), 6), (("bird",), 2), ((), 45), (None, 6)),
)
HOME_SMOKES: Final = Shares("A home where somebody smokes", ((True, 11), (False, 84), (None, 5)))
HOME_DRIVES: Final = Shares("A home that drives people", ((True, 80), (False, 13), (None, 7)))
TAKES_EMERGENCIES: Final = Shares("A home that takes emergencies", ((True, 24), (False, 51), (None, 25)))
SLEEPS_AT_HOME: Final = Shares("A home in which a carer always sleeps", ((True, 86), (False, 7), (None, 7)))
FAITH: Final = Shares(
    "A faith that is stated",
    ((None, 58), ("christian", 29), ("muslim", 7), ("hindu", 2.5), ("sikh", 2), ("jewish", 1.5)),
)
PACE: Final = Shares(
    "The pace of a home, or that somebody likes",
    (("quiet", 38), ("easy-going", 32), ("busy", 20), (None, 10)),
)
SPEAKS_ANOTHER: Final = Share("Homes and people with a language beside English", 16)
LANGUAGES: Final = Shares(
    "Which language beside English",
    (
        ("polish", 14),
        ("urdu", 16),
        ("panjabi", 14),
        ("gujarati", 8),
        ("bengali", 8),
        ("arabic", 7),
        ("somali", 5),
        ("portuguese", 6),
        ("british sign language", 22),
    ),
)
WELSH: Final = Share("Homes and people in Wales who speak Welsh", 28)
FACT_NOT_SAID: Final = Share("Other facts of a home or a carer that nobody said", 4)
INTERESTS: Final = (
    "baking",
    "bingo",
    "bowling",
    "cars",
    "choir",
    "cinema",
    "cooking",
    "crafts",
    "fishing",
    "football",
    "gaming",
    "gardening",
    "history",
    "knitting",
    "music",
    "painting",
    "reading",
    "rugby",
    "snooker",
    "swimming",
    "trains",
    "travel",
    "walking",
    "wrestling",
)
NUMBER_OF_INTERESTS: Final = Shares(
    "How many interests somebody states", ((2, 20), (3, 35), (4, 30), (5, 15))
)
OTHER_USES: Final[Shares[tuple[tuple[OtherUseKind, int | None], ...] | None]] = Shares(
    "What else a home does",
    (
        ((), 87),
        (((OtherUseKind.FOSTERING, 1),), 3),
        (((OtherUseKind.FOSTERING, None),), 1.5),
        (((OtherUseKind.LODGER, 1),), 3),
        (((OtherUseKind.STAYING_PUT, 1),), 1.5),
        (((OtherUseKind.OTHER_SCHEME, 1),), 1),
        (((OtherUseKind.OTHER_SCHEME, None),), 1),
        (None, 2),
    ),
)
HAS_GAS: Final = Share("Homes with gas", 80)
LANDLORD_OR_LENDER: Final = Share("Homes with a landlord or a lender", 68)
STOREYS: Final = Shares("Storeys", ((1, 14), (2, 72), (3, 14)))
OPEN_IN_SOME_WEEKS: Final = Share("Short-break households that welcome guests in some weeks only", 65)
DAYS_OPEN: Final = Shares(
    "Days in each four weeks in which such a household does", ((7, 30), (10, 20), (14, 50))
)
CLOSED_FOR_SOME_DAYS: Final = Share("Homes that say on which days to come they welcome nobody", 14)
CLOSED_FOR_NOW: Final = Share("Homes closed without an end, for now", 2)
REST: Final = Share("Homes whose carers have a break agreed in the half-year to come", 22)
DAYS_OF_REST: Final = Shares("Days of a break or a closure", ((3, 20), (7, 35), (10, 15), (14, 25), (21, 5)))

# ---- Carers and approvals ----

CARER_AGES: Final[Shares[Span]] = Shares(
    "Ages of carers",
    (((23, 34), 6), ((35, 44), 14), ((45, 54), 27), ((55, 64), 33), ((65, 69), 11), ((70, 79), 9)),
    ABOUT_CARERS,
)
MAIN_CARER_SEX: Final = Shares(
    "Sex of main carers", ((Sex.FEMALE, 86), (Sex.MALE, 13), (None, 1)), ABOUT_CARERS
)
OTHER_CARER_SEX: Final = Shares(
    "Sex of second and support carers", ((Sex.FEMALE, 46), (Sex.MALE, 52), (None, 2)), ABOUT_CARERS
)
FURTHER_ROLE: Final = Shares(
    "What a further carer of a home is", ((CarerRole.SECOND, 78), (CarerRole.SUPPORT, 22))
)
YEARS_A_CARER: Final[Shares[Span]] = Shares(
    "Years since a home was approved",
    (((0, 1), 14), ((2, 4), 26), ((5, 9), 32), ((10, 19), 22), ((20, 30), 6)),
)
LEAVING_SOON: Final = Share(
    "Homes whose carers have said when, in the half-year to come, they will stop", 5, CARERS_2024
)
AGES_WHEN_LEAVING: Final[Shares[Span]] = Shares(
    "Ages of carers who have said when they will stop",
    (((70, 79), 55), ((65, 69), 20), ((40, 64), 25)),
    CARERS_2024,
)
CARER_LEFT: Final = Share(
    "Second carers who left in the half-year past, beside those there now", 5, CARERS_2024
)
SKILLS: Final = {
    "autism": Share("Carers skilled with autism", 55),
    "behaviour support": Share("Carers skilled in behaviour support", 34),
    "dementia": Share("Carers skilled with dementia", 32),
    "diabetes": Share("Carers skilled with diabetes", 28),
    "epilepsy": Share("Carers skilled with epilepsy", 48),
    "hoist": Share("Carers skilled with a hoist", 18),
    "makaton": Share("Carers who know Makaton", 24),
    "peg feeding": Share("Carers skilled in PEG feeding", 8),
}
EXPERIENCED_IN: Final = Share("Carers who have experience with a need the approval names", 60)
LEAST_AGE: Final = Shares("The youngest age approved", ((16, 14), (18, 78), (21, 5), (30, 3)))
MOST_AGE: Final[Shares[int | None]] = Shares(
    "The oldest age approved", ((None, 76), (50, 5), (65, 12), (80, 7))
)
SEXES_APPROVED: Final[Shares[frozenset[Sex] | None]] = Shares(
    "Women and men approved",
    ((frozenset(Sex), 80), (frozenset({Sex.FEMALE}), 11), (frozenset({Sex.MALE}), 6), (None, 3)),
)
NEEDS_APPROVED: Final = {
    "learning disability": Share("Approved for a learning disability", 92),
    "autism": Share("Approved for autism", 72),
    "mental health": Share("Approved for mental ill-health", 46),
    "dementia": Share("Approved for dementia", 30),
    "older age": Share("Approved for older age", 48),
    "physical disability": Share("Approved for a physical disability", 50),
    "sensory": Share("Approved for a sensory loss", 48),
    "brain injury": Share("Approved for a brain injury", 34),
    "care leaver": Share("Approved for young people leaving care", 40),
}
ANY_NEED_APPROVED: Final = Shares("No limit on needs, or none known", ((ANY_NEED, 5), (None, 2), ("", 93)))
APPROVED_FOR_ONE: Final = Share("Homes to live in approved only for whom they have", 5)
APPROVED_FOR_EMERGENCIES: Final = Shares("Emergencies in the approval", ((True, 40), (False, 25), (None, 35)))
OUTSIDE_THE_APPROVAL: Final = Share("People supported outside what the panel approved", 2)
IN_ASSESSMENT: Final = Share("Homes with nobody supported that are still being assessed", 6)
VARIED: Final = Share("Approvals that vary an earlier one", 10)
STANDING: Final = Shares(
    "Where an approval stands",
    (("in force", 93), ("probation", 2.5), ("suspended", 1.5), ("interim", 1.5), ("at panel", 4)),
)
APPLICANTS: Final = Share("People who enquire or apply, for each household", 6)
MAY_BE_TALKED_ABOUT: Final = Share("Homes in assessment that may be talked about already", 70)
STAGES: Final = Shares("How far an applicant is", ((1, 25), (2, 20), (3, 20), (4, 20), (5, 10), (6, 5)))

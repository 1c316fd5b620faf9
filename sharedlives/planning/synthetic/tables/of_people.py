"""Of people and their wishes: what is drawn, how often, and on what grounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sharedlives.domain.wish import About
from sharedlives.domain.words import Access, Medicines, MovingAndHandling, NightSupport, Sex, Strength
from sharedlives.planning.synthetic.tables.shares import ENGLAND_2020, SCOTLAND_2022, Share, Shares, Span

Stated = tuple[Strength, str | None] | None
"""How strongly something is wished and of which value, or None where nothing is."""

# ---- People ----

AGES: Final[Shares[Span]] = Shares(
    "Ages of people supported or looking",
    (
        ((18, 24), 24),
        ((25, 34), 20),
        ((35, 44), 15),
        ((45, 54), 15),
        ((55, 64), 13),
        ((65, 74), 7),
        ((75, 88), 4),
    ),
)
AGES_IN_SCOTLAND: Final[Shares[Span]] = Shares(
    "Ages of people supported or looking, in Scotland",
    (
        ((16, 24), 40),
        ((25, 34), 16),
        ((35, 44), 11),
        ((45, 54), 11),
        ((55, 64), 9),
        ((65, 74), 8),
        ((75, 88), 5),
    ),
    SCOTLAND_2022,
)
AGES_BY_NEED: Final[Mapping[str, Shares[Span]]] = {
    "dementia": Shares("Ages of people with dementia", (((58, 69), 15), ((70, 79), 35), ((80, 92), 50))),
    "older age": Shares(
        "Ages of people supported for older age", (((66, 74), 25), ((75, 84), 45), ((85, 95), 30))
    ),
    "care leaver": Shares("Ages of people leaving care", (((16, 17), 25), ((18, 21), 75))),
}
AGES_OF_PARENTS: Final[Shares[Span]] = Shares(
    "Ages of parents who come with a child", (((18, 24), 60), ((25, 34), 40))
)
MAIN_NEED: Final[Shares[str | None]] = Shares(
    "What somebody mainly needs support with",
    (
        ("learning disability", 67),
        ("autism", 7),
        ("mental health", 7),
        ("older age", 4.5),
        ("dementia", 3.5),
        ("physical disability", 3),
        ("sensory", 1.5),
        ("brain injury", 2),
        ("care leaver", 3.5),
        (None, 1),
    ),
    ENGLAND_2020,
)
MAIN_NEED_IN_SCOTLAND: Final[Shares[str | None]] = Shares(
    "What somebody in Scotland mainly needs support with",
    (
        ("learning disability", 40),
        ("autism", 7),
        ("care leaver", 35),
        ("older age", 9),
        ("dementia", 6),
        ("mental health", 3),
    ),
    SCOTLAND_2022,
)
FURTHER_NEEDS: Final = {
    "autism": Share("A learning disability with autism", 18),
    "mental health": Share("A learning disability with mental ill-health", 9),
    "physical disability": Share("A learning disability with a physical disability", 9),
    "sensory": Share("A learning disability with a sensory loss", 6),
}
SKILLS_CALLED_FOR: Final = {
    "epilepsy": Share("Support that calls for skill with epilepsy", 12),
    "diabetes": Share("Support that calls for skill with diabetes", 5),
    "behaviour support": Share("Support that calls for behaviour support", 6),
    "makaton": Share("Support that calls for Makaton", 4),
    "peg feeding": Share("Support that calls for PEG feeding", 0.8),
}
SKILL_OF_A_NEED: Final = {
    "autism": Share("Autism that calls for skill with it", 35),
    "dementia": Share("Dementia that calls for skill with it", 60),
}
BORN_NOT_SAID: Final = Share("People whose birth date is not known", 1)
SEX: Final = Shares("Sex of people supported or looking", ((Sex.MALE, 54), (Sex.FEMALE, 45), (None, 1)))
MEDICINES: Final = Shares(
    "Help with medicines", ((Medicines.SELF, 28), (Medicines.PROMPT, 38), (Medicines.GIVE, 31), (None, 3))
)
MOVING: Final = Shares(
    "Help with moving",
    (
        (MovingAndHandling.NONE, 85),
        (MovingAndHandling.ONE_CARER, 9),
        (MovingAndHandling.TWO_CARERS, 1.5),
        (MovingAndHandling.HOIST, 1.5),
        (None, 3),
    ),
)
NIGHTS: Final = Shares(
    "Support at night",
    ((NightSupport.NONE, 48), (NightSupport.SLEEPING, 42), (NightSupport.WAKING, 6), (None, 4)),
)
PERSONAL_CARE: Final = Shares("Personal care", ((True, 36), (False, 61), (None, 3)))
ACCESS: Final[Mapping[MovingAndHandling | None, Shares[frozenset[Access] | None]]] = {
    MovingAndHandling.NONE: Shares(
        "Bedroom needed by those who move by themselves",
        (
            (frozenset(), 92),
            (frozenset({Access.GROUND_FLOOR}), 3),
            (frozenset({Access.NEAR_BATHROOM}), 4),
            (None, 1),
        ),
    ),
    MovingAndHandling.ONE_CARER: Shares(
        "Bedroom needed by those one carer helps to move",
        (
            (frozenset(), 35),
            (frozenset({Access.GROUND_FLOOR}), 30),
            (frozenset({Access.STEP_FREE}), 25),
            (frozenset({Access.NEAR_BATHROOM}), 10),
        ),
    ),
    MovingAndHandling.TWO_CARERS: Shares(
        "Bedroom needed by those two carers help to move", ((frozenset({Access.STEP_FREE}), 100),)
    ),
    MovingAndHandling.HOIST: Shares(
        "Bedroom needed by those who use a hoist", ((frozenset({Access.STEP_FREE, Access.HOIST}), 100),)
    ),
}
PERSON_SMOKES: Final = Shares("People who smoke", ((True, 12), (False, 82), (None, 6)))
OWN_PET: Final = Shares("An animal of their own", ((None, 93), ("cat", 3), ("dog", 2), ("bird", 2)))
NEEDS_A_LANGUAGE: Final = Share("Of people with a language beside English, those who need support in it", 22)
INTERESTS_NOT_SAID: Final = Share("People whose interests nobody asked about", 6)
LIVES_ELSEWHERE_KNOWN: Final = Share("People of whom it is known where they live now", 90)
TRAVEL_LIMIT: Final = Shares(
    "Miles within which a home must be of what matters most to somebody who is looking",
    ((5, 12), (8, 18), (10, 26), (15, 22), (20, 14), (30, 8)),
)
FURTHER_CONNECTION: Final = Share("People with a second connection that matters", 45)
FURTHER_LIMIT: Final[Shares[tuple[Strength | None, int | None]]] = Shares(
    "How near a home should be to a second connection",
    (((None, None), 40), ((Strength.PREFER, 10), 35), ((Strength.MUST, 15), 15), ((Strength.MUST, 10), 10)),
)
CONNECTIONS: Final = (
    "mum",
    "dad",
    "sister",
    "brother",
    "day centre",
    "college",
    "work",
    "friends",
    "church",
    "club",
    "gran",
)
OWN_NEIGHBOURHOOD: Final = Share("People who name their neighbourhood", 35)
NOT_WITH_CHILDREN: Final = Share("A plan not to be with children", 5)
NOT_WITH_DOGS: Final = Share("A plan not to be with dogs", 3)
NOT_ALONE_AT_NIGHT: Final = Share("A plan not to be alone at night", 6)
READS_BEST: Final = Shares(
    "How somebody takes in information best",
    (
        ("easy read", 34),
        ("being told", 22),
        ("pictures", 16),
        ("plain print", 18),
        ("large print", 4),
        (None, 6),
    ),
)
PROFILE_SHARED: Final = Shares(
    "People looking who agreed that carers may read their profile", ((True, 88), (False, 4), (None, 8))
)
DECISION_RECORDED: Final = Share("People of whom a decision that others took is recorded", 6)
OWN_WEIGHTS: Final = Share("People who say what matters more to them than the policy does", 6)

# ---- Wishes: of each thing, how strongly and which value; None where nothing is wished ----

MUST, PREFER, AVOID, MUST_NOT = Strength.MUST, Strength.PREFER, Strength.AVOID, Strength.MUST_NOT
OWN: Final = "own"
"""Stands for the person's own sex, language, faith, pace or neighbourhood."""


def _wished(about: About, *parts: tuple[Strength, str | None, float], whose: str) -> Shares[Stated]:
    stated = tuple(((strength, value), part) for strength, value, part in parts)
    nothing = 100 - sum(part for _, part in stated)
    return Shares(f"{whose}: {about}", (*stated, (None, nothing)))


def _table(
    whose: str, wishes: Mapping[About, tuple[tuple[Strength, str | None, float], ...]]
) -> Mapping[About, Shares[Stated]]:
    return {about: _wished(about, *parts, whose=whose) for about, parts in wishes.items()}


WISHES_OF_A_HOME: Final = _table(
    "Wishes of somebody who is looking",
    {
        About.HOME_SMOKES: ((MUST_NOT, None, 20), (AVOID, None, 12)),
        About.HOME_PET: ((MUST_NOT, "dog", 8), (PREFER, "dog", 13), (PREFER, "cat", 7), (AVOID, "dog", 4)),
        About.HOME_CHILDREN: ((MUST_NOT, None, 4), (AVOID, None, 7), (PREFER, None, 7)),
        About.HOME_SEX: ((MUST_NOT, "male", 3), (AVOID, "male", 3)),
        About.CARER_SEX_ALL: ((MUST, OWN, 3),),
        About.CARER_SEX_ANY: ((MUST, OWN, 7), (PREFER, OWN, 12)),
        About.CARER_LANGUAGE: ((PREFER, OWN, 60),),
        About.CARER_FAITH: ((PREFER, OWN, 12),),
        About.CARER_DRIVES: ((MUST, None, 5), (PREFER, None, 14)),
        About.HOME_FAITH: ((MUST, OWN, 4), (PREFER, OWN, 18)),
        About.HOME_PACE: ((PREFER, OWN, 20),),
        About.HOME_NEIGHBOURHOOD: ((PREFER, OWN, 30),),
        About.HOME_OTHERS: ((MUST_NOT, None, 4), (AVOID, None, 8), (PREFER, None, 9)),
    },
)
WISHES_OF_WHO_COMES: Final = _table(
    "Wishes of somebody who lives there, or is looking, of who else comes",
    {
        About.PERSON_SEX: ((MUST, OWN, 3), (PREFER, OWN, 7)),
        About.PERSON_SMOKES: ((MUST_NOT, None, 6), (AVOID, None, 8)),
        About.PERSON_PET: ((MUST_NOT, "dog", 3),),
        About.PERSON_AGE_AT_MOST: ((PREFER, "40", 4), (PREFER, "60", 3)),
        About.PERSON_AGE_AT_LEAST: ((PREFER, "40", 4), (MUST, "30", 1)),
    },
)
WISHES_OF_A_HOUSEHOLD: Final = _table(
    "Wishes of a household of who comes",
    {
        About.PERSON_SEX: (
            (MUST, "female", 5),
            (MUST, "male", 2),
            (PREFER, "female", 6),
            (PREFER, "male", 3),
        ),
        About.PERSON_SMOKES: ((MUST_NOT, None, 26), (AVOID, None, 16)),
        About.PERSON_PET: ((MUST_NOT, "dog", 9), (AVOID, "cat", 5)),
        About.PERSON_NEED: (
            (MUST_NOT, "dementia", 5),
            (MUST_NOT, "mental health", 4),
            (PREFER, "learning disability", 12),
            (PREFER, "autism", 4),
        ),
        About.PERSON_AGE_AT_LEAST: ((MUST, "21", 5), (MUST, "25", 3), (PREFER, "30", 8)),
        About.PERSON_AGE_AT_MOST: ((MUST, "65", 4), (MUST, "40", 2), (PREFER, "50", 8)),
        About.PERSON_WAKING_NIGHTS: ((MUST_NOT, None, 40),),
        About.HOME_OTHERS: ((MUST_NOT, None, 4), (AVOID, None, 5)),
    },
)
WISH_WEIGHTS: Final = Shares("The weight of a preference", ((1, 10), (2, 20), (3, 40), (4, 20), (5, 10)))

SUPPORT: Final = (
    ("cooking", "most days"),
    ("getting about", "outside the home"),
    ("managing money", "weekly"),
    ("meeting people", "weekends"),
    ("mornings", "every morning"),
    ("evenings", "every evening"),
)

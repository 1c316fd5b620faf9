"""Of what exists and what is asked for: what is drawn, how often, and on what grounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sharedlives.domain.words import DeclineScope, Kind, Urgency
from sharedlives.planning.synthetic.tables.shares import UK_2025, Share, Shares, Span

# ---- How big, and how the kinds of arrangement are spread ----

CARERS_PER_HOUSEHOLD: Final = 10_400 / 7_000
"""UK, 2024-25: 10,406 carers; 1.5 carers in a household is a guess."""
SUPPORTED_PER_HOUSEHOLD: Final = 10_000 / 7_000
"""UK, 2024-25: 9,898 people supported, 0.95 for each carer; households are a guess."""

PEOPLE_OF_A_SCHEME: Final[Shares[Span]] = Shares(
    "People supported by a scheme, before a nation's schemes are scaled to what they have together",
    (
        ((10, 20), 20),
        ((21, 45), 25),
        ((46, 90), 30),
        ((91, 160), 15),
        ((161, 300), 8),
        ((301, 420), 2),
    ),
    "a guess, on schemes of 14, 75, 110, 204 and 371 people in reports of 2016 to 2019",
)
MILES_ACROSS: Final = Shares(
    "How far homes lie from the middle of a scheme, in miles", ((5, 25), (8, 35), (12, 25), (18, 15))
)
POSTCODES_FOR_A_HOME: Final = 12
"""A scheme reaches further where there are fewer postcodes than so many for each home: a guess."""
SUPPORTED_BY: Final[Shares[tuple[Kind, ...]]] = Shares(
    "The kinds of arrangement somebody supported has",
    (
        ((Kind.LIVE_IN,), 53),
        ((Kind.LIVE_IN, Kind.SHORT_BREAK), 3.5),
        ((Kind.LIVE_IN, Kind.DAY_SUPPORT), 1.5),
        ((Kind.SHORT_BREAK,), 21.5),
        ((Kind.SHORT_BREAK, Kind.DAY_SUPPORT), 2),
        ((Kind.DAY_SUPPORT,), 13.5),
        ((Kind.INTERMEDIATE,), 1),
        ((Kind.OUTREACH,), 3),
        ((Kind.PARENT_AND_CHILD,), 1),
    ),
    UK_2025,
)
ASKED_FOR: Final = Shares(
    "The kind that an open request is for",
    (
        (Kind.LIVE_IN, 36),
        (Kind.SHORT_BREAK, 32),
        (Kind.DAY_SUPPORT, 14),
        (Kind.INTERMEDIATE, 8),
        (Kind.OUTREACH, 6),
        (Kind.PARENT_AND_CHILD, 4),
    ),
)
ASKED_BY_SOMEBODY_SUPPORTED: Final = {
    Kind.LIVE_IN: Share("Requests for a new home by somebody who lives in one", 15),
    Kind.SHORT_BREAK: Share("Requests for a break by somebody supported", 60),
    Kind.DAY_SUPPORT: Share("Requests for day support by somebody supported", 35),
    Kind.OUTREACH: Share("Requests for outreach by somebody supported", 30),
}

# ---- What exists ----

STAYS_SOON: Final = Shares(
    "Breaks booked in the half-year to come, for each person who takes breaks",
    ((0, 35), (1, 35), (2, 20), (3, 10)),
)
STAYS_PAST: Final = Shares(
    "Breaks in the half-year past, for each person who takes breaks", ((0, 15), (1, 40), (2, 30), (3, 15))
)
HOLIDAYS: Final[tuple[tuple[int, int, int], ...]] = (
    (2, 13, 9),
    (3, 28, 16),
    (5, 23, 9),
    (7, 22, 40),
    (10, 24, 9),
    (12, 20, 15),
)
"""Holidays, by month and day of their first day and how many days they last: about those of schools."""
IN_A_HOLIDAY: Final = Share("Breaks that are taken or asked for in a holiday", 45)
STAY_NOW: Final = Share("People who take breaks and are on one now", 4)
ROOM_NOT_STATED: Final = Share("Stays of which the bedroom is not stated", 8)
NIGHTS_OF_A_BREAK: Final = Shares(
    "Nights of a break", ((2, 24), (3, 16), (4, 12), (5, 8), (7, 26), (10, 4), (14, 10))
)
DAYS_A_WEEK: Final = Shares(
    "Days a week of day support or outreach", ((1, 40), (2, 34), (3, 18), (4, 5), (5, 3))
)
SESSION_HOURS: Final = Shares(
    "Hours of a session",
    (((10, 14), 25), ((9, 15), 30), ((10, 16), 25), ((9, 17), 20)),
    "sessions of 4, 6 and 8 hours (one council's fees); how often each is a guess",
)
OUTREACH_HOURS: Final = Shares("Hours of outreach", (((10, 12), 40), ((14, 17), 35), ((17, 20), 25)))
NIGHTS_OF_INTERMEDIATE: Final = Shares(
    "Nights of an intermediate stay",
    ((14, 30), (28, 35), (42, 35)),
    "up to six weeks is usual; how often each is a guess",
)

# ---- What is asked for ----

ASKED_FOR_IN: Final[Mapping[Kind, Span]] = {
    Kind.LIVE_IN: (0, 90),
    Kind.SHORT_BREAK: (0, 182),
    Kind.DAY_SUPPORT: (0, 90),
    Kind.INTERMEDIATE: (0, 7),
    Kind.OUTREACH: (0, 90),
    Kind.PARENT_AND_CHILD: (0, 90),
}
"""In how many days from now what is asked for would begin; within 14 where it is urgent: a guess."""
URGENCY: Final[Mapping[Kind, Shares[Urgency | None]]] = {
    Kind.LIVE_IN: Shares(
        "Urgency of live-in", ((Urgency.EMERGENCY, 2), (Urgency.URGENT, 20), (Urgency.ROUTINE, 76), (None, 2))
    ),
    Kind.SHORT_BREAK: Shares(
        "Urgency of a break", ((Urgency.EMERGENCY, 6), (Urgency.URGENT, 10), (Urgency.ROUTINE, 82), (None, 2))
    ),
    Kind.DAY_SUPPORT: Shares(
        "Urgency of day support", ((Urgency.URGENT, 10), (Urgency.ROUTINE, 88), (None, 2))
    ),
    Kind.INTERMEDIATE: Shares(
        "Urgency of intermediate", ((Urgency.EMERGENCY, 30), (Urgency.URGENT, 50), (Urgency.ROUTINE, 20))
    ),
    Kind.OUTREACH: Shares("Urgency of outreach", ((Urgency.URGENT, 10), (Urgency.ROUTINE, 90))),
    Kind.PARENT_AND_CHILD: Shares(
        "Urgency of parent and child", ((Urgency.EMERGENCY, 10), (Urgency.URGENT, 50), (Urgency.ROUTINE, 40))
    ),
}
DAYS_WAITED: Final[Shares[Span | None]] = Shares(
    "Days since a request was received",
    (((0, 30), 28), ((31, 90), 28), ((91, 180), 20), ((181, 365), 14), ((366, 700), 7), (None, 3)),
)
WHEN_A_BREAK_MAY_BEGIN: Final = Shares(
    "When a break may begin",
    (("within seven days", 55), ("on one day", 20), ("some weekend", 10), ("one weekend in four", 15)),
    "breaks that recur on one weekend in four are known of; how often each is a guess",
)
WEEKENDS_ASKED: Final = Shares("How many weekends are asked for, one in four", ((3, 40), (6, 60)))
OPEN_ENDED_DAYS: Final = Share("Day support and outreach asked for without an end", 70)
CHILDREN: Final[Shares[int | None]] = Shares("Children who come with a parent", ((1, 86), (2, 8), (None, 6)))
CHILDREN_SHARE: Final = Shares(
    "Children who share their parent's bedroom", ((True, 70), (False, 22), (None, 8))
)
ASKS_TWICE: Final = Share("Requests by somebody who asks for a break, or a home, as well", 10)
COUPLES: Final = Share("Live-in requests that are half of a couple's", 10)
SIBLINGS: Final = Share("Break requests of two brothers or sisters who go together", 10)
APART: Final = Share("People looking who are to be kept apart from somebody", 5)
OTHER_STATUS: Final = Share("Further requests that are on hold or withdrawn, for each open one", 8)
WITH_A_DECLINE: Final = Share("Open requests about which somebody has said no once", 12)
BEING_INTRODUCED: Final = Share("Further requests for which a place is held, for each open one", 6)
GETTING_TO_KNOW: Final = Share("Open requests with an introduction under way", 14)
SCOPE_OF_A_DECLINE: Final = Shares(
    "How far a no reaches", ((DeclineScope.REQUEST, 60), (DeclineScope.KIND, 15), (DeclineScope.ALWAYS, 25))
)
NOT_NOW: Final = Share("A no that holds only until some day", 30)
DECLINE_REOPENED: Final = Share("A no that was taken back by the side that said it", 8)

"""Of what exists and what is asked for: what is drawn, how often, and on what grounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sharedlives.domain.words import Kind, Urgency
from sharedlives.planning.synthetic.drawing import AgeRange, Share, Shares
from sharedlives.planning.synthetic.tables.sources import NO_FIGURE, UK_2025

# ---- How big, and how the kinds of arrangement are spread ----

CARERS_PER_HOUSEHOLD: Final = 10_400 / 7_000
"""UK, 2024-25: 10,406 carers; 1.5 carers in a household is a guess."""
SUPPORTED_PER_HOUSEHOLD: Final = 10_000 / 7_000
"""UK, 2024-25: 9,898 people supported, 0.95 for each carer; households are a guess."""

SIZE_OF_A_SCHEME: Final = Shares(
    "How big a scheme is, as a multiple of the smallest",
    ((1, 20), (2, 25), (4, 30), (7, 15), (14, 8), (20, 2)),
    "a guess, on schemes of 14, 75, 110, 204 and 371 people in reports of 2016 to 2019",
)
MILES_ACROSS: Final = Shares(
    "How far homes lie from the middle of a scheme, in miles",
    ((5, 25), (8, 35), (12, 25), (18, 15)),
    NO_FIGURE,
)
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
    NO_FIGURE,
)
ASKED_BY_SOMEBODY_SUPPORTED: Final = {
    Kind.LIVE_IN: Share("Requests for a new home by somebody who lives in one", 15, NO_FIGURE),
    Kind.SHORT_BREAK: Share("Requests for a break by somebody supported", 60, NO_FIGURE),
    Kind.DAY_SUPPORT: Share("Requests for day support by somebody supported", 35, NO_FIGURE),
    Kind.OUTREACH: Share("Requests for outreach by somebody supported", 30, NO_FIGURE),
}

# ---- What exists ----

STAYS_SOON: Final = Shares(
    "Breaks booked in the half-year to come, for each person who takes breaks",
    ((0, 35), (1, 35), (2, 20), (3, 10)),
    NO_FIGURE,
)
STAYS_PAST: Final = Shares(
    "Breaks in the half-year past, for each person who takes breaks",
    ((0, 15), (1, 40), (2, 30), (3, 15)),
    NO_FIGURE,
)
STAY_NOW: Final = Share("People who take breaks and are on one now", 4, NO_FIGURE)
ROOM_NOT_STATED: Final = Share("Stays of which the bedroom is not stated", 8, NO_FIGURE)
NIGHTS_OF_A_BREAK: Final = Shares(
    "Nights of a break", ((2, 24), (3, 16), (4, 12), (5, 8), (7, 26), (10, 4), (14, 10)), NO_FIGURE
)
DAYS_A_WEEK: Final = Shares(
    "Days a week of day support or outreach", ((1, 40), (2, 34), (3, 18), (4, 5), (5, 3)), NO_FIGURE
)
SESSION_HOURS: Final = Shares(
    "Hours of a session",
    (((10, 14), 25), ((9, 15), 30), ((10, 16), 25), ((9, 17), 20)),
    "sessions of 4, 6 and 8 hours (one council's fees); how often each is a guess",
)
OUTREACH_HOURS: Final = Shares(
    "Hours of outreach", (((10, 12), 40), ((14, 17), 35), ((17, 20), 25)), NO_FIGURE
)
NIGHTS_OF_INTERMEDIATE: Final = Shares(
    "Nights of an intermediate stay",
    ((14, 30), (28, 35), (42, 35)),
    "up to six weeks is usual; how often each is a guess",
)

# ---- What is asked for ----

URGENCY: Final[Mapping[Kind, Shares[Urgency | None]]] = {
    Kind.LIVE_IN: Shares(
        "Urgency of live-in",
        ((Urgency.EMERGENCY, 2), (Urgency.URGENT, 20), (Urgency.ROUTINE, 76), (None, 2)),
        NO_FIGURE,
    ),
    Kind.SHORT_BREAK: Shares(
        "Urgency of a break",
        ((Urgency.EMERGENCY, 6), (Urgency.URGENT, 10), (Urgency.ROUTINE, 82), (None, 2)),
        NO_FIGURE,
    ),
    Kind.DAY_SUPPORT: Shares(
        "Urgency of day support", ((Urgency.URGENT, 10), (Urgency.ROUTINE, 88), (None, 2)), NO_FIGURE
    ),
    Kind.INTERMEDIATE: Shares(
        "Urgency of intermediate",
        ((Urgency.EMERGENCY, 30), (Urgency.URGENT, 50), (Urgency.ROUTINE, 20)),
        NO_FIGURE,
    ),
    Kind.OUTREACH: Shares("Urgency of outreach", ((Urgency.URGENT, 10), (Urgency.ROUTINE, 90)), NO_FIGURE),
    Kind.PARENT_AND_CHILD: Shares(
        "Urgency of parent and child",
        ((Urgency.EMERGENCY, 10), (Urgency.URGENT, 50), (Urgency.ROUTINE, 40)),
        NO_FIGURE,
    ),
}
DAYS_WAITED: Final[Shares[AgeRange | None]] = Shares(
    "Days since a request was received",
    (((0, 30), 28), ((31, 90), 28), ((91, 180), 20), ((181, 365), 14), ((366, 700), 7), (None, 3)),
    NO_FIGURE,
)
WHEN_A_BREAK_MAY_BEGIN: Final = Shares(
    "When a break may begin",
    (("within seven days", 55), ("on one day", 20), ("some weekend", 10), ("one weekend in four", 15)),
    "breaks that recur on one weekend in four are known of; how often each is a guess",
)
WEEKENDS_ASKED: Final = Shares("How many weekends are asked for, one in four", ((3, 40), (6, 60)), NO_FIGURE)
OPEN_ENDED_DAYS: Final = Share("Day support and outreach asked for without an end", 70, NO_FIGURE)
CHILDREN: Final[Shares[int | None]] = Shares(
    "Children who come with a parent", ((1, 86), (2, 8), (None, 6)), NO_FIGURE
)
CHILDREN_SHARE: Final = Shares(
    "Children who share their parent's bedroom", ((True, 70), (False, 22), (None, 8)), NO_FIGURE
)
COUPLES: Final = Share("Live-in requests that are half of a couple's", 10, NO_FIGURE)
SIBLINGS: Final = Share("Break requests of two brothers or sisters who go together", 10, NO_FIGURE)
APART: Final = Share("People looking who are to be kept apart from somebody", 5, NO_FIGURE)
OTHER_STATUS: Final = Share(
    "Further requests that are on hold, withdrawn or met, for each open one", 12, NO_FIGURE
)
WITH_A_DECLINE: Final = Share("Open requests about which somebody has said no once", 12, NO_FIGURE)
BEING_INTRODUCED: Final = Share("Further requests for which a place is held, for each open one", 6, NO_FIGURE)
GETTING_TO_KNOW: Final = Share("Open requests with an introduction under way", 14, NO_FIGURE)

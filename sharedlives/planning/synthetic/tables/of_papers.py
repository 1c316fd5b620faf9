"""Of checks, visits, events and papers: what is drawn, how often, and on what grounds."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from sharedlives.domain.words import CheckKind, EventKind
from sharedlives.planning.synthetic.tables.shares import Share, Shares, Span


@frozen
class Paper:
    """A kind of check, in what where it is training, and after how many months it is renewed; None: never."""

    kind: CheckKind
    months: int | None = None
    topic: str | None = None


# ---- Checks: Kent's pages give 36 and 24 months for training, three years for a certificate is common; ----
# ---- the other months are from memory.                                                                ----

CARER_PAPERS: Final[tuple[Paper, ...]] = (
    Paper(CheckKind.IDENTITY),
    Paper(CheckKind.RIGHT_TO_WORK),
    Paper(CheckKind.CERTIFICATE, 36),
    Paper(CheckKind.HEALTH, 24),
    Paper(CheckKind.CARER_REVIEW, 12),
    Paper(CheckKind.PUBLIC_LIABILITY, 12),
    Paper(CheckKind.TRAINING, 36, "first aid"),
    Paper(CheckKind.TRAINING, 36, "learning disability"),
    Paper(CheckKind.TRAINING, 36, "mental capacity"),
    Paper(CheckKind.TRAINING, 36, "safeguarding"),
    Paper(CheckKind.TRAINING, 24, "medication"),
    Paper(CheckKind.TRAINING, 24, "moving and handling"),
    Paper(CheckKind.COMPETENCY, 12, "medication"),
)
DRIVER_PAPERS: Final[tuple[Paper, ...]] = (
    Paper(CheckKind.DRIVING_LICENCE, 12),
    Paper(CheckKind.CAR_INSURANCE, 12),
    Paper(CheckKind.MOT, 12),
)
HOME_PAPERS: Final[tuple[Paper, ...]] = (
    Paper(CheckKind.HOME_SAFETY, 12),
    Paper(CheckKind.SMOKE_ALARM, 12),
    Paper(CheckKind.FIRE, 12),
    Paper(CheckKind.HOME_INSURANCE, 12),
)
GAS_PAPERS: Final[tuple[Paper, ...]] = (Paper(CheckKind.GAS, 12), Paper(CheckKind.CARBON_MONOXIDE, 12))
PET_PAPERS: Final[tuple[Paper, ...]] = (Paper(CheckKind.PET, 12),)
MEMBER_PAPERS: Final[tuple[Paper, ...]] = (Paper(CheckKind.CERTIFICATE, 36),)
SAYS_UNTIL: Final = frozenset(
    {CheckKind.PUBLIC_LIABILITY, CheckKind.CAR_INSURANCE, CheckKind.MOT, CheckKind.HOME_INSURANCE}
)
"""Papers that say themselves until when they hold."""

LAPSED: Final = Share("Papers older than the scheme renews them", 3)
MISSING: Final = Share("Papers that are not on file", 1.5)
DAYS_UNTIL_SEEN: Final = Shares(
    "Days from a paper to the day somebody saw it", ((0, 30), (3, 30), (10, 30), (30, 10))
)
UPDATE_SERVICE: Final = Shares(
    "Carers whose certificate is with the update service", ((True, 55), (False, 40), (None, 5))
)
STATUS_CHECKED: Final = Share(
    "Certificates with the update service of which the status was checked within a year", 85
)

# ---- Visits and events ----

DAYS_SINCE_A_VISIT: Final[Shares[Span]] = Shares(
    "Days since the last visit to a home", (((5, 45), 55), ((46, 90), 35), ((91, 200), 10))
)
SEEN_ALONE: Final = Shares("Somebody supported was seen alone", ((True, 78), (False, 14), (None, 8)))
AN_EVENT: Final = Share("Homes with an event, theirs or somebody's there, in the half-year past", 6)
EVENTS: Final = Shares(
    "What happened",
    (
        (EventKind.HOSPITAL, 30),
        (EventKind.INCIDENT, 20),
        (EventKind.HEALTH_CHANGED, 20),
        (EventKind.NEW_PET, 8),
        (EventKind.BUILDING_WORK, 7),
        (EventKind.MOVED_IN, 6),
        (EventKind.COMPLAINT, 5),
        (EventKind.ALLEGATION, 4),
    ),
)
TO_NOTIFY: Final = frozenset({EventKind.ALLEGATION, EventKind.INCIDENT})
NOTIFIED: Final = Share("Incidents and allegations of which the regulator was told", 80)
LOOKED_AT: Final = Share("Events that were looked at since", 85)

# ---- Papers of an arrangement ----

SIGNED: Final = Shares("Agreements and licences signed", ((True, 96), (False, 2), (None, 2)))
INDEPENDENT: Final = Shares(
    "Who independent is named", (("an advocate", 35), ("a relative", 35), ("a friend", 24), (None, 6))
)
FEES_AGREED: Final = Shares("Fees agreed", ((True, 97), (False, 1), (None, 2)))
REGULATED: Final = Shares("Support that is a regulated activity", ((True, 40), (False, 56), (None, 4)))
MEDICINES_BY_CARER: Final = Share("Arrangements in which a carer gives medicines", 31)
BEGUN_IN_AN_EMERGENCY: Final = Share("Intermediate stays that began in an emergency", 30)
INTRODUCTION_RECORDED: Final = Share("Moves of the year past of which the introduction is recorded", 90)

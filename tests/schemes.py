"""Small schemes and registers with people in them who have names, for whatever is shown to people."""

from __future__ import annotations

from datetime import time
from typing import Any

from builders import (
    a_carer,
    a_group,
    a_home,
    a_household,
    a_person,
    a_request,
    a_scheme,
    a_wish,
    an_approval,
    day,
)

from sharedlives.dates import Weekday
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.wish import About
from sharedlives.domain.words import CarerRole, Kind, Strength, Urgency

NAMES = ("Zebedee", "Quill", "Philippa", "Featherstone", "Araminta", "Wobblebury")
"""Names that stand nowhere else, so that a test can tell whether somebody was named."""


def a_small_scheme(**changes: Any) -> Scheme:
    """Two homes and five requests: a live-in, a break, days of support, one with a question, one in vain.

    Of the home H2 nobody knows whether somebody smokes.
    """
    records = [
        a_household("H1", name="The Row", neighbourhood="Upper", interests=frozenset({"chapel"})),
        a_carer("C1", household_id="H1", first_name="Philippa", last_name="Featherstone"),
        a_carer("C2", household_id="H1", first_name="Gus", last_name="Featherstone", role=CarerRole.SECOND),
        an_approval(household_id="H1"),
        a_household("H2", name="Mill End", smokes=None),
        an_approval(household_id="H2"),
        a_carer("C3", household_id="H2", first_name="Araminta", last_name="Wobblebury"),
        a_person(
            "P1",
            first_name="Zebedee",
            last_name="Quill",
            interests=frozenset({"chapel", "kites"}),
            neighbourhood="Upper",
        ),
        a_request("R1", urgency=Urgency.URGENT),
        a_person("P2", first_name="Olive", neighbourhood="Lower"),
        a_request("R2", person_id="P2", kind=Kind.SHORT_BREAK, nights=3),
        a_person("P3", first_name="Ned"),
        a_request(
            "R3",
            person_id="P3",
            kind=Kind.DAY_SUPPORT,
            weekdays=frozenset({Weekday.MONDAY, Weekday.FRIDAY}),
            session_starts=time(10),
            session_ends=time(15),
        ),
        a_person("P4", first_name="Ivy", wishes=(a_wish(About.HOME_SMOKES, strength=Strength.MUST_NOT),)),
        a_request("R4", person_id="P4", kind=Kind.SHORT_BREAK, nights=2, earliest_start=day(3)),
        a_person("P5", first_name="Una"),
        a_request("R5", person_id="P5", kind=Kind.OUTREACH, urgency=Urgency.EMERGENCY),
    ]
    return a_scheme(*records, **{"name": "Hollin Shared Lives", **changes})


def two_together() -> Scheme:
    """Two people who wish to be in one home, and a home for both."""
    return a_scheme(
        a_home("H1"),
        a_person("P1", first_name="Bill"),
        a_person("P2", first_name="Ben"),
        a_request("R1"),
        a_request("R2", person_id="P2"),
        a_group("P1", "P2"),
    )


REGISTER_MAP = """
nation = "england"
name = "Mapped Lives"

[years]
otherwise = "2000-2049"

[silence]
otherwise = "not known"
"household.pets" = "no"

[[sheet]]
sheet = "homes"

[sheet.columns]
"Ref" = "household.id"
"Postcode" = "household.postcode"
"Pets" = "household.pets"
"Approved" = "approval.approved_from"
"""


def two_rows(*further: str) -> str:
    """A register of two homes as CSV, and further rows below them."""
    rows = ("Ref,Postcode,Pets,Approved", "H001,HX3 5YD,,01/02/2020", "H002,HX1 1UJ,dog,03/04/2021", *further)
    return "\n".join(rows) + "\n"

"""What a result says as plain rows, and what it means for a level to be proven."""

from __future__ import annotations

from datetime import date

from builders import ON, a_home, an_approval, day
from plans import asks_for, planned

from sharedlives.domain.policy import Level
from sharedlives.domain.words import Kind
from sharedlives.matching.results import LevelReached

NOT_MET = {
    "household": None,
    "bedroom": None,
    "from": None,
    "until": None,
    "fit_low": None,
    "fit": None,
    "fit_high": None,
}


def test_there_is_one_row_for_each_request_in_order_whether_met_or_not():
    # Three who ask: one stays a week, one comes on Tuesdays, one finds nothing.
    home = a_home(approval=an_approval(live_in=0, short_break=1, day_support=1, total=2))
    result = planned(home, asks_for(3), asks_for(1, Kind.SHORT_BREAK), asks_for(2, Kind.DAY_SUPPORT))

    rows = result.to_rows()

    assert [(row["request"], row["person"], row["kind"], row["proposed"]) for row in rows] == [
        ("R1", "P1", "short break", True),
        ("R2", "P2", "day support", True),
        ("R3", "P3", "live-in", False),
    ]
    assert len({tuple(row) for row in rows}) == 1  # the same keys in the same order


def test_a_row_says_who_where_when_and_how_well():
    (row,) = planned(a_home(), asks_for(1, Kind.SHORT_BREAK)).to_rows()

    # Nothing but a language in common is known of the fit: 100.
    assert row == {
        "request": "R1",
        "person": "P1",
        "kind": "short break",
        "proposed": True,
        "household": "H1",
        "bedroom": "H1-1",
        "from": ON,
        "until": day(7),
        "fit_low": 100,
        "fit": 100,
        "fit_high": 100,
        "reasons": None,
    }


def test_an_open_end_is_none_and_that_of_sessions_is_their_last_day():
    live_in, days = planned(a_home(), asks_for(1), asks_for(2, Kind.DAY_SUPPORT)).to_rows()

    assert (live_in["from"], live_in["until"]) == (ON, None)
    assert (days["from"], days["until"]) == (date(2026, 11, 17), day(27))


def test_a_row_of_who_is_still_looking_says_why_and_nothing_else():
    (row,) = planned(a_home(approval=an_approval(live_in=0, short_break=2)), asks_for(1)).to_rows()

    assert row == {
        "request": "R1",
        "person": "P1",
        "kind": "live-in",
        "proposed": False,
        **NOT_MET,
        "reasons": "1 household: not approved for this kind",
    }


def test_a_level_is_proven_where_no_plan_can_pass_what_it_reaches():
    assert LevelReached(name=Level.FIT, value=7, bound=7).proven
    assert not LevelReached(name=Level.FIT, value=7, bound=8).proven

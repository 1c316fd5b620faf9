"""Rules about how many at once: on which nights, by which limit; counted by hand day by day."""

from datetime import date

import pytest
from builders import (
    ON,
    a_bedroom,
    a_carer,
    a_group,
    a_home,
    a_household,
    a_person,
    a_scheme,
    an_approval,
    an_arrangement,
    day,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_makers import LEAD, outcome, said

from sharedlives import law
from sharedlives.compliance.counting import Limited, over
from sharedlives.compliance.today import Index
from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.household import OtherUse
from sharedlives.domain.words import Kind, Nation, OtherUseKind, TogetherRelation
from sharedlives.errors import NotInForceError
from sharedlives.testing import small_matching_schemes


def lives(number, **changes):
    return an_arrangement(f"L{number}", person_id=f"P{number}", **changes)


def stays(number, first, leaves, **changes):
    stay = Stay(day(first), None if leaves is None else day(leaves))
    return an_arrangement(f"S{number}", person_id=f"P{number}", kind=Kind.SHORT_BREAK, stay=stay, **changes)


def comes(number, *weekdays, first=0, last=None):
    period = Period(day(first), None if last is None else day(last))
    return an_arrangement(
        f"D{number}",
        person_id=f"P{number}",
        kind=Kind.DAY_SUPPORT,
        sessions=Sessions(period, frozenset(weekdays)),
    )


def home(*arrangements, total=1, nation=Nation.ENGLAND, local_limit=None, home=None, approval=None, more=()):
    people = [a_person(f"P{number}") for number in range(1, 6)]
    rooms = tuple(a_bedroom(f"B{number}") for number in range(5))
    return a_scheme(
        a_household(**{"bedrooms": rooms, **(home or {})}),
        an_approval(total=total, live_in=5, short_break=5, day_support=5, **(approval or {})),
        *people,
        *arrangements,
        *more,
        nation=nation,
        local_limit=local_limit,
    )


@pytest.mark.parametrize(
    ("first", "expected"),
    [(LEAD + 1, "met"), (LEAD, "due"), (1, "due"), (0, "broken"), (-2, "broken"), (-3, "met")],
)
def test_a_guest_too_many_is_due_before_the_first_night_and_broken_until_they_leave(first, expected):
    """Three nights: one who came two days ago sleeps there tonight for the last time."""
    answer = said("approval-number", home(lives(1), stays(2, first, first + 3)))
    assert answer.outcome == expected
    if expected == "due":
        assert answer.due_on == day(first)
    if expected == "broken":
        assert answer.since == day(first)


def test_the_answer_says_the_limit_the_number_the_nights_and_who():
    answer = said("approval-number", home(lives(1), stays(2, 6, 11)))
    assert answer.sentence == "approved for 1 at once, and 2 are there from 22/11/2026 to 26/11/2026"
    assert [ref.id for ref in answer.related] == ["P1", "P2"]
    open_ended = said("approval-number", home(lives(1), lives(2)))
    assert open_ended.sentence == "approved for 1 at once, and 2 are there from 01/01/2020"


def test_one_who_leaves_the_day_another_comes_is_not_counted_with_them():
    assert outcome("approval-number", home(stays(1, 0, 3), stays(2, 3, 6))) == "met"


def test_somebody_away_for_a_break_is_counted_where_they_sleep():
    other = a_home("H2")
    away = stays(1, 0, 5, household_id="H2")
    assert outcome("approval-number", home(lives(1), stays(2, 0, 5), away, more=other), of="H1") == "met"
    short = stays(1, 0, 4, household_id="H2")
    answer = said("approval-number", home(lives(1), stays(2, 0, 5), short, more=other), of="H1")
    assert (answer.outcome, answer.due_on) == ("due", day(4))


def test_a_day_guest_counts_on_their_days_and_the_count_is_one_matter_from_week_to_week():
    """ON is a Monday; they come on Wednesdays: the first too many is the day after tomorrow."""
    scheme = home(lives(1), comes(2, Weekday.WEDNESDAY))
    assert said("approval-number", scheme).due_on == day(2)
    assert [outcome("approval-number", scheme, day(n)) for n in (2, 3, 8, 9)] == ["broken"] * 4


def test_day_support_that_ends_is_over_with_its_last_session():
    """From ON to Tuesday in a week, on Wednesdays: only the first Wednesday is too many."""
    scheme = home(lives(1), comes(2, Weekday.WEDNESDAY, last=8))
    assert [outcome("approval-number", scheme, day(n)) for n in (2, 3)] == ["broken", "met"]


def test_somebody_who_comes_for_the_day_and_stays_the_night_is_one_person():
    assert outcome("approval-number", home(comes(1, *Weekday), stays(1, 0, 5))) == "met"


def test_the_number_of_a_kind_is_counted_by_itself_and_a_kind_not_approved_breaks_no_number():
    scheme = a_scheme(
        a_household(),
        an_approval(live_in=2, short_break=1, total=9),
        a_person("P1"),
        a_person("P2"),
        stays(1, 0, 3),
        stays(2, 0, 3),
    )
    assert said("approval-number", scheme).sentence.startswith(
        "approved for 1 at once for short break, and 2"
    )
    none = scheme.with_changes(put=[an_approval(live_in=2, short_break=0, total=9)])
    assert outcome("approval-number", none) == "met"


def test_outreach_takes_no_place_in_the_home():
    outreach = an_arrangement(
        "O1", person_id="P2", kind=Kind.OUTREACH, sessions=Sessions(Period(ON), frozenset(Weekday))
    )
    assert outcome("approval-number", home(lives(1), outreach)) == "met"


def test_nobody_there_or_to_come_is_not_counted():
    assert outcome("approval-number", home()) == "not applicable"
    assert outcome("approval-number", home(stays(1, -9, -5))) == "not applicable"


def test_an_approval_that_is_varied_counts_from_its_day():
    wider = an_approval("AP-2", total=2, live_in=5, short_break=5, approved_from=day(10), varies="AP-H1")
    scheme = home(lives(1), stays(2, 0, 20), more=(wider,))
    assert [outcome("approval-number", scheme, day(n)) for n in (9, 10)] == ["broken", "met"]


@pytest.mark.parametrize(
    ("nation", "people", "expected"),
    [
        (Nation.WALES, 3, "met"),
        (Nation.WALES, 4, "broken"),
        (Nation.NORTHERN_IRELAND, 4, "broken"),
        (Nation.ENGLAND, 5, "not applicable"),
        (Nation.SCOTLAND, 5, "not applicable"),
    ],
)
def test_the_law_of_the_nation(nation, people, expected):
    scheme = home(*(lives(n) for n in range(1, people + 1)), total=9, nation=nation)
    assert outcome("law-number", scheme) == expected


def test_the_law_of_days_that_are_not_known_raises():
    with pytest.raises(NotInForceError):
        said("law-number", home(lives(1)), date(2012, 6, 1))


def test_in_wales_before_april_2019_two_were_the_most():
    scheme = home(*(lives(n, stay=Stay(date(2018, 1, 1))) for n in (1, 2, 3)), total=9, nation=Nation.WALES)
    spans = over(Index(scheme), "H1", Limited.LAW)
    assert [(span.first, span.last, span.number) for span in spans] == [
        (date(2018, 1, 1), date(2019, 4, 28), 3)
    ]


@pytest.mark.parametrize(("limit", "expected"), [(None, "not applicable"), (2, "met"), (1, "broken")])
def test_the_schemes_own_limit(limit, expected):
    assert outcome("scheme-number", home(lives(1), lives(2), total=9, local_limit=limit)) == expected


def test_the_tax_cap_counts_siblings_once_and_what_others_have_there():
    four = [lives(n) for n in (1, 2, 3, 4)]
    assert outcome("tax-number", home(*four, total=9)) == "broken"
    siblings = a_group("P1", "P2", relation=TogetherRelation.SIBLINGS)
    assert outcome("tax-number", home(*four, total=9, more=(siblings,))) == "met"
    putting_up = {"other_uses": (OtherUse(kind=OtherUseKind.STAYING_PUT, number=1),)}
    assert outcome("tax-number", home(*four[:3], total=9, home=putting_up)) == "broken"
    fostering = {"other_uses": (OtherUse(kind=OtherUseKind.FOSTERING, number=2),)}
    assert outcome("tax-number", home(*four[:3], total=9, home=fostering)) == "met"


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        ("approval-number", OtherUseKind.LODGER, "no evidence"),
        ("tax-number", OtherUseKind.LODGER, "met"),
        ("tax-number", OtherUseKind.STAYING_PUT, "no evidence"),
        ("law-number", OtherUseKind.OTHER_SCHEME, "no evidence"),
        ("scheme-number", OtherUseKind.OTHER_SCHEME, "no evidence"),
        ("bedrooms", OtherUseKind.OTHER_SCHEME, "met"),
    ],
)
def test_a_count_is_not_known_where_something_else_goes_on_for_a_number_nobody_said(code, kind, expected):
    uses = {"other_uses": (OtherUse(kind=kind),)}
    scheme = home(lives(1), total=3, nation=Nation.WALES, local_limit=3, home=uses)
    assert outcome(code, scheme) == expected


def test_more_than_the_bedrooms_and_those_who_share():
    two_rooms = {"bedrooms": (a_bedroom("B1"), a_bedroom("B2", closed=(Period(day(5)),)))}
    scheme = home(lives(1), lives(2), total=9, home=two_rooms)
    assert [outcome("bedrooms", scheme, day(n)) for n in (-30, 0, 5)] == ["met", "due", "broken"]
    couple = a_group("P1", "P2", relation=TogetherRelation.COUPLE, share_bedroom=True)
    assert (
        outcome("bedrooms", home(lives(1), lives(2), total=9, home=two_rooms, more=(couple,)), day(5))
        == "met"
    )


def test_a_childs_room_counts_unless_they_share():
    one_room = {"bedrooms": (a_bedroom("B1"),)}
    parent = {"kind": Kind.PARENT_AND_CHILD, "children": 1}
    assert outcome("bedrooms", home(lives(1, **parent), total=9, home=one_room)) == "broken"
    assert outcome("bedrooms", home(lives(1, children_share=True, **parent), total=9, home=one_room)) == "met"


def test_a_room_stays_somebodys_while_they_are_away():
    one_room = {"bedrooms": (a_bedroom("B1"),)}
    away = stays(1, 0, 5, household_id="H2")
    scheme = home(lives(1), stays(2, 0, 5), away, total=9, home=one_room, more=a_home("H2"))
    assert outcome("bedrooms", scheme, of="H1") == "broken"


@settings(suppress_health_check=list(HealthCheck))
@given(small_matching_schemes(), st.integers(0, 40))
def test_the_spans_are_what_counting_each_day_by_hand_finds(scheme, number):
    """The heads of each day against the approval's total, the nation's law, the limit and the tax cap."""
    today = day(number)
    index = Index(scheme)
    for household in scheme.households:
        there = {
            a.person_id
            for a in scheme.arrangements_in(household.id)
            if a.is_there(today)
            and not (
                a.kind is Kind.LIVE_IN
                and any(
                    b.kind is Kind.SHORT_BREAK and b.is_there(today) and b.household_id != household.id
                    for b in scheme.arrangements_of(a.person_id)
                )
            )
        }
        limits = {
            Limited.LAW: law.known("people-at-once", scheme.nation, today),
            Limited.TAX: law.known("tax-people-at-once", scheme.nation, today),
        }
        most = {limited: None if each is None else each.value for limited, each in limits.items()}
        most[Limited.SCHEME] = scheme.local_limit
        for limited, limit in most.items():
            found = any(span.first <= today <= span.last for span in over(index, household.id, limited))
            siblings_once = limited is Limited.TAX and scheme.keep_together
            if not siblings_once:
                assert found == (limit is not None and len(there) > limit)


@pytest.mark.parametrize(
    ("code", "limit"), [("law-number", 3), ("scheme-number", 2), ("tax-number", 3), ("bedrooms", 5)]
)
@pytest.mark.parametrize(
    ("first", "expected"),
    [(LEAD + 1, "met"), (LEAD, "due"), (1, "due"), (0, "broken"), (-2, "broken"), (-3, "met")],
)
def test_every_limit_is_said_before_the_first_night_and_until_they_leave(code, limit, first, expected):
    """As many as the limit live there; one more stays three nights."""
    there = [lives(number) for number in range(1, limit + 1)]
    guest = stays(9, first, first + 3)
    scheme = home(*there, guest, total=9, nation=Nation.WALES, local_limit=2, more=(a_person("P9"),))
    assert outcome(code, scheme) == expected


CARERS = (None, "C1", "C2")


@st.composite
def homes(draw):
    """One home with two carers and up to four stays or day guests within three weeks, some naming a carer."""
    arrangements = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        first = draw(st.integers(0, 12))
        last = draw(st.sampled_from((None, first + draw(st.integers(1, 8)))))
        carer = {"carer_id": draw(st.sampled_from(CARERS))}
        if draw(st.booleans()):
            weekdays = draw(st.frozensets(st.sampled_from(Weekday), min_size=1, max_size=2))
            sessions = Sessions(Period(day(first), None if last is None else day(last)), weekdays)
            facts = {"kind": Kind.DAY_SUPPORT, "sessions": sessions}
        else:
            facts = {"kind": Kind.SHORT_BREAK, "stay": Stay(day(first), None if last is None else day(last))}
        arrangements.append(an_arrangement(f"X{number}", person_id=f"P{number}", **facts, **carer))
    named = draw(st.sampled_from((frozenset(), frozenset({"C1"}))))
    two = tuple(a_carer(each, left_on=draw(st.sampled_from((None, day(9))))) for each in ("C1", "C2"))
    approval = {
        "short_break": draw(st.integers(1, 3)),
        "day_support": draw(st.integers(1, 3)),
        "total": draw(st.integers(1, 4)),
        "carer_ids": named,
    }
    people = [a_person(f"P{number}") for number in range(1, 5)]
    return a_scheme(
        a_household(), *two, an_approval(**approval), *people, *arrangements, nation=Nation.NORTHERN_IRELAND
    )


def passed_by_hand(scheme, today):
    """Which limits are passed on a day, from the meanings alone."""
    there = [a for a in scheme.arrangements if a.is_there(today)]
    (approval,) = scheme.approvals
    kinds = {kind: len([a for a in there if a.kind is kind]) for kind in Kind}
    found = set()
    if len(there) > approval.terms.total or any(
        number > approval.terms.number(kind) > 0 for kind, number in kinds.items()
    ):
        found.add(Limited.APPROVAL)
    carers = [
        c.id
        for c in scheme.carers
        if c.is_active(today) and (not approval.carer_ids or c.id in approval.carer_ids)
    ]
    for carer in carers or [None]:
        if len([a for a in there if a.carer_id == carer or a.carer_id not in carers]) > 3:
            found.add(Limited.LAW)
    return found


@settings(suppress_health_check=list(HealthCheck))
@given(homes())
def test_each_span_begins_and_ends_on_a_day_too_many_and_no_day_too_many_is_outside(scheme):
    """With day guests a span goes on from week to week; without, it holds the days too many and no others."""
    index = Index(scheme)
    by_hand = {day(number): passed_by_hand(scheme, day(number)) for number in range(40)}
    with_sessions = any(a.sessions is not None for a in scheme.arrangements)
    for limited in (Limited.APPROVAL, Limited.LAW):
        spans = over(index, "H1", limited)
        for today, passed in by_hand.items():
            inside = any(span.first <= today <= span.last for span in spans)
            assert inside or limited not in passed
            assert with_sessions or inside == (limited in passed)
        for span in spans:
            for edge in (span.first, span.last):
                assert edge not in by_hand or limited in by_hand[edge]


def test_circles_of_siblings_count_once_between_them():
    """P1 with P2, P3 with P4, P2 with P3: one circle of four, and P5 by themselves."""
    five = [lives(number) for number in (1, 2, 3, 4, 5)]
    pairs = [("P1", "P2"), ("P3", "P4"), ("P2", "P3")]
    ties = [a_group(*pair, id=f"T{n}", relation=TogetherRelation.SIBLINGS) for n, pair in enumerate(pairs)]
    assert outcome("tax-number", home(*five, total=9, more=ties[:2])) == "met"  # 2 circles and P5 are three
    six = [*five, an_arrangement("L6", person_id="P6")]
    extra = [a_person("P6"), *ties]
    assert outcome("tax-number", home(*six, total=9, more=extra)) == "met"  # 1 circle, P5 and P6
    assert outcome("tax-number", home(*six, total=9, more=[a_person("P6"), *ties[:2]])) == "broken"


def test_two_times_too_many_with_a_day_between_are_two():
    scheme = home(stays(1, 0, None), stays(2, 0, 1), stays(3, 2, 4))
    spans = over(Index(scheme), "H1", Limited.APPROVAL)
    assert [(span.first, span.last) for span in spans] == [(ON, ON), (day(2), day(3))]


def test_one_bedroom_is_said_as_one():
    scheme = home(lives(1), lives(2), total=9, home={"bedrooms": (a_bedroom("B1"),)})
    assert said("bedrooms", scheme).sentence.startswith("1 bedroom, and 2 are there")
    two = {"bedrooms": (a_bedroom("B1"), a_bedroom("B2"))}
    three = home(lives(1), lives(2), lives(3), total=9, home=two)
    assert said("bedrooms", three).sentence.startswith("2 bedrooms, and 3 are there")

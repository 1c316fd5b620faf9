"""Criteria of what the panel approved: each of the four answers, and the day or the year on either side."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import ON, a_household, a_person, a_request, an_approval, day
from pairs import asks, broken, met, silent

from sharedlives.dates import Period, Weekday
from sharedlives.domain.carer import Applicant, StageReached
from sharedlives.domain.policy import Step
from sharedlives.domain.words import ApplicantStage, ApprovalStatus, Kind, Nation, Sex, Urgency
from sharedlives.matching.criteria import CRITERIA
from sharedlives.matching.judging import AskWhom

CASE = re.compile(r"\b(met|broken|asks|silent)\(\s*\"([a-z-]+)\"")


def _answers_tested() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in Path(__file__).parent.glob("test_criteria_*.py"):
        for answer, code in CASE.findall(path.read_text(encoding="utf-8")):
            found[code].add(answer)
    return found


NEVER_NOT_KNOWN = {
    "named-person": "an approval that names nobody is for everybody",
    "welcomes-then": "no closure recorded means none",
    "free-then": "no stay recorded means none",
    "somewhere-else": "no arrangement recorded means none",
    "apart": "nobody recorded means nobody",
    "not-declined": "no no recorded means none",
    "wish-home-others": "nobody recorded means nobody",
}
"""Criteria for which silence is an answer, and why."""

ALWAYS_ASKED = {
    "approved-kind": {"silent"},
    "room": set(),
    "somewhere-else": set(),
    "not-declined": set(),
}


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.code)
def test_every_criterion_is_tested_met_and_broken_and_not_known_where_that_can_be(criterion):
    tested = _answers_tested()[criterion.code]
    wanted = {"met", "broken"} | ALWAYS_ASKED.get(criterion.code, {"silent"})
    if criterion.code not in NEVER_NOT_KNOWN:
        wanted.add("asks")
    assert wanted <= tested


def test_each_code_is_given_once_and_each_criterion_has_its_words():
    codes = [criterion.code for criterion in CRITERIA]
    assert len(set(codes)) == len(codes)
    assert all(criterion.title.strip() and criterion.says.strip() for criterion in CRITERIA)
    assert all(criterion.step is Step.NONE for criterion in CRITERIA)


def test_an_approval_counts_from_its_first_day_to_its_last():
    first_to_last = {"approved_from": day(-9), "approved_until": day(9)}
    met("approved", an_approval(**first_to_last), a_request(earliest_start=day(9)))
    broken(
        "approved",
        "the approval is not in force on the first day",
        an_approval(**first_to_last),
        a_request(earliest_start=day(10)),
    )


def test_a_home_approved_from_a_later_day_may_be_met_before():
    met("approved", an_approval(approved_from=ON))
    broken(
        "approved",
        "the approval is not in force yet on the first day",
        an_approval(approved_from=day(1)),
        step=Step.MEET,
    )


@pytest.mark.parametrize("status", [ApprovalStatus.SUSPENDED, ApprovalStatus.ENDED])
def test_an_approval_suspended_or_ended_bars_whatever_its_dates_say(status):
    broken("approved", f"the approval is {status.value}", an_approval(status=status))


@pytest.mark.parametrize("status", [None, ApprovalStatus.INTERIM, ApprovalStatus.PROBATION])
def test_an_interim_approval_is_one(status):
    met("approved", an_approval(status=status))


def test_a_suspension_with_dates_bars_on_its_days_only():
    approval = an_approval(suspended=(Period(ON, day(4)),))
    broken("approved", "the approval is not in force on the first day", approval, a_request())
    broken(
        "approved",
        "the approval is not in force on the first day",
        approval,
        a_request(earliest_start=day(4)),
    )
    met("approved", approval, a_request(earliest_start=day(5)))


def test_an_approval_without_its_first_day_is_asked_after_where_the_register_keeps_it():
    undated = an_approval(approved_from=None)
    asks("approved", "From when is the approval in force?", AskWhom.SCHEME, undated)
    silent("approved", undated, not_kept=frozenset({"approval.approved_from"}))


def test_a_home_in_assessment_may_be_talked_about_if_they_agree():
    def applicant(**changes):
        return Applicant(**{"id": "AP1", "household_id": "H1", "may_be_talked_about": True, **changes})

    broken("approved", "in assessment: subject to panel", a_household(), applicant(), step=Step.TALK)
    broken("approved", "no approval is recorded", a_household(), applicant(may_be_talked_about=None))
    broken("approved", "no approval is recorded", a_household())
    withdrawn = (StageReached(stage=ApplicantStage.WITHDRAWN),)
    broken("approved", "no approval is recorded", a_household(), applicant(stages=withdrawn))


def test_the_approval_names_the_kind_with_a_number():
    met("approved-kind", an_approval(live_in=1))
    broken("approved-kind", "not approved for live-in", an_approval(live_in=0))
    asks(
        "approved-kind",
        "Is the household approved for live-in?",
        AskWhom.SCHEME,
        an_approval(terms={"numbers": None}),
    )
    silent(
        "approved-kind",
        an_approval(terms={"numbers": None}),
        not_kept=frozenset({"approval.numbers"}),
    )
    silent("approved-kind", a_household())


def test_a_kind_not_approved_breaks_the_kind_and_never_the_number_as_well():
    broken("approved-kind", "not approved for live-in", an_approval(live_in=0))
    met("room", an_approval(live_in=0))


def test_ages_approved_include_both_ends():
    # Born on 1 March 1990: 36 on the first day.
    met("approved-age", an_approval(terms={"youngest": 36, "oldest": 36}))
    broken(
        "approved-age",
        "approved for ages from 37, and the person is 36 on the first day",
        an_approval(terms={"youngest": 37}),
    )
    broken(
        "approved-age",
        "approved for ages up to 35, and the person is 36 on the first day",
        an_approval(terms={"youngest": None, "oldest": 35}),
    )
    broken(
        "approved-age",
        "approved for ages from 18 to 35, and the person is 36 on the first day",
        an_approval(terms={"oldest": 35}),
    )


def test_the_age_is_that_on_the_first_day():
    approval = an_approval(terms={"youngest": 37})
    turns_37 = date(2027, 3, 1)
    met("approved-age", approval, a_request(earliest_start=turns_37))
    broken(
        "approved-age",
        "approved for ages from 37, and the person is 36 on the first day",
        approval,
        a_request(earliest_start=turns_37 - timedelta(days=1)),
    )


def test_ages_not_known_are_asked_of_the_side_that_knows():
    unsaid = an_approval(terms={"youngest": None})
    asks("approved-age", "For which ages is the household approved?", AskWhom.SCHEME, unsaid)
    silent("approved-age", unsaid, not_kept=frozenset({"approval.youngest"}))
    asks("approved-age", "When was the person born?", AskWhom.PERSON, a_person(born=None))
    asks(
        "approved-age",
        "When was the person born?",
        AskWhom.REGISTER,
        a_person(born=None),
        not_kept=frozenset({"person.born"}),
    )
    silent("approved-age", a_household())


def test_an_approval_for_women_is_not_for_men():
    women = an_approval(terms={"sexes": frozenset({Sex.FEMALE})})
    met("approved-sex", women)
    met("approved-sex", an_approval(), a_person(sex=None))
    broken(
        "approved-sex",
        "approved for women only, and the person is a man",
        women,
        a_person(sex=Sex.MALE),
    )
    asks(
        "approved-sex",
        "Is the person a woman or a man, as the approval needs it?",
        AskWhom.PERSON,
        women,
        a_person(sex=None),
    )
    silent("approved-sex", a_household())


def test_an_approval_that_does_not_say_of_women_or_men_is_asked_after():
    unsaid = an_approval(terms={"sexes": None})
    asks("approved-sex", "Is the household approved for women, men or both?", AskWhom.SCHEME, unsaid)
    silent("approved-sex", unsaid, not_kept=frozenset({"approval.sexes"}))
    nobody_named = an_approval(terms={"sexes": frozenset()})
    asks("approved-sex", "Is the household approved for women, men or both?", AskWhom.SCHEME, nobody_named)


def test_each_need_is_named_by_the_approval_or_any_is():
    dementia = an_approval(terms={"needs": frozenset({"dementia"})})
    met("approved-needs", dementia, a_person(needs=frozenset({"dementia"})))
    met("approved-needs", a_person(needs=frozenset({"dementia"})))
    broken(
        "approved-needs",
        "the approval does not name autism or epilepsy",
        dementia,
        a_person(needs=frozenset({"dementia", "epilepsy", "autism"})),
    )
    unsaid = an_approval(terms={"needs": None})
    person = a_person(needs=frozenset({"dementia"}))
    asks("approved-needs", "For which needs is the household approved?", AskWhom.SCHEME, unsaid, person)
    silent("approved-needs", unsaid, person, not_kept=frozenset({"approval.needs"}))


@pytest.mark.parametrize("needs", [None, frozenset()])
def test_nothing_stated_of_needs_asks_nothing(needs):
    dementia = an_approval(terms={"needs": frozenset({"dementia"})})
    silent("approved-needs", dementia, a_person(needs=needs))


def test_an_approval_for_somebody_by_name_is_for_them_alone():
    met("named-person", an_approval(terms={"only_for": frozenset({"P1"})}))
    broken(
        "named-person",
        "the approval is for somebody else by name",
        an_approval(terms={"only_for": frozenset({"P2"})}),
        a_person("P1"),
        a_person("P2"),
    )
    silent("named-person", an_approval())


def test_only_a_household_that_said_so_takes_an_emergency():
    emergency = a_request(urgency=Urgency.EMERGENCY)
    met("takes-emergencies", emergency)
    broken(
        "takes-emergencies",
        "the household does not take emergencies",
        a_household(takes_emergencies=False),
        emergency,
    )
    broken(
        "takes-emergencies",
        "not approved for emergencies",
        an_approval(terms={"emergencies": False}),
        emergency,
    )
    asks(
        "takes-emergencies",
        "Does the household take emergencies?",
        AskWhom.HOUSEHOLD,
        a_household(takes_emergencies=None),
        emergency,
    )
    asks(
        "takes-emergencies",
        "Which households take emergencies?",
        AskWhom.REGISTER,
        a_household(takes_emergencies=None),
        emergency,
        not_kept=frozenset({"household.takes_emergencies"}),
    )


@pytest.mark.parametrize("urgency", [Urgency.URGENT, Urgency.ROUTINE, None])
def test_what_is_no_emergency_asks_nothing_of_emergencies(urgency):
    silent("takes-emergencies", a_household(takes_emergencies=False), a_request(urgency=urgency))


@pytest.mark.parametrize(
    ("nation", "least", "standing"),
    [(Nation.ENGLAND, 16, "guidance"), (Nation.WALES, 18, "guidance"), (Nation.SCOTLAND, 16, "law")],
)
def test_the_youngest_age_is_the_nations(nation, least, standing):
    birthday = date(ON.year - least, ON.month, ON.day)
    met("of-age", a_person(born=birthday), nation=nation)
    broken(
        "of-age",
        f"{least - 1} years old on the first day, and {least} is the youngest ({standing})",
        a_person(born=birthday + timedelta(days=1)),
        nation=nation,
    )
    asks("of-age", "When was the person born?", AskWhom.PERSON, a_person(born=None), nation=nation)


def test_where_no_nation_sets_an_age_none_is_asked():
    silent("of-age", a_person(born=None), nation=Nation.NORTHERN_IRELAND)


def test_what_is_asked_of_approvals_holds_for_days_as_well():
    days = a_request(kind=Kind.DAY_SUPPORT, weekdays=frozenset({Weekday.TUESDAY}))
    met("approved-kind", days)
    broken("approved-kind", "not approved for day support", an_approval(day_support=0), days)

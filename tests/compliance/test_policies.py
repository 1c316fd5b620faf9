"""A scheme's own settings, their defaults, and everything a policy can get wrong."""

import pytest
from builders import ON, day

from sharedlives.compliance.policies import policy_problems
from sharedlives.compliance.settings import defaults, read_defaults, setting
from sharedlives.domain.rule_policy import Declaration, Lead, RulePolicy, Setting, Waiver
from sharedlives.domain.words import Nation
from sharedlives.errors import InvalidRecordError, OwnBugError


def test_every_default_says_where_it_comes_from_or_that_it_is_from_memory():
    sourced = {each.of for each in defaults().values() if each.source is not None}
    assert {"certificate", "first_aid", "medication", "carer_review", "home_safety"} <= sourced
    assert {"health", "monitoring_visit", "household_member_age"} & sourced == set()
    assert all(each.says.endswith(".") for each in defaults().values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('of = "a"\nunit = "days"\nvalue = 1\nsays = "A."', "a must give its source or say from_memory"),
        (
            'of = "a"\nunit = "days"\nvalue = 1\nsays = "A."\nsource = "x"\nfrom_memory = true',
            "a must give its source or say from_memory",
        ),
        ('of = "a"\nunit = "weeks"\nvalue = 1\nsays = "A."\nsource = "x"', "a must have one of the units"),
    ],
)
def test_a_default_without_its_source_or_unit_is_our_own_bug(text, message):
    with pytest.raises(OwnBugError, match=message):
        read_defaults(f"[[setting]]\n{text}\n")


def test_a_default_given_twice_is_our_own_bug():
    row = '[[setting]]\nof = "a"\nunit = "days"\nvalue = 1\nsays = "A."\nfrom_memory = true\n'
    with pytest.raises(OwnBugError, match="a is given twice"):
        read_defaults(row + row)


def test_a_default_holds_in_its_nations_and_the_schemes_own_number_everywhere():
    assert setting(RulePolicy(), Nation.ENGLAND, "certificate") == 36
    assert setting(RulePolicy(), Nation.SCOTLAND, "certificate") is None
    own = RulePolicy(settings=(Setting(of="certificate", value=12),))
    assert setting(own, Nation.SCOTLAND, "certificate") == 12


def test_every_problem_of_a_policy_is_said_at_once():
    waiver = Waiver(rule="nothing", granted_by="M", reason="r", until=ON)
    policy = RulePolicy(
        settings=(Setting(of="certificat", value=1), Setting(of="gas", value=12)),
        leads=(Lead(rule="gass", days=3),),
        left_out=frozenset({"mot"}),
        taken_up=frozenset({"mot", "electrics"}),
        waivers=(waiver,),
        declarations=(Declaration(what="manager", on=ON, by="M"),),
    )
    problems = policy_problems(policy)
    assert problems[0] == "there is no setting certificat: did you mean certificate?"
    assert problems[1] == "there is no rule gass: did you mean gas?"
    assert problems[2].startswith("there is no rule nothing")
    assert problems[3].startswith("there is no declaration manager: ")
    assert problems[4] == "the rule mot is both left out and taken up: choose one"
    assert len(problems) == 5
    assert policy_problems(RulePolicy()) == ()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"settings": (Setting(of="gas", value=1), Setting(of="gas", value=2))}, "a setting is given twice"),
        ({"leads": (Lead(rule="gas", days=1), Lead(rule="gas", days=2))}, "a rule has two lead times"),
    ],
)
def test_nothing_is_set_twice(changes, message):
    with pytest.raises(InvalidRecordError, match=message):
        RulePolicy(**changes)


def test_a_waiver_stands_from_the_day_it_was_granted_to_its_last():
    waiver = Waiver(rule="gas", granted_by="M", reason="r", granted_on=ON, until=day(2))
    assert [waiver.stands(day(n)) for n in (-1, 0, 2, 3)] == [False, True, True, False]


def test_a_lead_time_is_the_rules_own_or_the_schemes():
    policy = RulePolicy(lead_days=10, leads=(Lead(rule="gas", days=60),))
    assert (policy.lead("gas"), policy.lead("mot")) == (60, 10)

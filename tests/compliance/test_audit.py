"""The frame: every rule answers for every record exactly once, and what is said about rules is true."""

import re
import sys
from collections import Counter
from datetime import date

import attrs
import pytest
from builders import ON, a_home, a_household, a_person, a_request, a_scheme, an_arrangement, day
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_makers import a_check, a_home_with, lived_in, outcome, said

from sharedlives import law
from sharedlives.compliance import audit as auditing
from sharedlives.compliance.audit import THE_SCHEME, answers, audit
from sharedlives.compliance.outcomes import MET, Basis, Outcome, Ref, Seriousness, Subject
from sharedlives.compliance.rule import rule
from sharedlives.compliance.rules import RULES
from sharedlives.compliance.settings import defaults
from sharedlives.compliance.today import _ONCE_FOUND
from sharedlives.domain.household import HouseholdMember
from sharedlives.domain.policy import Step
from sharedlives.domain.rule_policy import RulePolicy, Waiver
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.domain.words import CheckKind, Kind, Nation, SubjectKind
from sharedlives.errors import InvalidRecordError, NotInForceError, OwnBugError
from sharedlives.files.mapping_fields import facts
from sharedlives.files.value_words import TOPICS
from sharedlives.testing import ON as DRAWN_ON
from sharedlives.testing import schemes

SLOW = settings(suppress_health_check=list(HealthCheck))
BY_CODE = {each.code: each for each in RULES}


def test_each_rule_has_a_code_of_its_own_and_says_everything_about_itself():
    assert len(BY_CODE) == len(RULES)
    for each in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", each.code)
        assert each.family
        assert each.title
        assert each.remedy.endswith(".")
        assert each.does_not_check
        assert each.says.endswith(".")
        assert each.law or each.expected or each.policy, f"{each.code} rests on nothing"
        assert not (each.law and each.expected)


MOVES_OR_ENDS = re.compile(
    r"\b(mov(e|es|ed|ing)|end(s|ed|ing)?|leav(e|es|ing)|terminat\w*|evict\w*|close[sd]?|withdraw\w*|transfer\w*"
    r"|another home|find (them|somebody) (a|another))\b"
)


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.code)
def test_no_remedy_moves_anybody_or_ends_anything(each):
    assert not MOVES_OR_ENDS.search(each.remedy.lower()), each.remedy


@pytest.mark.parametrize(
    "words", ["move her", "find them another home", "end the arrangement", "terminate it"]
)
def test_a_remedy_that_would_move_somebody_is_known_when_seen(words):
    assert MOVES_OR_ENDS.search(words)


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.code)
def test_a_rule_names_only_settings_law_and_facts_that_there_are(each):
    assert set(each.settings) <= defaults().keys()
    assert each.law is None or each.law in law.codes()
    for fact in (fact for group in each.keeps for fact in group):
        known = fact in facts() or fact in COLLECTIONS or fact in _ONCE_FOUND
        record, _, field = fact.partition(".")
        known |= record == "check" and field.removeprefix("training ") in TOPICS
        known |= record == "check" and field in [kind.value for kind in CheckKind]
        known |= fact == "member.certificate" or fact.startswith("declared: ")
        known |= f"{record}s" in COLLECTIONS and field in attrs.fields_dict(COLLECTIONS[f"{record}s"])
        known |= record == "person" and field in attrs.fields_dict(COLLECTIONS["people"])
        assert known, f"{each.code} reads {fact}"


def test_every_setting_is_read_by_a_rule():
    assert {of for each in RULES for of in each.settings} == defaults().keys()


@SLOW
@given(schemes(max_households=2), st.sampled_from((DRAWN_ON, date(2026, 2, 28), date(2028, 2, 29))))
def test_the_audit_of_any_scheme_answers_each_rule_and_record_once(scheme, on):
    given_ = Counter((each.code, ref) for each, ref, _ in answers(scheme, on))
    assert set(given_.values()) <= {1}
    sizes = {
        Subject.CARER: len(scheme.carers),
        Subject.HOUSEHOLD: len(scheme.households),
        Subject.MEMBER: sum(len(home.members or ()) for home in scheme.households),
        Subject.APPROVAL: len(scheme.approvals),
        Subject.PERSON: len(scheme.people),
        Subject.ARRANGEMENT: len(scheme.arrangements),
        Subject.REQUEST: len(scheme.requests),
        Subject.SCHEME: 1,
    }
    result = audit(scheme, on)
    for each in RULES:
        number = sum(1 for code, _ in given_ if code == each.code)
        assert sum(result.counts[each.code].values()) == number
        members = each.subject is Subject.MEMBER  # two homes may use one id for a member
        assert number == sizes[each.subject] or (members and number <= sizes[each.subject])


@pytest.mark.parametrize("nation", Nation)
def test_an_empty_scheme_is_in_order(nation):
    result = audit(a_scheme(nation=nation), ON)
    assert {finding.outcome for finding in result.findings} <= {Outcome.NOT_KEPT}
    assert result.totals[Outcome.BROKEN] == 0


def whole():
    """One record of every subject."""
    member = HouseholdMember(id="M1", born=date(1980, 1, 1))
    return a_home_with(a_person(), an_arrangement(), a_request(), home={"members": (member,)})


@pytest.mark.parametrize("each", [r for r in RULES if r.keeps], ids=lambda each: each.code)
def test_what_the_register_does_not_keep_is_said_once_whoever_it_is_about(each):
    """A group of facts is enough to be missing; of a group, all alternatives must be."""
    for group in each.keeps:
        dotted = frozenset(fact for fact in group if "." in fact)
        if dotted != frozenset(group):
            continue
        scheme = attrs.evolve(whole(), not_kept=dotted)
        policy = RulePolicy(taken_up=frozenset({each.code}) if each.only_if_taken_up else frozenset())
        result = audit(attrs.evolve(scheme, nation=each.nations[0]), ON, policy=policy)
        (finding,) = [finding for finding in result.findings if finding.code == each.code]
        assert (finding.outcome, finding.subject) == (Outcome.NOT_KEPT, THE_SCHEME)
        assert (finding.basis, finding.source, finding.latest_step) == (None, None, None)
        assert set(result.counts[each.code]) == {Outcome.NOT_KEPT}


def test_one_of_several_alternatives_is_enough():
    one = attrs.evolve(lived_in(), not_kept=frozenset({"arrangement.agreement_signed"}))
    both = attrs.evolve(one, not_kept=one.not_kept | {"arrangement.agreement_signed_on"})
    assert [outcome("arrangement-agreement", each) for each in (one, both)] == ["no evidence", "not kept"]


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.code)
def test_a_policy_may_leave_a_rule_out_unless_it_is_law(each):
    scheme = attrs.evolve(whole(), nation=each.nations[0])
    result = audit(scheme, ON, policy=RulePolicy(left_out=frozenset({each.code})))
    is_law = each.basis(each.nations[0], ON) is Basis.LAW
    assert (result.counts[each.code] == audit(scheme, ON).counts[each.code]) or not is_law
    assert (set(result.counts[each.code]) == {Outcome.NOT_APPLICABLE}) or is_law


@pytest.mark.parametrize(
    "each", [r for r in RULES if len(r.nations) < len(Nation)], ids=lambda each: each.code
)
def test_a_rule_of_some_nations_is_no_rule_of_the_others(each):
    for nation in set(Nation) - set(each.nations):
        result = audit(attrs.evolve(whole(), nation=nation), ON)
        assert set(result.counts[each.code]) == {Outcome.NOT_APPLICABLE}


def a_waiver(code="carer-health", **changes):
    return Waiver(rule=code, **{"granted_by": "M. Ager", "reason": "in hospital", "until": ON, **changes})


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        ({}, day(-1), "waived"),
        ({}, ON, "waived"),
        ({}, day(1), "no evidence"),
        ({"granted_on": ON}, day(-1), "no evidence"),
        ({"granted_on": ON}, ON, "waived"),
        ({"subject_id": "C-H1"}, ON, "waived"),
        ({"subject_id": "H1"}, ON, "waived"),
        ({"subject_id": "C-H2"}, ON, "no evidence"),
        ({"rule": "carer-review"}, ON, "no evidence"),
    ],
)
def test_a_waiver_holds_up_to_its_last_day_for_whom_it_is_for(changes, on, expected):
    code = changes.pop("rule", "carer-health") if "rule" in changes else "carer-health"
    policy = RulePolicy(waivers=(a_waiver(code, **changes),))
    assert outcome("carer-health", a_home_with(), on, policy=policy) == expected


def test_a_waived_finding_says_by_whom_why_and_until_when_and_bars_nothing():
    waiver = a_waiver(subject_id="C-H1")
    result = audit(a_home_with(), ON, policy=RulePolicy(waivers=(waiver,)))
    (finding,) = result.of(Outcome.WAIVED)
    assert finding.waiver == waiver
    assert finding.sentence.endswith("; waived by M. Ager until 16/11/2026: in hospital")
    assert finding.latest_step is None
    assert result.totals[Outcome.WAIVED] == 1


def test_what_is_in_order_is_not_waived():
    scheme = a_home_with(a_check(CheckKind.HEALTH, issued_on=ON))
    assert outcome("carer-health", scheme, policy=RulePolicy(waivers=(a_waiver(),))) == "met"


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.code)
def test_any_rule_may_be_waived(each, monkeypatch):
    """Whatever a rule finds, a waiver turns into waived, and nothing that it does not find."""
    from sharedlives.compliance.outcomes import broken

    broken_rule = attrs.evolve(each, judge=lambda *_: broken("x"), keeps=(), only_if_taken_up=False)
    monkeypatch.setattr(auditing, "RULES", (broken_rule,))
    scheme = attrs.evolve(whole(), nation=each.nations[0])
    policy = RulePolicy(waivers=(a_waiver(each.code),))
    assert {str(answer.outcome) for _, _, answer in answers(scheme, ON, policy=policy)} == {"waived"}
    assert {str(answer.outcome) for _, _, answer in answers(scheme, ON)} == {"broken"}


def test_a_rule_that_fails_stops_the_audit_and_names_itself_and_the_record(monkeypatch):
    failing = attrs.evolve(BY_CODE["carer-health"], judge=lambda carer, _: {}[carer.first_name])
    monkeypatch.setattr(auditing, "RULES", (failing,))
    with pytest.raises(
        OwnBugError, match=r"rule carer-health failed on carer C-H1: KeyError at test_audit.py:\d+$"
    ):
        audit(a_home_with(), ON)


def test_days_of_which_the_law_is_not_known_raise():
    with pytest.raises(NotInForceError):
        audit(a_home_with(), date(2012, 6, 1))


def test_an_unknown_rule_or_setting_of_a_policy_is_refused():
    with pytest.raises(
        InvalidRecordError, match=r"there is no rule carer-helth: did you mean carer-health\?"
    ):
        audit(a_scheme(), ON, policy=RulePolicy(left_out=frozenset({"carer-helth"})))


def test_carers_of_one_home_share_a_finding_where_the_same_is_said_of_each():
    second = attrs.evolve(a_home()[1], id="C2")
    scheme = a_home_with(second, a_check(CheckKind.IDENTITY, "C2"))
    result = audit(scheme, ON)
    (health,) = [f for f in result.findings if f.code == "carer-health"]
    assert health.subject == Ref(Subject.HOUSEHOLD, "H1")
    assert health.related == (Ref(Subject.CARER, "C-H1"), Ref(Subject.CARER, "C2"))
    (identity,) = [f for f in result.findings if f.code == "carer-identity"]
    assert (identity.subject, identity.related) == (
        Ref(Subject.CARER, "C-H1"),
        (Ref(Subject.HOUSEHOLD, "H1"),),
    )


def test_carers_of_different_homes_do_not_share():
    result = audit(a_scheme(a_home(), a_home("H2")), ON)
    assert [f.subject.id for f in result.findings if f.code == "carer-health"] == ["C-H1", "C-H2"]


def test_a_finding_says_first_what_it_rests_on():
    result = audit(attrs.evolve(lived_in(agreement_signed=False), nation=Nation.WALES), ON)
    (finding,) = [f for f in result.findings if f.code == "arrangement-agreement"]
    assert finding.says == "Law: agreement: not signed"
    assert finding.source.endswith("(WSI 2019/163), regulation 12(1) to (5)")
    assert (finding.basis, finding.latest_step, finding.severity) == (Basis.LAW, Step.MEET, Seriousness.HIGH)
    england = audit(lived_in(agreement_signed=False), ON)
    (policy,) = [f for f in england.findings if f.code == "arrangement-agreement"]
    assert policy.says.startswith("Scheme policy: ")
    assert policy.source == "every scheme asks for one"


def test_an_interval_of_the_scheme_is_policy_though_the_rule_is_law():
    result = audit(a_home_with(a_check(CheckKind.CERTIFICATE, issued_on=date(2020, 1, 1))), ON)
    (finding,) = [f for f in result.findings if f.code == "carer-certificate"]
    assert finding.basis is Basis.POLICY
    assert "Schedule" not in finding.source


def test_findings_come_worst_first_whatever_the_order_of_rows():
    scheme = lived_in(agreement_signed=False, last_review_on=date(2020, 1, 1))
    result = audit(scheme, ON)
    order = list(Outcome)
    places = [order.index(finding.outcome) for finding in result.findings]
    assert places == sorted(places)
    grave = [f.severity for f in result.of(Outcome.BROKEN)]
    assert grave == sorted(grave, key=list(Seriousness).index)
    assert audit(scheme, ON) == result


def test_findings_about_a_record_are_those_that_hold_its_id():
    result = audit(lived_in(agreement_signed=False), ON)
    assert "arrangement-agreement" in {f.code for f in result.about("P1")}
    assert "carer-health" not in {f.code for f in result.about("P1")}


def test_only_what_is_out_of_order_bars_a_step():
    scheme = lived_in(last_review_on=date(2025, 12, 1), agreement_signed=False)
    steps = {f.code: f.latest_step for f in audit(scheme, ON).findings}
    assert steps["arrangement-review"] is None  # due
    assert steps["arrangement-agreement"] is Step.MEET


def test_a_member_and_an_approval_are_found_with_their_home():
    member = HouseholdMember(id="M1", born=date(1980, 1, 1))
    result = audit(a_home_with(home={"members": (member,)}), ON)
    (finding,) = [f for f in result.findings if f.code == "member-certificate"]
    assert (finding.subject.kind, finding.related) == (Subject.MEMBER, (Ref(Subject.HOUSEHOLD, "H1"),))
    assert [f.related for f in result.findings if f.code == "approval-decision"] == [
        (Ref(Subject.HOUSEHOLD, "H1"),)
    ]


def test_a_rule_may_have_days_on_which_it_is_in_force():
    @rule(code="x", family="x", title="x", subject=Subject.SCHEME, remedy="x.", first_day=ON, last_day=day(1))
    def dated(scheme, today):
        """Dated."""
        del scheme, today
        return MET

    assert [dated.applies_in(Nation.WALES, on) for on in (day(-1), ON, day(1), day(2))] == [
        False,
        True,
        True,
        False,
    ]


def test_the_basis_follows_the_law_of_the_day():
    training = BY_CODE["training-learning-disability"]
    assert training.basis(Nation.ENGLAND, date(2022, 7, 1)) is Basis.LAW
    with pytest.raises(NotInForceError):
        training.basis(Nation.ENGLAND, date(2022, 6, 30))
    pvg = BY_CODE["carer-pvg"]
    assert [pvg.basis(Nation.SCOTLAND, on) for on in (date(2025, 3, 31), date(2025, 4, 1))] == [
        Basis.POLICY,
        Basis.LAW,
    ]
    number = BY_CODE["law-number"]
    with pytest.raises(NotInForceError, match="law-number: what the law of England asked then is not known"):
        number.basis(Nation.ENGLAND, date(2012, 1, 1))
    assert BY_CODE["scheme-manager"].basis(Nation.WALES, ON) is Basis.REGULATOR


def test_counts_are_of_records_and_findings_of_matters():
    scheme = a_scheme(
        a_home(),
        a_household("H2"),
        a_check(CheckKind.GAS, "H1", subject_kind=SubjectKind.HOUSEHOLD, issued_on=ON),
    )
    counts = audit(scheme, ON).counts["gas"]
    assert counts == {Outcome.MET: 1, Outcome.NOT_APPLICABLE: 1}
    assert said("gas", scheme, of="H2").sentence == "no carer is approved there on this day"


def calls_of(scheme):
    """How many functions an audit calls: what it costs, whatever the machine is doing besides."""
    number = 0

    def count(frame, event, argument):
        nonlocal number
        del frame, argument
        number += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        audit(scheme, ON)
    finally:
        sys.setprofile(before)
    return number


def town(homes):
    """So many homes, each with somebody who lives there and a guest to come."""
    records = []
    for number in range(homes):
        records += a_home(f"H{number}")
        records += [a_person(f"P{number}"), a_person(f"G{number}")]
        records.append(an_arrangement(f"L{number}", person_id=f"P{number}", household_id=f"H{number}"))
        guest = {"person_id": f"G{number}", "household_id": f"H{number}", "kind": Kind.SHORT_BREAK}
        records.append(an_arrangement(f"S{number}", **guest))
    return a_scheme(*records)


def test_an_audit_of_twice_as_many_homes_costs_twice_as_much():
    audit(town(2), ON)  # what is read once, such as the law, is read before
    assert calls_of(town(80)) < 2.2 * calls_of(town(40))

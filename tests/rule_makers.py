"""Asking one rule about one record of a small scheme."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from builders import ON, a_home, a_person, a_scheme, an_arrangement

from sharedlives.compliance.audit import answers
from sharedlives.compliance.outcomes import Answer
from sharedlives.compliance.policies import DEFAULT
from sharedlives.dates import add_months
from sharedlives.domain.carer import Check
from sharedlives.domain.rule_policy import RulePolicy
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import CheckKind, Nation, SubjectKind

_NUMBERS = count(1)
LEAD = 28


def said(
    code: str, scheme: Scheme, on: date = ON, *, of: str | None = None, policy: RulePolicy = DEFAULT
) -> Answer:
    """What a rule says about the record of this id, or about the only one there is."""
    found = {ref.id: answer for rule, ref, answer in answers(scheme, on, policy=policy) if rule.code == code}
    assert found, f"{code} answers for nothing here"
    if of is None:
        assert len(found) == 1, f"{code} answers for {sorted(found)}: say of which"
        return next(iter(found.values()))
    return found[of]


def outcome(code: str, scheme: Scheme, on: date = ON, **how: Any) -> str:
    """The outcome as a word."""
    return str(said(code, scheme, on, **how).outcome)


def a_check(
    kind: CheckKind,
    subject_id: str = "C-H1",
    *,
    subject_kind: SubjectKind = SubjectKind.CARER,
    **changes: Any,
) -> Check:
    """A check that bears no date unless one is given."""
    return Check(
        id=f"K{next(_NUMBERS)}", kind=kind, subject_kind=subject_kind, subject_id=subject_id, **changes
    )


def a_home_with(
    *records: Any, nation: Nation = Nation.ENGLAND, home: dict[str, Any] | None = None, **settings: Any
) -> Scheme:
    """A scheme of one approved home with some records."""
    return a_scheme(a_home(**(home or {})), *records, nation=nation, **settings)


def lived_in(*records: Any, nation: Nation = Nation.ENGLAND, **changes: Any) -> Scheme:
    """A scheme of one approved home in which P1 lives, with records; `changes` are of the arrangement."""
    return a_home_with(a_person(), an_arrangement(**changes), *records, nation=nation)


def issued_for(deadline: date, months: int) -> date:
    """A day so many months before a deadline."""
    issued = add_months(deadline, -months)
    assert add_months(issued, months) == deadline
    return issued


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)

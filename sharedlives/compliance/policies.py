"""Whether a scheme's policy names only rules and settings that there are: every problem at once."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from sharedlives.compliance.rules import RULES
from sharedlives.compliance.rules.whole_scheme import DECLARED
from sharedlives.compliance.settings import defaults
from sharedlives.domain.rule_policy import RulePolicy
from sharedlives.errors import InvalidRecordError

DEFAULT: Final = RulePolicy()
CODES: Final = frozenset(rule.code for rule in RULES)


def policy_problems(policy: RulePolicy) -> tuple[str, ...]:
    """Everything a policy names that does not exist, each in a sentence with what may have been meant."""
    return tuple(_problems(policy))


def _problems(policy: RulePolicy) -> Iterator[str]:
    for setting in policy.settings:
        if setting.of not in defaults():
            yield _no_such("setting", setting.of, defaults())
    named = [lead.rule for lead in policy.leads] + [waiver.rule for waiver in policy.waivers]
    for code in sorted({*named, *policy.left_out, *policy.taken_up} - CODES):
        yield _no_such("rule", code, CODES)
    for declaration in policy.declarations:
        if declaration.what not in DECLARED:
            yield _no_such("declaration", declaration.what, DECLARED)
    for code in sorted(policy.left_out & policy.taken_up):
        yield f"the rule {code} is both left out and taken up: choose one"


def _no_such(what: str, name: str, names: object) -> str:
    known = sorted(str(each) for each in names)  # type: ignore[attr-defined] # any names
    near = get_close_matches(name, known, n=1)
    meant = f": did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
    return f"there is no {what} {name}{meant}"


def check_policy(policy: RulePolicy) -> None:
    """Refuse a policy that names what does not exist, with every problem at once.

    Raises
    ------
    InvalidRecordError
        With every problem in its message.
    """
    problems = policy_problems(policy)
    if problems:
        raise InvalidRecordError("this policy cannot be followed: " + "; ".join(problems))

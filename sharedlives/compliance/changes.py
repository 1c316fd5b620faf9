"""What changed: between two audits, and between the rules of two days."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from sharedlives import law
from sharedlives.compliance.audit import Audit, Finding
from sharedlives.compliance.outcomes import Outcome, Ref
from sharedlives.compliance.rules import RULES
from sharedlives.domain.words import Nation
from sharedlives.errors import InvalidRecordError


@frozen(kw_only=True)
class AuditChanges:
    """What is new in the later of two audits, what is settled, and what has another outcome now."""

    appeared: tuple[Finding, ...]
    settled: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]


def compare_audits(before: Audit, after: Audit) -> AuditChanges:
    """The difference of two audits of one scheme, by rule and record."""
    earlier, later = _by_record(before), _by_record(after)
    return AuditChanges(
        appeared=tuple(finding for key, finding in later.items() if key not in earlier),
        settled=tuple(finding for key, finding in earlier.items() if key not in later),
        changed=tuple(
            (earlier[key], finding)
            for key, finding in later.items()
            if key in earlier and earlier[key].outcome is not finding.outcome
        ),
    )


def _by_record(audit: Audit) -> dict[tuple[str, Ref, Outcome | None], Finding]:
    """Findings by rule and record; a home may have one for some of its carers and one for others."""
    found: dict[tuple[str, Ref, Outcome | None], Finding] = {}
    for finding in audit.findings:
        key: tuple[str, Ref, Outcome | None] = (finding.code, finding.subject, None)
        if key in found:
            key = (finding.code, finding.subject, finding.outcome)
        found[key] = finding
    return found


@frozen(kw_only=True)
class RuleChange:
    """Something that the law or a rule says differently from a day on."""

    day: date
    nation: Nation
    code: str
    says: str
    rules: tuple[str, ...]


def rule_changes(start: date, end: date, nation: Nation | None = None) -> tuple[RuleChange, ...]:
    """What the rules of one or every nation say differently after the first day up to and including the last.

    Raises
    ------
    InvalidRecordError
        Where the end comes before the start.
    """
    if end < start:
        raise InvalidRecordError("changes are from one day to a later one: swap the two days")
    nations = tuple(Nation) if nation is None else (nation,)
    found = [
        RuleChange(
            day=entry.first_day, nation=each, code=entry.code, says=_say(entry), rules=_resting(entry.code)
        )
        for entry in law.register()
        for each in entry.nations
        if each in nations and entry.first_day is not None and start < entry.first_day <= end
    ]
    return tuple(sorted(found, key=lambda change: (change.day, change.code, change.nation)))


def _say(entry: law.LawEntry) -> str:
    if isinstance(entry, law.LawSilence):
        return entry.reason
    return str(getattr(entry, "says", ""))


def _resting(code: str) -> tuple[str, ...]:
    """The rules that rest on a value of law."""
    return tuple(rule.code for rule in RULES if rule.law == code)

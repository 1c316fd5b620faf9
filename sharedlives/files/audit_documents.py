"""Audits, forecasts, who was where and the rules as JSON: the same bytes for equal results.

They hold ids and no names, but for the coordinators whom a forecast names as responsible and those who
granted a waiver.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sharedlives.compliance.audit import Audit, Finding
from sharedlives.compliance.forecast import Forecast, Lapse
from sharedlives.compliance.outcomes import Ref
from sharedlives.compliance.rule import Rule
from sharedlives.compliance.rules import RULES
from sharedlives.compliance.where import WhoWasWhere
from sharedlives.domain.words import Nation
from sharedlives.files.json_documents import document

AUDIT_KIND: Final = "sharedlives.audit"
FORECAST_KIND: Final = "sharedlives.forecast"
WHERE_KIND: Final = "sharedlives.where"
RULES_KIND: Final = "sharedlives.rules"
VERSION: Final = 1


def audit_to_json(audit: Audit) -> str:
    """An audit as ``sharedlives.audit/1``: counts of answers by outcome, and every finding, worst first."""
    content = {
        "on": audit.on.isoformat(),
        "counts": {outcome.value: number for outcome, number in audit.totals.items()},
        "findings": [_finding(finding) for finding in audit.findings],
    }
    return document(AUDIT_KIND, VERSION, content)


def _finding(finding: Finding) -> dict[str, Any]:
    waiver = finding.waiver
    return {
        "code": finding.code,
        "family": finding.family,
        "title": finding.title,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "subject": _ref(finding.subject),
        "related": [_ref(ref) for ref in finding.related],
        "since": _day(finding.since),
        "due_on": _day(finding.due_on),
        "basis": None if finding.basis is None else finding.basis.value,
        "says": finding.sentence,
        "remedy": finding.remedy,
        "source": finding.source,
        "latest_step": None if finding.latest_step is None else finding.latest_step.value,
        "waived_by": None if waiver is None else waiver.granted_by,
        "waived_until": None if waiver is None else waiver.until.isoformat(),
    }


def forecast_to_json(forecast: Forecast) -> str:
    """A forecast as ``sharedlives.forecast/1``: every lapse by day, and the renewals that are needed."""
    content = {
        "start": forecast.start.isoformat(),
        "end": forecast.end.isoformat(),
        "lapses": [_lapse(lapse) for lapse in forecast.lapses],
        "renewals": [{"code": code, "subject": _ref(ref)} for code, ref in forecast.renewals],
    }
    return document(FORECAST_KIND, VERSION, content)


def _lapse(lapse: Lapse) -> dict[str, Any]:
    return {
        "day": lapse.day.isoformat(),
        "code": lapse.code,
        "family": lapse.rule.family,
        "title": lapse.rule.title,
        "outcome": lapse.outcome.value,
        "subject": _ref(lapse.subject),
        "household": lapse.household_id,
        "responsible": lapse.responsible,
        "says": lapse.sentence,
        "remedy": lapse.rule.remedy,
        "stays": list(lapse.stays),
        "introductions": list(lapse.introductions),
        "planned": list(lapse.planned),
    }


def where_to_json(there: WhoWasWhere) -> str:
    """Who was where as ``sharedlives.where/1``."""
    content = {
        "on": there.on.isoformat(),
        "people": len(there.people),
        "places": [
            {
                "person": place.person_id,
                "household": place.household_id,
                "arrangement": place.arrangement_id,
                "kind": place.kind.value,
                "sleeps": place.sleeps,
                "in_the_home": place.in_the_home,
                "away": place.away,
            }
            for place in there.places
        ],
        "contradictions": list(there.contradictions),
    }
    return document(WHERE_KIND, VERSION, content)


def rules_in_force(nation: Nation, on: date) -> tuple[Rule, ...]:
    """The rules of a nation on a day."""
    return tuple(rule for rule in RULES if rule.applies_in(nation, on))


def rules_to_json(nations: Iterable[Nation], on: date) -> str:
    """The rules of some nations on a day as ``sharedlives.rules/1``, each with what it rests on there."""
    rules = [
        {"nation": nation.value, **_rule(rule, nation, on)}
        for nation in nations
        for rule in rules_in_force(nation, on)
    ]
    return document(RULES_KIND, VERSION, {"on": on.isoformat(), "rules": rules})


def _rule(rule: Rule, nation: Nation, on: date) -> Mapping[str, Any]:
    return {
        "code": rule.code,
        "family": rule.family,
        "title": rule.title,
        "subject": rule.subject.value,
        "severity": rule.seriousness.value,
        "basis": rule.basis(nation, on).value,
        "source": rule.source(nation, on),
        "remedy": rule.remedy,
        "latest_step": rule.step.value,
        "does_not_check": rule.does_not_check,
    }


def _ref(ref: Ref) -> dict[str, str]:
    return {"kind": ref.kind.value, "id": ref.id}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

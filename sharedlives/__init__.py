"""Shared Lives: a register in order, and explained proposals of who might live well with whom.

The public names. Each is imported from its room when it is first asked for, so that `import sharedlives`
takes a blink and a host pays only for what it uses.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sharedlives.compliance.audit import Audit, Finding, audit
    from sharedlives.compliance.changes import AuditChanges, RuleChange, compare_audits, rule_changes
    from sharedlives.compliance.forecast import Forecast, Lapse, PlannedStay, forecast
    from sharedlives.compliance.outcomes import Basis, Outcome, Ref, Seriousness, Subject
    from sharedlives.compliance.rule import Rule
    from sharedlives.compliance.rules import RULES
    from sharedlives.compliance.where import Whereabouts, WhoWasWhere, who_was_where
    from sharedlives.dates import Period, Sessions, Stay, Weekday, age_on
    from sharedlives.domain.arrangement import (
        Arrangement,
        Break,
        Decline,
        Event,
        Introduction,
        IntroductionStep,
        KeepApart,
        KeepTogether,
        PartyAnswer,
        Review,
        Visit,
    )
    from sharedlives.domain.carer import (
        ANY_NEED,
        Applicant,
        Approval,
        ApprovalTerms,
        Carer,
        Check,
        KindNumber,
        StageReached,
    )
    from sharedlives.domain.household import Bedroom, Closure, Household, HouseholdMember, OtherUse, Pet
    from sharedlives.domain.person import (
        Connection,
        Consent,
        DecisionSupporter,
        Goal,
        Person,
        RecordedDecision,
        SupportNeed,
        ThingToPlanFor,
    )
    from sharedlives.domain.place import Grid, GridReference, Place
    from sharedlives.domain.policy import (
        DEFAULT_WEIGHTS,
        Charge,
        Charged,
        FitPart,
        Level,
        Policy,
        Step,
        Weighted,
    )
    from sharedlives.domain.request import Request
    from sharedlives.domain.rule_policy import Declaration, Lead, RulePolicy, Setting, Waiver
    from sharedlives.domain.scheme import Scheme
    from sharedlives.domain.source import Source
    from sharedlives.domain.wish import About, Wish
    from sharedlives.domain.words import (
        Access,
        ApplicantStage,
        ApprovalStatus,
        CarerRole,
        CheckKind,
        DeclineScope,
        EndReason,
        EventKind,
        IntroductionStage,
        Kind,
        Medicines,
        MovingAndHandling,
        Nation,
        NightSupport,
        OtherUseKind,
        Party,
        RequestStatus,
        Sex,
        Strength,
        SubjectKind,
        TogetherRelation,
        Urgency,
        Wellbeing,
    )
    from sharedlives.errors import (
        CellProblem,
        DocumentProblem,
        DocumentRefusedError,
        FileRefusedError,
        InvalidRecordError,
        KeepRefusedError,
        NotInForceError,
        OwnBugError,
        ProgramError,
        QuestionLostError,
        SchemeError,
        SchemeProblem,
        Severity,
        SharedLivesError,
        UnknownIdError,
    )
    from sharedlives.files.demo import DEMO_DAY, read_demo
    from sharedlives.files.json_documents import (
        read_scheme_json,
        scheme_from_json,
        scheme_to_json,
        write_scheme_json,
    )
    from sharedlives.files.mapping_language import RegisterMapping, read_mapping
    from sharedlives.files.mapping_reader import read_register
    from sharedlives.files.opening import open_scheme
    from sharedlives.files.proposals_workbook import write_proposals
    from sharedlives.files.reading import Reading
    from sharedlives.files.result_documents import result_from_json, result_to_json
    from sharedlives.files.rule_policy_reader import PolicyReading, read_rule_policy
    from sharedlives.files.workbook_reader import read_workbook
    from sharedlives.files.workbook_writer import write_template, write_workbook
    from sharedlives.matching.match import match, prices
    from sharedlives.matching.results import (
        LevelReached,
        MatchResult,
        Proposal,
        Question,
        Reason,
        Status,
        StillLooking,
    )
    from sharedlives.places import straight_line
    from sharedlives.planning.joining import join
    from sharedlives.planning.synthetic.nations import make_nation
    from sharedlives.planning.synthetic.schemes import make_scheme
    from sharedlives.planning.synthetic.sizes import SchemeSize
    from sharedlives.version import __version__

_ROOMS: Final = MappingProxyType(
    {
        "compliance.audit": ("Audit", "Finding", "audit"),
        "compliance.changes": ("AuditChanges", "RuleChange", "compare_audits", "rule_changes"),
        "compliance.forecast": ("Forecast", "Lapse", "PlannedStay", "forecast"),
        "compliance.outcomes": ("Basis", "Outcome", "Ref", "Seriousness", "Subject"),
        "compliance.rule": ("Rule",),
        "compliance.rules": ("RULES",),
        "compliance.where": ("Whereabouts", "WhoWasWhere", "who_was_where"),
        "dates": ("Period", "Sessions", "Stay", "Weekday", "age_on"),
        "domain.arrangement": (
            "Arrangement",
            "Break",
            "Decline",
            "Event",
            "Introduction",
            "IntroductionStep",
            "KeepApart",
            "KeepTogether",
            "PartyAnswer",
            "Review",
            "Visit",
        ),
        "domain.carer": (
            "ANY_NEED",
            "Applicant",
            "Approval",
            "ApprovalTerms",
            "Carer",
            "Check",
            "KindNumber",
            "StageReached",
        ),
        "domain.household": ("Bedroom", "Closure", "Household", "HouseholdMember", "OtherUse", "Pet"),
        "domain.person": (
            "Connection",
            "Consent",
            "DecisionSupporter",
            "Goal",
            "Person",
            "RecordedDecision",
            "SupportNeed",
            "ThingToPlanFor",
        ),
        "domain.place": ("Grid", "GridReference", "Place"),
        "domain.policy": (
            "Charge",
            "Charged",
            "DEFAULT_WEIGHTS",
            "FitPart",
            "Level",
            "Policy",
            "Step",
            "Weighted",
        ),
        "domain.request": ("Request",),
        "domain.rule_policy": ("Declaration", "Lead", "RulePolicy", "Setting", "Waiver"),
        "domain.scheme": ("Scheme",),
        "domain.source": ("Source",),
        "domain.wish": ("About", "Wish"),
        "domain.words": (
            "Access",
            "ApplicantStage",
            "ApprovalStatus",
            "CarerRole",
            "CheckKind",
            "DeclineScope",
            "EndReason",
            "EventKind",
            "IntroductionStage",
            "Kind",
            "Medicines",
            "MovingAndHandling",
            "Nation",
            "NightSupport",
            "OtherUseKind",
            "Party",
            "RequestStatus",
            "Sex",
            "Strength",
            "SubjectKind",
            "TogetherRelation",
            "Urgency",
            "Wellbeing",
        ),
        "errors": (
            "CellProblem",
            "DocumentProblem",
            "DocumentRefusedError",
            "FileRefusedError",
            "InvalidRecordError",
            "KeepRefusedError",
            "NotInForceError",
            "OwnBugError",
            "ProgramError",
            "QuestionLostError",
            "SchemeError",
            "SchemeProblem",
            "Severity",
            "SharedLivesError",
            "UnknownIdError",
        ),
        "files.demo": ("DEMO_DAY", "read_demo"),
        "files.json_documents": (
            "read_scheme_json",
            "scheme_from_json",
            "scheme_to_json",
            "write_scheme_json",
        ),
        "files.mapping_language": ("RegisterMapping", "read_mapping"),
        "files.mapping_reader": ("read_register",),
        "files.opening": ("open_scheme",),
        "files.proposals_workbook": ("write_proposals",),
        "files.reading": ("Reading",),
        "files.result_documents": ("result_from_json", "result_to_json"),
        "files.rule_policy_reader": ("PolicyReading", "read_rule_policy"),
        "files.workbook_reader": ("read_workbook",),
        "files.workbook_writer": ("write_template", "write_workbook"),
        "matching.match": ("match", "prices"),
        "matching.results": (
            "LevelReached",
            "MatchResult",
            "Proposal",
            "Question",
            "Reason",
            "Status",
            "StillLooking",
        ),
        "places": ("straight_line",),
        "planning.joining": ("join",),
        "planning.synthetic.nations": ("make_nation",),
        "planning.synthetic.schemes": ("make_scheme",),
        "planning.synthetic.sizes": ("SchemeSize",),
        "version": ("__version__",),
    }
)
"""The public names by the module that they live in."""

_MODULE_OF: Final = {name: module for module, names in _ROOMS.items() for name in names}

__all__ = [
    "ANY_NEED",
    "DEFAULT_WEIGHTS",
    "DEMO_DAY",
    "RULES",
    "About",
    "Access",
    "Applicant",
    "ApplicantStage",
    "Approval",
    "ApprovalStatus",
    "ApprovalTerms",
    "Arrangement",
    "Audit",
    "AuditChanges",
    "Basis",
    "Bedroom",
    "Break",
    "Carer",
    "CarerRole",
    "CellProblem",
    "Charge",
    "Charged",
    "Check",
    "CheckKind",
    "Closure",
    "Connection",
    "Consent",
    "DecisionSupporter",
    "Declaration",
    "Decline",
    "DeclineScope",
    "DocumentProblem",
    "DocumentRefusedError",
    "EndReason",
    "Event",
    "EventKind",
    "FileRefusedError",
    "Finding",
    "FitPart",
    "Forecast",
    "Goal",
    "Grid",
    "GridReference",
    "Household",
    "HouseholdMember",
    "Introduction",
    "IntroductionStage",
    "IntroductionStep",
    "InvalidRecordError",
    "KeepApart",
    "KeepRefusedError",
    "KeepTogether",
    "Kind",
    "KindNumber",
    "Lapse",
    "Lead",
    "Level",
    "LevelReached",
    "MatchResult",
    "Medicines",
    "MovingAndHandling",
    "Nation",
    "NightSupport",
    "NotInForceError",
    "OtherUse",
    "OtherUseKind",
    "Outcome",
    "OwnBugError",
    "Party",
    "PartyAnswer",
    "Period",
    "Person",
    "Pet",
    "Place",
    "PlannedStay",
    "Policy",
    "PolicyReading",
    "ProgramError",
    "Proposal",
    "Question",
    "QuestionLostError",
    "Reading",
    "Reason",
    "RecordedDecision",
    "Ref",
    "RegisterMapping",
    "Request",
    "RequestStatus",
    "Review",
    "Rule",
    "RuleChange",
    "RulePolicy",
    "Scheme",
    "SchemeError",
    "SchemeProblem",
    "SchemeSize",
    "Seriousness",
    "Sessions",
    "Setting",
    "Severity",
    "Sex",
    "SharedLivesError",
    "Source",
    "StageReached",
    "Status",
    "Stay",
    "Step",
    "StillLooking",
    "Strength",
    "Subject",
    "SubjectKind",
    "SupportNeed",
    "ThingToPlanFor",
    "TogetherRelation",
    "UnknownIdError",
    "Urgency",
    "Visit",
    "Waiver",
    "Weekday",
    "Weighted",
    "Wellbeing",
    "Whereabouts",
    "WhoWasWhere",
    "Wish",
    "__version__",
    "age_on",
    "audit",
    "compare_audits",
    "forecast",
    "join",
    "make_nation",
    "make_scheme",
    "match",
    "open_scheme",
    "prices",
    "read_demo",
    "read_mapping",
    "read_register",
    "read_rule_policy",
    "read_scheme_json",
    "read_workbook",
    "result_from_json",
    "result_to_json",
    "rule_changes",
    "scheme_from_json",
    "scheme_to_json",
    "straight_line",
    "who_was_where",
    "write_proposals",
    "write_scheme_json",
    "write_template",
    "write_workbook",
]


def __getattr__(name: str) -> Any:
    """A public name, imported from its room the first time it is asked for."""
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """What is there to be asked for."""
    return sorted({*globals(), *__all__})

"""The commands that check a scheme: what is not in order, what falls due, who was where, and by which rules.

What stands below a command in quotation marks is its help text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from cyclopts import App, Parameter

from sharedlives.cli.exit_codes import DONE, LEFT_OUT
from sharedlives.cli.options import Day, Json, Mapped, a_day, a_nation, day_of
from sharedlives.cli.page import Page, aside, screen
from sharedlives.cli.steps import print_reading, read
from sharedlives.cli.telling import tell_briefly, waiting, write_out
from sharedlives.compliance.audit import Audit, audit
from sharedlives.compliance.changes import rule_changes
from sharedlives.compliance.forecast import Forecast, forecast
from sharedlives.compliance.where import WhoWasWhere, who_was_where
from sharedlives.domain.rule_policy import RulePolicy
from sharedlives.domain.words import Nation
from sharedlives.files.reading import Reading

_HEADINGS: Final = {
    "broken": ("Not in order", "bold red"),
    "no evidence": ("No evidence: the register keeps this, and here it is blank", "bold red"),
    "due": ("Falls due", "bold yellow"),
    "waived": ("Waived for a time", "bold"),
    "not kept": ("Not kept by this register", "dim"),
}
_FINDINGS: Final = frozenset({"broken", "no evidence", "due"})


def add_checking(app: App) -> None:
    """Give an application the commands that check a scheme."""
    app.command(check)
    app.command(due)
    app.command(where)
    listing = App(name="rules")
    listing.default(rules)
    listing.command(diff)
    app.command(listing)


def check(
    scheme: Path,
    /,
    *,
    mapping: Mapped = None,
    on: Day = None,
    policy: Path | None = None,
    json: Json = False,
) -> int:
    """Say what is not in order in a scheme, what falls due next, and what nobody can say.

    Parameters
    ----------
    scheme
        A scheme that was kept (scheme.json), our own workbook, or your register together with its mapping.
    mapping
        The mapping file that says how your register is laid out. Not needed for our own formats.
    on
        The day to look at, such as 2026-11-16. Today, if it is left out.
    policy
        The file with your own intervals, lead times and exceptions.
    json
        Print the result as one JSON document, with ids and without names.
    """
    own, reading = _policy(policy), _read(scheme, mapping, json=json)
    if own is None or reading.scheme is None:
        return LEFT_OUT
    with waiting("Checking the scheme"):
        result = audit(reading.scheme, day_of(on), policy=own)
    if json:
        from sharedlives.files.audit_documents import audit_to_json

        write_out(audit_to_json(result))
    else:
        _show_audit(screen(), result)
    found = any(finding.outcome.value in _FINDINGS for finding in result.findings)
    return LEFT_OUT if found or not reading.is_complete else DONE


def _show_audit(page: Page, result: Audit) -> None:
    page.put((f"As at {result.on:%d/%m/%Y}", "bold"))
    for outcome, (heading, style) in _HEADINGS.items():
        findings = [finding for finding in result.findings if finding.outcome.value == outcome]
        if not findings:
            continue
        page.blank()
        page.put((f"{heading} ({len(findings)})", style))
        if outcome == "not kept":
            page.put(", ".join(finding.family for finding in findings), indent=2)
            continue
        for finding in findings:
            about = ", ".join(ref.id for ref in (finding.subject, *finding.related))
            page.put((about, "bold"), f" · {finding.family} · {finding.says}", indent=2, hang=2)
            page.put((finding.remedy, "dim"), indent=4)
    page.blank()
    counts = ", ".join(f"{number} {outcome}" for outcome, number in result.totals.items() if number)
    page.put((f"Answers in all: {counts}.", "dim"))


def due(
    scheme: Path,
    /,
    *,
    start: Annotated[date, Parameter(name="--from", converter=a_day)],
    end: Annotated[date, Parameter(name="--to", converter=a_day)],
    mapping: Mapped = None,
    policy: Path | None = None,
    json: Json = False,
) -> int:
    """Say what falls out of order between two days, and which stays rest on it.

    Parameters
    ----------
    scheme
        A scheme that was kept (scheme.json), our own workbook, or your register together with its mapping.
    start
        The first day.
    end
        The last day.
    mapping
        The mapping file that says how your register is laid out. Not needed for our own formats.
    policy
        The file with your own intervals, lead times and exceptions.
    json
        Print the result as one JSON document, with ids and the names of coordinators alone.
    """
    own, reading = _policy(policy), _read(scheme, mapping, json=json)
    if own is None or reading.scheme is None:
        return LEFT_OUT
    with waiting("Looking ahead"):
        result = forecast(reading.scheme, start, end, policy=own)
    if json:
        from sharedlives.files.audit_documents import forecast_to_json

        write_out(forecast_to_json(result))
    else:
        _show_forecast(screen(), result)
    return DONE if reading.is_complete else LEFT_OUT


def _show_forecast(page: Page, result: Forecast) -> None:
    page.put((f"From {result.start:%d/%m/%Y} to {result.end:%d/%m/%Y}", "bold"))
    for responsible, lapses in result.by_person_responsible().items():
        page.blank()
        page.put((f"{responsible or 'Nobody recorded as responsible'} ({len(lapses)})", "bold"))
        for lapse in lapses:
            page.put(f"{lapse.day:%d/%m/%Y} · {lapse.subject.id} · {lapse.rule.title}", indent=2, hang=2)
            resting = (*lapse.stays, *lapse.introductions, *lapse.planned)
            if resting:
                page.put((f"rests on it: {', '.join(resting)}", "dim"), indent=4)
    if not result.lapses:
        page.put("Nothing that is in order now falls out of it.")


def where(scheme: Path, /, *, on: Day = None, mapping: Mapped = None, json: Json = False) -> int:
    """Say who slept in which home on a day, and who came for the day.

    Parameters
    ----------
    scheme
        A scheme that was kept (scheme.json), our own workbook, or your register together with its mapping.
    on
        The day to look at, such as 2026-11-16. Today, if it is left out.
    mapping
        The mapping file that says how your register is laid out. Not needed for our own formats.
    json
        Print the result as one JSON document, with ids and without names.
    """
    reading = _read(scheme, mapping, json=json)
    if reading.scheme is None:
        return LEFT_OUT
    result = who_was_where(reading.scheme, day_of(on))
    if json:
        from sharedlives.files.audit_documents import where_to_json

        write_out(where_to_json(result))
    else:
        _show_where(screen(), result)
    return DONE if reading.is_complete else LEFT_OUT


def _show_where(page: Page, result: WhoWasWhere) -> None:
    number = len(result.people)
    page.put((f"{result.on:%d/%m/%Y}: {number} {'person' if number == 1 else 'people'} supported", "bold"))
    for place in result.places:
        how = "slept there" if place.sleeps else "away, their home" if place.away else str(place.kind)
        page.put(f"{place.person_id} · {place.household_id} · {how}", indent=2)
    for message in result.contradictions:
        page.put((message, "bold red"))


def rules(
    *,
    nation: Annotated[Nation | None, Parameter(converter=a_nation)] = None,
    on: Day = None,
    json: Json = False,
) -> int:
    """List the rules with what each rests on.

    Parameters
    ----------
    nation
        The nation whose rules are listed. All four, if it is left out.
    on
        The day to look at, such as 2026-11-16. Today, if it is left out.
    json
        Print them as one JSON document.
    """
    nations = tuple(Nation) if nation is None else (nation,)
    if json:
        from sharedlives.files.audit_documents import rules_to_json

        write_out(rules_to_json(nations, day_of(on)))
    else:
        _show_rules(screen(), nations, day_of(on))
    return DONE


def _show_rules(page: Page, nations: Iterable[Nation], on: date) -> None:
    from sharedlives.files.audit_documents import rules_in_force

    for nation in nations:
        page.title(nation.value)
        for rule in rules_in_force(nation, on):
            page.put((rule.code, "bold"), f" · {rule.title}", indent=2, hang=2)
            page.put((f"{rule.basis(nation, on)}: {rule.source(nation, on)}", "dim"), indent=4)


def diff(
    *,
    start: Annotated[date, Parameter(name="--from", converter=a_day)],
    end: Annotated[date, Parameter(name="--to", converter=a_day)],
    nation: Annotated[Nation | None, Parameter(converter=a_nation)] = None,
) -> int:
    """List what the law behind the rules says differently on a later day.

    Parameters
    ----------
    start
        The earlier day: what began on it is no difference any more.
    end
        The later day.
    nation
        The nation whose rules are compared. All four, if it is left out.
    """
    page = screen()
    for change in rule_changes(start, end, nation):
        page.put(
            (f"{change.day:%d/%m/%Y}", "bold"), f" · {change.nation} · {change.code}: {change.says}", hang=2
        )
    return DONE


def _policy(path: Path | None) -> RulePolicy | None:
    """The policy in a file, or None where something is wrong with it, which is then said."""
    if path is None:
        return RulePolicy()
    from sharedlives.files.rule_policy_reader import read_rule_policy

    reading = read_rule_policy(path)
    for problem in reading.problems:
        aside().put((problem.place, "bold"), f" · {problem.message}", hang=2)
    return reading.policy


def _read(scheme: Path, mapping: Path | None, *, json: bool) -> Reading:
    reading = read(scheme, mapping, json=json)
    tell_briefly(aside(), reading)
    if reading.scheme is None and json:
        print_reading(reading)
    return reading

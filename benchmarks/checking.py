"""What an audit and a forecast cost, and what a forecast saves against auditing every day.

Each forecast is held to the audit of every day: the same rules about the same records on the same days.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sharedlives import Scheme, audit, forecast, make_scheme
from sharedlives.compliance.audit import answers
from sharedlives.compliance.forecast import OUT_OF_ORDER

ON = date(2026, 11, 16)
DAYS = 60


def day_by_day(scheme: Scheme, days: int) -> set[tuple[str, str, date]]:
    """What turns out of order on which day, by asking every rule about every record on every day."""
    found: set[tuple[str, str, date]] = set()
    before: set[tuple[str, str]] | None = None
    for number in range(days + 1):
        today = ON + timedelta(days=number)
        now = {(rule.code, ref.id) for rule, ref, a in answers(scheme, today) if a.outcome in OUT_OF_ORDER}
        if before is not None:
            found |= {(code, identity, today) for code, identity in now - before}
        before = now
    return found


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median of the processor's seconds; other programs on the machine do not count."""
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def lines(*, smallest: bool) -> Iterator[str]:
    """A line for an invented scheme and one for a large one; the smallest is a week of one scheme, once."""
    for size in ("scheme",) if smallest else ("scheme", "large"):
        yield _measured(size, 7 if smallest else DAYS, 1 if smallest else 3)


def _measured(size: str, days: int, runs: int) -> str:
    scheme = make_scheme(size)
    ahead = forecast(scheme, ON, ON + timedelta(days=days))
    assert {(x.code, x.subject.id, x.day) for x in ahead.lapses} == day_by_day(scheme, days)
    one = seconds(lambda: audit(scheme, ON), runs)
    looking = seconds(lambda: forecast(scheme, ON, ON + timedelta(days=days)), runs)
    every = seconds(lambda: day_by_day(scheme, days), 1)
    answered = sum(sum(counts.values()) for counts in audit(scheme, ON).counts.values())
    return (
        f"{size:8} {len(scheme.households):5} homes, {answered:6} answers: audit {one:.2f} s, forecast of "
        f"{days} days {looking:.2f} s, which is {looking / one:.1f} audits; every day {every / looking:.0f} "
        "times as long"
    )

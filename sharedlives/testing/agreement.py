"""What makes the values drawn for one record agree with each other, as its class insists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from sharedlives.domain.arrangement import Arrangement, Decline, Introduction, KeepTogether
from sharedlives.domain.carer import ANY_NEED, Approval, ApprovalTerms
from sharedlives.domain.fields import Record
from sharedlives.domain.household import Household
from sharedlives.domain.person import Person
from sharedlives.domain.policy import Policy, Step
from sharedlives.domain.request import Request
from sharedlives.domain.rule_policy import RulePolicy
from sharedlives.domain.wish import ABOUT, ValueKind, Wish
from sharedlives.domain.words import DeclineScope, Kind, Sex
from sharedlives.testing.values import identities, sessions, stays, words

Settled = Callable[[DrawFn, dict[str, Any]], dict[str, Any]]


def _sorted(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """The values of these fields given out again in order, among those that are filled."""
    filled = [name for name in names if values.get(name) is not None]
    return values | dict(zip(filled, sorted(values[name] for name in filled), strict=True))


def _once(values: dict[str, Any], name: str, *keys: str) -> dict[str, Any]:
    """The parts of a field without those that repeat an earlier one's id."""
    parts = values.get(name)
    if parts is None:
        return values
    first = {tuple(getattr(part, key) for key in keys): part for part in reversed(parts)}
    return values | {name: tuple(reversed(first.values()))}


def _settled_wish(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    return values | {"value": draw(_WISHED[ABOUT[values["about"]]])}


def _settled_household(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    del draw
    return _once(_once(values, "bedrooms", "id"), "members", "id")


def _settled_terms(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    values = _once(_sorted(values, "youngest", "oldest"), "numbers", "kind")
    if "needs" in values and draw(st.booleans()):
        values["needs"] = frozenset({ANY_NEED})
    return values


def _settled_approval(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    del draw
    return _sorted(values, "approved_from", "approved_until")


def _settled_request(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    del draw
    values = _sorted(values, "earliest_start", "latest_start", "until")
    values = _sorted(values, "session_starts", "session_ends")
    if values.get("session_starts") == values.get("session_ends"):
        values.pop("session_ends", None)
    return values


def _settled_arrangement(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    kind: Kind = values["kind"]
    needed, other = ("stay", "sessions") if kind.is_overnight else ("sessions", "stay")
    values.pop(other, None)
    if needed not in values:
        values[needed] = draw(_STAYS if kind.is_overnight else _SESSIONS)
    return values


def _settled_introduction(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    del draw
    if "stay" in values:
        values.pop("sessions", None)
    return values


def _settled_decline(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    if values["scope"] is DeclineScope.REQUEST and values.get("request_id") is None:
        values["request_id"] = draw(_IDENTITIES)
    if values["scope"] is DeclineScope.KIND and values.get("kind") is None:
        values["kind"] = draw(st.sampled_from(Kind))
    if "reopened_on" in values or "reopened_by" in values:
        values["reopened_by"] = values["side"]
    return values


def _settled_group(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    if len(values["people"]) < 2:  # noqa: PLR2004 - nobody is together alone
        values["people"] = frozenset({"P1", draw(st.sampled_from(("P2", "P3")))})
    return values


def _settled_person(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    del draw
    return _once(_once(values, "fit_weights", "part"), "connections", "id")


def _settled_policy(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    del draw
    if "levels" in values:
        values["levels"] = tuple(dict.fromkeys(values["levels"]))
    if values.get("planned_from") is Step.NONE:
        values["planned_from"] = Step.TALK
    return _once(_once(values, "weights", "part"), "charges", "charge")


def _settled_rule_policy(draw: DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    del draw
    return _once(_once(values, "settings", "of"), "leads", "rule")


_IDENTITIES: Final = identities()
_STAYS: Final = stays()
_SESSIONS: Final = sessions()
_WISHED: Final[Mapping[ValueKind, SearchStrategy[str | None]]] = MappingProxyType(
    {
        ValueKind.YES: st.none(),
        ValueKind.WORD: words(),
        ValueKind.SEX: st.sampled_from([sex.value for sex in Sex]),
        ValueKind.NUMBER: st.integers(0, 110).map(str),
    }
)
SETTLED: Final[Mapping[type[Record], Settled]] = MappingProxyType(
    {
        Wish: _settled_wish,
        Household: _settled_household,
        ApprovalTerms: _settled_terms,
        Approval: _settled_approval,
        Request: _settled_request,
        Arrangement: _settled_arrangement,
        Introduction: _settled_introduction,
        Decline: _settled_decline,
        KeepTogether: _settled_group,
        Person: _settled_person,
        Policy: _settled_policy,
        RulePolicy: _settled_rule_policy,
    }
)
"""By class; a class that is not listed takes whatever its fields allow."""

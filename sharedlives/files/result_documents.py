"""A result as one JSON document and back: ``sharedlives.match/1``.

It holds ids only: no names, no birth dates, no seconds. The same result gives the same bytes. What is written
reads back as the equal result; `schemas/match.schema.json` describes it for other programs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.policy import Policy
from sharedlives.errors import DocumentProblem, DocumentRefusedError
from sharedlives.files.json_conversion import UnexpectedError, json_converter, structured
from sharedlives.files.json_documents import Content, Upgrades, document, read_document
from sharedlives.matching.fit import PartOfFit
from sharedlives.matching.results import (
    HEADING,
    Charged,
    LevelReached,
    MatchResult,
    Proposal,
    Question,
    Reason,
    StillLooking,
)
from sharedlives.matching.when import When

RESULT_KIND: Final = "sharedlives.match"
RESULT_VERSION: Final = 1

SCHEMA: Final = Path(__file__).parent / "schemas" / "match.schema.json"
"""The JSON Schema of the document, shipped beside this module."""

RESULT_UPGRADES: Final[Upgrades] = MappingProxyType({})
"""By version, what turns a result document of that version into one of the next."""

_IDS: Final = {"request_id": "request", "person_id": "person"}
_TIMES: Final = ("from", "until", "stays", "sessions")


def result_to_json(result: MatchResult) -> str:
    """A result as a JSON document: the same text for equal results."""
    return document(RESULT_KIND, RESULT_VERSION, {"heading": HEADING, **_converter().unstructure(result)})


def result_from_json(text: str) -> MatchResult:
    """The result that a JSON document holds.

    Raises
    ------
    DocumentRefusedError
        With every reason at once, each with its place in the document.
    """
    content = read_document(text, RESULT_KIND, RESULT_VERSION, RESULT_UPGRADES)
    if content.pop("heading", None) != HEADING:
        raise DocumentRefusedError(
            (DocumentProblem(path="heading", message=f"“{HEADING}” is expected here"),)
        )
    return structured(content, MatchResult, _converter())


@frozen(kw_only=True)
class _Hours:
    """The days and hours of sessions, as the document says them."""

    weekdays: tuple[Weekday, ...]
    starts: time | None
    ends: time | None


@frozen(kw_only=True)
class _Times:
    """When a proposal would happen, as the document says it.

    `until` is the leaving day of the last stay or the last day of sessions; None where the end is open.
    """

    first: date
    until: date | None
    stays: tuple[Stay, ...]
    sessions: _Hours | None

    @classmethod
    def of(cls, when: When) -> _Times:
        """The times of a proposal."""
        sessions = when.sessions
        if sessions is None:
            return cls(first=when.first, until=when.stays[-1].leaves, stays=when.stays, sessions=None)
        hours = _Hours(weekdays=tuple(sorted(sessions.weekdays)), starts=sessions.starts, ends=sessions.ends)
        return cls(first=when.first, until=sessions.period.last, stays=(), sessions=hours)

    @property
    def when(self) -> When:
        """The same as a proposal holds it."""
        if (self.sessions is None) == (not self.stays):
            raise UnexpectedError("either stays or sessions are expected, and not both")
        hours = self.sessions
        if hours is not None:
            days = frozenset(hours.weekdays)
            return When(sessions=Sessions(Period(self.first, self.until), days, hours.starts, hours.ends))
        when = When(stays=self.stays)
        if _Times.of(when) != self:
            raise UnexpectedError("from and until are expected to be those of the stays")
        return when


@cache
def _converter() -> Converter:
    """Every key is always there, None or empty where there is nothing, so that readers need no defaults."""
    converter = json_converter()
    for record in (Stay, Policy, PartOfFit, Reason, Charged):
        converter.register_unstructure_hook(record, make_dict_unstructure_fn(record, converter))
    _add(converter, _Hours, {})
    _add(converter, _Times, {"first": "from"})
    converter.register_unstructure_hook(When, lambda when: converter.unstructure(_Times.of(when)))
    converter.register_structure_hook(When, lambda times, _: converter.structure(times, _Times).when)
    _add(converter, LevelReached, {}, _with_proof, _without_proof)
    _add(
        converter, Proposal, {**_IDS, "household_id": "household", "bedroom_id": "bedroom"}, _flatter, _deeper
    )
    _add(converter, StillLooking, _IDS)
    _add(converter, Question, {}, _with_named_pairs, _with_plain_pairs)
    _add(converter, MatchResult, {})  # last: what it holds is settled once this is made
    return converter


def _add(
    converter: Converter,
    record: type[Any],
    renamed: Mapping[str, str],
    out: Callable[[Any, Content], Content] = lambda _, plain: plain,
    back: Callable[[Content], Content] = lambda plain: plain,
) -> None:
    """Say how a record is written: under which keys, and what becomes of it on the way out and back."""
    overrides: dict[str, Any] = {field: override(rename=key) for field, key in renamed.items()}
    if record is MatchResult:
        overrides |= {"timings": override(omit=True), "asked": override(omit=True)}
    to_plain = make_dict_unstructure_fn(record, converter, **overrides)
    from_plain = make_dict_structure_fn(record, converter, _cattrs_forbid_extra_keys=True, **overrides)

    def read(plain: Any, of: Any) -> Any:
        if not isinstance(plain, dict):
            raise UnexpectedError("an object in curly brackets is expected")
        return from_plain(back(plain), of)

    converter.register_unstructure_hook(record, lambda value: out(value, to_plain(value)))
    converter.register_structure_hook(record, read)


def _flatter(proposal: Proposal, plain: Content) -> Content:
    del proposal
    fit = plain.pop("fit")
    flat: Content = {}
    for key, value in plain.items():
        flat.update(value if key == "when" else {key: value})
        if key == "room":
            flat |= {"fit": {part: fit[part] for part in ("low", "mid", "high")}, "parts": fit["parts"]}
    return flat


def _deeper(flat: Content) -> Content:
    kept = {key: value for key, value in flat.items() if key not in (*_TIMES, "parts")}
    times = {key: _at(flat, key) for key in _TIMES}
    fit, parts = _at(flat, "fit"), _at(flat, "parts")
    if not isinstance(fit, dict):
        raise UnexpectedError("fit is expected to be an object in curly brackets")
    return {**kept, "when": times, "fit": {**fit, "parts": parts}}


def _with_proof(level: LevelReached, plain: Content) -> Content:
    return {**plain, "proven": level.proven}


def _without_proof(plain: Content) -> Content:
    if _at(plain, "proven") is not (_at(plain, "value") == _at(plain, "bound")):
        raise UnexpectedError("proven is expected to follow from value and bound")
    return {key: value for key, value in plain.items() if key != "proven"}


def _with_named_pairs(question: Question, plain: Content) -> Content:
    return {**plain, "opens": [{"request": pair[0], "household": pair[1]} for pair in question.opens]}


def _with_plain_pairs(plain: Content) -> Content:
    pairs = _at(plain, "opens")
    if not isinstance(pairs, list):
        raise UnexpectedError("opens is expected to be a list in square brackets")
    wanted = {"request", "household"}
    if not all(isinstance(pair, dict) and set(pair) == wanted for pair in pairs):
        raise UnexpectedError("each pair that an answer opens is expected to have a request and a household")
    return {**plain, "opens": [[pair["request"], pair["household"]] for pair in pairs]}


def _at(plain: Content, key: str) -> Any:
    if key not in plain:
        raise UnexpectedError(f"{key} is missing and must be there")
    return plain[key]

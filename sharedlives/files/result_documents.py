"""A result as one JSON document and back: ``sharedlives.match/1``.

It holds ids only: no names, no birth dates, no seconds. The same result gives the same bytes. What is written
reads back as the equal result; `schemas/match.schema.json` describes it for other programs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.errors import FileRefusedError
from sharedlives.matching.results import HEADING, LevelReached, MatchResult, Proposal, Question, StillLooking
from sharedlives.matching.when import When

if TYPE_CHECKING:
    from cattrs import Converter

FORMAT: Final = "sharedlives.match/1"
"""The format of a result and its version."""
_NAME, _VERSION = FORMAT.split("/")

SCHEMA: Final = Path(__file__).parent / "schemas" / "match.schema.json"
"""The JSON Schema of the document, shipped beside this module."""

Document = dict[str, Any]

_IDS: Final = {"request_id": "request", "person_id": "person"}
_TIMES: Final = ("from", "until", "stays", "sessions")
_MOST_FAULTS: Final = 5


def result_to_document(result: MatchResult) -> Document:
    """A result as the plain values of one JSON document, in the order in which they are written."""
    plain: Document = _converter().unstructure(result)
    return {"format": FORMAT, "heading": HEADING, **plain}


def result_to_json(result: MatchResult) -> str:
    """A result as the text of one JSON document, in plain ASCII, ending in a line break."""
    return json.dumps(result_to_document(result), indent=2) + "\n"


def result_from_json(text: str) -> MatchResult:
    """The result that a JSON document holds.

    Raises
    ------
    FileRefusedError
        Where the text is no such document, is of another version, or says what this version does not know.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise FileRefusedError("This is no JSON document: give the file that the match wrote.") from None
    return result_from_document(document)


def result_from_document(document: Any) -> MatchResult:
    """The same for a document that is read already."""
    from cattrs import BaseValidationError, transform_error

    _refuse_other_formats(document)
    plain = {key: value for key, value in document.items() if key not in ("format", "heading")}
    try:
        result: MatchResult = _converter().structure(plain, MatchResult)
    except BaseValidationError as wrong:
        faults = transform_error(wrong, path="the result")
        more = f"; and {len(faults) - _MOST_FAULTS} more" if len(faults) > _MOST_FAULTS else ""
        raise FileRefusedError(
            f"This result cannot be read: {'; '.join(faults[:_MOST_FAULTS])}{more}. Run the match again."
        ) from None
    return result


def _refuse_other_formats(document: Any) -> None:
    said = document.get("format") if isinstance(document, dict) else None
    name, _, version = said.partition("/") if isinstance(said, str) else ("", "", "")
    if name != _NAME or not version.isdecimal():
        raise FileRefusedError(f"This is no result of a match: its format should be {FORMAT}.")
    if int(version) > int(_VERSION):
        raise FileRefusedError(
            f"This result was written by a newer version of sharedlives: it is {said}, and this one reads "
            f"{FORMAT}. Update sharedlives, or run the match again."
        )
    if int(version) < int(_VERSION):
        raise FileRefusedError(f"There never was a format {said}: this version reads {FORMAT}.")
    if document.get("heading") != HEADING:
        raise FileRefusedError(f"This is no result of a match: it is not headed “{HEADING}”.")


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
            raise ValueError("a proposal has either stays or sessions")
        hours = self.sessions
        if hours is not None:
            days = frozenset(hours.weekdays)
            return When(sessions=Sessions(Period(self.first, self.until), days, hours.starts, hours.ends))
        when = When(stays=self.stays)
        if _Times.of(when) != self:
            raise ValueError("from and until are not those of the stays")
        return when


@cache
def _converter() -> Converter:
    from cattrs.preconf.json import make_converter

    converter = make_converter(forbid_extra_keys=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _only(kind))
    converter.register_unstructure_hook_func(_is_enum, lambda value: value.value)
    converter.register_unstructure_hook(time, lambda hour: hour.isoformat())
    converter.register_structure_hook(time, lambda hour, _: time.fromisoformat(hour))
    converter.register_unstructure_hook(Weekday, lambda day: day.title)
    converter.register_structure_hook(Weekday, lambda title, _: Weekday[title.upper()])
    converter.register_unstructure_hook_func(_is_frozenset, sorted)
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
    out: Callable[[Any, Document], Document] = lambda _, plain: plain,
    back: Callable[[Document], Document] = lambda plain: plain,
) -> None:
    """Say how a record is written: under which keys, and what becomes of it on the way out and back."""
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

    overrides: dict[str, Any] = {field: override(rename=key) for field, key in renamed.items()}
    if record is MatchResult:
        overrides["timings"] = override(omit=True)
    to_plain = make_dict_unstructure_fn(record, converter, **overrides)
    from_plain = make_dict_structure_fn(record, converter, _cattrs_forbid_extra_keys=True, **overrides)
    converter.register_unstructure_hook(record, lambda value: out(value, to_plain(value)))
    converter.register_structure_hook(record, lambda plain, of: from_plain(back(plain), of))


def _flatter(proposal: Proposal, plain: Document) -> Document:
    del proposal
    fit = plain.pop("fit")
    flat: Document = {}
    for key, value in plain.items():
        flat.update(value if key == "when" else {key: value})
        if key == "room":
            flat |= {"fit": {part: fit[part] for part in ("low", "mid", "high")}, "parts": fit["parts"]}
    return flat


def _deeper(flat: Document) -> Document:
    kept = {key: value for key, value in flat.items() if key not in (*_TIMES, "parts")}
    times = {key: flat[key] for key in _TIMES}
    return {**kept, "when": times, "fit": {**flat["fit"], "parts": flat["parts"]}}


def _with_proof(level: LevelReached, plain: Document) -> Document:
    return {**plain, "proven": level.proven}


def _without_proof(plain: Document) -> Document:
    if plain["proven"] is not (plain["value"] == plain["bound"]):
        raise ValueError("proven does not follow from value and bound")
    return {key: value for key, value in plain.items() if key != "proven"}


def _with_named_pairs(question: Question, plain: Document) -> Document:
    return {**plain, "opens": [{"request": pair[0], "household": pair[1]} for pair in question.opens]}


def _with_plain_pairs(plain: Document) -> Document:
    return {**plain, "opens": [(pair["request"], pair["household"]) for pair in plain["opens"]]}


def _only(kind: type[Any]) -> Callable[[Any, Any], Any]:
    """A value of exactly this type: what JSON says is taken as it is, never turned into something else.

    A closed list of such values comes this way too, and reads itself.
    """

    def read(value: Any, asked: Any) -> Any:
        if type(value) is not kind:
            raise TypeError("another kind of value is expected here")
        return value if asked is kind else asked(value)

    return read


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_frozenset(kind: Any) -> bool:
    return getattr(kind, "__origin__", kind) is frozenset

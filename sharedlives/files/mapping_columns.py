"""What a mapping says about one column: where its cells go and how they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from sharedlives.domain.wish import ABOUT, ValueKind
from sharedlives.domain.words import Kind, Strength
from sharedlives.files.mapping_fields import Reads
from sharedlives.files.mapping_targets import Path, UnknownPathError, parse_path
from sharedlives.files.value_dates import YearWindow
from sharedlives.files.value_wishes import read_meant_wish
from sharedlives.files.value_words import find_check, find_word, suggest_check
from sharedlives.files.values import Misread, did_you_mean, key_of, read_yes_no, standing_meaning

Report = Callable[[str, str, str], None]
"""Takes the key at fault, what was expected and the remedy."""


@dataclass(frozen=True, slots=True)
class How:
    """How the cells of a column are read, beyond what their target says."""

    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    separators: tuple[str, ...] | None = None
    years: YearWindow | None = None
    unit: str | None = None
    order: tuple[Kind, ...] = ()
    when_yes: str | None = None
    when_no: str | None = None
    default: Any = None
    surname_first: bool = False
    yes: Strength | None = None
    no: Strength | None = None
    strength: Strength | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """The shape of a cell, with the fields it holds: ``{member.name} (born {member.born})``."""

    pattern: re.Pattern[str]
    paths: tuple[Path | None, ...]
    between: str = ""
    """The signs between its fields, brackets left out: what separates nothing else in such a cell."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way of reading a cell: whole to each of `targets`, piece by piece, or by its shape."""

    how: How
    targets: tuple[Path, ...] = ()
    parts: tuple[tuple[Path, ...], ...] = ()
    templates: tuple[Template, ...] = ()
    sets: tuple[tuple[Path, Any], ...] = ()

    @property
    def paths(self) -> Iterator[Path]:
        """Every field it may fill."""
        yield from self.targets
        yield from (path for part in self.parts for path in part)
        yield from (path for template in self.templates for path in template.paths if path is not None)
        yield from (path for path, _ in self.sets)


@dataclass(frozen=True, slots=True)
class Column:
    """What becomes of the cells under a heading; no attempts: they are left unread on purpose."""

    heading: str
    attempts: tuple[Attempt, ...] = ()
    optional: bool = False
    fill_down: bool = False


COLUMN_KEYS: Final = (
    *(
        "to",
        "parts",
        "like",
        "pattern",
        "groups",
        "words",
        "separators",
        "years",
        "unit",
        "order",
        "when_yes",
    ),
    *(
        "when_no",
        "default",
        "surname_first",
        "yes",
        "no",
        "strength",
        "weight",
        "sets",
        "optional",
        "fill_down",
    ),
)
_WINDOW: Final = re.compile(r"^\s*(\d{4})\s*(?:-|–|to)\s*(\d{4})\s*$")


class ColumnParser:
    """Turns what a mapping says about columns into `Column`s, reporting everything that is wrong.

    Parameters
    ----------
    words
        The shared tables of words by name, each from a spelling (by its `key_of`) to its meaning.
    """

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._words = words

    def column(self, heading: str, said: Any, report: Report) -> Column:
        """One column; an attempt with a fault is left out once it is reported."""
        if said in ("ignore", False):
            return Column(heading)
        attempts = said if isinstance(said, list) else [said]
        optional = any(isinstance(each, dict) and each.get("optional") is True for each in attempts)
        fill_down = any(isinstance(each, dict) and each.get("fill_down") is True for each in attempts)
        read = tuple(self._attempt(each, report) for each in attempts)
        return Column(heading, tuple(each for each in read if each is not None), optional, fill_down)

    def _attempt(self, said: Any, report: Report) -> Attempt | None:
        if isinstance(said, str):
            said = {"to": said}
        if not isinstance(said, dict):
            report("to", "We expected the field this column goes to.", 'Write it as "household.postcode".')
            return None
        for key in said:
            if key not in COLUMN_KEYS:
                report(key, f"A column has no “{key}”.", did_you_mean(key, COLUMN_KEYS))
        attempt = Attempt(
            how=self._how(said, report),
            targets=tuple(self._paths(said.get("to", ()), "to", report)),
            parts=tuple(self._parts(said.get("parts", ()), report)),
            templates=tuple(self._templates(said, report)),
            sets=tuple(self.constants(said.get("sets", {}), report)),
        )
        ways = [key for key in ("to", "parts", "like", "pattern") if key in said]
        if len(ways) != 1:
            report(
                ways[-1] if ways else "to",
                "We expected exactly one of `to`, `parts`, `like` and `pattern`.",
                "Say where the whole cell goes (`to`), its pieces in order (`parts`) or its shape (`like`).",
            )
        self._check_words(attempt, report)
        _check_separators(attempt, report)
        for path in attempt.paths:
            if (
                path.about is not None
                and ABOUT[path.about] is ValueKind.YES
                and not (attempt.how.yes or attempt.how.no)
            ):
                report(
                    "to",
                    "Say what a yes or a no in this column asks for.",
                    'Add no = "must not" or yes = "prefer", whichever is meant.',
                )
        return attempt

    def _paths(self, said: Any, key: str, report: Report) -> Iterator[Path]:
        for text in said if isinstance(said, list | tuple) else (said,):
            path = self.path(text, key, report)
            if path is not None:
                yield path

    def path(self, said: Any, key: str, report: Report) -> Path | None:
        """The path a text names, or None once its fault is reported."""
        if not isinstance(said, str):
            report(key, "We expected a field.", 'Write it as "household.postcode".')
            return None
        try:
            return parse_path(said)
        except UnknownPathError as error:
            text = str(error)
            report(
                key, f"{text[0].upper()}{text[1:]}", "Name a field as the list of fields in the guide does."
            )
            return None

    def _parts(self, said: Any, report: Report) -> Iterator[tuple[Path, ...]]:
        for text in said if isinstance(said, list) else ():
            yield () if text in ("ignore", "") else tuple(self._paths(text, "parts", report))

    def constants(self, said: Any, report: Report, key: str = "sets") -> Iterator[tuple[Path, Any]]:
        """Fields that are given a value by the mapping itself."""
        if not isinstance(said, dict):
            report(
                key, "We expected fields with their values.", 'Write it as { "check.kind" = "gas safety" }.'
            )
            return
        for text, value in said.items():
            path = self.path(text, key, report)
            if path is not None:
                yield path, value

    def _templates(self, said: Mapping[str, Any], report: Report) -> Iterator[Template]:
        likes = said.get("like", ())
        for text in likes if isinstance(likes, list) else (likes,) if likes else ():
            template = self._like(text, report)
            if template is not None:
                yield template
        if "pattern" in said:
            template = self._pattern(said["pattern"], said.get("groups"), report)
            if template is not None:
                yield template

    def _like(self, text: Any, report: Report) -> Template | None:
        if not isinstance(text, str) or "{" not in text:
            report(
                "like",
                "We expected the shape of a cell.",
                'Write it as "{member.name} (born {member.born})".',
            )
            return None
        pieces = re.split(r"\{([^{}]*)\}", text)
        paths: list[Path | None] = []
        pattern = _literal(pieces[0])
        for name, after in zip(pieces[1::2], pieces[2::2], strict=True):
            paths.append(None if name in ("*", "ignore") else self.path(name, "like", report))
            pattern += f"(.{'*?' if paths[-1] is None else '+?'}){_literal(after)}"
        between = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", "".join(pieces[::2]))
        return Template(re.compile(pattern, re.IGNORECASE | re.DOTALL), tuple(paths), between)

    def _pattern(self, text: Any, groups: Any, report: Report) -> Template | None:
        try:
            pattern = re.compile(text, re.IGNORECASE | re.DOTALL)
        except (re.error, TypeError) as error:
            report("pattern", f"This is no regular expression: {error}.", "Use `like` if in doubt.")
            return None
        if not isinstance(groups, dict) or set(groups) != set(pattern.groupindex):
            report(
                "groups",
                "We expected a field for every named group of the pattern, and no other.",
                'Write groups = { name = "carer.name" } for (?P<name>...).',
            )
            return None
        paths: list[Path | None] = [None] * pattern.groups
        for name, number in pattern.groupindex.items():
            paths[number - 1] = self.path(groups[name], "groups", report)
        return Template(pattern, tuple(paths))

    def _how(self, said: Mapping[str, Any], report: Report) -> How:
        how = How(words=self._word_table(said.get("words"), report), default=said.get("default"))
        separators = said.get("separators")
        if separators is not None:
            listed = [separators] if isinstance(separators, str) else separators
            if not isinstance(listed, list) or not all(isinstance(s, str) and s.strip(" ") for s in listed):
                report(
                    "separators",
                    "We expected signs or words that separate items.",
                    'Write them as [",", "and"].',
                )
            else:
                how = replace(how, separators=tuple(listed))
        if "years" in said:
            how = replace(how, years=read_window(said["years"], "years", report))
        if "unit" in said and said["unit"] not in ("miles", "km"):
            report("unit", "We expected miles or km.", 'Write unit = "km".')
        for key in ("when_yes", "when_no", "unit"):
            if isinstance(said.get(key), str):
                how = replace(how, **{key: said[key]})
        how = replace(how, order=tuple(self._order(said.get("order", ()), report)))
        return replace(how, surname_first=said.get("surname_first") is True, **_strengths(said, report))

    def _order(self, said: Any, report: Report) -> Iterator[Kind]:
        for word in said if isinstance(said, list | tuple) else (said,):
            kind = find_word(str(word), Kind)
            if kind is None:
                report(
                    "order", f"There is no kind “{word}”.", did_you_mean(str(word), [k.value for k in Kind])
                )
            else:
                yield kind

    def _word_table(self, said: Any, report: Report) -> Mapping[str, str]:
        if said is None:
            return MappingProxyType({})
        if isinstance(said, dict):
            return read_word_table(said, "words", report)
        if isinstance(said, str) and said in self._words:
            return self._words[said]
        name = str(said)
        report("words", f"There is no table [words.{name}].", did_you_mean(name, self._words))
        return MappingProxyType({})

    def _check_words(self, attempt: Attempt, report: Report) -> None:
        for path in (*attempt.targets, *(path for part in attempt.parts for path in part)):
            target = path.target
            for meaning in dict.fromkeys(attempt.how.words.values()):
                if standing_meaning(meaning) is not None:
                    continue
                if target.choices is not None and find_word(meaning, target.choices) is None:
                    choices = [choice.value for choice in target.choices]
                    report("words", f"{target.name} cannot be “{meaning}”.", did_you_mean(meaning, choices))
                if target.reads is Reads.CHECK and find_check(meaning) is None:
                    report("words", f"There is no check “{meaning}”.", suggest_check(meaning))
                if target.reads is Reads.WISH and path.about is None:
                    wish = read_meant_wish(meaning)
                    if isinstance(wish, Misread):
                        report("words", f"“{meaning}” is no whole wish.", _WHOLE_WISH)
                if target.reads is Reads.YES_NO and isinstance(read_yes_no(meaning), Misread):
                    report("words", f"{target.name} cannot be “{meaning}”.", "It can be yes or no.")


_LISTS: Final = frozenset(
    (
        *(Reads.WORDS, Reads.REFERENCES, Reads.ANIMALS, Reads.NAMES, Reads.WISH, Reads.SPANS),
        *(Reads.WEEKDAYS, Reads.AGES, Reads.SEXES),
    )
)
"""What may hold several items."""


def _check_separators(attempt: Attempt, report: Report) -> None:
    """Separators between the items of a field that has one value would separate nothing."""
    single = [path.target for path in attempt.targets if path.target.reads not in _LISTS]
    if attempt.how.separators and len(single) == len(attempt.targets) > 0:
        report(
            "separators",
            f"{single[0].name} holds one value, so nothing in it is separated.",
            "Leave `separators` out; where the cell holds several fields, name them with `parts`.",
        )


_WHOLE_WISH: Final = "Write what it is about, what and how strongly: “home pet dog must not”."


def _literal(text: str) -> str:
    """The signs between the fields of a shape, whatever the spaces around them, with any dash for a dash."""
    words = [re.escape(word).replace(r"\-", "[-–—]") for word in text.split()]
    if not words:
        return r"\s+" if text else ""
    gap = r"\s*"
    return f"{gap}{gap.join(words)}{gap}"


def _strengths(said: Mapping[str, Any], report: Report) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in ("yes", "no", "strength"):
        if key in said:
            found[key] = next((strength for strength in Strength if strength.value == said[key]), None)
            if found[key] is None:
                report(
                    key, f"There is no strength “{said[key]}”.", did_you_mean(str(said[key]), list(Strength))
                )
    if "weight" in said:
        if isinstance(said["weight"], int) and 1 <= said["weight"] <= 5:  # noqa: PLR2004 - a wish's weights
            found["weight"] = said["weight"]
        else:
            report("weight", "We expected a weight from 1 to 5.", "Write weight = 3, or leave it out.")
    return found


def read_window(said: Any, key: str, report: Report) -> YearWindow | None:
    """The years that two digits may stand for, as a mapping writes them: ``"1926-2025"``."""
    found = _WINDOW.match(said) if isinstance(said, str) else None
    window = YearWindow(int(found[1]), int(found[2])) if found else None
    if window is None or not 0 <= window.last - window.first < 100:  # noqa: PLR2004 - two digits
        report(key, "We expected at most a hundred years.", 'Write them as "1926-2025".')
        return None
    return window


def read_word_table(said: Mapping[str, Any], key: str, report: Report) -> Mapping[str, str]:
    """The meaning of each spelling; a table says ``meaning = [spellings]``."""
    table: dict[str, str] = {}
    for meaning, spellings in said.items():
        listed = spellings if isinstance(spellings, list) else [spellings]
        for spelling in listed:
            if isinstance(spelling, dict | list):
                report(key, f"We expected words for “{meaning}”.", 'Write yes = ["Y", "ok"].')
                continue
            spelled = key_of(str(spelling))
            if table.setdefault(spelled, meaning) != meaning:
                report(
                    key,
                    f"“{spelling}” means both “{table[spelled]}” and “{meaning}”.",
                    "Give each word one meaning; capitals, spaces and punctuation do not tell words apart.",
                )
    return MappingProxyType(table)

"""Which household and which person a row is about, and whom a reference means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sharedlives.errors import Severity
from sharedlives.files.mapping_homes import derived_household
from sharedlives.files.mapping_language import SheetMapping
from sharedlives.files.mapping_rows import Entry, RowRecords, Value
from sharedlives.files.mapping_settle import Book, Settler, entry_content
from sharedlives.files.value_people import Name, read_names
from sharedlives.files.values import Misread

_ONLY_NAMES: Final = frozenset(("id", "name", "first_name", "last_name"))
_FAMILY: Final = re.compile(
    r"(?:the\s+)?(?P<name>.+?)(?:['’]s?)?(?:\s+(?:family|household|home|house))?", re.IGNORECASE
)
_MAIN: Final = (
    *(
        "visit",
        "event",
        "review",
        "decline",
        "introduction",
        "break",
        "closure",
        "bedroom",
        "pet",
        "other_use",
    ),
    *("member", "arrangement", "request", "carer", "applicant", "person", "household"),
)
"""What a sheet can have one row for each of; the first of these that it maps is what its rows are."""


class SheetUse:
    """What a sheet gives of each record: the record itself, or only whose row it is.

    Parameters
    ----------
    spec
        The sheet's own mapping.
    every
        All sheets' mappings: a record is only referred to here if another sheet says more of it.
    """

    def __init__(self, spec: SheetMapping, every: Sequence[SheetMapping]) -> None:
        self._fields = _mapped(spec)
        self._elsewhere = [_mapped(other) for other in every if other is not spec]
        shaped = {
            path.record
            for column in spec.columns
            for attempt in column.attempts
            for template in attempt.templates
            for path in template.paths
            if path is not None
        }
        checks = any(path.record == "check" for path in spec.paths)
        unlabelled = {path.record for path in spec.paths if path.target.record != "check" and not path.label}
        candidates = [r for r in _MAIN if r in unlabelled - shaped and not self.is_reference(r)]
        self.main = "check" if checks else next(iter(candidates), None)

    def is_reference(self, record: str) -> bool:
        """Whether the sheet only says which one is meant, and another sheet says what it is."""
        fields = self._fields.get(record, set())
        others = [other.get(record, set()) for other in self._elsewhere]
        told = any(other & _ONLY_NAMES and other - _ONLY_NAMES for other in others)
        return bool(fields) and fields <= _ONLY_NAMES and told


def _mapped(spec: SheetMapping) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in spec.paths:
        if path.target.record != "check":
            found.setdefault(path.record, set()).add(path.target.field)
    return found


def id_of(entry: Entry | None) -> Value | None:
    """The id an entry gives, as it is written."""
    return None if entry is None else next(iter(entry.all("id")), None)


def names_of(entry: Entry) -> Iterator[str]:
    """The names an entry gives, whole, in either order."""
    parts = [[value.value for value in entry.all(name)] for name in ("first_name", "last_name")]
    whole = [Name(first, last) for first in parts[0] for last in parts[1]]
    for name in (*(value.value for value in entry.all("name")), *whole):
        if isinstance(name, str):
            yield name
        else:
            first, last = name.first or "", name.last or ""
            yield from (f"{first} {last}", f"{last} {first}", f"{last}, {first}")


@dataclass(slots=True)
class Links:
    """The ids of the register, and which row is about whom."""

    settler: Settler
    uses: dict[str, SheetUse]
    households: Book = field(default_factory=lambda: Book("household"))
    carers: Book = field(default_factory=lambda: Book("carer"))
    members: Book = field(default_factory=lambda: Book("household member"))
    people: Book = field(default_factory=lambda: Book("person"))
    requests: Book = field(default_factory=lambda: Book("request"))
    person_of_row: dict[int, str] = field(default_factory=dict)
    """The person a row is about, as far as its own cells say, by the row's identity."""
    person_of_request: dict[str, str] = field(default_factory=dict)
    household_of: dict[str, str] = field(default_factory=dict)
    """The household of each carer and member, by their id."""
    home_of_row: dict[int, str] = field(default_factory=dict)
    """The household of a row that only names a carer, by the row's identity."""
    homes_by_carers: Book = field(default_factory=lambda: Book("household"))
    """Households by what their carers are called: their surname, or a cell that names them."""

    # -- rows given twice

    def without_doubles(self, rows: Sequence[RowRecords]) -> list[RowRecords]:
        """The rows and their parts, equal rows once, without those that give one id to different things."""
        groups: dict[tuple[str, str], list[RowRecords]] = {}
        for row in rows:
            main = self.uses[row.sheet].main
            value = id_of(next(row.of(main), None)) if main else None
            if value is not None and main != "check":
                groups.setdefault((row.sheet, Book.key(value.value)), []).append(row)
        dropped: set[int] = set()
        for same in groups.values():
            if len(same) > 1 and not self._one_carer_each(same):
                dropped.update(self._doubles(same))
        kept = [row for row in rows if id(row) not in dropped]
        return [*kept, *(part for row in kept for part in row.parts)]

    def _one_carer_each(self, rows: Sequence[RowRecords]) -> bool:
        """Whether the rows of one home are of a carer each, though a carer's cell is read by its shape."""
        if self.uses[rows[0].sheet].main != "household":
            return False
        carers = [[entry for entry in row.of("carer") if entry.is_given and not entry.label] for row in rows]
        names = {entry_content(some) for some in carers}
        return all(len(some) == 1 for some in carers) and len(names) == len(rows)

    def _doubles(self, rows: Sequence[RowRecords]) -> Iterable[int]:
        main = self.uses[rows[0].sheet].main or ""
        numbers = ", ".join(str(row.number) for row in rows)
        values = [value for row in rows if (value := id_of(next(row.of(main), None))) is not None]
        if len({entry_content(row.content) for row in rows}) == 1:
            for value in values[1:]:
                self.settler.problem(
                    "ROW-TWICE",
                    value.origin,
                    f"The rows {numbers} say the same; it was read once.",
                    "Delete the row that is too many.",
                    Severity.NOTICE,
                )
            return [id(row) for row in rows[1:]]
        for value in values:
            self.settler.problem(
                "ID-TWICE",
                value.origin,
                f"The rows {numbers} have the same reference and do not say the same, so all were left out.",
                "Give each its own reference, or delete the wrong row.",
            )
            self._book(main).left_out.add(Book.key(value.value))
        return [id(row) for row in rows]

    def _book(self, record: str) -> Book:
        books = {"household": self.households, "carer": self.carers, "person": self.people}
        return books.get(record, self.requests)

    # -- ids

    def take_ids(self, rows: Sequence[RowRecords]) -> None:
        """Note every id that the register gives to a household, a carer or a request."""
        for record, book in (
            ("household", self.households),
            ("carer", self.carers),
            ("request", self.requests),
        ):
            book.add(
                value.value
                for row in rows
                if not self.uses[row.sheet].is_reference(record)
                for entry in row.of(record)
                for value in entry.all("id")
            )
        homes = [(row, home) for row in rows for home in row.of("household")]
        for row, home in sorted(homes, key=lambda one: self._refers(one[0], "household")):
            value, name = id_of(home), next(iter(home.all("name")), None)
            if not self._refers(row, "household"):
                identity = self._derived(row, home) if value is None else value.value
                self._take(self.households, identity, [home])
            elif value is not None and name is not None and self._is_new_home(value.value, name.value):
                self.settler.only_named(value.origin)
                self._take(self.households, value.value, [home])

    def _is_new_home(self, identity: str, name: str) -> bool:
        """Whether a home that is only named has a reference and a name that no other sheet knows."""
        return self.households.find(identity) is None and Book.key(name) not in self.households.by_name

    @staticmethod
    def _take(book: Book, identity: str | None, entries: Iterable[Entry]) -> None:
        """Note an id, and every name that stands beside it."""
        if identity is None:
            return
        book.add([identity])
        known = book.find(identity) or identity
        for entry in entries:
            for name in names_of(entry):
                book.name(name, known)

    def _refers(self, row: RowRecords, record: str) -> bool:
        return self.uses[row.sheet].is_reference(record)

    @staticmethod
    def _derived(row: RowRecords, entry: Entry) -> str:
        return derived_household(row, [entry], list(row.of("carer")))

    # -- whose row it is

    def household(self, row: RowRecords) -> str | None:
        """The household a row is about: by a reference from one of its records, or by its own cells."""
        for each in row.entries:
            for value in each.all("household_id"):
                return self.find_household(value, value.value)
        entry = next(row.of("household"), None)
        if entry is None:
            around = None if row.within is None else self.household(row.within)
            return self.home_of_row.get(id(row), around)
        if self._refers(row, "household"):
            return self._by_reference(entry)
        given = id_of(entry)
        return self.households.find(self._derived(row, entry) if given is None else given.value)

    def person(self, row: RowRecords) -> str | None:
        """The person a row is about: by a reference from one of its records, or by its own cells."""
        for each in row.entries:
            for value in each.all("person_id"):
                return self.find_person(value, value.value)
        around = None if row.within is None else self.person(row.within)
        return self.person_of_row.get(id(row), around)

    def _by_reference(self, entry: Entry) -> str | None:
        value = next((v for name in ("id", "name") for v in entry.all(name)), None)
        return None if value is None else self.find_household(value, value.value)

    # -- whom a reference means

    def find_household(self, value: Value, text: str) -> str | None:
        """A household by its reference or name, or by its carers: one, all of them, or their surname."""
        found = self.households.find(text)
        if found is None:
            carer = self.carers.find(text)
            found = None if carer is None else self.household_of.get(carer)
        found = found or self._home_of_family(text) or self._home_of_all(text)
        if found is None:
            self.settler.nobody(value, text, (self.households, self.homes_by_carers))
        return found

    def _home_of_family(self, text: str) -> str | None:
        """The home that “Lumb”, “the Lumbs” or “Lumb family” means, or whose carers a cell names so."""
        family = _FAMILY.fullmatch(text.strip())
        name = text if family is None else family["name"]
        return self.homes_by_carers.find(text) or next(
            (home for one in (name, name.removesuffix("s")) if (home := self.homes_by_carers.find(one))), None
        )

    def _home_of_all(self, text: str) -> str | None:
        """The one home of several carers named together: “Ann & Bob Lumb”."""
        read = read_names(text)
        names = () if isinstance(read, Misread) else read.value
        carers = [self.carers.find(f"{name.first or ''} {name.last or ''}") for name in names]
        homes = {self.household_of.get(carer or "") for carer in carers}
        return homes.pop() if len(carers) > 1 and len(homes) == 1 else None

    def find_person(self, value: Value, text: str) -> str | None:
        """A person by their reference, their name or a request of theirs."""
        found = self.people.find(text) or self._of_request(text)
        if found is None:
            self.settler.nobody(value, text, (self.people,))
        return found

    def find_request(self, value: Value, text: str) -> str | None:
        """A request by its reference."""
        found = self.requests.find(text)
        if found is None:
            self.settler.nobody(value, text, (self.requests,))
        return found

    def find_carer(self, value: Value, text: str, household: str | None = None) -> str | None:
        """A carer by their reference, their name or, within a household, their number."""
        found = self.carers.find(text)
        if found is None and household is not None:
            found = self.carers.find(f"{household}-C{text}")
        if found is None:
            self.settler.nobody(value, text, (self.carers,))
        return found

    def find_anybody(self, value: Value, text: str) -> str | None:
        """A person, whoever made a request, a household, a carer or a member, in this order."""
        found = self.people.find(text) or self._of_request(text)
        books = (self.people, self.households, self.carers, self.members)
        for book in books[1:]:
            found = found or book.find(text)
        if found is None:
            self.settler.nobody(value, text, books)
        return found

    def _of_request(self, text: str) -> str | None:
        request = self.requests.find(text)
        return None if request is None else self.person_of_request.get(request)

"""Carers out of the rows of a register: which rows speak of the same carer, and in which home they live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sharedlives.domain.carer import Carer
from sharedlives.files.mapping_links import Links, id_of, names_of
from sharedlives.files.mapping_rows import Entry, RowRecords, Value, origin_of_entry
from sharedlives.files.mapping_settle import Book, entry_content, in_natural_order, numbered

EVERY: Final = "*"
"""The label of what is said of every carer of a home."""


@dataclass(slots=True, eq=False)
class _Group:
    """Everything that the rows say of one carer."""

    household: str
    key: str | None = None
    """Their reference, as far as its spelling matters."""
    identity: str | None = None
    number: int | None = None
    names: set[str] = field(default_factory=set)
    born: set[date] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)
    only_named: list[Entry] = field(default_factory=list)
    """Entries of sheets that name the carer, of whom another sheet says more."""

    def take(self, entry: Entry, *, refers: bool) -> None:
        (self.only_named if refers else self.entries).append(entry)
        self.names.update(map(Book.key, names_of(entry)))
        self.born.update(value.value for value in entry.all("born"))
        number = carer_number(entry)
        self.number = self.number if number is None else number

    def may_be(self, entry: Entry) -> bool:
        """Whether an entry may speak of this carer: it has their name, and no other birth date."""
        born = {value.value for value in entry.all("born")}
        return bool(self.names.intersection(map(Book.key, names_of(entry)))) and (
            not born or not self.born or born == self.born
        )


class CarerBuilder:
    """Makes carers, whom several rows and sheets may speak of.

    Rows speak of one carer if they give the same reference, the same number in one home or, without either,
    the same name in one home. A row that names no home is about the one carer of that reference or name.

    Parameters
    ----------
    links
        Find whom a row is about; carers are made known to it.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._settler = links.settler
        self._homes: dict[str, list[_Group]] = {}
        self._by_reference: dict[str, _Group] = {}
        self._every: dict[str, list[Entry]] = {}
        self._lost: list[tuple[Value, str]] = []
        self.ids: dict[int, str] = {}
        """The id of the carer that an entry speaks of, by the entry's identity."""

    def carers(self, rows: Sequence[RowRecords]) -> list[Carer]:
        """Every carer, with an id by which others can find them."""
        homeless: list[tuple[RowRecords, Entry, bool]] = []
        for row, entry, refers in sorted(self._mentions(rows), key=_clearest_first):
            household = self._links.household(row)
            if household is None:
                homeless.append((row, entry, refers))
            elif entry.label == EVERY:
                self._every.setdefault(household, []).append(entry)
            else:
                self._take(household, entry, refers=refers)
        for groups in self._homes.values():
            _join_numbers_to_references(groups)
        for row, entry, refers in homeless:
            self._find_home(row, entry, refers=refers)
        made = list(self._made())
        for value, text in self._lost:  # only now is it known what the name is near to
            self._settler.nobody(value, text, (self._links.carers,))
        return made

    def _mentions(self, rows: Iterable[RowRecords]) -> Iterator[tuple[RowRecords, Entry, bool]]:
        for row in rows:
            refers = self._links.uses[row.sheet].is_reference("carer")
            yield from ((row, entry, refers) for entry in row.of("carer"))

    # -- who is who

    def _take(self, household: str, entry: Entry, *, refers: bool) -> None:
        here = self._homes.setdefault(household, [])
        given, number = id_of(entry), carer_number(entry)
        found: list[_Group] = []
        if given is not None:
            found = [self._by_reference[key]] if (key := Book.key(given.value)) in self._by_reference else []
        elif number is not None:
            found = [group for group in here if group.number == number]
        elif any(names_of(entry)):
            found = [group for group in here if group.may_be(entry)]
        elif len(here) > 1:
            self._settler.problem(
                "CARER-UNCLEAR",
                origin_of_entry(entry),
                "It does not say which carer of the household this is about, so it was left out.",
                "Name the carer in the row; or map the column as each carer... where it is true of all.",
            )
            return
        else:
            found = here
        group = found[0] if len(found) == 1 else _Group(household)
        if group not in here and group.household == household:
            here.append(group)
        if given is not None and group.key is None:
            group.key, group.identity = Book.key(given.value), self._links.carers.find(given.value)
            self._by_reference[group.key] = group
        group.take(entry, refers=refers)

    def _find_home(self, row: RowRecords, entry: Entry, *, refers: bool) -> None:
        """Find the carer of a row that says nothing of a home, by reference or name."""
        if any(each.all("household_id") for each in row.entries):
            return  # the reference to nobody has been said
        given = id_of(entry)
        groups = (group for groups in self._homes.values() for group in groups)
        if given is not None:
            found = [group for group in groups if group.key == Book.key(given.value)]
        else:
            found = [group for group in groups if group.may_be(entry)]
        if len(found) == 1:
            found[0].take(entry, refers=refers)
            self._links.home_of_row[id(row)] = found[0].household
            return
        named = next((v for name in ("id", "name", "last_name", "first_name") for v in entry.all(name)), None)
        if refers and named is not None:
            text = str(named.value) if given is not None else next(names_of(entry), "").strip()
            self._lost.append((named, text))
            return
        self._settler.problem(
            "CARER-WITHOUT-HOME",
            origin_of_entry(entry),
            "Several carers have this name, so it was left out."
            if found
            else "It does not say in which household this carer lives, so they were left out.",
            "Give the household's reference in the row, and map it as carer.household_id.",
        )

    # -- the carers

    def _made(self) -> Iterator[Carer]:
        for household in sorted(self._homes):
            for group in _with_ids(household, self._homes[household]):
                carer = self._carer(group)
                if carer is not None:
                    self._make_known(carer, group)
                    yield carer

    def _carer(self, group: _Group) -> Carer | None:
        entries = group.entries or group.only_named
        known, origins = self._settler.fields("carer", [*entries, *self._every.get(group.household, ())])
        known.update(self._settler.names(entries) or self._settler.names(group.only_named))
        known["id"], known["household_id"] = group.identity, group.household
        where = origin_of_entry(entries[0])
        carer = self._settler.make(Carer, known, origins, where)
        if carer is not None:
            self._settler.remember("carers", carer.id, where, origins)
        return carer

    def _make_known(self, carer: Carer, group: _Group) -> None:
        """Let a carer be found by id, number and name, and their home by how its carers are written."""
        links = self._links
        links.carers.add([carer.id])
        links.household_of[carer.id] = carer.household_id
        first, last = carer.first_name or "", carer.last_name or ""
        for name in (f"{first} {last}", f"{last}, {first}", f"{last} {first}"):
            links.carers.name(name.strip(" ,"), carer.id)
        if group.number is not None:
            links.carers.name(f"{carer.household_id}-C{group.number}", carer.id)
        links.homes_by_carers.name(last, carer.household_id)
        for entry in (*group.entries, *group.only_named):
            self.ids[id(entry)] = carer.id
            for value in entry.all("name"):
                links.homes_by_carers.name(value.origin.given or "", carer.household_id)


def _join_numbers_to_references(groups: list[_Group]) -> None:
    """“Carer 1” of one sheet is the carer of another sheet who has that name and a reference there."""
    for one in [group for group in groups if group.key is None and group.number is not None]:
        same = [
            other
            for other in groups
            if other.key is not None and other.number in (None, one.number) and other.names & one.names
        ]
        if len(same) == 1:
            for entry in one.entries:
                same[0].take(entry, refers=False)
            for entry in one.only_named:
                same[0].take(entry, refers=True)
            groups.remove(one)


def _clearest_first(mention: tuple[RowRecords, Entry, bool]) -> tuple[Any, ...]:
    """Entries that say most clearly who they mean come first, those that only name somebody last."""
    _, entry, refers = mention
    named = any(names_of(entry))
    unclear = (id_of(entry) is None, carer_number(entry) is None, not named, not entry.all("born"))
    return refers, *unclear, entry_content([entry])


def _with_ids(household: str, groups: list[_Group]) -> list[_Group]:
    """The carers of a home, each with an id: as given, by their number, or by birth date and name."""
    for one in groups:
        if one.identity is None and one.number is not None:
            one.identity = f"{household}-C{one.number}"
    following = numbered(f"{household}-C", [one.identity for one in groups if one.identity])
    for one in sorted(groups, key=_oldest_first):
        if one.identity is None:
            one.identity = following()
    return sorted(groups, key=lambda one: in_natural_order(one.identity or ""))


def _oldest_first(group: _Group) -> tuple[Any, ...]:
    return min(group.born, default=date.max), entry_content(group.entries or group.only_named)


def carer_number(entry: Entry) -> int | None:
    """The number of a carer in their home, from the label (``carer 2``) or a column."""
    if entry.label.isdecimal():
        return int(entry.label)
    return next((int(value.value) for value in entry.all("number")), None)

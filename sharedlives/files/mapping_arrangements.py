"""Who lives or stays with whom, and who wishes to be together or apart, out of the rows of a register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sharedlives.dates import Sessions, Stay
from sharedlives.domain.arrangement import Arrangement, KeepApart, KeepTogether
from sharedlives.errors import Severity
from sharedlives.files.mapping_links import Links, id_of
from sharedlives.files.mapping_people import PeopleBuilder
from sharedlives.files.mapping_rows import Entry, RowRecords, Value, origin_of_entry
from sharedlives.files.mapping_settle import fingerprint, short_hash

When = tuple[Stay | None, Sessions | None]
"""The nights of an arrangement, or its days."""


class ArrangementBuilder:
    """Makes arrangements, of which two rows may say the same.

    Parameters
    ----------
    links
        Find whom a row is about.
    people
        Makes the records themselves.
    """

    def __init__(self, links: Links, people: PeopleBuilder) -> None:
        self._links = links
        self._settler = links.settler
        self._people = people

    def arrangements(self, rows: Sequence[RowRecords]) -> Iterator[Arrangement]:
        """Every arrangement once, in the order of their ids."""
        groups: dict[str, list[tuple[Entry, Sequence[Entry], dict[str, str | None], When]]] = {}
        for row in rows:
            for entry in row.of("arrangement"):
                one = self._arrangement_of(row, entry)
                if one is not None:
                    known, when = one
                    reviews = tuple(row.of("review"))
                    groups.setdefault(str(known["id"]), []).append((entry, reviews, known, when))
        for identity in sorted(groups):
            same = groups[identity]
            entries = [entry for entry, *_ in same]
            if len(same) > 1:
                self._settler.problem(
                    "ARRANGEMENT-TWICE",
                    origin_of_entry(entries[-1]),
                    "Two rows give one person the same kind of arrangement in one home at the same time; "
                    "they were read as one.",
                    "Delete one of them.",
                    Severity.NOTICE,
                )
            held = [review for _, some, _, _ in same for review in some]
            _, _, known, when = same[0]
            where = origin_of_entry(entries[0])
            made = self._people.arrangement(known, entries, held, where, when)
            if made is not None:
                yield made

    def _arrangement_of(self, row: RowRecords, entry: Entry) -> tuple[dict[str, str | None], When] | None:
        links, where = self._links, origin_of_entry(entry)
        person, household = links.person(row), links.household(row)
        kind = self._settler.one([entry], "kind")
        if person is None or household is None or kind is None:
            wanted = {"the person": person, "the household": household, "the kind": kind}
            missing = [what for what, there in wanted.items() if there is None]
            self._settler.problem(
                "ARRANGEMENT-UNFINISHED",
                where,
                f"We could not tell {' and '.join(missing)} of this arrangement, so it was left out.",
                "Mend what is said about the cells of this row, or fill in what is blank.",
            )
            return None
        when = self._people.when(kind.value, [entry], where)
        if when is None:
            return None
        named = id_of(entry)
        derived = short_hash(fingerprint([household, kind.value, when]))
        known: dict[str, str | None] = {
            "id": f"{person}-{derived}" if named is None else str(named.value),
            "person_id": person,
            "household_id": household,
        }
        for value in entry.all("carer_id"):
            known["carer_id"] = links.find_carer(value, value.value, household)
        rooms = [str(value.value) for bedroom in row.of("bedroom") for value in bedroom.all("id")]
        if len(rooms) == 1:
            known["bedroom_id"] = rooms[0]  # the row is about a bedroom and who has it
        for name in ("bedroom_id", "moved_from"):
            for value in entry.all(name):
                known[name] = str(value.value)
        return known, when


def ties(
    links: Links, rows: Sequence[RowRecords], people: set[str]
) -> tuple[list[KeepTogether], list[KeepApart]]:
    """Who wishes to be together with whom, as whole groups, and who is to be apart, each pair once."""
    together: list[set[str]] = []
    apart: set[tuple[str, str]] = set()
    for row in rows:
        for entry in row.of("person"):
            person = links.person(row) if entry.all("together_with") or entry.all("apart_from") else None
            if person is None:
                continue
            group = meant([entry], "together_with", links.find_person) - {person}
            if group:
                together.append({person, *group})
            others = meant([entry], "apart_from", links.find_anybody) - {person}
            apart.update(_pair(person, other, people) for other in others)
    return (
        [
            KeepTogether(id=f"together-{'-'.join(sorted(group))}", people=frozenset(group))
            for group in _merged(together)
        ],
        [
            KeepApart(id=f"apart-{person}-{other}", person_id=person, other_id=other)
            for person, other in sorted(apart)
        ],
    )


def meant(entries: Iterable[Entry], name: str, find: Callable[[Value, str], str | None]) -> set[str]:
    """Everybody that the references of a field mean, as far as it is known."""
    found = {find(value, text) for entry in entries for value in entry.all(name) for text in value.value}
    return {one for one in found if one is not None}


def _pair(person: str, other: str, people: set[str]) -> tuple[str, str]:
    """Two people in their order, for being apart works both ways; anybody else stands second."""
    return (min(person, other), max(person, other)) if other in people else (person, other)


def _merged(groups: Iterable[set[str]]) -> list[set[str]]:
    """Groups that share somebody, as one."""
    merged: list[set[str]] = []
    for group in groups:
        whole = set(group)
        apart = []
        for other in merged:
            if other & whole:
                whole |= other
            else:
                apart.append(other)
        merged = [*apart, whole]
    return sorted(merged, key=sorted)

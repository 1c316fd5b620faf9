"""From what the rows say to one consistent scheme: who is who, and what fits together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from sharedlives.domain.carer import Approval
from sharedlives.domain.household import Household
from sharedlives.domain.person import Person
from sharedlives.domain.request import Request
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.errors import Severity
from sharedlives.files.mapping_arrangements import ArrangementBuilder, meant, ties
from sharedlives.files.mapping_carers import CarerBuilder
from sharedlives.files.mapping_checks import CheckBuilder, own_carers
from sharedlives.files.mapping_fields import PARTS
from sharedlives.files.mapping_fitting import Collections, fit_together, say_about
from sharedlives.files.mapping_homes import (
    Home,
    HomeBuilder,
)
from sharedlives.files.mapping_identity import PersonFinder
from sharedlives.files.mapping_language import RegisterMapping
from sharedlives.files.mapping_links import Links, id_of, names_of
from sharedlives.files.mapping_others import OtherBuilder
from sharedlives.files.mapping_people import PeopleBuilder
from sharedlives.files.mapping_rows import Entry, Origin, RowRecords, Value, origin_of_entry
from sharedlives.files.mapping_settle import Settler, entry_content, fingerprint, numbered, short_hash

_HOLDS_NOTES: Final = ("arrangement", "request", "carer", "person", "household", "approval", "check")


class SchemeBuilder:
    """Builds a scheme of what the rows of a register say.

    Parameters
    ----------
    mapping
        How the register was read.
    links
        The ids of the register.
    as_at
        The day it speaks of.
    """

    def __init__(self, mapping: RegisterMapping, links: Links, as_at: date | None) -> None:
        self._mapping = mapping
        self._links = links
        self._settler: Settler = links.settler
        self._as_at = as_at
        self._made = HomeBuilder(self._settler, mapping.nation, as_at)
        self._homes: dict[str, Home] = {}
        self._carer_ids: dict[int, str] = {}
        self._found: Collections = {name: [] for name in COLLECTIONS}

    def build(self, rows: Sequence[RowRecords], not_kept: frozenset[str]) -> Scheme:
        """The scheme, without what does not fit; that is said."""
        rows = self._links.without_doubles(rows)
        for row in rows:
            self._keep_comments(row)
        self._links.take_ids(rows)
        PersonFinder(self._links).find(rows)
        carers = CarerBuilder(self._links)
        self._found["carers"].extend(carers.carers(rows))
        self._carer_ids = carers.ids
        self._build_homes(rows)
        people = self._build_people(rows)
        self._build_requests(rows)
        self._found["arrangements"].extend(ArrangementBuilder(self._links, people).arrangements(rows))
        self._build_checks(rows)
        known = {person.id for person in self._found["people"]}
        self._found["keep_together"], self._found["keep_apart"] = ties(self._links, rows, known)
        others = OtherBuilder(self._links)
        for row in rows:
            for name, record in others.records(row):
                self._found[name].append(record)
        return self._scheme(not_kept)

    def _keep_comments(self, row: RowRecords) -> None:
        """Keep the comments on a row's cells with the notes of the record the row is for."""
        if not row.comments:
            return
        main = self._links.uses[row.sheet].main
        order = [main, *_HOLDS_NOTES] if main in _HOLDS_NOTES else [*_HOLDS_NOTES]
        holder = next((entry for record in order if record for entry in row.of(record)), None)
        for cell, heading, text in row.comments:
            origin = Origin(row.sheet, cell, heading, text)
            if holder is not None:
                value = Value(text, Origin(row.sheet, cell, f"{heading} (comment)", text))
                holder.values.setdefault("notes", []).append(value)
            where = "kept with the notes" if holder is not None else "not read"
            self._settler.problem(
                "COMMENT",
                origin,
                f"The comment on this cell was {where}.",
                "Nothing to do.",
                Severity.NOTICE,
            )

    # -- homes

    def _build_homes(self, rows: Sequence[RowRecords]) -> None:
        approvals: dict[str, list[tuple[RowRecords, Entry]]] = {}
        for row in rows:
            household = self._links.household(row)
            if household is None:
                continue
            home = self._homes.setdefault(household, Home(household))
            stated = list(row.of("household"))
            if self._links.uses[row.sheet].is_reference("household"):
                home.only_named.extend(stated)
            else:
                home.entries.extend(stated)
                home.origins.extend(map(origin_of_entry, stated))
            home.parts.extend(
                entry
                for entry in row.entries
                if PARTS.get(entry.record, ("",))[0] == "household" and entry.is_given
            )
            for entry in row.of("approval"):
                approvals.setdefault(household, []).append((row, entry))
        for identity in sorted(self._homes):
            home = self._homes[identity]
            if not home.entries:
                home.entries.extend(home.only_named)
                home.origins.extend(map(origin_of_entry, home.only_named))
            if not home.origins:
                home.origins.append(Origin("", "", None))
            made = self._made.household(home)
            if made is not None:
                self._found["households"].append(made)
                self._make_known(made)
        for identity in sorted(approvals):
            self._found["approvals"].extend(self._approvals(identity, approvals[identity]))

    def _make_known(self, household: Household) -> None:
        """Let a household and its members be found by their names."""
        links = self._links
        for member in household.members or ():
            links.members.add([member.id])
            links.household_of[member.id] = household.id
            links.members.name(f"{member.first_name or ''} {member.last_name or ''}", member.id)

    def _approvals(self, household: str, given: Sequence[tuple[RowRecords, Entry]]) -> Iterator[Approval]:
        """One approval for all rows that say the same; one each where they differ, for the row's carers."""
        groups = _agreeing(given)
        following = numbered(f"{household}-A")
        for group in sorted(groups, key=_approved_first):
            entries = [entry for _, entry in group]
            named = id_of(entries[0])
            identity = following() if named is None else str(named.value)
            approval = self._made.approval(identity, household, entries, origin_of_entry(entries[0]))
            if approval is None:
                continue
            approval = self._for_whom(approval, group, several=len(groups) > 1)
            if approval is not None:
                yield approval

    def _for_whom(
        self, approval: Approval, group: Sequence[tuple[RowRecords, Entry]], *, several: bool
    ) -> Approval | None:
        """The approval with the carers and the people it names; None where it names only unknown carers."""
        links, entries = self._links, [entry for _, entry in group]
        if any(entry.all("only_for") for entry in entries):
            only = meant(entries, "only_for", links.find_person)
            approval = attrs.evolve(approval, terms=attrs.evolve(approval.terms, only_for=frozenset(only)))
        named = [value for entry in entries for value in entry.all("carer_ids")]
        home = approval.household_id
        carers = meant(entries, "carer_ids", lambda value, text: links.find_carer(value, text, home))
        if named and not carers:
            self._settler.problem(
                "APPROVAL-OF-NOBODY",
                named[0].origin,
                "This approval is for carers whom we do not know, so it was left out.",
                "Correct who it is for; leave it blank where it is for every carer of the household.",
            )
            return None
        if several and not named:
            beside = (entry for row, _ in group for entry in row.of("carer"))
            carers = {self._carer_ids[id(entry)] for entry in beside if id(entry) in self._carer_ids}
        return attrs.evolve(approval, carer_ids=frozenset(carers)) if carers else approval

    # -- people

    def _build_people(self, rows: Sequence[RowRecords]) -> PeopleBuilder:
        links = self._links
        animals = {pet.kind for home in self._found["households"] for pet in home.pets or ()}
        builder = PeopleBuilder(self._settler, self._made, animals)
        self._found["households"] = [
            attrs.evolve(home, wishes=builder.all_animals(home.wishes)) for home in self._found["households"]
        ]
        people: dict[str, tuple[list[Entry], list[Entry], list[Entry], list[Origin]]] = {}
        for row in rows:
            person = links.person(row)
            if person is None:
                continue
            entries, named, parts, origins = people.setdefault(person, ([], [], [], []))
            (named if links.uses[row.sheet].is_reference("person") else entries).extend(row.of("person"))
            origins.append(row.origin)
            parts.extend(_parts_of("person", row))
            for request in row.of("request"):
                given = id_of(request)
                if given is not None:
                    links.person_of_request.setdefault(links.requests.find(given.value) or "", person)
        for identity in sorted(people):
            entries, named, parts, origins = people[identity]
            if not any(any(names_of(entry)) for entry in entries):
                entries.extend(named)
            where = min(origins, key=lambda origin: (origin.sheet, origin.cell))
            person_record: Person | None = builder.person(identity, entries, parts, where, links.find_anybody)
            if person_record is not None:
                self._found["people"].append(person_record)
        return builder

    def _build_requests(self, rows: Sequence[RowRecords]) -> None:
        groups: dict[tuple[str, str], list[Entry]] = {}
        builder = PeopleBuilder(self._settler, self._made, ())
        for row in rows:
            for entry in row.of("request"):
                person = self._links.person(row)
                if person is None:
                    self._settler.problem(
                        "REQUEST-OF-NOBODY",
                        origin_of_entry(entry),
                        "It does not say whose request this is, so it was left out.",
                        "Give the person's reference or name in the row, and map it.",
                    )
                    continue
                named = id_of(entry)
                key = "" if named is None else self._links.requests.find(named.value) or ""
                groups.setdefault(
                    (person, key or f"{person}-R-{short_hash(entry_content([entry]))}"), []
                ).append(entry)
        for (person, identity), entries in sorted(groups.items()):
            request: Request | None = builder.request(identity, person, entries, origin_of_entry(entries[0]))
            if request is not None:
                self._found["requests"].append(request)

    # -- checks

    def _build_checks(self, rows: Sequence[RowRecords]) -> None:
        carers: dict[str, list[str]] = {}
        for carer in self._found["carers"]:
            carers.setdefault(carer.household_id, []).append(carer.id)
        builder = CheckBuilder(self._settler, self._links, self._homes, carers)
        own = own_carers(rows, self._carer_ids)
        for row in rows:
            builder.take(row, own.get(id(row)))
        self._found["checks"].extend(builder.checks())

    # -- the whole

    def _scheme(self, not_kept: frozenset[str]) -> Scheme:
        fit_together(self._found, self._settler)
        homes: Iterable[Household] = self._found["households"]
        people: Iterable[Person] = self._found["people"]

        def named(name: str) -> tuple[str, ...]:
            values = {getattr(one, name, None) for one in (*homes, *people)}
            return tuple(sorted(value for value in values if value))

        scheme = Scheme(
            name=self._mapping.name,
            nation=self._mapping.nation,
            as_at=self._as_at,
            local_limit=self._mapping.local_limit,
            neighbourhoods=named("neighbourhood"),
            teams=named("team"),
            coordinators=named("coordinator"),
            not_kept=not_kept,
            **{name: tuple(records) for name, records in self._found.items()},
        )
        for problem in scheme.problems:
            say_about(problem, Severity.NOTICE, self._settler)
        return scheme


def _agreeing(given: Sequence[tuple[RowRecords, Entry]]) -> list[list[tuple[RowRecords, Entry]]]:
    """Entries about one household, together as far as they have one id or do not contradict each other."""
    groups: list[tuple[dict[str, str], list[tuple[RowRecords, Entry]]]] = []
    for row, entry in sorted(given, key=lambda one: (-len(one[1].values), entry_content([one[1]]))):
        said = {
            name: fingerprint([value.value for value in some])
            for name, some in entry.values.items()
            if not all(value.silent for value in some)
        }
        for known, group in groups:
            if all(known.get(name, value) == value for name, value in said.items()):
                known.update(said)
                group.append((row, entry))
                break
        else:
            groups.append((said, [(row, entry)]))
    return [group for _, group in groups]


def _parts_of(record: str, row: RowRecords) -> Iterator[Entry]:
    """What a row says of records that are part of another kind of record."""
    return (e for e in row.entries if PARTS.get(e.record, ("",))[0] == record and e.is_given)


def _approved_first(given: Sequence[tuple[RowRecords, Entry]]) -> tuple[date, str]:
    entries = [entry for _, entry in given]
    dates = [value.value for entry in entries for value in entry.all("approved_from")]
    return min(dates, default=date.max), entry_content(entries)

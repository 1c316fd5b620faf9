"""Checks out of the rows of a register, whether they stand in columns or in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sharedlives.domain.carer import Check
from sharedlives.domain.words import CheckKind, SubjectKind
from sharedlives.errors import Severity
from sharedlives.files.mapping_carers import EVERY
from sharedlives.files.mapping_homes import Home, member_key
from sharedlives.files.mapping_links import Links
from sharedlives.files.mapping_rows import Entry, Origin, RowRecords, Value
from sharedlives.files.mapping_settle import Settler, fingerprint
from sharedlives.files.value_words import CheckSort

_EVIDENCE: Final = (
    *("issued_on", "seen_on", "valid_until", "status_checked_on", "risk_assessed_on", "outcome"),
    *("reference_number", "observed_by"),
)

_OF_A_PERSON: Final = frozenset(
    {
        CheckKind.CERTIFICATE,
        CheckKind.UPDATE_SERVICE,
        CheckKind.REFERENCE,
        CheckKind.IDENTITY,
        CheckKind.HEALTH,
        CheckKind.RIGHT_TO_WORK,
        CheckKind.DRIVING_LICENCE,
        CheckKind.TRAINING,
        CheckKind.COMPETENCY,
    }
)
"""Checks that are never about a home."""
_REFERS: Final = ("who", "carer_id", "carer_number", "person_id", "household_id")
Subject = tuple[SubjectKind, str]


@dataclass(frozen=True, slots=True)
class _Found:
    subject: Subject
    sort: CheckSort
    known: Mapping[str, Any]
    origins: Mapping[str, Origin]
    where: Origin


class CheckBuilder:
    """Makes checks; one without any date or other evidence is none.

    Parameters
    ----------
    settler, links
        Settle on values and find whom a check is about.
    homes
        What is known of each household, its members by what the rows say of them among it.
    carers
        The ids of each household's carers.
    """

    def __init__(
        self, settler: Settler, links: Links, homes: Mapping[str, Home], carers: Mapping[str, Sequence[str]]
    ) -> None:
        self._settler = settler
        self._links = links
        self._homes = homes
        self._carers = carers
        self._found: dict[str, _Found] = {}

    def take(self, row: RowRecords, own_carer: str | None) -> None:
        """Take the checks that a row gives; `own_carer` is the one carer the row is about, if it is."""
        for entry in row.of("check"):
            sort = self._sort(entry)
            if not any(value for name in _EVIDENCE for value in entry.all(name) if not value.silent):
                self._tell_without_date(entry)
                continue
            where = next(value.origin for some in entry.values.values() for value in some if not value.silent)
            if sort is None:
                self._settler.problem(
                    "CHECK-UNNAMED",
                    where,
                    "It does not say what was checked.",
                    "Name the check, such as Gas.",
                )
                continue
            for subject in self._subjects(row, entry, own_carer, where):
                known, origins = self._settler.fields("check", [entry])
                self._keep(_Found(subject, sort, known, origins, where))
        for entry in row.of("carer"):
            for value in entry.all("references"):
                self._references(row, entry, value, own_carer)

    def _tell_without_date(self, entry: Entry) -> None:
        value = next((value for value in entry.all("kind") if not value.silent), None)
        if value is not None and not any(entry.all(name) for name in _EVIDENCE):
            self._settler.problem(
                "CHECK-WITHOUT-DATE",
                value.origin,
                "This check has no date, so it counts as no evidence.",
                "Nothing to do where it was not done yet.",
                Severity.NOTICE,
            )

    def _sort(self, entry: Entry) -> CheckSort | None:
        kind, topic, number = entry.check, entry.topic, entry.number
        if kind is None:
            value = self._settler.one([entry], "kind")
            if value is None:
                return None
            kind, topic, number = value.value
        stated, count = self._settler.one([entry], "topic"), self._settler.one([entry], "number")
        return kind, topic if stated is None else stated.value, number if count is None else count.value

    # -- whom it is about

    def _subjects(
        self, row: RowRecords, entry: Entry, own_carer: str | None, where: Origin
    ) -> Iterator[Subject]:
        record, label, instance = entry.owner or ("", "", "")
        if record == "":
            subject = self._named(row, entry, own_carer)
            if subject is not None and subject[0] is SubjectKind.HOUSEHOLD and self._is_of_a_person(entry):
                self._nobody(where)
            elif subject is not None:
                yield subject
            elif not any(each.all(name) for each in row.entries for name in _REFERS):
                self._nobody(where)
            return
        household = self._links.household(row)
        if record == "person":
            person = self._links.person(row)
            found = [] if person is None else [(SubjectKind.PERSON, person)]
        elif household is None:
            found = []
        elif record == "household":
            found = [(SubjectKind.HOUSEHOLD, household)]
        elif record == "member":
            found = self._member(row, household, label, instance)
        else:
            found = self._carer(household, label, own_carer)
        if not found and (household is not None or not any(each.all("household_id") for each in row.entries)):
            self._nobody(where)
        yield from found

    def _carer(self, household: str, label: str, own_carer: str | None) -> list[Subject]:
        if label == EVERY:
            ids: Sequence[str] = self._carers.get(household, ())
        elif label:
            one = self._links.carers.find(f"{household}-C{label}")
            ids = [] if one is None else [one]
        else:
            ids = [own_carer] if own_carer is not None else []
        return [(SubjectKind.CARER, identity) for identity in ids]

    def _member(self, row: RowRecords, household: str, label: str, instance: str) -> list[Subject]:
        for entry in row.of("member"):
            if (entry.label, entry.instance) == (label, instance):
                member = (
                    self._homes[household].members.get(member_key(entry))
                    if household in self._homes
                    else None
                )
                return [] if member is None else [(SubjectKind.MEMBER, member.id)]
        return []

    def _is_of_a_person(self, entry: Entry) -> bool:
        """Whether what was checked is somebody's, so that the home's is not what it can be."""
        sort = self._sort(entry)
        return sort is not None and sort[0] in _OF_A_PERSON

    def _named(self, row: RowRecords, entry: Entry, own_carer: str | None) -> Subject | None:
        """Whom a check in a row of its own is about: a member, a carer, somebody by name, else the home."""
        links = self._links
        household = links.household(row)
        for member in row.of("member"):
            found = [] if household is None else self._member(row, household, member.label, member.instance)
            return found[0] if found else None
        for value in entry.all("carer_id"):
            carer = links.find_carer(value, value.value, household)
            return None if carer is None else (SubjectKind.CARER, carer)
        for value in entry.all("carer_number"):
            if household is not None:
                carer = links.find_carer(value, str(value.value), household)
                return None if carer is None else (SubjectKind.CARER, carer)
        for value in entry.all("who"):
            return self._anybody(value, household)
        for value in entry.all("person_id"):
            person = links.find_person(value, value.value)
            return None if person is None else (SubjectKind.PERSON, person)
        if own_carer is not None:
            return SubjectKind.CARER, own_carer
        return None if household is None else (SubjectKind.HOUSEHOLD, household)

    def _anybody(self, value: Value, household: str | None) -> Subject | None:
        links, text = self._links, value.value
        books = (
            (SubjectKind.CARER, links.carers),
            (SubjectKind.MEMBER, links.members),
            (SubjectKind.HOUSEHOLD, links.households),
            (SubjectKind.PERSON, links.people),
        )
        for kind, book in books:
            named = book.by_name.get(book.key(text), set())
            there = [one for one in named if links.household_of.get(one) == household]
            found = book.find(text) or (there[0] if len(there) == 1 else None)
            if found is not None:
                return kind, found
        links.settler.nobody(value, text, [book for _, book in books])
        return None

    def _nobody(self, where: Origin) -> None:
        self._settler.problem(
            "CHECK-OF-NOBODY",
            where,
            "We could not tell whom this check is about, so it was left out.",
            "Name the carer, the household member or the household it is about.",
        )

    # -- the checks

    def _references(self, row: RowRecords, entry: Entry, value: Value, own_carer: str | None) -> None:
        """A number of references held stands for so many references without a date."""
        household = self._links.household(row)
        if household is None:
            return
        count = 1 if value.value is True else value.value
        label = entry.label or (EVERY if own_carer is None else "")
        for subject in self._carer(household, label, own_carer):
            for number in range(1, count + 1):
                self._keep(_Found(subject, (CheckKind.REFERENCE, None, number), {}, {}, value.origin))

    def _keep(self, found: _Found) -> None:
        content = fingerprint([found.subject, found.sort, dict(found.known)])
        self._found.setdefault(content, found)

    def checks(self) -> Iterator[Check]:
        """Every check once, with an id of whom it is about and what was checked."""
        groups: dict[str, list[_Found]] = {}
        for found in self._found.values():
            groups.setdefault(_prefix(found), []).append(found)
        for prefix in sorted(groups):
            for at, found in enumerate(sorted(groups[prefix], key=_in_order), 1):
                kind, topic, number = found.sort
                subject_kind, subject = found.subject
                known = {
                    **found.known,
                    "id": f"{prefix}-{at}" if at > 1 else prefix,
                    "kind": kind,
                    "topic": topic,
                    "number": number,
                    "subject_kind": subject_kind,
                    "subject_id": subject,
                }
                self._settler.remember("checks", known["id"], found.where, found.origins)
                check = self._settler.make(Check, known, found.origins, found.where)
                if check is not None:
                    yield check


def _prefix(found: _Found) -> str:
    kind, topic, number = found.sort
    words = re.sub(r"[^a-z0-9]+", "-", (topic or kind.name).lower()).strip("-")
    return f"{found.subject[1]}-{words}{'' if number is None else f'-{number}'}"


def _in_order(found: _Found) -> str:
    dates = [str(found.known.get(name) or "") for name in ("issued_on", "seen_on", "valid_until")]
    return fingerprint([max(dates), dict(found.known)])


def own_carers(rows: Sequence[RowRecords], ids: Mapping[int, str]) -> dict[int, str]:
    """The carer each row is about, where it is about just one without a label, by the row's identity."""
    found: dict[int, str] = {}
    for row in rows:
        plain = [entry for entry in row.of("carer") if not entry.label]
        if len(plain) == 1 and id(plain[0]) in ids:
            found[id(row)] = ids[id(plain[0])]
    return found

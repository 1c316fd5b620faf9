"""Introductions, declines, visits, events, breaks and applicants out of the rows of a register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from sharedlives.domain.arrangement import IntroductionStep, PartyAnswer
from sharedlives.domain.carer import StageReached
from sharedlives.domain.words import Kind, SubjectKind
from sharedlives.files.mapping_fields import ANSWERS, RECORDS, STEPS
from sharedlives.files.mapping_homes import HomeBuilder, period_of, spans_of
from sharedlives.files.mapping_links import Links, id_of
from sharedlives.files.mapping_people import PeopleBuilder
from sharedlives.files.mapping_rows import Entry, Origin, RowRecords
from sharedlives.files.mapping_settle import entry_content, short_hash

_COLLECTIONS: Final = {
    "introduction": "introductions",
    "decline": "declines",
    "visit": "visits",
    "event": "events",
    "break": "breaks",
    "applicant": "applicants",
}


_NEEDED: Final = {
    "household_id": "a household",
    "person_id": "a person",
    "request_id": "a request",
    "subject_kind": "whom it is about",
    "subject_id": "whom it is about",
    "period": "its dates",
    "on": "its date",
}


class OtherBuilder:
    """Makes the records of which a sheet has one row each and that little else depends on."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._settler = links.settler

    def records(self, row: RowRecords) -> Iterator[tuple[str, Any]]:
        """Every such record of a row, with the collection it belongs to."""
        for record, collection in _COLLECTIONS.items():
            for entry in row.of(record):
                made = self._made(record, collection, row, entry)
                if made is not None:
                    yield collection, made

    def _made(self, record: str, collection: str, row: RowRecords, entry: Entry) -> Any | None:
        where = next(v.origin for some in entry.values.values() for v in some if not v.silent)
        known, origins = self._settler.fields(record, [entry])
        named = id_of(entry)
        cls = RECORDS[record]
        known["id"] = f"{record}-{short_hash(entry_content(row.entries))}" if named is None else named.value
        known.update(self._references(cls, row, entry))
        if record in ("visit", "event"):
            known.update(self._subject(row, entry))
        if record == "applicant":
            known.update(self._settler.names([entry]))
            stages = [value.value for value in entry.all("stage")]
            known["stages"] = tuple(StageReached(stage=stage) for stage in stages)
        if record == "break":
            for first, last, origin in spans_of(self._settler, [entry], "dates", "from", "until"):
                known["period"] = period_of(self._settler, first, last, origin)
        if record == "introduction":
            known.update(self._when(row, entry, where))
            known["steps"] = tuple(self._steps(entry))
            known["answers"] = tuple(self._answers(entry))
        needed = [
            a.name for a in attrs.fields(cls) if a.default is attrs.NOTHING and known.get(a.name) is None
        ]
        if needed:
            article = "An" if record[0] in "aeiou" else "A"
            words = dict.fromkeys(_NEEDED.get(name, name.replace("_", " ")) for name in needed)
            self._settler.problem(
                "UNFINISHED",
                where,
                f"{article} {record} needs {' and '.join(words)}; it was left out.",
                "Fill it in or correct it; or map the column that says it.",
            )
            return None
        self._settler.remember(collection, str(known["id"]), where, origins)
        return self._settler.make(cls, known, origins, where)

    def _references(self, cls: type[Any], row: RowRecords, entry: Entry) -> dict[str, Any]:
        links, fields = self._links, attrs.fields_dict(cls)
        found: dict[str, Any] = {}
        if "household_id" in fields:
            found["household_id"] = links.household(row)
        if "person_id" in fields:
            found["person_id"] = links.person(row)
        for value in entry.all("request_id"):
            found["request_id"] = links.find_request(value, value.value)
        for value in entry.all("carer_id"):
            if "carer_id" in fields:
                found["carer_id"] = links.find_carer(value, value.value, found.get("household_id"))
        for value in entry.all("bedroom_id"):
            found["bedroom_id"] = str(value.value)
        return found

    def _subject(self, row: RowRecords, entry: Entry) -> dict[str, Any]:
        links = self._links
        for value in entry.all("carer_id"):
            return {"subject_kind": SubjectKind.CARER, "subject_id": links.find_carer(value, value.value)}
        for value in entry.all("who"):
            found = links.find_anybody(value, value.value)
            for kind, book in (
                (SubjectKind.PERSON, links.people),
                (SubjectKind.HOUSEHOLD, links.households),
                (SubjectKind.CARER, links.carers),
                (SubjectKind.MEMBER, links.members),
            ):
                if found is not None and found in book.by_key.values():
                    return {"subject_kind": kind, "subject_id": found}
            return {}
        person = links.person(row)
        if person is not None:
            return {"subject_kind": SubjectKind.PERSON, "subject_id": person}
        household = links.household(row)
        return {} if household is None else {"subject_kind": SubjectKind.HOUSEHOLD, "subject_id": household}

    def _steps(self, entry: Entry) -> Iterator[IntroductionStep]:
        for name, stage in STEPS.items():
            day = self._settler.one([entry], name)
            if day is not None:
                yield IntroductionStep(stage=stage, on=day.value)

    def _answers(self, entry: Entry) -> Iterator[PartyAnswer]:
        """What each side said to a stay; nothing is taken for an answer of somebody who was not asked."""
        for name, party in ANSWERS.items():
            yes = self._settler.one([entry], name)
            if yes is not None:
                yield PartyAnswer(party=party, yes=yes.value, to_a_stay=True)

    def _when(self, row: RowRecords, entry: Entry, where: Origin) -> dict[str, Any]:
        """The stay an introduction leads to, where its dates are given."""
        del row
        settler = self._settler
        if not any(entry.all(name) for name in ("start", "dates")):
            return {}
        homes = HomeBuilder(settler, nation=None, as_at=None)  # type: ignore[arg-type]
        kind = Kind.DAY_SUPPORT if entry.all("weekdays") else Kind.LIVE_IN
        when = PeopleBuilder(settler, homes, ()).when(kind, [entry], where, needed=False)
        return {} if when is None else {"stay": when[0], "sessions": when[1]}

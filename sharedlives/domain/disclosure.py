"""What a scheme holds about one person: to show them, and to erase it."""

from __future__ import annotations

from typing import Any, Final

import attrs

from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.words import Party, SubjectKind


def about(scheme: Scheme, person_id: str) -> dict[str, tuple[Any, ...]]:
    """Every record that is about somebody or names them, by collection; empty collections are left out.

    Raises
    ------
    UnknownIdError
        Where nobody has this id.
    """
    scheme.person(person_id)
    theirs = _requests_of(scheme, person_id)
    found = {
        name: tuple(r for r in getattr(scheme, name) if _concerns(r, person_id, theirs))
        for name in COLLECTIONS
    }
    return {name: records for name, records in found.items() if records}


def without(scheme: Scheme, person_id: str) -> Scheme:
    """The scheme with nothing left in it about one person.

    Their requests, arrangements, introductions, noes, checks, visits and events go; a wish to stay together
    goes where fewer than two people would be left. Records of others that name them only in passing stay,
    without their id. What a note or another free text says of them cannot be told from here: read those.

    Raises
    ------
    UnknownIdError
        Where nobody has this id.
    """
    scheme.person(person_id)
    theirs = _requests_of(scheme, person_id)
    gone = {arrangement.id for arrangement in scheme.arrangements_of(person_id)}
    kept: dict[str, Any] = {
        name: tuple(
            _without_move(cleaned, gone)
            for record in getattr(scheme, name)
            if (cleaned := _cleaned(record, person_id, theirs)) is not None
        )
        for name in COLLECTIONS
    }
    return attrs.evolve(scheme, **kept)


def _requests_of(scheme: Scheme, person_id: str) -> set[str]:
    return {request.id for request in scheme.requests_of(person_id)}


def _is_theirs(record: Any, person_id: str, requests: set[str]) -> bool:
    if getattr(record, "person_id", None) == person_id or getattr(record, "request_id", None) in requests:
        return True
    if getattr(record, "subject_kind", None) is SubjectKind.PERSON:
        return bool(record.subject_id == person_id)
    return getattr(record, "other_id", None) == person_id or (
        record.id == person_id and type(record) is COLLECTIONS["people"]
    )


def _concerns(record: Any, person_id: str, requests: set[str]) -> bool:
    return _is_theirs(record, person_id, requests) or _cleaned(record, person_id, requests) != record


def _cleaned(record: Any, person_id: str, requests: set[str]) -> Any | None:
    if _is_theirs(record, person_id, requests):
        return None
    record = _without_their_word(record, person_id)
    if hasattr(record, "terms") and person_id in (record.terms.only_for or ()):
        terms = attrs.evolve(record.terms, only_for=record.terms.only_for - {person_id})
        return attrs.evolve(record, terms=terms)
    if hasattr(record, "people") and person_id in record.people:
        left = record.people - {person_id}
        return attrs.evolve(record, people=left) if len(left) > 1 else None
    return _without_answers_and_plans(record, person_id)


def _without_move(record: Any, gone: set[str]) -> Any:
    """Take out a move from one of their arrangements; by rights nobody else's names one."""
    return attrs.evolve(record, moved_from=None) if getattr(record, "moved_from", None) in gone else record


def _without_their_word(record: Any, person_id: str) -> Any:
    """Take the person out of who stated, confirmed or gave something, in a record and in its parts."""
    changes: dict[str, Any] = {}
    for name in attrs.fields_dict(type(record)):
        value = getattr(record, name)
        if name in _WHO_SAID_IT and value == person_id:
            changes[name] = None
        elif isinstance(value, tuple) and any(attrs.has(type(part)) for part in value):
            parts = tuple(_without_their_word(part, person_id) for part in value)
            if parts != value:
                changes[name] = parts
    return attrs.evolve(record, **changes) if changes else record


_WHO_SAID_IT: Final = frozenset({"stated_by", "confirmed_by", "given_by", "decided_by", "by"})


def _without_answers_and_plans(record: Any, person_id: str) -> Any:
    """Take the person out of what others said or plan for: answers they gave, plans that name them."""
    if hasattr(record, "answers"):
        answers = tuple(
            answer
            for answer in record.answers
            if answer.party_id != person_id or answer.party is Party.CARER  # a carer may bear the same id
        )
        return attrs.evolve(record, answers=answers)
    if hasattr(record, "to_plan_for"):
        plans = tuple(attrs.evolve(p, not_with=p.not_with - {person_id}) for p in record.to_plan_for)
        return attrs.evolve(record, to_plan_for=plans)
    return record

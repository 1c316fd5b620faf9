"""Many schemes as one, so that people may look beyond their own scheme's homes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from sharedlives.domain.integrity import REFERENCES
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.wish import Wish
from sharedlives.errors import InvalidRecordError, SchemeError, SchemeProblem

_THE_SAME_FOR_ALL: Final = ("nation", "as_at", "local_limit", "not_kept")
_PUT_TOGETHER: Final = ("neighbourhoods", "teams", "coordinators")
_ID_FIELDS: Final = {
    name: tuple(
        dict.fromkeys(
            ["id", *(field for collection, field, _ in REFERENCES if collection == name)]
            + (["subject_id"] if "subject_id" in attrs.fields_dict(record) else [])
        )
    )
    for name, record in COLLECTIONS.items()
}
"""The fields of each collection's records that hold an id or ids."""


def join(schemes: Iterable[Scheme], *, name: str | None = None) -> Scheme:
    """Many schemes as one: every record of each, with ids kept apart by the number of its scheme.

    ``H1`` of the first of three schemes becomes ``1-H1``; of a hundred, ``001-H1``. Nothing else changes:
    neighbourhoods of one name count as one, and somebody whom two schemes know is there twice, for nobody
    can tell from records who is who.

    Parameters
    ----------
    schemes
        In which order their numbers follow.
    name
        What to call all of them together.

    Raises
    ------
    InvalidRecordError
        Where there is no scheme at all.
    SchemeError
        Where they are not of one nation, whose law binds them, or where they have different settings: the
        day they speak of, their own limit, or the facts that they do not keep. Say which is to hold for all
        with `Scheme.with_changes`, and join again.
    """
    some = tuple(schemes)
    if not some:
        raise InvalidRecordError("join: give at least one scheme")
    problems = tuple(_settings_that_differ(some))
    if problems:
        raise SchemeError(problems)
    joined: dict[str, list[Any]] = {collection: [] for collection in COLLECTIONS}
    width = len(str(len(some)))
    for number, scheme in enumerate(some, 1):
        apart = _Apart(scheme, f"{number:0{width}}-")
        for collection, records in joined.items():
            records.extend(apart.records(collection))
    settings: dict[str, Any] = {field: getattr(some[0], field) for field in _THE_SAME_FOR_ALL}
    for field in _PUT_TOGETHER:
        settings[field] = tuple(sorted({value for scheme in some for value in getattr(scheme, field)}))
    collections: dict[str, Any] = {collection: tuple(records) for collection, records in joined.items()}
    return Scheme(name=name, **settings, **collections)


def _settings_that_differ(schemes: Sequence[Scheme]) -> Iterator[SchemeProblem]:
    for field in _THE_SAME_FOR_ALL:
        said = Counter(_said(getattr(scheme, field)) for scheme in schemes)
        if len(said) > 1:
            each = "; ".join(f"{value} in {number}" for value, number in sorted(said.items()))
            yield SchemeProblem(
                code="settings-differ",
                collection="schemes",
                record=field,
                field_name=field,
                message=f"{field.replace('_', ' ')} differs between the schemes ({each}): {_REMEDY[field]}",
            )


_REMEDY: Final = {
    "nation": "join those of each nation by themselves, for its law binds them",
    "as_at": "give all of them the day for which they are joined",
    "local_limit": "give all of them the limit that is to hold",
    "not_kept": "give all of them what none of them keeps",
}


def _said(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "nothing"
    return "not said" if value is None else str(value)


class _Apart:
    """The records of one scheme with a prefix before every id."""

    def __init__(self, scheme: Scheme, prefix: str) -> None:
        self._scheme = scheme
        self._prefix = prefix
        self._people = {
            record.id
            for collection in ("people", "carers", "households")
            for record in getattr(scheme, collection)
        } | {member.id for home in scheme.households for member in home.members or ()}

    def records(self, collection: str) -> Iterator[Any]:
        """Every record of a collection, each id in it with the prefix."""
        more = _IN_PARTS.get(collection)
        for record in getattr(self._scheme, collection):
            changes = {field: self._ids(getattr(record, field)) for field in _ID_FIELDS[collection]}
            if more is not None:
                changes |= more(self, record)
            yield attrs.evolve(record, **changes)

    def _ids(self, value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, frozenset):
            return frozenset(self._prefix + identity for identity in value)
        return self._prefix + value

    def _whose(self, word: str | None) -> str | None:
        """A role stays as it is; the id of somebody gets the prefix."""
        return self._ids(word) if word in self._people else word

    def _wishes(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        if not any(wish.stated_by in self._people for wish in wishes):
            return wishes
        return tuple(attrs.evolve(wish, stated_by=self._whose(wish.stated_by)) for wish in wishes)

    def in_household(self, home: Any) -> dict[str, Any]:
        """Members, and whose wishes they are; a bedroom's id is its household's own."""
        members = home.members
        if members is not None:
            members = tuple(attrs.evolve(member, id=self._ids(member.id)) for member in members)
        return {"members": members, "wishes": self._wishes(home.wishes)}

    def in_person(self, person: Any) -> dict[str, Any]:
        """Whom plans name, and whose wishes they are."""
        plans = tuple(attrs.evolve(plan, not_with=self._ids(plan.not_with)) for plan in person.to_plan_for)
        return {"to_plan_for": plans, "wishes": self._wishes(person.wishes)}

    def in_approval(self, approval: Any) -> dict[str, Any]:
        """Whom alone it is for."""
        only_for = self._ids(approval.terms.only_for)
        return {"terms": attrs.evolve(approval.terms, only_for=only_for)} if only_for is not None else {}

    def in_introduction(self, introduction: Any) -> dict[str, Any]:
        """Which of several carers or residents said what."""
        answers = tuple(
            attrs.evolve(answer, party_id=self._whose(answer.party_id)) for answer in introduction.answers
        )
        return {"answers": answers}

    def stated(self, record: Any) -> dict[str, Any]:
        """Who said so."""
        return {"stated_by": self._whose(record.stated_by)}


_IN_PARTS: Final = {
    "households": _Apart.in_household,
    "people": _Apart.in_person,
    "approvals": _Apart.in_approval,
    "introductions": _Apart.in_introduction,
    "keep_together": _Apart.stated,
    "keep_apart": _Apart.stated,
}
"""What else of a record holds ids, inside its parts."""

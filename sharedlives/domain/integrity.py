"""Whether the records of a scheme fit together: every reason at once, in words.

Structural problems (an id twice, a reference to nobody) keep a `Scheme` from being built. Factual ones
(a bedroom let twice) are facts of the register that cannot all be true: somebody must look, nothing is left
out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

import attrs

from sharedlives.dates import Stay
from sharedlives.domain.arrangement import Arrangement, KeepTogether
from sharedlives.domain.words import Kind, SubjectKind
from sharedlives.errors import SchemeProblem

Records = Mapping[str, Sequence[Any]]

REFERENCES: Final = (
    ("carers", "household_id", ("households",)),
    ("applicants", "household_id", ("households",)),
    ("approvals", "household_id", ("households",)),
    ("approvals", "carer_ids", ("carers",)),
    ("approvals", "varies", ("approvals",)),
    ("requests", "person_id", ("people",)),
    ("arrangements", "person_id", ("people",)),
    ("arrangements", "household_id", ("households",)),
    ("arrangements", "carer_id", ("carers",)),
    ("arrangements", "moved_from", ("arrangements",)),
    ("introductions", "request_id", ("requests",)),
    ("introductions", "household_id", ("households",)),
    ("declines", "person_id", ("people",)),
    ("declines", "household_id", ("households",)),
    ("declines", "request_id", ("requests",)),
    ("breaks", "household_id", ("households",)),
    ("breaks", "carer_id", ("carers",)),
    ("keep_together", "people", ("people",)),
    ("keep_apart", "person_id", ("people",)),
    ("keep_apart", "other_id", ("people", "carers", "members", "households")),
)
"""Which field of which collection names a record, or records, of which others."""

_SUBJECTS: Final = {
    SubjectKind.CARER: "carers",
    SubjectKind.MEMBER: "members",
    SubjectKind.HOUSEHOLD: "households",
    SubjectKind.PERSON: "people",
    SubjectKind.APPLICANT: "applicants",
}

_SINGULAR: Final = {
    "households": "household",
    "carers": "carer",
    "members": "household member",
    "people": "person",
    "applicants": "applicant",
    "approvals": "approval",
    "requests": "request",
    "arrangements": "arrangement",
}


def structural_problems(records: Records) -> tuple[SchemeProblem, ...]:
    """Every way in which the collections, by name, do not fit together."""
    known = _known_ids(records)
    return (
        *_ids_given_twice(records),
        *_references_to_nobody(records, known),
        *_subjects_that_are_nobody(records, known),
        *_bedrooms_that_are_nowhere(records),
    )


def _known_ids(records: Records) -> dict[str, set[str]]:
    known = {name: {record.id for record in some} for name, some in records.items()}
    households = records.get("households", ())
    known["members"] = {member.id for home in households for member in home.members or ()}
    return known


def _ids_given_twice(records: Records) -> Iterator[SchemeProblem]:
    for name, some in records.items():
        for identity, times in sorted(Counter(record.id for record in some).items()):
            if times > 1:
                yield _twice(name, identity, times)
    for home in records.get("households", ()):
        for what, parts in (("bedroom", home.bedrooms), ("member", home.members)):
            for identity, times in sorted(Counter(part.id for part in parts or ()).items()):
                if times > 1:
                    yield SchemeProblem(
                        code="id-twice",
                        collection="households",
                        record=home.id,
                        other=identity,
                        field_name=f"{what}s",
                        message=f"household {home.id} has {times} {what}s with the id {identity}: "
                        "give each its own",
                    )


def _twice(collection: str, identity: str, times: int) -> SchemeProblem:
    return SchemeProblem(
        code="id-twice",
        collection=collection,
        record=identity,
        field_name="id",
        message=f"{times} {collection.replace('_', ' ')} have the id {identity}: give each its own, "
        "or keep the right one",
    )


def _references_to_nobody(records: Records, known: Mapping[str, set[str]]) -> Iterator[SchemeProblem]:
    for collection, field_name, targets in REFERENCES:
        reachable = set().union(*(known.get(target, set()) for target in targets))
        for record in records.get(collection, ()):
            for identity in _named_ids(getattr(record, field_name)):
                if identity not in reachable:
                    yield _to_nobody(collection, record.id, field_name, identity, targets)
    for approval in records.get("approvals", ()):
        for identity in _named_ids(approval.terms.only_for):
            if identity not in known.get("people", set()):
                yield _to_nobody("approvals", approval.id, "terms.only_for", identity, ("people",))
    yield from _plans_that_name_nobody(records, known)


def _plans_that_name_nobody(records: Records, known: Mapping[str, set[str]]) -> Iterator[SchemeProblem]:
    targets = ("people", "carers", "members", "households")
    reachable = set().union(*(known.get(target, set()) for target in targets))
    for person in records.get("people", ()):
        named = {identity for plan in person.to_plan_for for identity in plan.not_with}
        for identity in sorted(named - reachable):
            yield _to_nobody("people", person.id, "to_plan_for.not_with", identity, targets)


def _named_ids(value: str | Iterable[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else sorted(value)


def _to_nobody(
    collection: str, record: str, field_name: str, identity: str, targets: Sequence[str]
) -> SchemeProblem:
    whom = " or ".join(_SINGULAR[target] for target in targets)
    return SchemeProblem(
        code="refers-to-nobody",
        collection=collection,
        record=record,
        other=identity,
        field_name=field_name,
        message=f"{collection.replace('_', ' ')} {record} names {identity}, and there is no such {whom}: "
        "correct the reference, or add the missing record",
    )


def _subjects_that_are_nobody(records: Records, known: Mapping[str, set[str]]) -> Iterator[SchemeProblem]:
    for collection in ("checks", "visits", "events"):
        for record in records.get(collection, ()):
            target = _SUBJECTS[record.subject_kind]
            if record.subject_id not in known.get(target, set()):
                yield _to_nobody(collection, record.id, "subject_id", record.subject_id, (target,))


def _bedrooms_that_are_nowhere(records: Records) -> Iterator[SchemeProblem]:
    rooms = {home.id: {room.id for room in home.bedrooms or ()} for home in records.get("households", ())}
    for collection in ("arrangements", "introductions"):
        for record in records.get(collection, ()):
            there = rooms.get(record.household_id, set())
            if record.bedroom_id is not None and record.bedroom_id not in there:
                yield SchemeProblem(
                    code="refers-to-nobody",
                    collection=collection,
                    record=record.id,
                    other=record.bedroom_id,
                    field_name="bedroom_id",
                    message=f"{collection} {record.id} names the bedroom {record.bedroom_id}, and household "
                    f"{record.household_id} has no such bedroom: correct it, or leave it blank",
                )


def factual_problems(
    arrangements: Sequence[Arrangement], keep_together: Sequence[KeepTogether]
) -> tuple[SchemeProblem, ...]:
    """What cannot all be true of some arrangements, though each is sound by itself."""
    overnight = _cut_short([arrangement for arrangement in arrangements if arrangement.stay is not None])
    return (
        *_two_homes(overnight),
        *_two_stays_away(overnight),
        *_bedrooms_let_twice(overnight, keep_together),
    )


LIVES_THERE: Final = frozenset({Kind.LIVE_IN, Kind.PARENT_AND_CHILD})
"""The kinds by which somebody lives in a home; a short break or an intermediate stay is away from home."""


def is_home(arrangement: Arrangement) -> bool:
    """Whether it is where somebody lives."""
    return arrangement.kind in LIVES_THERE


def effective_stay(arrangement: Arrangement, theirs: Iterable[Arrangement]) -> Stay | None:
    """The stay of an arrangement, cut short where one of the person's others is recorded as following it.

    A move to a home that did not begin later cuts nothing: nobody vanishes from a count because a date is
    wrong.
    """
    stay = arrangement.stay
    if stay is None or not is_home(arrangement):
        return stay
    ends = [
        other.stay.arrives
        for other in theirs
        if other.moved_from == arrangement.id and other.stay is not None and other.stay.arrives > stay.arrives
    ]
    return Stay(stay.arrives, min(ends if stay.leaves is None else [*ends, stay.leaves], default=None))


def _cut_short(overnight: Sequence[Arrangement]) -> list[Arrangement]:
    """The arrangements with the stays that recorded moves leave of them."""
    followers: dict[str, list[Arrangement]] = {}
    for arrangement in overnight:
        if arrangement.moved_from is not None:
            followers.setdefault(arrangement.moved_from, []).append(arrangement)
    return [
        attrs.evolve(arrangement, stay=effective_stay(arrangement, followers[arrangement.id]))
        if arrangement.id in followers
        else arrangement
        for arrangement in overnight
    ]


def _two_homes(overnight: Sequence[Arrangement]) -> Iterator[SchemeProblem]:
    for first, second in _overlapping(filter(is_home, overnight), "person_id"):
        what = f"person {first.person_id} lives in two homes at once"
        yield _conflict("two-homes", first, second, what, "end the one they left, or record the move")


def _two_stays_away(overnight: Sequence[Arrangement]) -> Iterator[SchemeProblem]:
    away = (arrangement for arrangement in overnight if not is_home(arrangement))
    for first, second in _overlapping(away, "person_id"):
        what = f"person {first.person_id} stays away from home twice on one night"
        yield _conflict("two-stays-away", first, second, what, "correct the dates of one")


def _bedrooms_let_twice(
    overnight: Sequence[Arrangement], keep_together: Sequence[KeepTogether]
) -> Iterator[SchemeProblem]:
    sharing = [group.people for group in keep_together if group.share_bedroom]
    stated = (arrangement for arrangement in overnight if arrangement.bedroom_id is not None)
    for first, second in _overlapping(stated, "household_id", "bedroom_id"):
        pair = {first.person_id, second.person_id}
        if len(pair) == 1 or any(pair <= people for people in sharing):
            continue
        what = f"bedroom {first.bedroom_id} of household {first.household_id} is given to two people at once"
        yield _conflict("bedroom-twice", first, second, what, "say who sleeps where, or that they share")


def _overlapping(
    arrangements: Iterable[Arrangement], *same: str
) -> Iterator[tuple[Arrangement, Arrangement]]:
    groups: dict[tuple[Any, ...], list[Arrangement]] = {}
    for arrangement in arrangements:
        groups.setdefault(tuple(getattr(arrangement, name) for name in same), []).append(arrangement)
    for group in groups.values():
        for first, second in combinations(group, 2):
            if first.stay is not None and second.stay is not None and first.stay.overlaps(second.stay):
                yield first, second


def _conflict(code: str, first: Arrangement, second: Arrangement, what: str, remedy: str) -> SchemeProblem:
    return SchemeProblem(
        code=code,
        collection="arrangements",
        record=first.id,
        other=second.id,
        message=f"{what} (arrangements {first.id} and {second.id}): {remedy}",
        structural=False,
    )


def mended(record: Any, problem: SchemeProblem) -> Any | None:
    """A record without its reference to nobody, where it stands without it; None where it does not.

    Nobody vanishes from a count because the number of a bedroom is wrong.
    """
    if problem.field_name == "terms.only_for":
        return attrs.evolve(
            record, terms=attrs.evolve(record.terms, only_for=record.terms.only_for - {problem.other})
        )
    if problem.field_name == "to_plan_for.not_with":
        plans = tuple(attrs.evolve(p, not_with=p.not_with - {problem.other}) for p in record.to_plan_for)
        return attrs.evolve(record, to_plan_for=plans)
    if problem.field_name == "carer_ids":
        return attrs.evolve(record, carer_ids=record.carer_ids - {problem.other})
    if problem.field_name in ("bedroom_id", "carer_id", "moved_from", "varies"):
        return attrs.evolve(record, **{problem.field_name: None})
    return None

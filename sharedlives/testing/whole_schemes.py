"""Whole schemes whose records fit together, small and of every shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.carer import Approval
from sharedlives.domain.household import Household
from sharedlives.domain.person import Person, ThingToPlanFor
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.words import DeclineScope, SubjectKind
from sharedlives.testing import records
from sharedlives.testing.drawing import records_of

_ID_STYLES: Final = ("{letter}{number}", "{number}", "00{number}", "{letter}/{number} ŵ")

Records = dict[str, tuple[Any, ...]]


@st.composite
def schemes(
    draw: DrawFn,
    *,
    max_households: int = 3,
    max_people: int = 3,
    max_each: int = 2,
    plain_ids: bool = False,
    conflicts: bool = False,
) -> Scheme:
    """Schemes that hold together, in which every field of every record is sometimes filled.

    Parameters
    ----------
    max_households, max_people
        At most so many homes and people.
    max_each
        At most so many records of each other collection.
    plain_ids
        Whether ids read ``H1``, ``P1`` and are unique over all collections. Else some schemes number each
        collection from 1, as registers do.
    conflicts
        Whether facts may contradict each other (`Scheme.problems`): two homes at once, a bedroom let twice.
    """
    style = _ID_STYLES[0] if plain_ids else draw(st.sampled_from(_ID_STYLES))
    builder = _Builder(draw, style, max_each)
    builder.add_homes(max_households)
    builder.add_people(max_people)
    builder.add_what_happens()
    collections: dict[str, Any] = builder.records
    scheme = attrs.evolve(draw(_SETTINGS), **collections)
    if conflicts:
        return scheme
    while scheme.problems:
        scheme = _without_arrangement(scheme, scheme.problems[0].other)
    return scheme


class _Builder:
    """Draws one collection after the other, each naming only records that are there."""

    def __init__(self, draw: DrawFn, style: str, most: int) -> None:
        self.draw = draw
        self.style = style
        self.most = most
        self.records: Records = dict.fromkeys(COLLECTIONS, ())

    def add_homes(self, most: int) -> None:
        self._add("households", records.households, self._count(most), bedrooms=_ROOMS)
        self.records["households"] = tuple(map(self._with_own_parts, self.records["households"]))
        homes = self._ids("households")
        if homes:
            self._add("carers", records.carers, self._count(), household_id=st.sampled_from(homes))
            self._add("approvals", records.approvals, self._count(), household_id=st.sampled_from(homes))
        self._add("applicants", records.applicants, self._count(), household_id=_one_of(homes))

    def add_people(self, most: int) -> None:
        self._add("people", records.people, self._count(most))
        people = self._ids("people")
        self.records["people"] = tuple(map(self._with_real_plans, self.records["people"]))
        self.records["approvals"] = tuple(map(self._with_real_terms, self.records["approvals"]))
        if not people:
            return
        self._add("requests", records.requests, self._count(), person_id=st.sampled_from(people))
        others = [*people, *self._ids("carers"), *self._ids("households"), *self._member_ids()]
        self._add(
            "keep_apart",
            records.keep_aparts,
            self._count(),
            person_id=st.sampled_from(people),
            other_id=st.sampled_from(others),
        )
        if len(people) > 1:
            together = st.frozensets(st.sampled_from(people), min_size=2, max_size=3)
            self._add("keep_together", records.keep_togethers, self._count(1), people=together)

    def add_what_happens(self) -> None:
        homes, people, requests = self._ids("households"), self._ids("people"), self._ids("requests")
        if homes:
            home = st.sampled_from(homes)
            self._add("breaks", records.breaks, self._count(), household_id=home)
            self.records["breaks"] = tuple(map(self._with_own_carer, self.records["breaks"]))
        if homes and people:
            ids = {"household_id": home, "person_id": st.sampled_from(people)}
            self._add("arrangements", records.arrangements, self._count(self.most + 1), **ids)
            self._add("declines", records.declines, self._count(), **ids, request_id=_one_of(requests))
            self._tidy_arrangements()
            self.records["declines"] = tuple(
                filter(None, map(self._with_own_request, self.records["declines"]))
            )
        if homes and requests:
            about = {"household_id": home, "request_id": st.sampled_from(requests)}
            self._add("introductions", records.introductions, self._count(), **about)
            rooms = map(self._with_own_room, self.records["introductions"])
            self.records["introductions"] = tuple(rooms)
        self._add_what_is_seen()

    def _add_what_is_seen(self) -> None:
        there = {
            SubjectKind.CARER: self._ids("carers"),
            SubjectKind.MEMBER: self._member_ids(),
            SubjectKind.HOUSEHOLD: self._ids("households"),
            SubjectKind.PERSON: self._ids("people"),
            SubjectKind.APPLICANT: self._ids("applicants"),
        }
        subjects = [(kind, identity) for kind, ids in there.items() for identity in ids]
        if not subjects:
            return
        for name, strategy in (
            ("checks", records.checks),
            ("visits", records.visits),
            ("events", records.events),
        ):
            for _ in range(self._count()):
                kind, identity = self.draw(st.sampled_from(subjects))
                self._add(name, strategy, 1, subject_kind=st.just(kind), subject_id=st.just(identity))

    def _add(self, name: str, strategy: Any, count: int, **fields: SearchStrategy[Any]) -> None:
        already = len(self.records[name])
        self.records[name] += tuple(
            self.draw(strategy(id=st.just(self._id(name, already + number + 1)), **fields))
            for number in range(count)
        )

    def _id(self, name: str, number: int) -> str:
        return self.style.format(letter=_LETTERS[name], number=number)

    def _count(self, most: int | None = None) -> int:
        return self.draw(st.integers(0, self.most if most is None else most))

    def _ids(self, name: str) -> list[str]:
        return [record.id for record in self.records[name]]

    def _member_ids(self) -> list[str]:
        return [member.id for home in self.records["households"] for member in home.members or ()]

    def _with_own_parts(self, home: Household) -> Household:
        """Members have ids of their own over all homes, for checks name them without their home."""
        if home.members is None:
            return home
        members = tuple(
            attrs.evolve(member, id=f"{home.id}-m{number}") for number, member in enumerate(home.members, 1)
        )
        return attrs.evolve(home, members=members)

    def _with_real_plans(self, person: Person) -> Person:
        others = st.sampled_from([*self._ids("people"), *self._ids("households")])

        def real(plan: ThingToPlanFor) -> ThingToPlanFor:
            named = frozenset(self.draw(others) for _ in plan.not_with) - {person.id}
            return attrs.evolve(plan, not_with=named)

        return attrs.evolve(person, to_plan_for=tuple(map(real, person.to_plan_for)))

    def _with_real_terms(self, approval: Approval) -> Approval:
        carers = [c.id for c in self.records["carers"] if c.household_id == approval.household_id]
        earlier = [
            other.id
            for other in self.records["approvals"]
            if other.household_id == approval.household_id and other.id < approval.id
        ]
        only_for = approval.terms.only_for
        if only_for is not None:
            only_for = self._some(self._ids("people"))
        return attrs.evolve(
            approval,
            carer_ids=self._some(carers),
            varies=self._one(earlier),
            terms=attrs.evolve(approval.terms, only_for=only_for),
        )

    def _with_own_carer(self, record: Any) -> Any:
        carers = [c.id for c in self.records["carers"] if c.household_id == record.household_id]
        return attrs.evolve(record, carer_id=self._one(carers))

    def _with_own_room(self, record: Any) -> Any:
        homes = [home for home in self.records["households"] if home.id == record.household_id]
        rooms = [room.id for room in homes[0].bedrooms or ()]
        return attrs.evolve(record, bedroom_id=self._one(rooms))

    def _with_own_request(self, decline: Any) -> Any | None:
        """A no about one request names a request of that person; where there is none, nothing was said."""
        theirs = [r.id for r in self.records["requests"] if r.person_id == decline.person_id]
        request = self._one(theirs)
        if request is None and decline.scope is DeclineScope.REQUEST:
            return None
        return attrs.evolve(decline, request_id=request)

    def _tidy_arrangements(self) -> None:
        self.records["arrangements"] = tuple(
            self._with_own_room(self._with_own_carer(self._with_own_move(record)))
            for record in self.records["arrangements"]
        )

    def _with_own_move(self, arrangement: Arrangement) -> Arrangement:
        before = [
            other.id
            for other in self.records["arrangements"]
            if other.person_id == arrangement.person_id
            and other.kind.is_home
            and other.starts < arrangement.starts
        ]
        moves = arrangement.kind.is_home and bool(before) and self.draw(st.integers(0, 3)) > 0
        moved_from = self.draw(st.sampled_from(before)) if moves else None
        return attrs.evolve(arrangement, moved_from=moved_from)

    def _one(self, there: Sequence[str]) -> str | None:
        return self.draw(st.sampled_from((None, *there))) if there else None

    def _some(self, there: Sequence[str]) -> frozenset[str]:
        return self.draw(st.frozensets(st.sampled_from(there), max_size=2)) if there else frozenset()


def _one_of(ids: Sequence[str]) -> SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids) if ids else st.none()


def _without_arrangement(scheme: Scheme, identity: str | None) -> Scheme:
    """The scheme without one arrangement, nor a move from it."""
    kept = tuple(
        attrs.evolve(other, moved_from=None) if other.moved_from == identity else other
        for other in scheme.arrangements
        if other.id != identity
    )
    return attrs.evolve(scheme, arrangements=kept)


def _facts() -> list[str]:
    """The names a register may say it does not keep: ``carer.sex``."""
    singular = {"people": "person", "keep_together": "keep_together", "keep_apart": "keep_apart"}
    return [
        f"{singular.get(name, name.removesuffix('s'))}.{field}"
        for name, cls in COLLECTIONS.items()
        for field in attrs.fields_dict(cls)
        if field not in ("id", "sources")
    ]


_SETTINGS: Final = records_of(
    Scheme,
    not_kept=st.frozensets(st.sampled_from(_facts()), max_size=3),
    **dict.fromkeys(COLLECTIONS, st.just(())),
)

# Drawn for every home, for much else names a room.
_ROOMS: Final = st.none() | st.lists(records.bedrooms(), max_size=2, unique_by=lambda room: room.id).map(
    tuple
)

_LETTERS: Final = {
    "households": "H",
    "carers": "C",
    "applicants": "A",
    "approvals": "AP",
    "checks": "K",
    "people": "P",
    "requests": "R",
    "arrangements": "L",
    "introductions": "I",
    "declines": "N",
    "visits": "V",
    "events": "E",
    "breaks": "B",
    "keep_together": "T",
    "keep_apart": "X",
}

"""What the strategies promise to host systems."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sharedlives import testing
from sharedlives.dates import Stay
from sharedlives.domain import integrity
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.carer import Carer
from sharedlives.domain.fields import Record
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.wish import ABOUT, ValueKind
from sharedlives.domain.words import Kind, Sex
from sharedlives.testing import ON, records_of, schemes, small_matching_schemes, texts, words

NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sampled(strategy: st.SearchStrategy[Any], number: int, look: Callable[[Any], object]) -> None:
    """Show `look` so many examples, always the same ones."""

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def show(example: Any) -> None:
        look(example)

    show()


def parts_of(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple | frozenset):
        for part in value:
            yield from parts_of(part)
    elif attrs.has(type(value)):
        yield value
        for attribute in attrs.fields(type(value)):
            yield from parts_of(getattr(value, attribute.name))


def record_classes() -> set[type]:
    return {each for each in Record.__subclasses__() if attrs.has(each) and "domain" in each.__module__}


def filled_fields(record: Any) -> set[str]:
    """The fields that hold something other than their default."""
    defaults = {each.name: each.default for each in attrs.fields(type(record))}
    values = {name: getattr(record, name) for name in defaults}
    made = {name: d.factory() if isinstance(d, attrs.Factory) else d for name, d in defaults.items()}
    return {name for name, value in values.items() if value != made[name]}


@pytest.mark.parametrize(
    "cls", sorted(record_classes() - {Scheme}, key=lambda cls: cls.__name__), ids=lambda cls: cls.__name__
)
def test_every_field_of_every_record_is_sometimes_filled(cls):
    filled: set[str] = set()
    number = 6 * len(attrs.fields(cls)) + 40
    sampled(records_of(cls), number, lambda record: filled.update(filled_fields(record)))
    assert set(attrs.fields_dict(cls)) - filled == set()


def test_whole_schemes_hold_every_kind_of_record_and_every_reference():
    kinds: set[type] = set()
    references: set[tuple[str, str]] = set()

    def look(scheme: Scheme) -> None:
        kinds.update(type(part) for part in parts_of(scheme))
        references.update(
            (collection, field_name)
            for collection, field_name, _ in integrity.REFERENCES
            if any(getattr(record, field_name) for record in getattr(scheme, collection))
        )

    sampled(schemes(max_each=3), 250, look)
    assert set(COLLECTIONS.values()) - kinds == set()
    assert {(collection, name) for collection, name, _ in integrity.REFERENCES} - references == set()


@pytest.mark.parametrize("name", sorted(set(testing.__all__) - {"ON", "records_of"}))
def test_every_public_strategy_draws(name):
    sampled(getattr(testing, name)(), 10, repr)


def test_a_field_that_is_settled_is_always_as_settled():
    sampled(
        testing.carers(id=st.just("C7"), sex=st.just(Sex.FEMALE)),
        20,
        lambda carer: (carer.id, carer.sex) == ("C7", Sex.FEMALE) or pytest.fail("not settled"),
    )


def test_a_field_that_a_record_does_not_have_is_refused_by_name():
    with pytest.raises(TypeError, match="Carer has no field shoe_size"):
        records_of(Carer, shoe_size=st.just(44))


@given(texts() | words())
def test_texts_are_filled_stripped_and_fit_for_xml(text):
    assert text
    assert text == text.strip()
    assert not NO_XML.search(text)


def test_schemes_keep_their_bounds_and_contradict_nothing():
    def look(scheme: Scheme) -> None:
        assert len(scheme.households) <= 2
        assert len(scheme.people) <= 1
        assert scheme.problems == ()

    sampled(schemes(max_households=2, max_people=1), 60, look)


def test_schemes_with_conflicts_sometimes_contradict_themselves():
    codes: Counter[str] = Counter()
    crowded = schemes(max_households=1, max_people=1, max_each=5, conflicts=True)
    sampled(crowded, 400, lambda scheme: codes.update(p.code for p in scheme.problems))
    assert codes


def test_plain_ids_belong_to_one_record_each():
    def look(scheme: Scheme) -> None:
        ids = [record.id for name in COLLECTIONS for record in getattr(scheme, name)]
        assert len(set(ids)) == len(ids)

    sampled(schemes(plain_ids=True), 40, look)


def overlap(scheme: Scheme) -> bool:
    """Whether two arrangements or requests for stays overlap within their windows."""
    spans = [
        Stay(r.earliest_start, None if r.nights is None else r.latest_start + (ON.resolution * r.nights))
        for r in scheme.requests
        if r.kind.is_overnight
    ]
    return any(a.overlaps(b) for at, a in enumerate(spans) for b in spans[:at])


def newcomers_conflict(scheme: Scheme) -> bool:
    """Whether two who ask for something cannot both come to one home."""
    asking = {request.person_id for request in scheme.requests}
    sexes = {scheme.person(identity).sex for identity in asking}
    no_man = any(scheme.person(identity).wishes for identity in asking)
    return bool(scheme.keep_apart) or (no_man and Sex.MALE in sexes)


def limit_binds(scheme: Scheme) -> bool:
    """Whether more people ask for one kind than all homes together may take of it at once."""
    wanted = Counter(request.kind for request in scheme.requests)
    open_to = {kind: sum(a.terms.number(kind) or 0 for a in scheme.approvals) for kind in wanted}
    return any(0 < open_to[kind] < number for kind, number in wanted.items())


def test_small_matching_schemes_hold_what_makes_matching_hard():
    seen: Counter[str] = Counter()

    def look(scheme: Scheme) -> None:
        away = [a for a in scheme.arrangements if a.kind is Kind.SHORT_BREAK]
        rooms = [room for home in scheme.households for room in home.bedrooms or ()]
        seen.update(
            {
                "a limit binds": limit_binds(scheme),
                "a group": bool(scheme.keep_together),
                "newcomers conflict": newcomers_conflict(scheme),
                "stays overlap": overlap(scheme),
                "a window": any(r.latest_start not in (None, r.earliest_start) for r in scheme.requests),
                "weekdays": any(request.weekdays for request in scheme.requests),
                "a resident": bool(scheme.arrangements),
                "a stay away": bool(away),
                "a no": bool(scheme.declines),
                "a closure": any(home.closures for home in scheme.households),
                "both said yes": any(i.both_said_yes_to_a_stay for i in scheme.introductions),
                "step-free": any(room.is_step_free for room in rooms),
                "not known": any(room.is_step_free is None for room in rooms),
            }
        )
        assert scheme.problems == ()
        assert all(within_weeks(arrangement) for arrangement in away)

    number = 120
    sampled(small_matching_schemes(), number, look)
    often = ("a limit binds", "a group", "newcomers conflict", "stays overlap")
    assert {what: seen[what] for what in often if seen[what] < number * 0.3} == {}
    assert {what: count for what, count in seen.items() if count < number * 0.05} == {}


def within_weeks(arrangement: Arrangement) -> bool:
    stay = arrangement.stay
    return stay is not None and stay.leaves is not None and (stay.leaves - ON).days < 35


def test_every_wish_has_the_value_that_its_subject_takes():
    kinds: set[ValueKind] = set()
    sampled(testing.wishes(), 100, lambda wish: kinds.add(ABOUT[wish.about]))
    assert kinds == set(ValueKind)

"""Patient admission scheduling: the format, the recount, and the library against every plan there is."""

from itertools import product

import pytest
from attrs import evolve
from house import CHECKOUT
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.instances import pas

TINY = CHECKOUT / "tests/data/tiny-hospital.txt"
# Patient 1 needs oxygen, which only room A has among those for her age: nothing missing, 0.
# Patient 2 may not be with her in A on night 1, so in B: nights 1 and 2 without oxygen, 2 x 20.
# Patient 3, one night in A: a ward without bones 10, a room with it as second choice 10; in B 10 + 20.
OPTIMUM = 0 + 40 + 20
PLAN = {1: 1, 2: 2, 3: 1}


@pytest.fixture
def hospital():
    return pas.read(TINY)


def test_a_file_is_read_as_it_is_written(hospital):
    ward = pas.Department(least_age=0, greatest_age=0, specialisms={1: 1})
    assert hospital.nights == 3
    assert hospital.rooms[1] == pas.Room(
        beds=2, department=ward, sex="D", specialisms={1: 1, 2: 2}, equipment=frozenset({0})
    )
    assert hospital.rooms[2] == pas.Room(
        beds=1, department=ward, sex="N", specialisms={1: 1}, equipment=frozenset()
    )
    # What she needs she does not only like as well.
    assert hospital.patients[1] == pas.Patient(
        age=70, sex="F", first=0, specialisms=(1, 1), most_beds=2, needs=frozenset({0}), likes=frozenset()
    )


def test_nights_beyond_the_horizon_do_not_count_nor_patients_with_none_before_it(hospital):
    # Patient 2 stays nights 1 to 3 of 0, 1 and 2; patient 4 no night at all, patient 5 from night 3 on.
    assert list(hospital.patients) == [1, 2, 3]
    assert list(hospital.patients[2].nights) == [1, 2]
    assert pas.nights_asked(hospital) == 2 + 2 + 1


def test_a_line_of_another_form_is_refused(tmp_path):
    text = TINY.read_text(encoding="utf-8")
    path = tmp_path / "broken.txt"
    path.write_text(text.replace("| 0 2 | 1 1 2 |", "| 0 2 | 1 1 3 |"), encoding="utf-8")
    with pytest.raises(ValueError, match="patient 1 has other nights"):
        pas.read(path)
    path.write_text(text.replace("| 1 | D |", "| 1 |"), encoding="utf-8")
    with pytest.raises(ValueError, match="below ROOMS: has 5 parts between bars, not 6"):
        pas.read(path)


def test_age_sex_and_needed_equipment_say_who_may_stay_where(hospital):
    may_stay = {
        (patient, room)
        for patient, who in hospital.patients.items()
        for room, where in hospital.rooms.items()
        if pas.may_stay(who, where)
    }
    assert may_stay == {(1, 1), (2, 1), (2, 2), (3, 1), (3, 2)}
    girl = evolve(hospital.patients[1], age=16)
    assert pas.may_stay(girl, hospital.rooms[3])
    assert not pas.may_stay(evolve(girl, age=17), hospital.rooms[3])
    assert not pas.may_stay(evolve(girl, sex="M"), hospital.rooms[3])


def test_every_wish_that_is_not_met_costs_each_night(hospital):
    man, (room_a, room_b, _) = hospital.patients[2], hospital.rooms.values()
    # He would like one bed, and A has two: 8. B has one, and no oxygen: 20.
    assert pas.tenths(man, room_a, 1) == 8
    assert pas.tenths(man, room_b, 1) == 20
    # Bones: the ward has not got it, 10; A has it as second choice, 10; B has not, 20.
    assert pas.tenths(man, room_a, 2) == 8 + 10 + 10
    assert pas.tenths(man, room_b, 2) == 20 + 10 + 20


def test_the_recount_says_what_a_plan_breaks_and_costs(hospital):
    assert pas.faults(hospital, PLAN) == []
    assert pas.cost(hospital, PLAN) == OPTIMUM
    assert pas.nights_met(hospital, PLAN) == 5
    assert pas.faults(hospital, {1: 1, 2: 1}) == ["room 1 holds women and men on night 1"]
    assert pas.faults(hospital, {1: 2}) == ["patient 1 may not stay in room 2"]
    crowded = evolve(hospital, rooms={1: evolve(hospital.rooms[1], beds=1)})
    assert pas.faults(crowded, {1: 1, 3: 1}) == ["room 1 holds 2 in 1 beds on night 0"]


def test_the_optimum_of_the_tiny_file_is_reached_and_proven():
    ours = pas.posed(TINY).solve(None)
    assert ours.recount == {"cost": OPTIMUM, "met": 5, "asked": 5, "faults": 0}
    assert all(answer.proven == 2 for answer in ours.answers)


@st.composite
def hospitals(draw) -> pas.Hospital:
    specialisms = st.dictionaries(st.sampled_from([1, 2]), st.integers(1, 3))
    equipment = st.frozensets(st.sampled_from([0, 1]))
    ward = pas.Department(least_age=0, greatest_age=draw(st.sampled_from([0, 16])), specialisms={1: 1})
    rooms = st.builds(
        pas.Room,
        beds=st.integers(1, 2),
        department=st.just(ward),
        sex=st.sampled_from("DDDMFN"),
        specialisms=specialisms,
        equipment=equipment,
    )
    patients = st.builds(
        pas.Patient,
        age=st.sampled_from([15, 15, 15, 40]),
        sex=st.sampled_from("MF"),
        first=st.integers(0, 1),
        specialisms=st.lists(st.sampled_from([1, 2]), min_size=1, max_size=2).map(tuple),
        most_beds=st.integers(0, 2),
        needs=st.just(frozenset()),
        likes=equipment,
    )
    return pas.Hospital(
        name="drawn",
        nights=3,
        rooms=dict(enumerate(draw(st.lists(rooms, min_size=1, max_size=2)))),
        patients=dict(enumerate(draw(st.lists(patients, min_size=1, max_size=5)))),
    )


@given(hospitals())
def test_the_library_finds_the_best_of_all_plans(hospital):
    plans = (
        {patient: room for patient, room in enumerate(choice) if room is not None}
        for choice in product([None, *hospital.rooms], repeat=len(hospital.patients))
    )
    best = max(
        (pas.nights_met(hospital, plan), -pas.cost(hospital, plan))
        for plan in plans
        if not pas.faults(hospital, plan)
    )
    ours = pas.instance(hospital).solve(None)
    assert (ours.recount["met"], -ours.recount["cost"]) == best
    assert ours.recount["faults"] == 0
    assert all(answer.proven == 2 for answer in ours.answers)

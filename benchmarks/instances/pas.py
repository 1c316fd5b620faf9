"""Patient admission scheduling: a room for each patient for the whole stay, as they would like it best.

The format and the weights are those of KaHo Sint-Lieven's benchmark. A plan gives each patient one room from
the first night to the last (no transfers). It must keep, on every night:

- no more patients in a room than it has beds;
- in a room for men no woman, in one for women no man, and in one for either never both at once;
- nobody younger or older than the department takes, and what equipment the patient must have.

Costs are counted a night, in tenths: equipment the patient would like and the room has not, 20 each; more
beds in the room than the patient would like, 8, however many more; a department without the specialism, 10;
a room without it, 20, or with it as second or third choice, 10 or 20. Nights beyond the planning horizon do
not count, nor do patients who have none within it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Final

from attrs import frozen

from benchmarks.instances.posing import Programmed
from sharedlives.program import AtOnce, Choice, Program, Take

Plan = Mapping[int, int]
"""The room of each patient who has one, by their numbers."""

LIKED_EQUIPMENT: Final = 20
TOO_MANY_BEDS: Final = 8
DEPARTMENT_WITHOUT: Final = 10
ROOM_WITHOUT: Final = 20
LATER_CHOICE: Final = 10

ONE_SEX_AT_A_TIME: Final = "D"
ANYBODY: Final = "N"


@frozen(kw_only=True)
class Department:
    """Ages it takes, both ends included, 0 for no end; the choice it is for each specialism it has."""

    least_age: int
    greatest_age: int
    specialisms: Mapping[int, int]

    def takes(self, age: int) -> bool:
        """Whether it takes somebody of this age."""
        return self.least_age <= age and (not self.greatest_age or age <= self.greatest_age)


@frozen(kw_only=True)
class Room:
    """A room; `sex` is M, F, D (one sex at a time) or N (anybody)."""

    beds: int
    department: Department
    sex: str
    specialisms: Mapping[int, int]
    equipment: frozenset[int]


@frozen(kw_only=True)
class Patient:
    """A patient with the specialism needed on each night from the first, within the horizon."""

    age: int
    sex: str
    first: int
    specialisms: tuple[int, ...]
    most_beds: int
    needs: frozenset[int]
    likes: frozenset[int]

    @property
    def nights(self) -> range:
        """The nights of the stay."""
        return range(self.first, self.first + len(self.specialisms))


@frozen(kw_only=True)
class Hospital:
    """Rooms and patients by their numbers."""

    name: str
    nights: int
    rooms: Mapping[int, Room]
    patients: Mapping[int, Patient]


def read(path: Path) -> Hospital:
    """A file; what does not fit the format raises `ValueError`."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    nights = next(int(line.split(":")[1]) for line in lines if line.startswith("Planning horizon:"))
    departments = {int(parts[0][0]): _department(parts) for parts in _section(lines, "DEPARTMENTS:", 2)}
    rooms = {int(parts[0][0]): _room(parts, departments) for parts in _section(lines, "ROOMS:", 6)}
    patients = {int(parts[0][0]): _patient(parts, nights) for parts in _section(lines, "PATIENTS:", 6)}
    staying = {number: patient for number, patient in patients.items() if patient.specialisms}
    return Hospital(name=path.stem, nights=nights, rooms=rooms, patients=staying)


def _section(lines: Sequence[str], heading: str, parts: int) -> Iterator[list[list[str]]]:
    """The lines below a heading up to the next empty one, each as the words between its bars."""
    for line in lines[lines.index(heading) + 1 :]:
        if not line:
            return
        found = [part.split() for part in line.split("|")]
        if len(found) != parts:
            raise ValueError(f"a line below {heading} has {len(found)} parts between bars, not {parts}")
        yield found


def _department(parts: Sequence[Sequence[str]]) -> Department:
    (_, _, least, greatest), specialisms = parts
    return Department(
        least_age=int(least), greatest_age=int(greatest), specialisms=_by_specialism(specialisms)
    )


def _room(parts: Sequence[Sequence[str]], departments: Mapping[int, Department]) -> Room:
    _, (beds,), (department,), (sex,), specialisms, equipment = parts
    return Room(
        beds=int(beds),
        department=departments[int(department)],
        sex=sex,
        specialisms=_by_specialism(specialisms),
        equipment=_ticked(equipment),
    )


def _by_specialism(words: Sequence[str]) -> dict[int, int]:
    """Which choice is for each specialism; the words are pairs of choice and specialism, 0 for none."""
    numbers = [int(word) for word in words]
    return {
        specialism: choice
        for choice, specialism in zip(numbers[::2], numbers[1::2], strict=True)
        if specialism
    }


def _ticked(words: Sequence[str]) -> frozenset[int]:
    return frozenset(number for number, word in enumerate(words) if word == "1")


def _patient(parts: Sequence[Sequence[str]], horizon: int) -> Patient:
    (_, _, age, sex), (first, last), (_, *stages), (beds,), needs, likes = parts
    each_night = [
        int(specialism)
        for specialism, nights in zip(stages[::2], stages[1::2], strict=True)
        for _ in range(int(nights))
    ]
    if len(each_night) != int(last) - int(first):
        raise ValueError(
            f"patient {parts[0][0]} has other nights in the stages of the stay than in its dates"
        )
    return Patient(
        age=int(age),
        sex=sex,
        first=int(first),
        specialisms=tuple(each_night[: max(horizon - int(first), 0)]),
        most_beds=int(beds),
        needs=_ticked(needs),
        likes=_ticked(likes) - _ticked(needs),
    )


def may_stay(patient: Patient, room: Room) -> bool:
    """Whether a patient may stay in a room at all."""
    return (
        room.sex in {patient.sex, ONE_SEX_AT_A_TIME, ANYBODY}
        and room.department.takes(patient.age)
        and patient.needs <= room.equipment
    )


def tenths(patient: Patient, room: Room, specialism: int) -> int:
    """What one night of a patient in a room costs, with the specialism needed on that night."""
    missing = LIKED_EQUIPMENT * len(patient.likes - room.equipment)
    crowded = TOO_MANY_BEDS if 0 < patient.most_beds < room.beds else 0
    away = 0 if specialism in room.department.specialisms else DEPARTMENT_WITHOUT
    choice = room.specialisms.get(specialism)
    suited = ROOM_WITHOUT if choice is None else LATER_CHOICE * (choice - 1)
    return missing + crowded + away + suited


def stay_cost(patient: Patient, room: Room) -> int:
    """What the whole stay of a patient in a room costs, in tenths."""
    return sum(tenths(patient, room, specialism) for specialism in patient.specialisms)


def pairs_of(hospital: Hospital) -> list[tuple[int, int]]:
    """Every patient and room that may go together, by their numbers."""
    return [
        (patient, room)
        for patient, who in hospital.patients.items()
        for room, where in hospital.rooms.items()
        if may_stay(who, where)
    ]


def faults(hospital: Hospital, plan: Plan) -> list[str]:
    """What a plan breaks, in words; that somebody has no room is no fault."""
    found = [
        f"patient {number} may not stay in room {plan[number]}"
        for number in sorted(plan)
        if not may_stay(hospital.patients[number], hospital.rooms[plan[number]])
    ]
    for night in range(hospital.nights):
        staying: dict[int, list[Patient]] = {}
        for number in _there(hospital, plan, night):
            staying.setdefault(plan[number], []).append(hospital.patients[number])
        for number, there in sorted(staying.items()):
            room = hospital.rooms[number]
            if len(there) > room.beds:
                found.append(f"room {number} holds {len(there)} in {room.beds} beds on night {night}")
            if room.sex == ONE_SEX_AT_A_TIME and len({patient.sex for patient in there}) > 1:
                found.append(f"room {number} holds women and men on night {night}")
    return found


def _there(hospital: Hospital, plan: Plan, night: int) -> Iterator[int]:
    return (number for number in plan if night in hospital.patients[number].nights)


def nights_met(hospital: Hospital, plan: Plan) -> int:
    """How many nights of patients have a bed, of `nights_asked`."""
    return sum(1 for night in range(hospital.nights) for _ in _there(hospital, plan, night))


def nights_asked(hospital: Hospital) -> int:
    """How many nights all patients stay."""
    return sum(len(patient.specialisms) for patient in hospital.patients.values())


def cost(hospital: Hospital, plan: Plan) -> int:
    """What a plan costs, night by night, in tenths."""
    total = 0
    for night in range(hospital.nights):
        for number in _there(hospital, plan, night):
            patient, room = hospital.patients[number], hospital.rooms[plan[number]]
            total += tenths(patient, room, patient.specialisms[night - patient.first])
    return total


def posed(path: Path) -> Programmed:
    """The hospital of a file, for the library."""
    return instance(read(path))


def instance(hospital: Hospital) -> Programmed:
    """A hospital for the library: as many nights met as can be, and then at the least cost."""
    pairs = {f"patient {patient} in room {room}": (patient, room) for patient, room in pairs_of(hospital)}
    rules = [
        AtOnce(f"room {number}", most=room.beds, one_kind=room.sex == ONE_SEX_AT_A_TIME)
        for number, room in hospital.rooms.items()
    ]

    def recount(chosen: Sequence[str]) -> dict[str, int]:
        plan = dict(pairs[name] for name in chosen)
        return {
            "cost": cost(hospital, plan),
            "met": nights_met(hospital, plan),
            "asked": nights_asked(hospital),
            "faults": len(faults(hospital, plan)),
        }

    choices = [_choice(hospital, name, patient, room) for name, (patient, room) in pairs.items()]
    return Programmed(Program(("nights", "cost"), choices, rules), recount)


def _choice(hospital: Hospital, name: str, number: int, room: int) -> Choice:
    patient = hospital.patients[number]
    return Choice(
        name,
        meets=f"patient {number}",
        takes=Take(f"room {room}", first=patient.nights[0], last=patient.nights[-1], kind=patient.sex),
        scores={"nights": len(patient.nights), "cost": -stay_cost(patient, hospital.rooms[room])},
    )


def relaxed_bound(hospital: Hospital, seconds: float) -> float | None:
    """What no plan that places everybody can cost less than, in tenths, by linear programming with HiGHS.

    Stays may be split between rooms, and a room for one sex at a time may hold both. None where SciPy is not
    installed, time is up or not everybody can be placed even so.
    """
    try:
        import numpy as np
        from scipy.optimize import linprog
        from scipy.sparse import csr_array
    except ImportError:
        return None
    pairs = pairs_of(hospital)
    costs = [stay_cost(hospital.patients[patient], hospital.rooms[room]) for patient, room in pairs]
    stays = {patient: number for number, patient in enumerate(hospital.patients)}
    places = {
        (room, night): number
        for number, (room, night) in enumerate(product(hospital.rooms, range(hospital.nights)))
    }
    there = [
        (places[room, night], option)
        for option, (patient, room) in enumerate(pairs)
        for night in hospital.patients[patient].nights
    ]
    each = [(stays[patient], option) for option, (patient, _) in enumerate(pairs)]

    def matrix(entries: Sequence[tuple[int, int]], rows: int) -> csr_array:
        return csr_array((np.ones(len(entries)), np.array(entries).T), shape=(rows, len(pairs)))

    found = linprog(
        costs,
        A_ub=matrix(there, len(places)),
        b_ub=[hospital.rooms[room].beds for room, _ in places],
        A_eq=matrix(each, len(stays)),
        b_eq=np.ones(len(stays)),
        bounds=(0, 1),
        options={"time_limit": seconds},
    )
    return float(found.fun) if found.success else None

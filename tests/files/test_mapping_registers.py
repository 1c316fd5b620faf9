"""The two registers we ship: every field of their truth that the sheets state, value for value."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import attrs
import pytest

from sharedlives.domain.wish import About, Wish
from sharedlives.domain.words import (
    Access,
    CheckKind,
    Kind,
    Medicines,
    Nation,
    Sex,
    Strength,
    SubjectKind,
)
from sharedlives.errors import Severity
from sharedlives.files.mapping_language import read_mapping
from sharedlives.files.mapping_reader import read_register, read_register_tables
from sharedlives.files.sheets import read_tables

ROOT = Path(__file__).parents[2]
REGISTERS = ROOT / "examples" / "registers"
NAMES = ("calderbrook", "gwynant")
KINDS = {"LT": Kind.LIVE_IN, "SB": Kind.SHORT_BREAK, "DAY": Kind.DAY_SUPPORT}
SEXES = {"Either": frozenset(Sex), "M": frozenset({Sex.MALE}), "F": frozenset({Sex.FEMALE})}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OF_THE_HOME = {
    "home": (CheckKind.HOME_SAFETY, "issued_on"),
    "gas": (CheckKind.GAS, "issued_on"),
    "pli": (CheckKind.PUBLIC_LIABILITY, "valid_until"),
    "car": (CheckKind.CAR_INSURANCE, "valid_until"),
    "mot": (CheckKind.MOT, "valid_until"),
    "review": (CheckKind.CARER_REVIEW, "issued_on"),
}
OF_EACH_CARER = {
    "health": (CheckKind.HEALTH, None),
    "safeguarding": (CheckKind.TRAINING, "safeguarding"),
    "firstaid": (CheckKind.TRAINING, "first aid"),
    "medication": (CheckKind.TRAINING, "medication"),
    "manual": (CheckKind.TRAINING, "moving and handling"),
    "mca": (CheckKind.TRAINING, "mental capacity"),
}


@pytest.fixture(scope="module", params=NAMES)
def register(request):
    name = request.param
    reading = read_register(REGISTERS / f"{name}.xlsx", REGISTERS / f"{name}.map.toml")
    truth = json.loads((ROOT / "tests" / "data" / f"{name}.truth.json").read_text(encoding="utf-8"))
    return name, reading, truth


def day(text):
    return None if text is None else date.fromisoformat(text)


def lower(words):
    return frozenset(word.lower() for word in words)


def checks(scheme, subject, kind, topic=None):
    return [
        check
        for check in scheme.checks
        if (check.subject_id, check.kind, check.topic) == (subject, kind, topic)
    ]


def test_as_many_of_everything_as_the_truth_says(register):
    name, reading, truth = register
    scheme = reading.scheme
    assert len(scheme.households) == truth["households"]
    assert len(scheme.carers) == truth["carers"]
    assert len(scheme.arrangements) == truth["placed"]
    assert len(scheme.requests) == truth["waiting"]
    placed = {one["ref"] for one in truth["arrangements"]}
    waiting = {one["ref"] for one in truth["referrals"]}
    assert {person.id for person in scheme.people} == placed | waiting
    assert scheme.nation is {"calderbrook": Nation.ENGLAND, "gwynant": Nation.WALES}[name]


def test_nothing_is_left_out_and_only_what_is_odd_is_reported(register):
    """Calderbrook keeps telephone numbers as numbers and has one comment; both type years with two digits."""
    name, reading, _ = register
    assert reading.is_complete
    codes = {problem.code for problem in reading.problems}
    odd = {"SL-CELL-TWO-DIGIT-YEAR"}
    if name == "calderbrook":
        odd |= {"SL-CELL-TELEPHONE-AS-NUMBER", "SL-MAP-COMMENT"}
    assert codes == odd
    assert {problem.severity for problem in reading.problems} == {Severity.NOTICE}


def test_every_household_as_the_truth_has_it(register):
    name, reading, truth = register
    scheme = reading.scheme
    for home in truth["homes"]:
        household = scheme.household(home["ref"])
        assert household.place.postcode == home["postcode"]
        assert household.neighbourhood == home["patch"]
        assert household.smokes is home["smoker"]
        assert household.interests == lower(home["interests"])
        assert household.languages == lower(home["langs"])
        assert len(household.bedrooms) == home["beds"]
        assert any(room.is_ground_floor for room in household.bedrooms) is bool(home["ground"])
        if name == "calderbrook":  # the other register keeps no telephone numbers
            assert household.telephone == home["tel"]
        pets = [(pet.kind, pet.number) for pet in household.pets]
        assert pets == {"": [], "2 dogs": [("dog", 2)], "dog, cat": [("cat", None), ("dog", None)]}.get(
            home["pets"], [(home["pets"], None)]
        )
        closures = [(closure.period.first, closure.period.last) for closure in household.closures]
        assert closures == ([] if home["closed"] is None else [tuple(map(day, home["closed"]))])


def test_everybody_who_lives_in_a_household_as_the_truth_has_it(register):
    _, reading, truth = register
    for home in truth["homes"]:
        members = reading.scheme.household(home["ref"]).members
        children = sorted(member.age for member in members if member.relation == "child")
        assert children == home["children"]
        adults = [(m.first_name, m.last_name, m.born) for m in members if m.relation != "child"]
        assert adults == [(one["first"], one["last"], day(one["born"])) for one in home["others"]]
        for one in home["others"]:
            member = next(m for m in members if m.first_name == one["first"])
            certificates = checks(reading.scheme, member.id, CheckKind.CERTIFICATE)
            assert [check.issued_on for check in certificates] == (
                [] if one["dbs"] is None else [day(one["dbs"])]
            )


def test_every_approval_as_the_truth_has_it(register):
    _, reading, truth = register
    for home in truth["homes"]:
        (approval,) = reading.scheme.approvals_of(home["ref"])
        terms = approval.terms
        assert approval.approved_from == day(home["approved"])
        assert {kind: terms.number(kind) for kind in KINDS.values()} == {
            Kind.LIVE_IN: home["lt"],
            Kind.SHORT_BREAK: home["sb"],
            Kind.DAY_SUPPORT: home["day"],
        }
        assert terms.total == home["total"]
        assert terms.sexes == SEXES[home["sexes"]]
        youngest, _, oldest = home["ages"].replace("+", "").partition("-")
        assert (terms.youngest, terms.oldest) == (int(youngest), int(oldest) if oldest else None)
        assert terms.needs == frozenset(home["needs"])


def test_every_carer_as_the_truth_has_them(register):
    name, reading, truth = register
    scheme = reading.scheme
    for home in truth["homes"]:
        together = [carer.skills for carer in scheme.carers if carer.household_id == home["ref"]]
        assert frozenset().union(*together) == lower(home["skills"])
        for number, one in enumerate(home["carers"], 1):
            carer = next(c for c in scheme.carers if c.id == f"{home['ref']}-C{number}")
            assert (carer.first_name, carer.last_name) == (one["first"], one["last"])
            assert carer.born == day(one["born"])
            if name == "calderbrook":  # the other register says who of the two it is
                assert carer.skills == lower(home["skills"])
            if name == "gwynant":  # the other register does not keep it
                assert carer.sex is {"F": Sex.FEMALE, "M": Sex.MALE}[one["sex"]]
            certificates = checks(scheme, carer.id, CheckKind.CERTIFICATE)
            issued = home["dbs"][number - 1]
            assert [check.issued_on for check in certificates] == ([] if issued is None else [day(issued)])
            update = home["update"][number - 1]
            if name == "calderbrook":
                assert carer.update_service is update
            assert all(check.update_service is update for check in certificates)
            references = checks(scheme, carer.id, CheckKind.REFERENCE)
            assert sorted(check.number for check in references) in ([1, 2], [1])
            for key, (kind, topic) in OF_EACH_CARER.items():
                dates = [check.issued_on for check in checks(scheme, carer.id, kind, topic)]
                assert dates == ([] if home[key] is None else [day(home[key])]), (home["ref"], key)


def test_as_many_references_as_the_truth_says(register):
    """Wales keeps references in rows of each carer; where only one is held, one carer's is missing."""
    _, reading, truth = register
    for home in truth["homes"]:
        held = [
            len(checks(reading.scheme, f"{home['ref']}-C{number}", CheckKind.REFERENCE))
            for number in range(1, len(home["carers"]) + 1)
        ]
        assert min(held) == home["refs"]


def test_every_check_of_a_home_as_the_truth_has_it(register):
    _, reading, truth = register
    for home in truth["homes"]:
        for key, (kind, field) in OF_THE_HOME.items():
            found = checks(reading.scheme, home["ref"], kind)
            expected = [] if home[key] is None else [day(home[key])]
            assert [getattr(check, field) for check in found] == expected
            assert all(check.subject_kind is SubjectKind.HOUSEHOLD for check in found)


def test_every_arrangement_as_the_truth_has_it(register):
    _, reading, truth = register
    scheme = reading.scheme
    for one in truth["arrangements"]:
        (arrangement,) = [
            a
            for a in scheme.arrangements_of(one["ref"])
            if (a.household_id, a.starts) == (one["home"], day(one["start"]))
        ]
        assert arrangement.kind is KINDS[one["kind"]]
        assert arrangement.stay.leaves == day(one["end"])
        assert arrangement.agreement_signed is one["agreement"]
        assert bool(arrangement.licence_signed) is one["licence"]
        assert arrangement.last_review_on == day(one["review"])
        assert arrangement.medicines_by_carer is one["meds"]
        person = scheme.person(one["ref"])
        assert (person.first_name, person.last_name) == (one["first"], one["last"])
        assert person.born == day(one["born"])
        assert person.sex is {"F": Sex.FEMALE, "M": Sex.MALE}[one["sex"]]
        assert frozenset(one["needs"]) <= person.needs


def test_every_request_as_the_truth_has_it(register):
    name, reading, truth = register
    scheme = reading.scheme
    for one in truth["referrals"]:
        request, person = scheme.request(one["ref"]), scheme.person(one["ref"])
        assert request.person_id == person.id
        assert (person.first_name, person.last_name) == (one["first"], one["last"])
        assert person.born == day(one["born"])
        assert person.sex is {"F": Sex.FEMALE, "M": Sex.MALE}[one["sex"]]
        assert request.received_on == day(one["received"])
        assert request.urgency.value == one["urgency"]
        assert request.kind is KINDS[one["kind"]]
        assert request.earliest_start == day(one["start"])
        assert request.nights == one["nights"]
        assert request.weekdays == frozenset(WEEKDAYS.index(word) for word in one["days"] or ())
        assert person.needs == frozenset(one["needs"])
        assert person.access == (frozenset({Access.GROUND_FLOOR}) if one["ground"] else frozenset())
        assert person.interests == frozenset(one["interests"])
        (near,) = person.connections
        assert near.place.postcode == one["postcode"]
        assert (near.limit_miles, near.limit) == (one["miles"], Strength.MUST)
        if name == "calderbrook":  # the other register does not say
            assert person.medicines is (Medicines.GIVE if one["meds"] else Medicines.SELF)
        if name == "gwynant":
            assert person.languages_needed == (frozenset({"welsh"}) if one["lang"] else None)


WISHED = {
    "no dogs": Wish(about=About.HOME_PET, value="dog", strength=Strength.MUST_NOT),
    "allergic to cats": Wish(about=About.HOME_PET, value="cat", strength=Strength.MUST_NOT),
    "would love a dog": Wish(about=About.HOME_PET, value="dog", strength=Strength.PREFER),
    "F only": Wish(about=About.CARER_SEX_ALL, value="female", strength=Strength.MUST),
    "M pref": Wish(about=About.CARER_SEX_ALL, value="male", strength=Strength.PREFER),
    "smoke": Wish(about=About.HOME_SMOKES, strength=Strength.MUST_NOT),
    "children": Wish(about=About.HOME_CHILDREN, strength=Strength.MUST_NOT),
}


def test_wishes_are_those_that_were_stated_and_no_other(register):
    _, reading, truth = register
    for one in truth["referrals"]:
        stated = {one["pets"], one["carer_sex"]} - {""}
        stated |= {"smoke"} if one["smoke_ok"] is False else set()
        stated |= {"children"} if one["children_ok"] is False else set()
        assert set(reading.scheme.person(one["ref"]).wishes) == {WISHED[word] for word in stated}


def test_who_is_together_and_who_apart(register):
    _, reading, truth = register
    scheme = reading.scheme
    pairs = {frozenset({one["ref"], one["together"]}) for one in truth["referrals"] if one["together"]}
    assert {tie.people for tie in scheme.keep_together} == pairs
    apart = {frozenset({one["ref"], one["apart"]}) for one in truth["referrals"] if one["apart"]}
    assert {frozenset({tie.person_id, tie.other_id}) for tie in scheme.keep_apart} == apart


def test_what_a_register_does_not_keep_is_named(register):
    name, reading, _ = register
    not_kept = reading.scheme.not_kept
    assert ("carer.sex" in not_kept) is (name == "calderbrook")
    assert ("household.telephone" in not_kept) is (name == "gwynant")
    assert {"household.takes_emergencies", "carer.faith", "check.right to work"} <= not_kept
    kept = {
        "household.members",
        "household.pets",
        "approval.numbers",
        "approval.youngest",
        "bedroom.is_ground_floor",
    }
    assert not kept & not_kept


def test_how_blanks_were_read_is_part_of_the_reading(register):
    assert ("household.pets", "no") in register[1].silence


def test_a_comment_is_kept_with_the_notes():
    reading = read_register(REGISTERS / "calderbrook.xlsx", REGISTERS / "calderbrook.map.toml")
    (notice,) = [problem for problem in reading.problems if problem.code == "SL-MAP-COMMENT"]
    assert (notice.place, notice.heading) == ("CARERS!AO9", "Notes")
    assert reading.scheme.household("H005").notes == "ask about new puppy"
    assert reading.scheme.as_at == date(2026, 11, 13)


@pytest.mark.parametrize("name", NAMES)
def test_shuffled_rows_give_an_equal_scheme(name):
    tables = read_tables(REGISTERS / f"{name}.xlsx")
    mapping = read_mapping(REGISTERS / f"{name}.map.toml").mapping
    first = {"CARERS": 5, "Referrals": 3}
    shuffled = attrs.evolve(
        tables,
        sheets=tuple(_shuffled(sheet, first.get(sheet.title, 2)) for sheet in tables.sheets),
    )
    ordinary, other = read_register_tables(tables, mapping), read_register_tables(shuffled, mapping)
    assert other.scheme == ordinary.scheme
    assert other.scheme.digest == ordinary.scheme.digest


def _shuffled(sheet, first):
    """The sheet with the rows of its table in another order; notes below it stay where they are."""
    rows = [row for row, cells in sheet.cells_by_row.items() if row >= first and len(cells) > 1]
    order = list(rows)
    random.Random(7).shuffle(order)  # noqa: S311 - no secret
    moved = {
        to: {column: attrs.evolve(cell, row=to) for column, cell in sheet.cells_by_row[source].items()}
        for to, source in zip(rows, order, strict=True)
    }
    return sheet.holding(dict(sorted({**sheet.cells_by_row, **moved}.items())))

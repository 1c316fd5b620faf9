"""On registers as schemes keep them: sound, explained, repeatable, and as good as a second opinion."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest
from independent import met_by_kind, truth_of
from sharedlives.files.mapping import read_register

from sharedlives.domain.policy import Policy
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.matching.check import check
from sharedlives.matching.match import match
from sharedlives.matching.options import judge_pair
from sharedlives.matching.sides import Context
from sharedlives.matching.when import possible_times

ON = date(2026, 11, 16)
REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
MET = {
    "calderbrook": {
        "emergencies met": 1,
        "urgent met": 4,
        "homes met": 10,
        "breaks met": 4,
        "days of support met": 2,
    },
    "gwynant": {
        "emergencies met": 1,
        "urgent met": 1,
        "homes met": 3,
        "breaks met": 2,
        "days of support met": 0,
    },
}
"""What `independent.met_by_kind` finds for each register, written down."""


@pytest.fixture(scope="module", params=sorted(MET))
def name(request):
    return request.param


@pytest.fixture(scope="module")
def scheme(name):
    return read_register(REGISTERS / f"{name}.xlsx", REGISTERS / f"{name}.map.toml").scheme


@pytest.fixture(scope="module")
def result(scheme):
    return match(scheme, ON)


def test_every_proposal_passes_the_plain_check(scheme, result):
    assert check(Context(scheme, ON, result.policy), result.proposals) == ()


def test_every_open_request_has_a_proposal_or_its_reasons(scheme, result):
    proposed = {proposal.request_id for proposal in result.proposals}
    looking = {entry.request_id: entry.reasons for entry in result.still_looking}

    assert proposed | set(looking) == {request.id for request in scheme.requests}
    assert not proposed & set(looking)
    assert all(looking.values())


def test_as_many_are_met_of_each_kind_as_an_independent_solver_finds(name, scheme, result):
    context = Context(scheme, ON, Policy())

    def reaches_the_floor(request_id: str, household_id: str) -> bool:
        request = scheme.request(request_id)
        pair = judge_pair(context, request, household_id, possible_times(request, ON)[0])
        return pair.fit is not None and pair.fit.high >= context.policy.floor

    reached = {level.name.value: level.value for level in result.levels}

    assert met_by_kind(truth_of(name), reaches_the_floor) == MET[name]
    assert {level: reached[level] for level in MET[name]} == MET[name]


def test_every_level_is_proven(result):
    assert all(level.proven for level in result.levels)


def test_a_second_run_gives_the_same_result(scheme, result):
    assert match(scheme, ON) == result


def test_rows_in_another_order_give_the_same_result(scheme, result):
    turned = attrs.evolve(scheme, **{name: getattr(scheme, name)[::-1] for name in COLLECTIONS})

    assert turned.digest == scheme.digest
    assert match(turned, ON) == result

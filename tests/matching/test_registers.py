"""On registers as schemes keep them: sound, explained, repeatable, and as good as a second opinion."""

from __future__ import annotations

import copy
import multiprocessing
import random
import re
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from pathlib import Path

import attrs
import independent
import openpyxl
import pytest
from pairs import all_pairs

from sharedlives.domain.policy import Policy
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.files.mapping_reader import read_register
from sharedlives.files.result_documents import result_to_json
from sharedlives.matching.check import check
from sharedlives.matching.match import match
from sharedlives.matching.sides import Context

ON = date(2026, 11, 16)
REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
REACHED = {
    "calderbrook": {
        "emergencies met": 1,
        "urgent met": 4,
        "homes met": 10,
        "breaks met": 4,
        "days of support met": 2,
        "days waited by those met": 3285,
    },
    "gwynant": {
        "emergencies met": 2,
        "urgent met": 1,
        "homes met": 4,
        "breaks met": 3,
        "days of support met": 0,
        "days waited by those met": 1408,
    },
}
"""What `independent.reached` finds for each register, written down."""

_REF = re.compile(r"\s*[HPR]\d+\s*")


@pytest.fixture(scope="module", params=sorted(REACHED))
def name(request):
    return request.param


@pytest.fixture(scope="module")
def scheme(name):
    return _read(REGISTERS / f"{name}.xlsx", name)


def _read(path: Path, name: str):
    return read_register(path, REGISTERS / f"{name}.map.toml").scheme


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


def test_the_pairs_that_are_possible_are_those_of_the_second_opinion(name, scheme):
    context = Context(scheme, ON, Policy())
    ours = {
        (pair.request_id, pair.household_id)
        for pair in all_pairs(context)
        if not pair.broken and pair.is_open(context.policy.rides_along)
    }

    assert ours == independent.possible_pairs(independent.truth_of(name))


def test_the_fit_of_each_possible_pair_is_that_of_the_second_opinion(name, scheme):
    truth = independent.truth_of(name)
    requests = {request["ref"]: request for request in truth["referrals"]}
    homes = {home["ref"]: home for home in truth["homes"]}
    pairs = all_pairs(Context(scheme, ON, Policy()))

    ours = {(p.request_id, p.household_id): p.fit for p in pairs if p.fit is not None and not p.broken}

    assert ours
    assert {pair: (fit.low, fit.mid, fit.high) for pair, fit in ours.items()} == {
        (r, h): independent.fit(truth, requests[r], homes[h]) for r, h in ours
    }


def test_as_much_is_reached_on_each_level_as_an_independent_solver_finds(name, result):
    ours = {level.name.value: level.value for level in result.levels}

    assert independent.reached(independent.truth_of(name)) == REACHED[name]
    assert {level: ours[level] for level in REACHED[name]} == REACHED[name]


def test_every_level_is_proven(result):
    assert all(level.proven for level in result.levels)


def test_a_second_run_gives_the_same_bytes(scheme, result):
    assert result_to_json(match(scheme, ON)) == result_to_json(result)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_workbook_with_its_rows_in_another_order_gives_the_same_bytes(name, result, tmp_path, seed):
    _shuffle_rows(REGISTERS / f"{name}.xlsx", tmp_path / "shuffled.xlsx", seed)

    again = match(_read(tmp_path / "shuffled.xlsx", name), ON)

    assert result_to_json(again) == result_to_json(result)


def _shuffle_rows(path: Path, shuffled: Path, seed: int) -> None:
    """Another order of the rows that begin with a ref, each with its formats and its comments."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        rows = [row for row in sheet.iter_rows() if _REF.fullmatch(str(row[0].value))]
        cells = [[(c.value, copy.copy(c._style), copy.copy(c.comment)) for c in row] for row in rows]
        assert len(rows) > 1
        random.Random(seed).shuffle(cells)  # noqa: S311 - any order will do
        for row, others in zip(rows, cells, strict=True):
            for cell, (value, style, comment) in zip(row, others, strict=True):
                cell.value, cell._style, cell.comment = value, style, comment
    book.save(shuffled)


def test_collections_in_another_order_give_the_same_bytes(scheme, result):
    turned = attrs.evolve(scheme, **{name: getattr(scheme, name)[::-1] for name in COLLECTIONS})

    assert turned.digest == scheme.digest
    assert result_to_json(match(turned, ON)) == result_to_json(result)


def test_threads_and_processes_give_the_same_bytes(scheme, result):
    with ThreadPoolExecutor(2) as threads:
        in_threads = match(scheme, ON, executor=threads)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        in_processes = match(scheme, ON, executor=processes)

    assert result_to_json(in_threads) == result_to_json(result)
    assert result_to_json(in_processes) == result_to_json(result)

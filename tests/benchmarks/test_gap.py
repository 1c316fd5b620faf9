"""Generalised assignment: the format, the recount, and the library against every plan there is."""

from itertools import product

import pytest
from house import CHECKOUT
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.instances import gap

TINY = CHECKOUT / "tests/data/tiny-gap.txt"
# Agents 0 and 1 carry 4 and 3. Of the eight ways, by the agent of items 0, 1 and 2, two keep to that:
# 010 with loads 2 + 2 and 2, at 1 + 4 + 3 = 8, and 110 with loads 2 and 1 + 2, at 2 + 4 + 3 = 9.
OPTIMUM = 8


def test_a_file_is_read_as_it_is_written():
    [problem] = gap.read(TINY)
    assert problem == gap.Problem(
        name="tiny-gap.txt", costs=((1, 2, 3), (2, 4, 1)), loads=((2, 3, 2), (1, 2, 3)), capacities=(4, 3)
    )


def test_a_file_of_several_problems_says_first_how_many(tmp_path):
    once = TINY.read_text(encoding="utf-8")
    path = tmp_path / "two"
    path.write_text("2\n" + once + once, encoding="utf-8")
    assert [problem.name for problem in gap.read(path)] == ["two-1", "two-2"]
    assert len({(problem.costs, problem.loads, problem.capacities) for problem in gap.read(path)}) == 1


@pytest.mark.parametrize("text", ["", "1", "2 3 1 2", "2 1 1 1 1 1 1", "1 1 1 5 5 5 9"])
def test_a_file_that_holds_something_else_is_refused(tmp_path, text):
    path = tmp_path / "broken"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="broken does not hold whole problems"):
        gap.read(path)


def test_the_recount_says_what_a_plan_breaks_and_costs():
    [problem] = gap.read(TINY)
    assert gap.faults(problem, {0: 0, 1: 1, 2: 0}) == []
    assert gap.cost(problem, {0: 0, 1: 1, 2: 0}) == OPTIMUM
    # Items 0 and 1 weigh 2 + 3 with agent 0.
    assert gap.faults(problem, {0: 0, 1: 0}) == ["agent 0 carries 5 of 4"]


def test_the_optimum_of_the_tiny_file_is_reached_and_proven():
    ours = gap.posed(TINY).solve(None)
    assert ours.recount == {"cost": OPTIMUM, "met": 3, "asked": 3, "faults": 0}
    assert all(answer.proven == 2 for answer in ours.answers)


def test_what_is_published_is_found_above_the_file(tmp_path):
    below = tmp_path / "some/file"
    assert gap.published(below) is None
    (tmp_path / "data.csv").write_text(
        "Path,Format,Dataset,Item number,Agent number,Best known bound,Optimum,Best known solution value\n"
        "some/file,orlibrary,some,200,20,12235,,12244\n",
        encoding="utf-8",
    )
    assert gap.published(below) == gap.Published(bound=12235, best=12244)
    assert gap.published(tmp_path / "some/other") is None


@st.composite
def problems(draw) -> gap.Problem:
    agents, items = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    lines = st.lists(
        st.lists(st.integers(1, 9), min_size=items, max_size=items).map(tuple),
        min_size=agents,
        max_size=agents,
    ).map(tuple)
    capacities = st.lists(st.integers(0, 15), min_size=agents, max_size=agents).map(tuple)
    return gap.Problem(name="drawn", costs=draw(lines), loads=draw(lines), capacities=draw(capacities))


@given(problems())
def test_the_library_finds_the_best_of_all_plans(problem):
    plans = (
        {item: agent for item, agent in enumerate(choice) if agent is not None}
        for choice in product([None, *problem.agents], repeat=len(problem.items))
    )
    best = max((len(plan), -gap.cost(problem, plan)) for plan in plans if not gap.faults(problem, plan))
    ours = gap.instance(problem).solve(None)
    assert (ours.recount["met"], -ours.recount["cost"]) == best
    assert all(answer.proven == 2 for answer in ours.answers)

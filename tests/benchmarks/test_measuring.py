"""A run keeps what it was told, and a peer that cannot be asked says why."""

import importlib

import pytest

from benchmarks import measuring, table
from benchmarks.answers import Checked
from benchmarks.catalogue import FAMILIES, SMALLEST, STANDARD, instance, peers_of
from benchmarks.measuring import Run, from_json, run_here, to_json
from benchmarks.peers import OURS, PEERS

SMALL = "scarce/30x15/1"


def a_run(who: str = OURS, *, seconds: float = 2.0, **changes) -> Run:
    answers = (
        Checked(values=(3, 40), proven=2, bounds=(3, 40)),
        Checked(values=(1, 5), proven=1, bounds=(1, 6)),
    )
    return Run(name=SMALL, who=who, seconds=seconds, answers=answers, levels=4, peak=100, **changes)


def test_a_run_is_the_same_when_it_comes_back_from_its_process():
    run = a_run(phases={"options": 1.0, "program": 2.0}, recount={"met": 4})
    assert from_json(to_json(run)) == run


def test_a_run_adds_up_its_components():
    assert a_run().values == (4, 45)
    assert a_run().bounds == (4, 46)
    assert a_run().proven == 3


def test_ours_and_a_peer_prove_the_same_in_the_smallest_instance():
    ours, theirs = run_here(SMALL, OURS, 60.0), run_here(SMALL, "cp-sat", 60.0)
    assert ours.answers[0].values == theirs.answers[0].values
    assert ours.proven == theirs.proven == ours.levels == 8
    assert ours.size
    assert ours.peak > 0


def test_a_peer_that_is_not_installed_is_named(monkeypatch):
    def refuse(name):
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(importlib, "import_module", refuse)
    run = run_here(SMALL, "stable", 60.0)
    assert run.note == "matching.games is not installed"
    assert "matching.games is not installed" in table.said(run, a_run())


def test_a_peer_that_is_not_for_an_instance_says_so():
    assert run_here(SMALL, "flow", 60.0).note == "more than capacities binds"


def test_a_peer_begins_no_component_when_its_time_is_up():
    run = run_here(SMALL, "cp-sat", 0.0)
    assert run.values == ()
    assert run.levels == 8


def test_a_line_says_seconds_proof_and_the_ratio_to_ours():
    line = table.said(a_run("cp-sat", seconds=5.0), a_run(seconds=2.0))
    assert line.split() == ["cp-sat", "5.00", "x2.5", "3", "of", "4", "100", "4", "45"]


def test_another_objective_is_said_to_be_one():
    assert "other objective" in table.said(a_run("stable"), a_run())


def test_of_several_runs_the_median_counts():
    runs = [a_run(seconds=seconds, phases={"program": seconds}) for seconds in (9.0, 2.0, 4.0)]
    assert table.median(runs).seconds == 4.0
    assert table.median(runs).phases == {"program": 4.0}


def test_every_name_of_the_tables_is_in_the_catalogue():
    known = {name for family in FAMILIES for name in FAMILIES[family].names(family)}
    assert {*STANDARD, *SMALLEST} <= known
    assert all(set(peers_of(name)) <= PEERS.keys() for name in known)


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="no instance is called nation"):
        instance("nation")


def test_a_name_has_one_meaning():
    first, second = (instance(SMALL).components() for _ in range(2))
    assert first == second
    assert first != instance("scarce/30x15/2").components()


def test_a_peer_that_goes_far_beyond_its_time_is_ended(monkeypatch):
    monkeypatch.setattr(measuring, "GRACE", -60.0)
    assert measuring.run_apart("scarce/300x150/1", "cp-sat", 60.0).note == "no end within 0 s"


def test_what_needs_no_solver_counts_in_what_is_reached():
    run = a_run(beside=(10, 100))
    assert run.values == (14, 145)
    assert run.bounds == (14, 146)
    assert run.found_any
    assert Run(name=SMALL, who=OURS, beside=(10, 100)).values == (10, 100)
    assert Run(name=SMALL, who=OURS, beside=(10, 100)).found_any


def test_without_a_choice_nothing_was_found():
    nothing = Run(name=SMALL, who="cp-sat", answers=(Checked(values=(), proven=0, bounds=()),), beside=(1, 1))
    assert not nothing.found_any
    assert table.said(nothing, a_run()).endswith("nothing")

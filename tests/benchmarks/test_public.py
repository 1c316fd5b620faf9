"""The tables of public files: what the library says is recounted, and stands beside what is known."""

import shutil

import pytest
from attrs import evolve
from house import CHECKOUT

from benchmarks import public
from benchmarks.__main__ import main
from benchmarks.answers import Checked
from benchmarks.measuring import Run, run_here

DATA = CHECKOUT / "tests/data"


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch):
    monkeypatch.setattr(public, "run_apart", run_here)


@pytest.fixture
def folder(tmp_path):
    shutil.copy(DATA / "tiny-gap.txt", tmp_path)
    (tmp_path / "data.csv").write_text(
        "Path,Best known bound,Best known solution value\ntiny-gap.txt,8,8\n", encoding="utf-8"
    )
    return tmp_path


def test_the_tiny_file_of_generalised_assignment_is_at_the_published_optimum(folder, capsys):
    main(["gap", str(folder), "--peers", "cp-sat"])
    _, _, ours, theirs, summary = capsys.readouterr().out.splitlines()
    assert ours.split()[1:7] == ["sharedlives", "3", "of", "3", "8", "8"]
    assert theirs.split()[:4] == ["cp-sat", "3", "8", "8"]
    assert ours.endswith("8 (optimum)")
    assert summary == "1 files, 1 with all met, 1 proven, 1 at the best published"


def test_the_tiny_hospital_costs_what_was_counted_by_hand(capsys):
    pytest.importorskip("scipy")
    main(["pas", str(DATA), "--only", "tiny-hospital.txt"])
    machine, _, ours, summary = capsys.readouterr().out.splitlines()
    assert "cores" in machine
    assert "ortools" in machine
    # The plan costs 6.0 (test_pas.py). Relaxed, the man shares room A and only his wish for one bed costs:
    # on two nights 0.8, beside 2.0 for the woman's one night.
    assert ours.split()[1:6] == ["sharedlives", "5", "of", "5", "6"]
    assert ours.endswith("3.6")
    assert summary == "1 files, 1 with all met, 1 proven"


def a_run(**changes) -> Run:
    """Two met of three at a cost of 40."""
    return Run(
        name="gap:some/file",
        who="sharedlives",
        answers=(Checked(values=(3, -40), proven=1, bounds=(3, -38)),),
        recount={"cost": 40, "met": 3, "asked": 3, "faults": 0},
        levels=2,
        **changes,
    )


def test_the_gap_is_a_share_of_the_cost():
    # Of 40 the last 2 may be too many: a twentieth.
    assert "5.00%" in public.said("file", a_run(), "")


def test_a_bound_on_costs_says_nothing_while_more_might_be_met():
    run = evolve(a_run(), answers=(Checked(values=(2, -40), proven=0, bounds=(3, -38)),))
    assert public.said("file", run, "").split()[5:7] == ["40", "-"]


def test_no_answer_is_said_to_be_none():
    assert public.said("file", Run(name="gap:some/file", who="cp-sat", note="out of memory"), "").endswith(
        "out of memory"
    )
    assert public.said("file", Run(name="gap:some/file", who="cp-sat"), "8").endswith("8")


@pytest.mark.parametrize("recount", [{"faults": 1}, {"cost": 39}])
def test_a_recount_that_does_not_bear_out_the_library_is_a_fault(folder, monkeypatch, recount):
    def wrong(name, who, seconds):
        run = run_here(name, who, seconds)
        return evolve(run, recount={**run.recount, **recount})

    monkeypatch.setattr(public, "run_apart", wrong)
    with pytest.raises(AssertionError, match="the recount does not bear out"):
        main(["gap", str(folder)])


def test_a_plan_below_a_published_bound_is_a_fault(folder):
    path = folder / "data.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("8,8", "9,9"), encoding="utf-8")
    with pytest.raises(AssertionError, match="no plan costs less than 9"):
        main(["gap", str(folder)])

"""`sharedlives check`, `due`, `where` and `rules`: on screen and as documents."""

import json

import pytest
from builders import a_home, a_scheme, an_arrangement
from house import CHECKOUT
from rule_makers import lived_in

from sharedlives.files.json_documents import write_scheme_json

REGISTERS = CHECKOUT / "examples" / "registers"
CALDERBROOK = (REGISTERS / "calderbrook.xlsx", "--map", REGISTERS / "calderbrook.map.toml")
POLICY = ("--policy", REGISTERS / "calderbrook.policy.toml")
ON = ("--on", "2026-11-16")


def test_a_check_says_what_is_not_in_order_worst_first_with_what_helps(run):
    ran = run("check", *CALDERBROOK, *POLICY, *ON)
    assert ran.code == 1
    assert ran.out.startswith("As at 16/11/2026\n\nNot in order (13)\n")
    assert "H031 · car insurance · Scheme policy: car insurance: was due by 04/11/2026\n" in ran.out
    headings = [
        "No evidence: the register keeps this, and here it is blank (3)",
        "Falls due (1)",
        "Not kept by",
    ]
    assert [heading in ran.out for heading in headings] == [True, True, True]
    assert ran.out.endswith("met, 552 not applicable.\n")


def test_a_check_as_a_document_holds_every_key_of_a_finding_and_no_name(run):
    ran = run("check", *CALDERBROOK, *POLICY, *ON, "--json")
    content = json.loads(ran.out)
    assert (content["format"], content["on"]) == ("sharedlives.audit/1", "2026-11-16")
    assert content["counts"]["broken"] == 15
    assert content["counts"]["waived"] == 0
    keys = {"code", "family", "title", "outcome", "severity", "subject", "related", "since", "due_on"}
    keys |= {"basis", "remedy", "source", "latest_step", "says", "waived_by", "waived_until"}
    assert all(finding.keys() == keys for finding in content["findings"])
    (car,) = [finding for finding in content["findings"] if finding["code"] == "car-insurance"]
    assert car["subject"] == {"kind": "household", "id": "H031"}
    assert (car["outcome"], car["since"], car["due_on"]) == ("broken", "2026-11-05", None)
    assert "Sutcliffe" not in ran.out
    assert run("check", *CALDERBROOK, *POLICY, *ON, "--json").out == ran.out


def test_a_scheme_with_nothing_to_find_is_done(run, tmp_path):
    write_scheme_json(a_scheme(), tmp_path / "empty.json")
    ran = run("check", "empty.json")
    assert ran.code == 0
    assert "Answers in all: " in ran.out


def test_a_policy_that_cannot_be_followed_is_said_with_every_problem(run, tmp_path):
    (tmp_path / "own.toml").write_text('left_out = ["pet"]\nfoo = 1\n', encoding="utf-8")
    ran = run("check", *CALDERBROOK, "--policy", "own.toml", *ON)
    assert (ran.code, ran.out) == (1, "")
    assert "foo · there is no such key" in ran.err
    assert (
        run("due", *CALDERBROOK, "--policy", "own.toml", "--from", "2026-11-16", "--to", "2026-12-16").code
        == 1
    )


def test_a_waiver_shows_as_waived(run, tmp_path):
    waiver = '[[waiver]]\nrule = "car-insurance"\nsubject_id = "H031"\ngranted_by = "M. Ager"\n'
    (tmp_path / "own.toml").write_text(f'{waiver}reason = "no car"\nuntil = 2026-12-01\n', encoding="utf-8")
    ran = run("check", *CALDERBROOK, "--policy", "own.toml", *ON, "--json")
    (car,) = [f for f in json.loads(ran.out)["findings"] if f["code"] == "car-insurance"]
    assert (car["outcome"], car["waived_by"], car["waived_until"]) == ("waived", "M. Ager", "2026-12-01")


def test_what_falls_due_is_listed_by_who_is_responsible_with_what_rests_on_it(run):
    ran = run("due", *CALDERBROOK, *POLICY, "--from", "2026-11-16", "--to", "2026-12-16")
    assert ran.code == 0
    assert ran.out.startswith(
        "From 16/11/2026 to 16/12/2026\n\nNobody recorded as responsible (1)\n  22/11/2026 · H028"
    )
    assert "    rests on it: P123-" in ran.out
    quiet = run("due", *CALDERBROOK, *POLICY, "--from", "2026-11-16", "--to", "2026-11-17")
    assert "Nothing that is in order now falls out of it." in quiet.out


def test_what_falls_due_as_a_document(run):
    ran = run("due", *CALDERBROOK, *POLICY, "--from", "2026-11-16", "--to", "2026-12-16", "--json")
    content = json.loads(ran.out)
    assert content["format"] == "sharedlives.forecast/1"
    (lapse,) = content["lapses"]
    assert (lapse["day"], lapse["code"], lapse["household"]) == ("2026-11-22", "approval-number", "H028")
    assert content["renewals"] == [
        {"code": "approval-number", "subject": {"kind": "household", "id": "H028"}}
    ]


def test_who_was_where(run):
    ran = run("where", *CALDERBROOK, "--on", "2026-12-05")
    assert ran.code == 0
    assert "P101 · H001 · slept there" in ran.out
    assert "P101 · H002 · away, their home" in ran.out
    content = json.loads(run("where", *CALDERBROOK, "--on", "2026-12-05", "--json").out)
    assert content["format"] == "sharedlives.where/1"
    assert content["people"] == len({place["person"] for place in content["places"]})


def test_who_was_where_says_what_cannot_all_be_true(run, tmp_path):
    write_scheme_json(lived_in(a_home("H2"), an_arrangement("A2", household_id="H2")), tmp_path / "two.json")
    assert "lives in two homes at once" in run("where", "two.json", *ON).out


def test_the_rules_of_a_nation_with_what_each_rests_on(run):
    ran = run("rules", "--nation", "wales", *ON)
    assert ran.code == 0
    assert ran.out.startswith("\nWALES\n  carer-certificate · ")
    assert "carer-pvg" not in ran.out
    content = json.loads(run("rules", "--nation", "scotland", *ON, "--json").out)
    assert content["format"] == "sharedlives.rules/1"
    (pvg,) = [rule for rule in content["rules"] if rule["code"] == "carer-pvg"]
    assert (pvg["basis"], pvg["nation"]) == ("law", "scotland")
    everywhere = json.loads(run("rules", "--json").out)["rules"]
    assert {rule["nation"] for rule in everywhere} == {"england", "wales", "scotland", "northern ireland"}


def test_what_the_rules_say_differently_on_a_later_day(run):
    ran = run("rules", "diff", "--from", "2025-04-01", "--to", "2026-11-16", "--nation", "scotland")
    assert ran.code == 0
    assert "01/04/2026 · scotland · pvg-membership-years: " in ran.out
    assert "02/06/2026 · scotland · liberty-test: " in ran.out
    assert "england" not in ran.out


@pytest.mark.parametrize(
    "command", [("check",), ("due", "--from", "2026-11-16", "--to", "2026-11-17"), ("where",)]
)
def test_a_file_that_cannot_be_read_is_said_and_in_a_document(run, tmp_path, command):
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    name, *rest = command
    assert run(name, "broken.json", *rest).code == 1
    ran = run(name, "broken.json", *rest, "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["problems"]

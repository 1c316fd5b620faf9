"""A policy file is read whole, or everything that is wrong with it is said at once."""

import re
from datetime import date

import pytest

from sharedlives.domain.rule_policy import Declaration, Lead, RulePolicy, Setting, Waiver
from sharedlives.errors import FileRefusedError
from sharedlives.files.rule_policy_reader import read_rule_policy, rule_policy_of

WHOLE = """
format = "sharedlives.policy/1"
name = "Ours"
lead_days = 14
left_out = ["pets"]
taken_up = ["electrics"]

[months]
certificate = 12
[days]
household_member_grace = 7
[numbers]
references = 3
[leads]
gas = 60

[[waiver]]
rule = "carer-health"
subject_id = "C1"
granted_by = "M. Ager"
granted_on = 2026-11-01
reason = "in hospital"
until = 2026-12-01

[[declaration]]
what = "manager in post"
on = 2026-01-05
by = "M. Ager"
"""


def test_a_whole_policy_is_read():
    reading = rule_policy_of(WHOLE)
    assert reading.problems == ()
    assert reading.policy == RulePolicy(
        lead_days=14,
        left_out=frozenset({"pets"}),
        taken_up=frozenset({"electrics"}),
        settings=(
            Setting(of="certificate", value=12),
            Setting(of="household_member_grace", value=7),
            Setting(of="references", value=3),
        ),
        leads=(Lead(rule="gas", days=60),),
        waivers=(
            Waiver(
                rule="carer-health",
                subject_id="C1",
                granted_by="M. Ager",
                granted_on=date(2026, 11, 1),
                reason="in hospital",
                until=date(2026, 12, 1),
            ),
        ),
        declarations=(Declaration(what="manager in post", on=date(2026, 1, 5), by="M. Ager"),),
    )


def test_an_empty_file_is_the_default():
    assert rule_policy_of("").policy == RulePolicy()


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("lead_dys = 3", "lead_dys", "there is no such key"),
        ('format = "sharedlives.policy/2"', "format", 'this version reads "sharedlives.policy/1"'),
        ("lead_days = -1", "lead_days", "give a number of days"),
        ("lead_days = true", "lead_days", "give a number of days"),
        ("months = 3", "months", r"write it as a table: \[months\]"),
        ("[months]\nreferences = 2", "months.references", "this is a number of references"),
        ('[months]\ngas = "yearly"', "months.gas", "value must be a whole number"),
        ("[months]\ngass = 12", "the document", "there is no setting gass: did you mean gas?"),
        ("[leads]\ngas = -2", "leads.gas", "days must be 0 or more"),
        ('left_out = "pets"', "left_out", "give a list of the codes of rules"),
        ('left_out = ["pet"]', "the document", "there is no rule pet: did you mean pets?"),
        ("waiver = 3", "waiver", r"write each under \[\[waiver\]\]"),
        ('[[waiver]]\nrule = "gas"', "waiver[1]", "does not hold exactly these keys"),
        (
            '[[waiver]]\nrule = "gas"\ngranted_by = "M"\nreason = ""\nuntil = 2026-12-01',
            "waiver[1]",
            "reason must not be blank",
        ),
        ("[months]\ngas = 1\n[days]\ngas = 2", "days.gas", "this is a number of months"),
        ("x = ", "the document", "this is not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text, place, message):
    reading = rule_policy_of(text)
    assert reading.policy is None
    (problem,) = reading.problems
    assert problem.place == place
    assert re.search(message.replace("?", r"\?"), problem.message)


def test_everything_wrong_is_said_at_once():
    reading = rule_policy_of('lead_days = "x"\nfoo = 1\n[months]\ngas = "x"\n[leads]\nnothing = 3\n')
    assert [problem.place for problem in reading.problems] == [
        "foo",
        "lead_days",
        "months.gas",
        "the document",
    ]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileRefusedError, match="could not be read: FileNotFoundError"):
        read_rule_policy(tmp_path / "none.toml")


def test_a_file_is_read_from_disk(tmp_path):
    path = tmp_path / "ours.policy.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert read_rule_policy(path) == rule_policy_of(WHOLE)

"""A mistake in the register is our own bug, and the message names the file and the entry."""

import re

import pytest

from sharedlives.domain.words import Nation
from sharedlives.errors import OwnBugError
from sharedlives.law import LawSilence, LawStatement, LawValue, Silence, Standing
from sharedlives.law.loading import read_register

EVERYWHERE = '["england", "wales", "scotland", "northern ireland"]'

CITED = {
    "instrument": '"An Act 2001"',
    "pinpoint": '"section 1"',
    "source": '"https://example.org/act"',
    "read_on": "2026-11-21",
}
A_VALUE = {
    "code": '"people-at-once"',
    "nations": EVERYWHERE,
    "from": "2001-02-03",
    "value": "3",
    "unit": '"people"',
    "counted_per": '"carer"',
    "standing": '"law"',
    "says": '"Three."',
    **CITED,
}
A_STATEMENT = {
    **{key: text for key, text in A_VALUE.items() if key not in ("value", "unit", "counted_per")},
    "name": '"three"',
}
A_SILENCE = {
    "code": '"people-at-once"',
    "nations": EVERYWHERE,
    "reason": '"None was found."',
    **CITED,
}


def table(kind="value", without=(), **changes):
    """One entry as TOML; `from_` stands for `from`."""
    row = dict({"value": A_VALUE, "statement": A_STATEMENT}.get(kind, A_SILENCE))
    row.update({key.rstrip("_"): text for key, text in changes.items()})
    return f"[[{kind}]]\n" + "".join(f"{key} = {text}\n" for key, text in row.items() if key not in without)


def read(*tables):
    return read_register([("some.toml", "\n".join(tables))])


def refuses(message, *tables):
    with pytest.raises(OwnBugError, match=re.escape(message)):
        read(*tables)


def test_a_value_is_read_with_everything_it_says():
    (only,) = read(table(note='"Odd."'))
    assert isinstance(only, LawValue)
    assert (only.value, only.says, only.note, only.nations) == (3, "Three.", "Odd.", tuple(Nation))
    assert repr(only) == "<LawValue people-at-once (england, wales, scotland, northern ireland)>"


@pytest.mark.parametrize(
    ("kind", "silence"),
    [
        ("no_number", Silence.NO_NUMBER_FOUND),
        ("nothing_found", Silence.NOTHING_FOUND),
        ("not_known", Silence.NOT_KNOWN),
    ],
)
def test_a_silence_is_read_with_its_reason(kind, silence):
    (only,) = read(table(kind))
    assert isinstance(only, LawSilence)
    assert (only.silence, only.reason, only.first_day) == (silence, "None was found.", None)


def test_guidance_may_have_no_first_day():
    (only,) = read(table(without=["from"], standing='"guidance"'))
    assert only.first_day is None


def test_entries_come_in_order_of_code_nation_and_day_whatever_the_files():
    later = table(from_="2005-01-01")
    earlier = table(until="2004-12-31")
    other = table(code='"age"')
    forwards = read_register([("a.toml", earlier), ("b.toml", later + other)])
    backwards = read_register([("b.toml", other + later), ("a.toml", earlier)])
    assert forwards == backwards
    assert [each.code for each in forwards] == ["age", "people-at-once", "people-at-once"]


def test_what_is_not_toml_is_refused():
    refuses("some.toml: this is not TOML", "[[value")


def test_an_unknown_table_is_refused():
    refuses(
        "there is no table values: use one of value, statement, no_number, nothing_found, not_known",
        "[[values]]\ncode = 1",
    )


def test_a_statement_is_read_with_its_name():
    (only,) = read(table("statement"))
    assert isinstance(only, LawStatement)
    assert (only.name, only.says, only.standing) == ("three", "Three.", Standing.LAW)


def test_a_statement_that_is_law_says_its_first_day():
    refuses("a law must say the first day it is in force", table("statement", without=["from"]))


def test_a_statement_has_no_number():
    refuses("statement 1 (people-at-once): there is no key value", table("statement", value="3"))


@pytest.mark.parametrize("key", sorted(A_VALUE.keys() - {"from", "counted_per"}))
def test_a_missing_key_of_a_value_is_refused(key):
    who = "no code" if key == "code" else "people-at-once"
    refuses(f"some.toml, value 1 ({who}): {key} must be given", table(without=[key]))


@pytest.mark.parametrize("key", sorted(A_SILENCE))
def test_a_missing_key_of_a_silence_is_refused(key):
    who = "no code" if key == "code" else "people-at-once"
    refuses(f"some.toml, no_number 1 ({who}): {key} must be given", table("no_number", without=[key]))


def test_an_unknown_key_is_refused_and_the_entry_is_numbered():
    refuses(
        "some.toml, value 2 (people-at-once): there is no key form",
        table(until="2001-02-03"),
        table(form="2001-02-04"),
    )


def test_a_silence_has_no_number():
    refuses("no_number 1 (people-at-once): there is no key value", table("no_number", value="3"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"until": "2001-02-02"}, "last_day comes before first_day"),
        ({"nations": '["mercia"]'}, "'mercia' is not a valid Nation"),
        ({"nations": "[]"}, "nations must name at least one nation, and each once"),
        ({"nations": '["wales", "wales"]'}, "nations must name at least one nation, and each once"),
        ({"value": '"three"'}, "value must be a whole number"),
        ({"value": "true"}, "value must be a whole number"),
        ({"value": "2.5"}, "value must be a whole number"),
        ({"value": "-1"}, "value must be 0 or more"),
        ({"from_": "2001-02-03T10:00:00"}, "first_day must be a date"),
        ({"from_": '"2001"'}, "first_day must be a date"),
        ({"read_on": '"today"'}, "read_on must be a date"),
        ({"source": '"the library"'}, "source must be a web address"),
        ({"says": '"Three"'}, "says must be a sentence"),
        ({"instrument": '" "'}, "instrument must not be blank"),
        ({"unit": '"furlongs"'}, "'furlongs' is not a valid Unit"),
        ({"standing": '"habit"'}, "'habit' is not a valid Standing"),
        ({"counted_per": '"room"'}, "'room' is not a valid CountedPer"),
        ({"unit": '"years of age"'}, "counted_per must be given for people, and for nothing else"),
        ({"without": ["counted_per"]}, "counted_per must be given for people, and for nothing else"),
        ({"without": ["from"]}, "a law must say the first day it is in force"),
        ({"code": "7"}, "code must be a text"),
        ({"nations": "7"}, "nations must be a list"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(changes, message):
    with pytest.raises(OwnBugError, match=r"some\.toml, value 1 \(.*" + re.escape(message)):
        read(table(**changes))


def test_a_table_that_is_no_list_of_entries_is_refused():
    refuses("some.toml: write each entry under [[value]]", "[value]\ncode = 1")


def test_two_entries_for_one_day_are_refused():
    refuses(
        "people-at-once, england: two entries speak of 2005-01-01",
        table(until="2005-01-01"),
        table(from_="2005-01-01"),
    )


def test_an_entry_after_one_without_an_end_is_refused():
    refuses(
        "people-at-once, wales: two entries speak of 2019-04-29",
        table(),
        table(from_="2019-04-29", nations='["wales"]'),
    )


def test_a_silence_and_a_value_for_one_day_are_refused():
    refuses("two entries speak of 2001-02-03", table("no_number"), table())


def test_days_passed_over_are_refused_unless_they_are_said_to_be_unknown():
    before, after = table(until="2004-12-30"), table(from_="2005-01-01")
    refuses("people-at-once, england: nothing is said about the days after 2004-12-30", before, after)
    said = table("not_known", from_="2004-12-31", until="2004-12-31")
    assert len(read(before, said, after)) == 3


def test_an_end_with_nothing_after_it_is_refused():
    refuses(
        "people-at-once, england: nothing is said about the days after 2010-01-01", table(until="2010-01-01")
    )


def test_a_nation_passed_over_is_refused():
    refuses(
        "people-at-once: nothing is said about scotland: say it, or that no number was found",
        table(nations='["england", "wales", "northern ireland"]'),
    )

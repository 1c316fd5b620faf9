"""The register as it ships: each dated value on its edges, and nothing passed over in silence."""

from datetime import date, timedelta

import pytest

from sharedlives.domain.words import Nation
from sharedlives.errors import NotInForceError
from sharedlives.law import (
    CountedPer,
    LawEntry,
    LawSilence,
    LawStatement,
    LawValue,
    Silence,
    Standing,
    Unit,
    codes,
    entry,
    known,
    register,
    stated,
    value,
)

TODAY = date(2026, 11, 25)
ONE_DAY = timedelta(days=1)
NOTHING = "nothing recorded"

ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = Nation


def answer(code, nation, on):
    """The number, the name of what is stated, why there is neither, or that the register cannot say."""
    try:
        found = entry(code, nation, on)
    except NotInForceError:
        return NOTHING
    if isinstance(found, LawSilence):
        return found.silence
    return found.value if isinstance(found, LawValue) else found.name


@pytest.mark.parametrize(
    ("code", "nation", "on", "expected"),
    [
        ("people-at-once", ENGLAND, date(2004, 8, 30), NOTHING),
        ("people-at-once", ENGLAND, date(2004, 8, 31), 3),
        ("people-at-once", ENGLAND, date(2010, 9, 30), 3),
        ("people-at-once", ENGLAND, date(2010, 10, 1), Silence.NOT_KNOWN),
        ("people-at-once", ENGLAND, date(2015, 3, 31), Silence.NOT_KNOWN),
        ("people-at-once", ENGLAND, date(2015, 4, 1), Silence.NO_NUMBER_FOUND),
        ("people-at-once", ENGLAND, TODAY, Silence.NO_NUMBER_FOUND),
        ("people-at-once", WALES, date(2004, 7, 31), NOTHING),
        ("people-at-once", WALES, date(2004, 8, 1), 2),
        ("people-at-once", WALES, date(2019, 4, 28), 2),
        ("people-at-once", WALES, date(2019, 4, 29), 3),
        ("people-at-once", WALES, TODAY, 3),
        ("people-at-once", SCOTLAND, TODAY, Silence.NO_NUMBER_FOUND),
        ("people-at-once", NORTHERN_IRELAND, date(2007, 4, 29), NOTHING),
        ("people-at-once", NORTHERN_IRELAND, date(2007, 4, 30), 3),
        ("people-at-once", NORTHERN_IRELAND, TODAY, 3),
        *((("tax-people-at-once", nation, date(2010, 4, 5), NOTHING)) for nation in Nation),
        *((("tax-people-at-once", nation, date(2010, 4, 6), 3)) for nation in Nation),
        *((("tax-people-at-once", nation, TODAY, 3)) for nation in Nation),
        *((("tax-siblings-count-as", nation, TODAY, 1)) for nation in Nation),
        ("minimum-age", ENGLAND, TODAY, 16),
        ("minimum-age", WALES, TODAY, 18),
        ("minimum-age", SCOTLAND, date(2011, 3, 31), NOTHING),
        ("minimum-age", SCOTLAND, date(2011, 4, 1), 16),
        ("minimum-age", SCOTLAND, TODAY, 16),
        ("minimum-age", NORTHERN_IRELAND, TODAY, Silence.NO_NUMBER_FOUND),
        *(
            (code, nation, on, NOTHING)
            for nation, on in ((WALES, date(2019, 4, 28)), (NORTHERN_IRELAND, date(2007, 4, 29)))
            for code in ("agreement-review-months", "references")
        ),
        *(
            (code, nation, on, number)
            for nation, on in ((WALES, date(2019, 4, 29)), (NORTHERN_IRELAND, date(2007, 4, 30)))
            for code, number in (("agreement-review-months", 12), ("references", 2))
        ),
        ("references", ENGLAND, TODAY, Silence.NO_NUMBER_FOUND),
        ("agreement-review-months", SCOTLAND, TODAY, Silence.NO_NUMBER_FOUND),
        *(("certificate-months", nation, TODAY, Silence.NO_NUMBER_FOUND) for nation in Nation),
        ("pvg-membership", SCOTLAND, date(2025, 3, 31), Silence.NOTHING_FOUND),
        ("pvg-membership", SCOTLAND, date(2025, 4, 1), "membership of the PVG scheme"),
        ("pvg-membership-years", SCOTLAND, date(2026, 3, 31), Silence.NO_NUMBER_FOUND),
        ("pvg-membership-years", SCOTLAND, date(2026, 4, 1), 5),
        ("pvg-membership", ENGLAND, TODAY, Silence.NOTHING_FOUND),
        ("plan-review-months", SCOTLAND, TODAY, 6),
        ("plan-within-days", SCOTLAND, TODAY, 28),
        ("learning-disability-training", ENGLAND, date(2022, 6, 30), NOTHING),
        (
            "learning-disability-training",
            ENGLAND,
            date(2022, 7, 1),
            "training on learning disability and autism",
        ),
        ("liberty-test", WALES, date(2026, 6, 1), "the test of 2014 ([2014] UKSC 19)"),
        ("liberty-test", WALES, date(2026, 6, 2), "the test of 2 June 2026 ([2026] UKSC 16)"),
        ("care-relief-fixed", ENGLAND, date(2002, 4, 5), NOTHING),
        *(
            (code, ENGLAND, day, number)
            for code, *numbers in (
                ("care-relief-fixed", 10_000, 18_140, 19_360, 19_690, 20_440),
                ("care-relief-child-under-11", 200, 375, 405, 415, 435),
                ("care-relief-child", 250, 450, 485, 495, 515),
                ("care-relief-adult", 250, 450, 485, 495, 515),
            )
            for year, number in zip((2022, 2023, 2024, 2025, 2026), numbers, strict=True)
            for day in (date(year, 4, 6), min(date(year + 1, 4, 5), TODAY))
        ),
    ],
)
def test_each_value_holds_from_its_first_day_to_its_last(code, nation, on, expected):
    assert answer(code, nation, on) == expected


@pytest.mark.parametrize(
    ("nation", "on", "counted_per"),
    [
        (ENGLAND, date(2005, 1, 1), CountedPer.CARER),
        (WALES, date(2019, 4, 28), CountedPer.HOUSEHOLD),
        (WALES, TODAY, CountedPer.AGREEMENT),
        (NORTHERN_IRELAND, TODAY, CountedPer.CARER),
    ],
)
def test_how_many_at_once_says_what_it_is_counted_per(nation, on, counted_per):
    limit = value("people-at-once", nation, on)
    assert (limit.unit, limit.counted_per, limit.standing) == (Unit.PEOPLE, counted_per, Standing.LAW)


@pytest.mark.parametrize("nation", Nation)
def test_the_tax_cap_is_per_home_and_law_and_siblings_as_one_is_guidance(nation):
    cap = value("tax-people-at-once", nation, TODAY)
    siblings = value("tax-siblings-count-as", nation, TODAY)
    assert (cap.counted_per, cap.standing) == (CountedPer.HOUSEHOLD, Standing.LAW)
    assert siblings.standing == Standing.GUIDANCE


def test_the_minimum_age_is_law_in_scotland_and_guidance_in_england_and_wales():
    standings = {n: value("minimum-age", n, TODAY).standing for n in (ENGLAND, WALES, SCOTLAND)}
    assert standings == {
        ENGLAND: Standing.GUIDANCE,
        WALES: Standing.GUIDANCE,
        SCOTLAND: Standing.LAW,
    }


def test_known_is_the_value_where_there_is_one():
    assert known("people-at-once", WALES, TODAY) == value("people-at-once", WALES, TODAY)


@pytest.mark.parametrize(
    ("code", "nation"),
    [("people-at-once", ENGLAND), ("people-at-once", SCOTLAND), ("minimum-age", NORTHERN_IRELAND)],
)
def test_known_is_none_only_where_the_register_says_outright_that_no_number_was_found(code, nation):
    assert known(code, nation, TODAY) is None


@pytest.mark.parametrize("ask", [value, known])
def test_a_day_before_anything_recorded_raises_and_says_what_is_recorded(ask):
    says = (
        r"people-at-once: no value is recorded for Wales on 2004-07-31\. "
        r"What is recorded: 2 from 2004-08-01 to 2019-04-28; 3 from 2019-04-29\. Ask about one of these"
    )
    with pytest.raises(NotInForceError, match=says):
        ask("people-at-once", WALES, date(2004, 7, 31))


@pytest.mark.parametrize("ask", [value, known])
def test_days_we_cannot_speak_of_raise_with_the_reason(ask):
    with pytest.raises(NotInForceError, match="regulations that England had between 2010 and 2015 were not"):
        ask("people-at-once", ENGLAND, date(2012, 6, 1))


def test_asking_for_a_value_that_was_not_found_raises_with_the_reason():
    says = r"for Northern Ireland on 2026-11-25\. No age was found .* no number found on any day"
    with pytest.raises(NotInForceError, match=says):
        value("minimum-age", NORTHERN_IRELAND, TODAY)


@pytest.mark.parametrize("ask", [value, known, entry])
def test_a_code_the_register_does_not_hold_raises_and_lists_those_it_does(ask):
    with pytest.raises(NotInForceError, match="not asked about people, but about one of: agreement-review-m"):
        ask("people", WALES, TODAY)


def test_what_is_stated_has_a_name_and_a_number_is_no_statement():
    assert stated("regulator", NORTHERN_IRELAND, TODAY).name == "Regulation and Quality Improvement Authority"
    assert stated("people-at-once", WALES, TODAY) is None
    assert stated("independent-person", ENGLAND, TODAY) is None
    assert known("regulator", WALES, TODAY) is None
    with pytest.raises(NotInForceError, match="registered and inspected by Care Inspectorate Wales"):
        value("regulator", WALES, TODAY)


def test_a_statement_that_is_not_known_raises():
    with pytest.raises(NotInForceError, match="were not read"):
        stated("people-at-once", ENGLAND, date(2012, 6, 1))


def test_what_ended_names_what_is_recorded():
    with pytest.raises(NotInForceError, match=r"What is recorded: a valid criminal .* from 2019-04-29\."):
        stated("certificate", WALES, date(2019, 4, 28))


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("nation", Nation)
def test_every_nation_is_covered_or_expressly_not_today(code, nation):
    assert answer(code, nation, TODAY) not in {NOTHING, Silence.NOT_KNOWN}


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("nation", Nation)
def test_no_day_is_passed_over_and_none_is_spoken_of_twice(code, nation):
    entries = [each for each in register() if each.code == code and nation in each.nations]
    edges = {each.first_day for each in entries} | {each.last_day for each in entries}
    days = {day + step for day in edges if day for step in (-ONE_DAY, ONE_DAY * 0, ONE_DAY)} | {TODAY}
    begin = min((each.first_day or date.min) for each in entries)
    for day in days:
        speaking = [each for each in entries if each.covers(nation, day)]
        assert len(speaking) == (day >= begin)


@pytest.mark.parametrize("each", register(), ids=lambda each: f"{each.id} {each.first_day}")
def test_every_entry_is_cited_and_was_read(each: LawEntry):
    citation = each.citation
    assert citation.instrument
    assert citation.pinpoint
    assert citation.source.startswith("http")
    assert date(2026, 1, 1) <= citation.read_on <= TODAY
    assert each.last_day is None or each.first_day is None or each.first_day <= each.last_day


@pytest.mark.parametrize(
    "each",
    [e for e in register() if not isinstance(e, LawSilence)],
    ids=lambda e: f"{e.id} {e.first_day}",
)
def test_law_is_cited_from_legislation_and_says_its_first_day(each: LawValue | LawStatement):
    if each.standing is Standing.LAW:
        assert "legislation.gov.uk" in each.citation.source
        assert each.first_day is not None
    else:
        assert each.note or each.code == "regulator"


def test_a_silence_says_its_reason():
    silences = [each for each in register() if isinstance(each, LawSilence)]
    assert silences
    assert all(each.reason.endswith(".") for each in silences)


def test_a_citation_is_written_as_one_writes_it_after_a_sentence():
    cited = value("people-at-once", NORTHERN_IRELAND, TODAY).citation
    assert str(cited) == (
        "Adult Placement Agencies Regulations (Northern Ireland) 2007 (SR 2007/221), regulation 12(2)(b)"
    )


def test_the_register_is_read_once_and_always_in_the_same_order():
    assert register() is register()
    assert [each.code for each in register()] == sorted(each.code for each in register())

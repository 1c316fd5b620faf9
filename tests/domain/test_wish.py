"""Wishes hold the value that what they are about takes."""

import pytest

from sharedlives.domain.wish import ABOUT, About, ValueKind, Wish
from sharedlives.domain.words import Strength
from sharedlives.errors import InvalidRecordError

SOUND = {ValueKind.YES: None, ValueKind.WORD: "dog", ValueKind.SEX: "female", ValueKind.NUMBER: "25"}


@pytest.mark.parametrize("about", About)
def test_everything_a_wish_can_be_about_takes_one_kind_of_value(about):
    assert Wish(about=about, value=SOUND[ABOUT[about]], strength=Strength.MUST)
    for kind, value in SOUND.items():
        if kind is not ABOUT[about] and ABOUT[about] is not ValueKind.WORD:
            with pytest.raises(InvalidRecordError, match="a wish about “"):
                Wish(about=about, value=value, strength=Strength.MUST)


@pytest.mark.parametrize(
    ("about", "value", "said"),
    [
        (About.HOME_SMOKES, "yes", "takes no value"),
        (About.HOME_PET, None, "takes one word or phrase"),
        (About.HOME_PET, "  ", "takes one word or phrase"),
        (About.HOME_SEX, "women", "takes female or male"),
        (About.PERSON_AGE_AT_LEAST, "25+", "takes a whole number"),
        (About.PERSON_AGE_AT_LEAST, "-1", "takes a whole number"),
    ],
)
def test_a_wish_with_the_wrong_kind_of_value_is_refused_without_repeating_it(about, value, said):
    with pytest.raises(InvalidRecordError, match=said) as refusal:
        Wish(about=about, value=value, strength=Strength.MUST)
    assert not value or value.strip() == "" or f"“{value}”" not in str(refusal.value)


def test_musts_and_must_nots_bind_and_the_others_help_to_choose():
    wishes = {each: Wish(about=About.HOME_SMOKES, strength=each).is_hard for each in Strength}
    assert wishes == {
        Strength.MUST: True,
        Strength.MUST_NOT: True,
        Strength.PREFER: False,
        Strength.AVOID: False,
    }


@pytest.mark.parametrize("weight", [0, 6])
def test_a_weight_is_from_one_to_five(weight):
    with pytest.raises(InvalidRecordError, match="weight must be from 1 to 5"):
        Wish(about=About.HOME_SMOKES, strength=Strength.PREFER, weight=weight)

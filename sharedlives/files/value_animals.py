"""What a cell says about animals: which, how many, or that there are none."""

from __future__ import annotations

import itertools
import re
from types import MappingProxyType

from sharedlives.files.values import (
    NUMBER_WORDS,
    Misread,
    Raw,
    Remark,
    Understood,
    clean_text,
    key_of,
    read_whole_number,
)

_ANIMAL = re.compile(
    r"^(?:(?P<before>\d+|[a-z]+)\s*x?\s+)?(?P<kind>[a-z][a-z' -]*?)(?:\s*x\s*(?P<after>\d+))?$"
)
_PLURALS = {"mice": "mouse", "ponies": "pony", "puppies": "puppy", "canaries": "canary", "budgies": "budgie"}
_SAME = frozenset(("fish", "sheep", "tropical fish", "goldfish"))
_BREEDS = {
    "dog": "puppy pup labrador lab collie terrier spaniel poodle cockapoo labradoodle retriever greyhound "
    "whippet lurcher alsatian staffie pug beagle dachshund springer cocker",
    "cat": "kitten moggy tabby siamese",
}
_USUAL = (
    *("dog", "cat", "rabbit", "hamster", "guinea pig", "gerbil", "rat", "mouse", "ferret", "chinchilla"),
    *("tortoise", "snake", "lizard", "bird", "budgie", "parrot", "canary", "cockatiel", "hen", "chicken"),
    *("duck", "goose", "goat", "sheep", "pig", "alpaca", "horse", "pony", "donkey", "fish", "goldfish"),
)
_ANIMALS = MappingProxyType(
    {kind: kind for kind in _USUAL}
    | {word: kind for kind, words in _BREEDS.items() for word in words.split()}
)


def read_animal(raw: Raw) -> Understood[tuple[str, int | None]] | Misread:
    """One kind of animal and how many: ``"dog"``, ``"2 dogs"``, ``"cat x2"``, ``"dog (Rex)"``.

    An animal that is not among the usual ones stays as it is written, with a remark.
    """
    text = re.sub(r"\s*\([^()]*\)$", "", clean_text(raw).lower()) if isinstance(raw, str) else ""
    found = _ANIMAL.match(text)
    if found is None or _NO_KIND & set(text.split()):
        return Misread(
            "not-an-animal", "We expected an animal, with or without a number.", "Write 2 dogs, or cat."
        )
    before, kind, number = found["before"], found["kind"], found["after"]
    if before is not None and number is None and (before.isdigit() or before in NUMBER_WORDS):
        number = before
    elif before is not None:
        kind = f"{before} {kind}"
    count = None if number is None else read_whole_number(number)
    known = usual_animal(kind)
    remark = Remark(
        "animal-of-its-own",
        "This is taken as a kind of animal of its own, which no wish about dogs or cats is about.",
    )
    return Understood(
        (known or singular(kind), count.value or None if isinstance(count, Understood) else None),
        () if known else (remark,),
    )


def says_no_animals(raw: Raw) -> bool:
    """Whether a cell about animals says that there are none: ``"No"``, ``"no pets"``, ``"0"``."""
    return _NO_ANIMALS.fullmatch(key_of(clean_text(raw))) is not None


_NO_ANIMALS = re.compile(
    r"0|n|(no|none|nil|dim|nac oes)( (pets?|animals?|at present|at the moment|currently|now))*"
)
_NO_KIND = frozenset(
    (
        *("y", "yes", "n", "no", "not", "none", "had", "was", "were", "used", "ask", "asks", "allergic"),
        *("allergy", "scared", "lots", "many", "some", "may", "might", "maybe", "wants", "want", "getting"),
        *("pet", "pets", "animal", "animals", "present", "died", "deceased", "rehomed"),
    )
)
"""Words with which a cell about animals says something else than which there are."""


def usual_animal(text: str) -> str | None:
    """The usual kind of animal that words name: dog for “black labradors”; None where they name none."""
    words = [singular(word) for word in re.findall(r"[a-z']+", text)]
    pairs = [f"{first} {second}" for first, second in itertools.pairwise(words)]
    return next((_ANIMALS[word] for word in (*pairs, *reversed(words)) if word in _ANIMALS), None)


def singular(word: str) -> str:
    """An animal's name in the singular (``dog`` for ``dogs``)."""
    if word in _SAME or not word.endswith("s") or word.endswith("ss"):
        return _PLURALS.get(word, word)
    return _PLURALS.get(word, word[:-1])

"""How a postcode is written, whatever way somebody typed it. No postcode is looked up here."""

from __future__ import annotations

import re

# Two outward codes have no digit, GIR and NPT; both are still in the national list.
_OUTWARD = "(?:[A-Z]{1,2}[0-9][0-9A-Z]?|GIR|NPT)"
# The last two letters are never C, I, K, M, O or V: O is not zero, and we do not guess which was meant.
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(f"({_OUTWARD})({_INWARD})")
_OUTWARD_ONLY = re.compile(_OUTWARD)
_AROUND = ".,;:"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def normalise_postcode(text: str) -> str | None:
    """A full postcode as the Royal Mail writes it (``HX3 5YD``), or None where the text is not one.

    Small letters, any spaces (also those that cannot be seen) and punctuation around it are put right.
    Nothing is guessed: a letter O in place of a zero is not a postcode. The shape is right, which does not
    say that the postcode exists: ask `is_known_postcode`.

    Examples
    --------
    >>> normalise_postcode(" hx35yd ")
    'HX3 5YD'
    >>> normalise_postcode("HX3") is None
    True
    """
    match = _POSTCODE.fullmatch(_squeezed(text))
    return f"{match[1]} {match[2]}" if match else None


def is_outward_code(text: str) -> bool:
    """Whether this is only the first half of a postcode (``HX3``): a district, not a place to measure from.

    Examples
    --------
    >>> is_outward_code("hx3"), is_outward_code("HX3 5YD")
    (True, False)
    """
    # "HX3 5" is a sector, and would read as the district HX35 once squeezed.
    return len(text.split()) == 1 and _OUTWARD_ONLY.fullmatch(_squeezed(text)) is not None


def _squeezed(text: str) -> str:
    """The characters that count, in capitals; nothing where some are not plain letters or digits."""
    seen = "".join(text.translate(_INVISIBLE).split()).strip(_AROUND)
    # Capitals of other alphabets may turn into ours (a dotless i into I): that would be a guess.
    return seen.upper() if seen.isascii() else ""

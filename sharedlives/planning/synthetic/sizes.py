"""How big an invented scheme is."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from sharedlives.domain.fields import Record, at_least, checked
from sharedlives.errors import InvalidRecordError
from sharedlives.planning.synthetic.tables.of_living import CARERS_PER_HOUSEHOLD, SUPPORTED_PER_HOUSEHOLD


@frozen(kw_only=True, repr=False, field_transformer=checked)
class SchemeSize(Record):
    """How many households, open requests, carers and people supported; the last two follow where not given.

    Those who are only looking come beside the people supported, and former carers beside the carers.
    """

    households: int = field(validator=at_least(1))
    requests: int = field(validator=at_least(0))
    carers: int = field(validator=at_least(0))
    supported: int = field(validator=at_least(0))

    @carers.default
    def _carers(self) -> int:
        return round(self.households * CARERS_PER_HOUSEHOLD)

    @supported.default
    def _supported(self) -> int:
        return round(self.households * SUPPORTED_PER_HOUSEHOLD)

    def __attrs_post_init__(self) -> None:
        if not self.households <= self.carers <= 3 * self.households:
            raise InvalidRecordError("SchemeSize: carers are from one to three for each household")
        if self.supported > 2 * self.households:
            raise InvalidRecordError("SchemeSize: at most two people are supported for each household")


SIZES: Final = MappingProxyType(
    {
        "scheme": SchemeSize(households=150, requests=60),
        "large": SchemeSize(households=600, requests=400),
    }
)
"""The sizes that have a name."""

NATION: Final = SchemeSize(households=7_000, requests=3_000)
"""All the schemes of the United Kingdom together."""

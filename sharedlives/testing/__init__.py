"""Hypothesis strategies for the property tests of a host system.

`schemes` draws whole schemes whose records fit together, with every field of every record sometimes filled
and with texts that trip careless readers. `small_matching_schemes` draws small ones in which people and
households really compete. There is one strategy for every record besides; each takes strategies for the
fields you want to settle yourself::

    @given(schemes(max_households=2), carers(sex=st.just(Sex.FEMALE)))

Install ``sharedlives[testing]`` to have Hypothesis with it.
"""

from sharedlives.testing.drawing import records_of
from sharedlives.testing.places_to_live import small_matching_schemes
from sharedlives.testing.records import (
    applicants,
    approval_terms,
    approvals,
    arrangements,
    bedrooms,
    breaks,
    carers,
    checks,
    declines,
    events,
    household_members,
    households,
    introductions,
    keep_aparts,
    keep_togethers,
    people,
    policies,
    requests,
    visits,
    wishes,
)
from sharedlives.testing.values import (
    ON,
    awkward_texts,
    days,
    identities,
    periods,
    sessions,
    stays,
    texts,
    words,
)
from sharedlives.testing.whole_schemes import schemes

__all__ = [
    "ON",
    "applicants",
    "approval_terms",
    "approvals",
    "arrangements",
    "awkward_texts",
    "bedrooms",
    "breaks",
    "carers",
    "checks",
    "days",
    "declines",
    "events",
    "household_members",
    "households",
    "identities",
    "introductions",
    "keep_aparts",
    "keep_togethers",
    "people",
    "periods",
    "policies",
    "records_of",
    "requests",
    "schemes",
    "sessions",
    "small_matching_schemes",
    "stays",
    "texts",
    "visits",
    "wishes",
    "words",
]

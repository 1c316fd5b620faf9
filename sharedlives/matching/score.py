"""The plain scorer: what a result reaches on each level, worked out again without any solver."""

from __future__ import annotations

from sharedlives.domain.policy import Level
from sharedlives.matching.fit import fit_of
from sharedlives.matching.levels import worth
from sharedlives.matching.limits import need_of, newcomers_of
from sharedlives.matching.options import Option, Pair, Part
from sharedlives.matching.results import Proposal
from sharedlives.matching.sides import Context


def score(context: Context, proposals: tuple[Proposal, ...]) -> dict[Level, int]:
    """What proposals reach on each level of the policy, in its order.

    Fit is worked out anew from the scheme; nothing is taken from the proposals but who, where, when and
    which kind of room.
    """
    options = [_option(context, proposal) for proposal in proposals]
    return {
        level: sum(worth(context, option, level) for option in options) for level in context.policy.levels
    }


def _option(context: Context, proposal: Proposal) -> Option:
    asking = context.asking_again(proposal.request_id, proposal.when)
    offering = context.offering(proposal.household_id, proposal.when.first)
    pair = Pair(
        request_id=proposal.request_id,
        person_id=proposal.person_id,
        household_id=proposal.household_id,
        when=proposal.when,
        outcomes=(),
        fit=fit_of(asking, offering, context),
    )
    part = Part(pair=pair, room=proposal.room, newcomers=newcomers_of(asking, need_of(asking)))
    return Option(household_id=proposal.household_id, parts=(part,))

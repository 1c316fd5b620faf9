"""The plain scorer: what a result reaches on each level, worked out again without any solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sharedlives.domain.policy import Level
from sharedlives.matching.check import room_mates
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
    options = [
        Option(household_id=parts[0].pair.household_id, parts=parts) for parts in _parties(context, proposals)
    ]
    return {
        level: sum(worth(context, option, level) for option in options) for level in context.policy.levels
    }


def _parties(context: Context, proposals: Sequence[Proposal]) -> Iterator[tuple[Part, ...]]:
    """The parts of each option: one, or those of all who go together, in the order of their requests."""
    mates = room_mates(context, proposals)
    parts = {proposal.request_id: _part(context, proposal, mates) for proposal in proposals}
    for proposal in proposals:
        party = sorted({proposal.request_id, *proposal.together_with} & set(parts))
        if proposal.request_id == party[0]:
            yield tuple(parts[request_id] for request_id in party)


def _part(context: Context, proposal: Proposal, mates: Mapping[str, str]) -> Part:
    asking = context.asking_again(proposal.request_id, proposal.when)
    offering = context.offering(proposal.household_id, proposal.when.first)
    pair = Pair(
        request_id=proposal.request_id,
        person_id=proposal.person_id,
        household_id=proposal.household_id,
        when=proposal.when,
    )
    mate = mates.get(proposal.request_id)
    is_second = mate is not None and mate < proposal.request_id
    need = None if is_second else need_of(asking)
    newcomers = newcomers_of(asking, need)
    points = fit_of(asking, offering, context).mid
    return Part(pair=pair, points=points, room=proposal.room, newcomers=newcomers, shares_with=mate)

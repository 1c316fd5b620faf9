"""The same register under another policy: shared interests weigh more than anything else in fit."""

from sharedlives import DEFAULT_WEIGHTS, DEMO_DAY, FitPart, Policy, Weighted, match, read_demo

scheme = read_demo().scheme
if scheme is None:
    raise SystemExit("The demo could not be read.")

usual = match(scheme, DEMO_DAY)
others = tuple(entry for entry in DEFAULT_WEIGHTS if entry.part is not FitPart.INTERESTS)
interests_first = Policy(weights=(*others, Weighted(part=FitPart.INTERESTS, weight=10)))
other = match(scheme, DEMO_DAY, policy=interests_first)

before = {proposal.request_id: proposal.household_id for proposal in usual.proposals}
after = {proposal.request_id: proposal.household_id for proposal in other.proposals}
for request in sorted(before.keys() | after.keys()):
    if before.get(request) != after.get(request):
        print(f"{request}: {before.get(request, 'nobody yet')} -> {after.get(request, 'nobody yet')}")
print(f"{len(before)} met by the usual policy, {len(after)} by this one")

"""A scheme built from a host system's own tables, matched, and kept as JSON."""

from datetime import date

from sharedlives import (
    ANY_NEED,
    About,
    Approval,
    ApprovalTerms,
    Bedroom,
    Carer,
    Household,
    Kind,
    KindNumber,
    Nation,
    Person,
    Pet,
    Place,
    Request,
    Scheme,
    Sex,
    Strength,
    Urgency,
    Wish,
    match,
    scheme_from_json,
    scheme_to_json,
)


def a_home(number: int, postcode: str, *pets: str) -> tuple[Household, Carer, Approval]:
    """One household with two bedrooms, its carer, and an approval for two people at once."""
    home = Household(
        id=f"H{number}",
        place=Place(postcode=postcode),
        members=(),
        bedrooms=(Bedroom(id="1"), Bedroom(id="2")),
        pets=tuple(Pet(kind=kind) for kind in pets),
        smokes=False,
        interests=frozenset({"gardening"}),
    )
    carer = Carer(id=f"C{number}", household_id=home.id, sex=Sex.FEMALE)
    terms = ApprovalTerms(
        numbers=(KindNumber(kind=Kind.LIVE_IN, number=1), KindNumber(kind=Kind.SHORT_BREAK, number=1)),
        total=2,
        youngest=18,
        sexes=frozenset(Sex),
        needs=frozenset({ANY_NEED}),
    )
    approval = Approval(id=f"A{number}", household_id=home.id, approved_from=date(2024, 3, 1), terms=terms)
    return home, carer, approval


homes, carers, approvals = zip(a_home(1, "HX3 5YD", "dog"), a_home(2, "HX7 8AA"), strict=True)
asha = Person(
    id="P1",
    born=date(1990, 5, 17),
    sex=Sex.FEMALE,
    interests=frozenset({"gardening"}),
    wishes=(Wish(about=About.HOME_PET, value="dog", strength=Strength.MUST_NOT),),
)
scheme = Scheme(
    nation=Nation.ENGLAND,
    households=homes,
    carers=carers,
    approvals=approvals,
    people=(asha,),
    requests=(
        Request(
            id="R1",
            person_id="P1",
            kind=Kind.LIVE_IN,
            urgency=Urgency.ROUTINE,
            received_on=date(2026, 9, 1),
            earliest_start=date(2026, 12, 1),
        ),
    ),
)

result = match(scheme, date(2026, 11, 16))
for proposal in result.proposals:
    print(proposal.request_id, "might live with", proposal.household_id, "from", proposal.when.first)

assert scheme_from_json(scheme_to_json(scheme)) == scheme  # noqa: S101 - shows that nothing is lost

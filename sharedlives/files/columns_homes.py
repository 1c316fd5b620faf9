"""The words of our own workbook about homes, carers, approvals and checks: sheets, headings and notes.

For every field of a record: its heading, the note on the heading, and other headings it is known by. What
a field holds, and so how its cells are written and read, is known from the record itself: see `columns`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from sharedlives.domain.carer import Applicant, Approval, Carer, Check, StageReached
from sharedlives.domain.household import Bedroom, Closure, Household, HouseholdMember, OtherUse, Pet
from sharedlives.domain.wish import Wish
from sharedlives.domain.words import Kind
from sharedlives.files.columns_sheets import Group, SheetWords

_HOUSEHOLD_ID = "The id of the household, as on the sheet Households."
_DAYS = "Leave it blank if it is not known."

HOUSEHOLDS: Final = SheetWords(
    title="Households",
    record=Household,
    collection="households",
    group=Group.START,
    about="One row for each home, with what people choosing a home would ask.",
    keys=12,
    words={
        "id": (
            "Household id",
            "Your own short reference, such as H012. The other sheets use it.",
            "Household ref",
            "Home id",
        ),
        "name": ("Household", "What you call the household, such as a family name.", "Household name"),
        "place.postcode": ("Postcode", "The full postcode of the home, such as HX3 5YD.", "Post code"),
        "neighbourhood": ("Neighbourhood", "The part of your area, in your own words.", "Patch", "Area"),
        "members": (
            "Anyone else living there?",
            (
                "Anyone who lives there and is neither a carer nor supported: children, a grandparent. If "
                "yes, give each a row on the sheet Household members."
            ),
        ),
        "bedrooms": (
            "Bedrooms to offer?",
            (
                "Whether there is a room for somebody supported, taken or free. If yes, give each a row on "
                "the sheet Bedrooms."
            ),
        ),
        "pets": ("Any animals?", "If yes, give each kind a row on the sheet Animals.", "Any pets?"),
        "smokes": ("Does anyone smoke?", "Whether anybody in the home smokes.", "Smokes", "Smoking"),
        "takes_emergencies": ("Takes emergencies?", "What the household itself said.", "Emergencies"),
        "languages": ("Languages", "The languages spoken in the home."),
        "interests": ("Interests", "What the household enjoys."),
        "drives_people": (
            "Drives people?",
            "Whether somebody there drives the people they support.",
            "Drives",
        ),
        "pace": ("Pace of the home", "In one word, such as quiet or busy.", "Pace"),
        "faith": ("Faith", "Only where the household stated it."),
        "somebody_home_at_night": (
            "Somebody there every night?",
            "Whether a carer always sleeps in the home when somebody stays.",
        ),
        "other_uses": (
            "Fostering, lodgers or another scheme?",
            (
                "Whether the household also fosters, has a lodger or works with another scheme. If yes, give "
                "each a row on the sheet Other uses."
            ),
        ),
        "coordinator": ("Coordinator", "Who in the scheme supports this household."),
        "team": ("Team", "The team in your scheme."),
        "telephone": ("Telephone", "As you would dial it.", "Phone"),
        "email": ("Email", "One address."),
        "address": ("Address", "Without the postcode."),
        "has_gas": ("Gas in the home?", "Decides whether a gas safety check applies."),
        "heating_fuel": ("Heating fuel", "Such as gas, oil, wood or electricity."),
        "storeys": ("Storeys", "How many floors the home has."),
        "has_landlord_or_lender": (
            "Landlord or lender?",
            "Whether a landlord or lender must agree to somebody living there.",
        ),
        "consent_seen_on": ("Landlord's or lender's consent seen on", "The day you saw it."),
        "place.grid_reference.grid": ("Grid", "Only if you know the grid reference: British or Irish."),
        "place.grid_reference.easting": ("Easting", "Metres east on that grid."),
        "place.grid_reference.northing": ("Northing", "Metres north on that grid."),
        "notes": ("Notes", "Anything else. Nothing here is read by the rules."),
    },
)

MEMBERS: Final = SheetWords(
    title="Household members",
    record=HouseholdMember,
    parent=("households", "members"),
    parent_words=("Household id", _HOUSEHOLD_ID),
    group=Group.START,
    about="Anyone who lives in a home and is neither a carer nor supported.",
    keys=7,
    words={
        "id": ("Member id", "Your own reference, or leave it blank and one is made."),
        "first_name": ("First name", "Their given name."),
        "last_name": ("Last name", "Their family name."),
        "born": ("Born on", "Their date of birth.", "Date of birth", "DOB"),
        "age": ("Age", "If you do not know the date of birth: their age in years."),
        "age_seen_on": ("Age as at", "The day on which they were that age."),
        "sex": ("Sex", "Only if it matters to somebody's stated wish."),
        "relation": ("Relation", "To the carers, such as daughter or father."),
        "lives_since": ("Lives there since", "The day they moved in."),
        "lives_until": ("Lived there until", "Their last day there, if they have left."),
        "usually_sleeps_here": ("Usually sleeps there?", "No for somebody mostly away, such as a student."),
    },
)

BEDROOMS: Final = SheetWords(
    title="Bedrooms",
    record=Bedroom,
    parent=("households", "bedrooms"),
    parent_words=("Household id", _HOUSEHOLD_ID),
    group=Group.START,
    about="One row for each bedroom for somebody supported, whether or not somebody lives in it.",
    keys=8,
    words={
        "id": ("Bedroom id", "Your own reference within the home, such as 1; or leave it blank."),
        "name": ("Bedroom", "What you call it, such as the blue room."),
        "is_double": ("Double?", "Whether a couple could share it."),
        "is_step_free": ("Step-free?", "Whether it is reached without a step, from outside."),
        "is_ground_floor": ("Ground floor?", "Whether it is on the ground floor."),
        "is_near_bathroom": ("Near a bathroom?", "Whether a bathroom is next to it, on the same floor."),
        "takes_hoist": ("Room for a hoist?", "Whether a hoist can be used in it."),
        "closed": (
            "Not available",
            (
                "Days on which nobody can sleep there, such as 01/02/2026 to 14/02/2026, with a semicolon "
                "between several."
            ),
        ),
    },
)

PETS: Final = SheetWords(
    title="Animals",
    record=Pet,
    parent=("households", "pets"),
    parent_words=("Household id", _HOUSEHOLD_ID),
    group=Group.START,
    about="One row for each kind of animal in a home.",
    keys=3,
    words={
        "kind": ("Animal", "In one word, such as dog.", "Kind of animal"),
        "number": ("How many", "How many of them."),
        "name": ("Name", "What it is called."),
    },
)

OTHER_USES: Final = SheetWords(
    title="Other uses",
    record=OtherUse,
    parent=("households", "other_uses"),
    parent_words=("Household id", _HOUSEHOLD_ID),
    about="Fostering, lodgers or work with another scheme: what else a home is used for.",
    keys=3,
    words={
        "kind": ("What", "What else the home is used for."),
        "number": ("How many people", "How many at once; blank if nobody said."),
        "scheme": ("Which scheme", "The name of the other scheme or agency."),
    },
)

CLOSURES: Final = SheetWords(
    title="Closures",
    record=Closure,
    parent=("households", "closures"),
    parent_words=("Household id", _HOUSEHOLD_ID),
    about="Days on which a household welcomes nobody new.",
    keys=3,
    words={
        "period.first": ("First day", "The first day on which nobody new is welcome."),
        "period.last": ("Last day", "The last such day; blank if the end is open."),
        "reason": ("Reason", "Only what the household chose to say."),
    },
)

_WISH_WORDS: Final = MappingProxyType(
    {
        "about": ("About", "What the wish is about, from the list."),
        "value": (
            "What exactly",
            (
                "The animal, language, faith, pace, neighbourhood, need or age, or female or male. Blank "
                "where the wish says it all, such as a home where somebody smokes."
            ),
        ),
        "strength": ("How strongly", "Must and must not are never bent; prefer and avoid help to choose."),
        "weight": ("How much it counts", "For prefer and avoid: 1 to 5. Blank counts as 3."),
        "stated_by": ("Said by", "Who said so. Nobody's wish is ever guessed."),
        "stated_on": ("Said on", "The day it was said."),
        "reason": ("Reason", "Only what they chose to say."),
    }
)

HOUSEHOLD_WISHES: Final = SheetWords(
    title="Wishes of households",
    record=Wish,
    parent=("households", "wishes"),
    parent_words=("Household id", _HOUSEHOLD_ID),
    about="What a household stated it wishes of people who may come.",
    keys=4,
    words=_WISH_WORDS,
)

PERSON_WISHES: Final = SheetWords(
    title="Wishes of people",
    record=Wish,
    parent=("people", "wishes"),
    parent_words=("Person id", "The id of the person, as on the sheet People."),
    group=Group.START,
    about="What a person stated they wish of a home.",
    keys=4,
    words=_WISH_WORDS,
)

CARERS: Final = SheetWords(
    title="Carers",
    record=Carer,
    collection="carers",
    group=Group.START,
    about="One row for each carer, support carers included.",
    keys=8,
    words={
        "id": ("Carer id", "Your own reference, such as C012.", "Carer ref"),
        "household_id": ("Household id", _HOUSEHOLD_ID, "Household ref"),
        "role": ("Role", "Main, second, or a support carer who stands in."),
        "first_name": ("First name", "Their given name.", "Forename"),
        "last_name": ("Last name", "Their family name.", "Surname"),
        "sex": ("Sex", "Only if it matters to somebody's stated wish."),
        "skills": ("Skills and training", "What they can support with, in your own words.", "Skills"),
        "experience": ("Experience", "Kinds of support they have given before."),
        "languages": ("Languages", "The languages they speak, signing included."),
        "faith": ("Faith", "Only where they stated it."),
        "drives_people": ("Drives people?", "Whether they drive the people they support.", "Drives"),
        "brings": ("What they bring", "In their own words."),
        "born": ("Born on", "Their date of birth.", "Date of birth", "DOB"),
        "telephone": ("Telephone", "As you would dial it.", "Phone"),
        "email": ("Email", "One address."),
        "carer_since": ("Carer since", "The day they began."),
        "left_on": ("Left on", "The first day on which they are no longer a carer."),
        "update_service": ("On the Update Service?", "Whether their certificate is on the Update Service."),
        "agreement_signed_on": ("Carer agreement signed on", "The day they signed their own agreement."),
        "notes": ("Notes", "Anything else. Nothing here is read by the rules."),
    },
)

APPLICANTS: Final = SheetWords(
    title="Applicants",
    record=Applicant,
    collection="applicants",
    about="People in assessment to become carers.",
    keys=5,
    words={
        "id": ("Applicant id", "Your own reference."),
        "household_id": ("Household id", "The id of their household, if it is on the sheet Households."),
        "first_name": ("First name", "Their given name."),
        "last_name": ("Last name", "Their family name."),
        "panel_on": ("Panel on", "The day of the panel."),
        "may_be_talked_about": (
            "May be talked about?",
            "Whether they agreed that people still looking may hear about their home, subject to panel.",
        ),
        "assessor": ("Assessor", "Who assesses them."),
        "born": ("Born on", "Their date of birth."),
        "sex": ("Sex", "As approvals need it."),
        "notes": ("Notes", "Anything else. Nothing here is read by the rules."),
    },
)

STAGES: Final = SheetWords(
    title="Applicant stages",
    record=StageReached,
    parent=("applicants", "stages"),
    parent_words=("Applicant id", "The id of the applicant, as on the sheet Applicants."),
    about="How far each applicant is, one row for each stage reached.",
    keys=3,
    words={
        "stage": ("Stage", "The stage reached."),
        "reached_on": ("Reached on", _DAYS),
    },
)

KIND_HEADINGS: Final = MappingProxyType(
    {
        Kind.LIVE_IN: "Live-in at once",
        Kind.SHORT_BREAK: "Short breaks at once",
        Kind.DAY_SUPPORT: "Day support at once",
        Kind.INTERMEDIATE: "Intermediate at once",
        Kind.OUTREACH: "Outreach at once",
        Kind.PARENT_AND_CHILD: "Parent and child at once",
    }
)
_KIND_NOTE = (
    "How many people at once the panel approved for {kind}. Blank or 0: not approved. If none of these "
    "columns is filled in, the kinds are not known."
)
KIND_NOTES: Final = MappingProxyType({kind: _KIND_NOTE.format(kind=kind.value) for kind in Kind})

APPROVALS: Final = SheetWords(
    title="Approvals",
    record=Approval,
    collection="approvals",
    group=Group.START,
    about="What a panel approved for a household: kinds, numbers, ages, needs and dates.",
    keys=11,
    words={
        "id": ("Approval id", "Your own reference, or leave it blank and one is made."),
        "household_id": ("Household id", _HOUSEHOLD_ID),
        "status": ("Status", "Blank if the dates say it all."),
        "terms.numbers": ("", ""),
        "terms.total": ("People at once in all", "Whatever the kind.", "Total"),
        "approved_from": ("Approved from", "The first day it counts."),
        "approved_until": ("Approved until", "The last day it counts; blank if it has no end."),
        "terms.youngest": ("Youngest age", "The youngest age approved, in years."),
        "terms.oldest": ("Oldest age", "The oldest age approved; blank if there is no upper end."),
        "terms.sexes": ("Approved for", "Female, male or both: “female; male”."),
        "terms.needs": (
            "Support approved for",
            "In the words you use for people's support. “any” if the panel set no limit.",
        ),
        "terms.only_for": (
            "Only for",
            "Ids of the people it is for, where it is for them alone. Blank if it is for anybody.",
        ),
        "terms.emergencies": ("Approved for emergencies?", "Whether the panel approved emergencies."),
        "carer_ids": ("Carer ids", "Blank if it covers every carer of the household."),
        "conditions": ("Conditions", "In the panel's words."),
        "panel_on": ("Panel on", "The day of the panel."),
        "decided_on": ("Decided on", "The day of the decision."),
        "decision_maker": ("Decided by", "Who made the decision."),
        "minutes": ("Minutes", "Where the panel's minutes are."),
        "review_due_on": ("Review due on", "The day the panel set for the next review."),
        "suspended": (
            "Suspended",
            "Days on which it is suspended, such as 01/02/2026 to 14/02/2026, or from 01/02/2026.",
        ),
        "varies": ("Varies", "The id of the earlier approval that this one varies."),
        "notes": ("Notes", "Anything else. Nothing here is read by the rules."),
    },
)

CHECKS: Final = SheetWords(
    title="Checks",
    record=Check,
    collection="checks",
    group=Group.OFTEN,
    about="Dated evidence about a carer, a household member or a home: certificates, training, insurance.",
    keys=8,
    words={
        "id": ("Check id", "Your own reference, or leave it blank and one is made."),
        "subject_kind": ("About whom or what", "A carer, a household member, a household or an applicant."),
        "subject_id": ("Id", "The id of that carer, member, household or applicant."),
        "kind": ("Check", "What kind of evidence it is."),
        "topic": ("Topic", "For training and the like: in what."),
        "issued_on": ("Issued on", "The day on the paper."),
        "seen_on": ("Seen on", "The day somebody of the scheme saw it."),
        "valid_until": ("Valid until", "Only where the paper itself says so."),
        "number": ("Number", "To tell several of one kind apart, such as reference 1 and 2."),
        "update_service": ("On the Update Service?", "For certificates."),
        "status_checked_on": ("Status checked on", "The day its status was last checked online."),
        "outcome": ("Outcome", "In a word, such as clear. Never what a certificate discloses."),
        "risk_assessed_on": ("Risk assessed on", "The day of a risk assessment, where one was needed."),
        "observed_by": ("Observed by", "For an observed competency: who watched."),
        "reference_number": ("Reference number", "As printed on it."),
        "notes": ("Notes", "Anything else, but never what a certificate discloses."),
    },
)

SHEETS: Final = (
    HOUSEHOLDS,
    MEMBERS,
    BEDROOMS,
    PETS,
    OTHER_USES,
    CLOSURES,
    HOUSEHOLD_WISHES,
    CARERS,
    APPLICANTS,
    STAGES,
    APPROVALS,
    CHECKS,
)

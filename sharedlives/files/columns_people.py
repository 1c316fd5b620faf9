"""The words of our own workbook about people: sheets, headings and notes."""

from __future__ import annotations

from typing import Final

from sharedlives.domain.person import (
    Connection,
    Consent,
    DecisionSupporter,
    Goal,
    Person,
    RecordedDecision,
    SupportNeed,
    ThingToPlanFor,
)
from sharedlives.files.columns_homes import PERSON_WISHES
from sharedlives.files.columns_sheets import Group, SheetWords

PERSON_ID: Final = ("Person id", "The id of the person, as on the sheet People.", "Person ref")

PEOPLE: Final = SheetWords(
    title="People",
    record=Person,
    collection="people",
    group=Group.START,
    about="One row for each person who seeks or receives support: who they are, and what matters to them.",
    keys=15,
    words={
        "id": ("Person id", "Your own reference, such as P012.", "Person ref"),
        "first_name": ("First name", "Their given name.", "Forename"),
        "last_name": ("Last name", "Their family name.", "Surname"),
        "born": ("Born on", "Their date of birth.", "Date of birth", "DOB"),
        "sex": ("Sex", "As approvals and intimate care need it."),
        "matters": ("What matters to me", "In their own words."),
        "likes": ("What people like about me", "In their own words."),
        "how_to_support": ("How to support me well", "In their own words."),
        "brings": ("What I bring", "What they would bring to a home, in their own words."),
        "needs": (
            "Support for",
            "In the words approvals use, such as epilepsy. Write none if nothing is asked.",
        ),
        "skills_needed": (
            "Skills carers need",
            "The skills and training their support calls for. Write none if nothing is asked.",
        ),
        "access": ("Needs of a bedroom", "What their bedroom must have. Write none if nothing is asked."),
        "interests": ("Interests", "What they enjoy."),
        "languages": ("Languages", "The languages they speak, signing included."),
        "place.postcode": ("Postcode", "Where they live now, in full.", "Post code"),
        "gender": ("Gender", "As they describe it, if they wish to."),
        "medicines": ("Medicines", "Whether they manage their own, are prompted or are given them."),
        "moving_and_handling": ("Help with moving", "What help they have with moving."),
        "night_support": ("Support at night", "What they need at night."),
        "personal_care": ("Personal care?", "Whether they have support with personal care."),
        "languages_needed": (
            "Languages support must be in",
            "Only where they said so. Write none if nothing is asked.",
        ),
        "reads_best": ("Reads best", "The format they read best, such as easy read, large print or Welsh."),
        "faith": ("Faith", "Only where they stated it."),
        "culture": ("Culture", "Only where they stated it."),
        "pace": ("Pace they like", "In one word, such as quiet or busy."),
        "smokes": ("Smokes?", "Whether they smoke."),
        "own_pet": ("Own animal", "The kind of animal they would bring, such as cat."),
        "visitors": ("Visitors", "Who visits them, and how often."),
        "family_carer": ("Family carer", "Who in their family cares for them now."),
        "neighbourhood": ("Neighbourhood", "The part of your area they live in or want to live in."),
        "home_authority": ("Home authority", "The council or trust responsible for them."),
        "coordinator": ("Coordinator", "Who in the scheme supports them."),
        "fit_weights": (
            "What matters more",
            (
                "What counts for them when options are compared, each with a number: “animals: 5; the pace "
                "of the home: 1”. Blank: what the scheme uses for everybody."
            ),
        ),
        "place.grid_reference.grid": ("Grid", "Only if you know the grid reference: British or Irish."),
        "place.grid_reference.easting": ("Easting", "Metres east on that grid."),
        "place.grid_reference.northing": ("Northing", "Metres north on that grid."),
        "records_due_for_deletion_on": ("Records due for deletion on", "The day your policy says."),
        "notes": ("Notes", "Anything else. Nothing here is read by the rules."),
    },
)

CONNECTIONS: Final = SheetWords(
    title="Connections",
    record=Connection,
    parent=("people", "connections"),
    parent_words=PERSON_ID,
    group=Group.START,
    about="People, groups and places that matter to somebody, and how near a home should be.",
    keys=6,
    words={
        "id": ("Connection id", "Your own reference, or leave it blank and one is made."),
        "what": ("Who or what", "Such as mum, or the bowls club."),
        "place.postcode": ("Postcode", "Where it is, in full, such as HX3 5YD.", "Post code"),
        "limit_miles": ("Within miles", "How near a home should be, in miles in a straight line."),
        "limit": ("How strongly", "Must is a limit; prefer only helps to choose."),
        "wants_contact": ("Wants contact?", "Whether the person wants contact."),
        "place.grid_reference.grid": ("Grid", "Only if you know the grid reference: British or Irish."),
        "place.grid_reference.easting": ("Easting", "Metres east on that grid."),
        "place.grid_reference.northing": ("Northing", "Metres north on that grid."),
        "notes": ("Notes", "Anything else."),
    },
)

SUPPORT: Final = SheetWords(
    title="Support",
    record=SupportNeed,
    parent=("people", "support"),
    parent_words=PERSON_ID,
    group=Group.OFTEN,
    about="Support: what, when and how much.",
    keys=5,
    words={
        "what": ("What", "The support, such as help with cooking."),
        "when": ("When", "Such as mornings."),
        "how_much": ("How much", "Such as two hours a day."),
        "skill": ("Skill it calls for", "Where it calls for one, in the words of the carers' skills."),
        "regulated": ("Regulated activity?", "Whether somebody decided that it is. Never worked out here."),
    },
)

PLANS: Final = SheetWords(
    title="Things to plan for",
    record=ThingToPlanFor,
    parent=("people", "to_plan_for"),
    parent_words=PERSON_ID,
    group=Group.OFTEN,
    about="What a home would plan for with somebody.",
    keys=7,
    words={
        "what": ("What", "In plain words that the person would agree with."),
        "plan": ("Plan", "What helps."),
        "not_with_children": ("Not with children?", "Whether a home with children would not do."),
        "not_with_animals": ("Not with animals", "The kinds of animal that would not do, such as dog; cat."),
        "not_left_alone_at_night": ("Never alone at night?", "Whether somebody must be there every night."),
        "not_with": ("Not with", "Ids of people, carers or households with whom it would not do."),
        "reviewed_on": ("Reviewed on", "The day it was last looked at."),
    },
)

DECISION_SUPPORT: Final = SheetWords(
    title="Decision support",
    record=DecisionSupporter,
    parent=("people", "decision_support"),
    parent_words=PERSON_ID,
    about="An advocate, attorney, deputy or somebody else who helps with decisions.",
    keys=4,
    words={
        "role": ("Role", "Such as advocate, attorney or deputy."),
        "name": ("Name", "Who it is."),
        "about": ("About", "Such as money, or where to live."),
        "evidence_seen_on": ("Evidence seen on", "The day somebody of the scheme saw the paper."),
        "valid_until": ("Valid until", "Where the paper says so."),
    },
)

DECISIONS: Final = SheetWords(
    title="Recorded decisions",
    record=RecordedDecision,
    parent=("people", "recorded_decisions"),
    parent_words=PERSON_ID,
    about="Decisions others took under a law of capacity or liberty: who, when, which test, until when.",
    keys=4,
    words={
        "what": ("Decision", "What was decided."),
        "decided_by": ("Decided by", "Who decided."),
        "decided_on": ("Decided on", "When."),
        "test": ("Under which test", "The law or test used."),
        "reference": ("Reference", "Where the paper is."),
        "valid_until": ("Until", "The last day it counts."),
    },
)

CONSENTS: Final = SheetWords(
    title="Consents",
    record=Consent,
    parent=("people", "consents"),
    parent_words=PERSON_ID,
    about="What a person agreed to, or did not.",
    keys=4,
    words={
        "to": ("To what", "Such as sharing their profile with carers."),
        "given": ("Given?", "Blank if nobody has asked yet."),
        "on": ("On", "The day they said so."),
        "given_by": ("Said by", "Who said so, if not the person."),
        "until": ("Until", "The last day it counts."),
    },
)

GOALS: Final = SheetWords(
    title="Goals",
    record=Goal,
    parent=("people", "goals"),
    parent_words=PERSON_ID,
    about="What somebody wants to be true in their life, in their own words.",
    keys=4,
    words={
        "words": ("Goal", "In the person's own words."),
        "limb": ("Well-being", "Which part of well-being it belongs to."),
        "measure": ("How they will know", "Their own measure of it."),
        "set_on": ("Set on", "The day it was set."),
        "progress": ("How it is going", "In their own words."),
        "seen_on": ("Looked at on", "The day it was last looked at together."),
    },
)

SHEETS: Final = (
    PEOPLE,
    PERSON_WISHES,
    CONNECTIONS,
    SUPPORT,
    PLANS,
    DECISION_SUPPORT,
    DECISIONS,
    CONSENTS,
    GOALS,
)

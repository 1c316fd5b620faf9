"""The words of our own workbook about requests, arrangements and all that happens."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from sharedlives.domain.arrangement import (
    Arrangement,
    Break,
    Decline,
    Event,
    Introduction,
    IntroductionStep,
    KeepApart,
    KeepTogether,
    PartyAnswer,
    Review,
    Visit,
)
from sharedlives.domain.request import Request
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.source import Source
from sharedlives.files.columns_people import PERSON_ID
from sharedlives.files.columns_sheets import Group, SheetWords

_HOUSEHOLD_ID = ("Household id", "The id of the household, as on the sheet Households.", "Household ref")
_NOTES = ("Notes", "Anything else. Nothing here is read by the rules.")
_MADE_ID = "Your own reference, or leave it blank and one is made."
_SUBJECT = ("About whom or what", "A carer, a household member, a household, a person or an applicant.")
_SUBJECT_ID = ("Id", "The id of that carer, member, household, person or applicant.")

_STAY: Final = MappingProxyType(
    {
        "stay.arrives": (
            "First night",
            "For somebody who sleeps there: the day they arrive.",
            "Arrives on",
            "Moves in on",
        ),
        "stay.leaves": (
            "Leaving day",
            "The day they leave, which is the day after the last night. Blank if there is no end.",
            "Leaves on",
        ),
    }
)
_SESSIONS: Final = MappingProxyType(
    {
        "sessions.period.first": ("Days from", "For day support and outreach: the first day."),
        "sessions.period.last": ("Days until", "The last day; blank if there is no end."),
        "sessions.weekdays": ("Days of the week", "Such as Monday; Wednesday."),
        "sessions.starts": ("From time", "When each session starts, such as 09:30."),
        "sessions.ends": ("To time", "When each session ends, such as 15:30."),
    }
)
_CHILDREN: Final = MappingProxyType(
    {
        "children": ("Children with them", "How many children come with a parent."),
        "children_share": ("Children share their room?", "Whether they share the parent's bedroom."),
    }
)

REQUESTS: Final = SheetWords(
    title="Requests",
    record=Request,
    collection="requests",
    group=Group.START,
    about="What people ask for: a kind, when, how urgently and why.",
    keys=10,
    words={
        "id": ("Request id", "Your own reference, such as R012.", "Request ref", "Referral ref"),
        "person_id": PERSON_ID,
        "kind": ("Kind", "What kind of arrangement is asked for."),
        "urgency": ("Urgency", "How soon an answer is needed. It is not a kind."),
        "received_on": ("Received on", "The day the request came."),
        "earliest_start": ("Earliest start", "The first day on which it could begin."),
        "latest_start": ("Latest start", "The last such day; blank if it must begin on the earliest."),
        "nights": ("Nights", "For a stay: how many nights."),
        "until": ("Until", "Instead of nights: the leaving day; or the last day of day support."),
        "weekdays": ("Days of the week", "For day support and outreach, such as Monday; Wednesday."),
        "session_starts": ("From time", "When each session starts, such as 09:30."),
        "session_ends": ("To time", "When each session ends, such as 15:30."),
        "purpose": ("Purpose", "What it is for."),
        "start_weekdays": ("Begins on", "Days of the week on which a stay may begin. Blank: any."),
        "repeat_every_days": ("Again every so many days", "For breaks that come again, such as 28."),
        "repeat_times": ("How many times in all", "For breaks that come again."),
        **_CHILDREN,
        "status": ("Status", "Blank counts as open."),
        "placing_authority": (
            "Arranging authority",
            "The council or trust that arranges it, if it is not their home authority.",
            "Placing authority",
        ),
        "funding": ("Funding", "Who pays."),
        "budget_note": ("Budget note", "A note only. Money never decides what is suggested."),
        "neighbourhood": ("Neighbourhood", "Where they would like it to be."),
        "coordinator": ("Coordinator", "Who in the scheme looks after it."),
        "notes": _NOTES,
    },
)

ARRANGEMENTS: Final = SheetWords(
    title="Arrangements",
    record=Arrangement,
    collection="arrangements",
    group=Group.START,
    about="Who lives, stays or spends days with which household, now, in the past and agreed for later.",
    keys=13,
    words={
        "id": ("Arrangement id", _MADE_ID),
        "person_id": PERSON_ID,
        "household_id": _HOUSEHOLD_ID,
        "kind": ("Kind", "What kind of arrangement it is."),
        **_STAY,
        "bedroom_id": ("Bedroom id", "Their bedroom, as on the sheet Bedrooms. Blank if it is not known."),
        **_SESSIONS,
        "carer_id": ("Carer id", "Only where the agreement names one carer."),
        "purpose": ("Purpose", "What it is for."),
        "agreement_signed": ("Agreement signed?", "Whether the arrangement's agreement is signed."),
        "agreement_signed_on": ("Agreement signed on", "The day it was signed."),
        "licence_signed": ("Licence signed?", "Whether the licence to live there is signed."),
        "licence_signed_on": ("Licence signed on", "The day it was signed."),
        "plan_on": ("Plan dated", "The day of the support plan."),
        "risk_review_on": ("Risk review on", "The day risks were last looked at."),
        "last_review_on": ("Last review on", "The day of the last review.", "Last review"),
        **_CHILDREN,
        "regulated_activity": ("Regulated activity?", "As the scheme decided. Never worked out here."),
        "medicines_by_carer": ("Medicines by carer?", "Whether a carer gives or prompts medicines."),
        "independent_person": ("Independent person", "Somebody outside the home they can turn to."),
        "fees_agreed": ("Fees agreed?", "Whether fees are agreed."),
        "finance_checked_on": ("Money looked at on", "The day their money was last looked at with them."),
        "evacuation_plan_on": ("Evacuation plan dated", "The day of the plan for leaving in an emergency."),
        "contingency_plan_on": ("Contingency plan dated", "The day of the plan for when a carer cannot."),
        "residents_views_on": ("Others' views heard on", "The day others living there were asked."),
        "emergency_start": ("Started in an emergency?", "Whether it began before the papers."),
        "regularised_on": ("Papers complete on", "After an emergency start: the day all was in order."),
        "commissioner": ("Commissioner", "Who commissions it."),
        "placing_authority": (
            "Arranging authority",
            "The council or trust that arranges it.",
            "Placing authority",
        ),
        "notice_given_on": ("Notice given on", "The day notice was given."),
        "expected_end": ("Expected end", "The day it is expected to end."),
        "end_reason": ("How it ended", "Moving on as planned is a success."),
        "moved_from": (
            "Follows arrangement",
            "The id of the arrangement they moved from, where they moved from one home to this one.",
        ),
        "coordinator": ("Coordinator", "Who in the scheme looks after it."),
        "notes": _NOTES,
    },
)

REVIEWS: Final = SheetWords(
    title="Reviews",
    record=Review,
    parent=("arrangements", "reviews"),
    parent_words=("Arrangement id", "The id of the arrangement, as on the sheet Arrangements."),
    about="Reviews held, one row each.",
    keys=5,
    words={
        "held_on": ("Held on", "The day it was held."),
        "what": ("Review of", "What was reviewed."),
        "person_took_part": ("Person took part?", "Whether the person was part of it."),
        "seen_alone": ("Seen alone?", "Whether somebody saw the person alone."),
        "by": ("By", "Who held it."),
        "next_due_on": ("Next due on", "The day set for the next one."),
    },
)

INTRODUCTIONS: Final = SheetWords(
    title="Introductions",
    record=Introduction,
    collection="introductions",
    group=Group.OFTEN,
    about="Two sides getting to know each other about one request.",
    keys=5,
    words={
        "id": ("Introduction id", _MADE_ID),
        "request_id": ("Request id", "The id of the request, as on the sheet Requests."),
        "household_id": _HOUSEHOLD_ID,
        "begun_on": ("Begun on", "The day it began."),
        "ended_on": ("Ended on", "The day it ended, however it ended."),
        **_STAY,
        **_SESSIONS,
        "bedroom_id": ("Bedroom id", "The bedroom they would have, as on the sheet Bedrooms."),
        "notes": _NOTES,
    },
)

STEPS: Final = SheetWords(
    title="Introduction stages",
    record=IntroductionStep,
    parent=("introductions", "steps"),
    parent_words=("Introduction id", "The id of the introduction, as on the sheet Introductions."),
    about="How far an introduction is, one row for each stage reached.",
    keys=3,
    words={
        "stage": ("Stage", "The stage reached."),
        "on": ("Reached on", "The day it was reached."),
    },
)

ANSWERS: Final = SheetWords(
    title="Introduction answers",
    record=PartyAnswer,
    parent=("introductions", "answers"),
    parent_words=("Introduction id", "The id of the introduction, as on the sheet Introductions."),
    about="What each side said. Every side can say no, and needs no reason.",
    keys=6,
    words={
        "party": ("Who", "Whose answer it is."),
        "party_id": ("Id", "The id of that carer or resident, where there are several."),
        "yes": ("Said yes?", "Blank if they were asked and have not answered."),
        "to_a_stay": (
            "To a stay?",
            "Yes if the answer is to a stay; blank counts as getting to know each other.",
        ),
        "on": ("On", "The day they said so."),
    },
)

DECLINES: Final = SheetWords(
    title="Declines",
    record=Decline,
    collection="declines",
    group=Group.OFTEN,
    about="Where somebody said no, or not now. No reason is needed, and it costs nothing.",
    keys=9,
    words={
        "id": ("Decline id", _MADE_ID),
        "side": ("Who said no", "The person, a carer or a resident."),
        "person_id": PERSON_ID,
        "household_id": _HOUSEHOLD_ID,
        "scope": ("How far it reaches", "To this request, this kind of arrangement, or always."),
        "request_id": ("Request id", "For “this request”: which one."),
        "kind": ("Kind", "For “this kind”: which one."),
        "said_on": ("Said on", "The day it was said."),
        "not_until": ("Not now, until", "For “not now”: the day from which to ask again."),
        "reopened_on": ("Reopened on", "The day the side that said no changed its mind."),
        "reopened_by": ("Reopened by", "Who changed their mind."),
    },
)

VISITS: Final = SheetWords(
    title="Visits",
    record=Visit,
    collection="visits",
    about="Visits of the scheme to a home, a carer or a person.",
    keys=6,
    words={
        "id": ("Visit id", _MADE_ID),
        "subject_kind": _SUBJECT,
        "subject_id": _SUBJECT_ID,
        "on": ("On", "The day of the visit."),
        "by": ("By", "Who visited."),
        "person_seen_alone": ("Person seen alone?", "Whether the person supported was seen alone."),
        "announced": ("Announced?", "Whether the visit was announced."),
        "notes": _NOTES,
    },
)

EVENTS: Final = SheetWords(
    title="Events",
    record=Event,
    collection="events",
    about="What happened, after which things must be looked at again.",
    keys=6,
    words={
        "id": ("Event id", _MADE_ID),
        "kind": ("What happened", "From the list."),
        "subject_kind": _SUBJECT,
        "subject_id": _SUBJECT_ID,
        "on": ("On", "The day it happened."),
        "looked_at_on": ("Looked at on", "The day things were looked at again."),
        "notified_on": ("Notified on", "The day those who must know were told."),
        "notes": _NOTES,
    },
)

BREAKS: Final = SheetWords(
    title="Breaks",
    record=Break,
    collection="breaks",
    group=Group.OFTEN,
    about="Days on which the carers of a household rest or are away.",
    keys=4,
    words={
        "id": ("Break id", _MADE_ID),
        "household_id": _HOUSEHOLD_ID,
        "period.first": ("First day", "The first day of the break."),
        "period.last": ("Last day", "The last day of the break; blank if the end is open."),
        "carer_id": ("Carer id", "If only one carer of the household has a break."),
        "agreed_on": ("Agreed on", "The day it was agreed."),
        "notes": _NOTES,
    },
)

KEEP_TOGETHER: Final = SheetWords(
    title="Stay together",
    record=KeepTogether,
    collection="keep_together",
    group=Group.OFTEN,
    about="People who wish to stay together: a couple, siblings, a parent and child, friends.",
    keys=4,
    words={
        "id": ("Group id", _MADE_ID),
        "people": ("Person ids", "The ids of the people, at least two, such as P012; P013."),
        "relation": ("What they are to each other", "From the list."),
        "one_home": ("In one home?", "Blank counts as yes. No if they only wish to be near each other."),
        "share_bedroom": ("Share a bedroom?", "Yes only where all of them wish it."),
        "stated_by": ("Said by", "Who said so."),
        "stated_on": ("Said on", "The day it was said."),
    },
)

KEEP_APART: Final = SheetWords(
    title="Keep apart",
    record=KeepApart,
    collection="keep_apart",
    group=Group.OFTEN,
    about="A person who is not to live or stay with another person, a carer or a household.",
    keys=3,
    words={
        "id": ("Entry id", _MADE_ID),
        "person_id": PERSON_ID,
        "other_id": ("Not with", "The id of a person, a carer, a household member or a household."),
        "until": ("Until", "The last day it counts; blank if it has no end."),
        "stated_by": ("Said by", "Who said so."),
        "stated_on": ("Said on", "The day it was said."),
    },
)

SOURCES: Final = SheetWords(
    title="Sources",
    record=Source,
    parent=("", "sources"),
    about="Where a fact comes from, when it was seen and who confirmed it.",
    keys=5,
    words={
        "fact": ("Which fact", "The heading of the column the fact stands in; blank for the whole row."),
        "source": ("Source", "Such as the paper or the person it comes from."),
        "seen_on": ("Seen on", "The day it was seen."),
        "confirmed_by": ("Confirmed by", "Who confirmed it."),
    },
)
SOURCE_OF: Final = MappingProxyType(
    {
        "sheet": ("Which sheet", "The sheet the fact stands on."),
        "id": ("Id", "The id of its row."),
        "household": ("Household id", "For a household member or a bedroom: the id of the home."),
    }
)
"""The columns that say which record a row of Sources is about."""

SETTINGS: Final = SheetWords(
    title="Scheme",
    record=Scheme,
    group=Group.START,
    about="Your scheme: its name, its nation, its own limit.",
    keys=2,
    words={
        "name": ("Name of the scheme", "As you call it."),
        "nation": ("Nation", "Whose law binds the scheme: England, Wales, Scotland or Northern Ireland."),
        "as_at": ("As at", "The day this workbook speaks of. Blank if it is kept up to date."),
        "local_limit": (
            "People at once in one home",
            "Your scheme's own limit, if it has one below the law's.",
        ),
        "neighbourhoods": ("Neighbourhoods", "With a semicolon between them."),
        "teams": ("Teams", "With a semicolon between them."),
        "coordinators": ("Coordinators", "With a semicolon between them."),
        "not_kept": (
            "Not kept",
            (
                "What you do not record at all, so that nobody is asked about it for each row, such as "
                "“Carers: Sex; People: Faith”."
            ),
        ),
    },
)

SHEETS: Final = (
    REQUESTS,
    ARRANGEMENTS,
    REVIEWS,
    INTRODUCTIONS,
    STEPS,
    ANSWERS,
    DECLINES,
    VISITS,
    EVENTS,
    BREAKS,
    KEEP_TOGETHER,
    KEEP_APART,
)

"""The words registers use for the closed lists of the domain, in English and Welsh.

A mapping adds a scheme's own words to these; it never has to repeat them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from sharedlives.domain.wish import About
from sharedlives.domain.words import (
    Access,
    ApplicantStage,
    ApprovalStatus,
    CarerRole,
    CheckKind,
    EndReason,
    EventKind,
    Kind,
    Medicines,
    MovingAndHandling,
    NightSupport,
    OtherUseKind,
    RequestStatus,
    Sex,
    Strength,
    SubjectKind,
    TogetherRelation,
    Urgency,
)
from sharedlives.files.values import Misread, Understood, clean_text, did_you_mean, key_of, nearest

ALSO: Final[tuple[tuple[Enum, str], ...]] = (
    (
        Kind.LIVE_IN,
        (
            "LT, long term, longterm, long-term live-in, long term live in, live in, livein, full time, "
            "permanent, hirdymor, tymor hir, byw i mewn"
        ),
    ),
    (
        Kind.SHORT_BREAK,
        (
            "SB, short breaks, short-break, short stay, short stays, respite, respite care, breaks, STB, "
            "seibiant, seibiant byr, seibiannau byr"
        ),
    ),
    (
        Kind.DAY_SUPPORT,
        (
            "day, days, day care, day service, day services, day opportunities, day opps, DS, "
            "day sessions, sessional, sessional support, dydd, cymorth dydd"
        ),
    ),
    (
        Kind.INTERMEDIATE,
        (
            "interim, intermediate care, step down, step-down, time-limited, time limited, "
            "home from hospital, hospital discharge, IC, canolradd"
        ),
    ),
    (Kind.OUTREACH, "outreach support, community support, allgymorth"),
    (Kind.PARENT_AND_CHILD, "parent & child, P&C, mother and baby, parent and baby, rhiant a phlentyn"),
    (Urgency.EMERGENCY, "crisis, same day, immediate, argyfwng"),
    (Urgency.URGENT, "soon, high, brys"),
    (Urgency.ROUTINE, "normal, standard, planned, not urgent, non-urgent, low, medium, arferol"),
    (
        Sex.FEMALE,
        "f, woman, women, lady, ladies, girl, girls, females, fem, b, benyw, benywaidd, menyw, merch",
    ),
    (Sex.MALE, "m, man, men, gentleman, gentlemen, boy, boys, males, g, gwryw, gwrywaidd, dyn"),
    (
        Medicines.SELF,
        (
            "self-manages, self manages, own, independent, manages own, self-medicates, self medicates, "
            "self administers, no help"
        ),
    ),
    (Medicines.PROMPT, "prompts, prompting, reminder, reminders, needs prompting, prompted"),
    (Medicines.GIVE, "given, administer, administered, administration, full help, carer gives"),
    (NightSupport.NONE, "no, none needed, not needed"),
    (NightSupport.SLEEPING, "sleep-in, sleep in, sleeping night, sleeping nights, sleeps"),
    (NightSupport.WAKING, "waking night, waking nights, awake, wakeful"),
    (MovingAndHandling.NONE, "independent, none needed, no help"),
    (MovingAndHandling.ONE_CARER, "1 carer, one, single, 1:1, assist of one"),
    (MovingAndHandling.TWO_CARERS, "2 carers, two, double, double-handed, 2:1, assist of two"),
    (MovingAndHandling.HOIST, "hoisted, ceiling hoist, mobile hoist, full hoist"),
    (Access.STEP_FREE, "step free, level access, no steps, wheelchair, wheelchair access, no stairs"),
    (Access.GROUND_FLOOR, "ground-floor, downstairs, GF, ground, llawr gwaelod"),
    (Access.NEAR_BATHROOM, "near bathroom, ensuite, en-suite, en suite, next to bathroom"),
    (Access.HOIST, "hoist, space for hoist, hoist space"),
    (CarerRole.MAIN, "1, first, primary, lead, main carer, prif"),
    (CarerRole.SECOND, "2, secondary, partner, second carer, joint, ail"),
    (CarerRole.SUPPORT, "support carer, relief, backup, back-up, stand-in, cefnogi"),
    (ApprovalStatus.IN_FORCE, "approved, active, live, current, open, full, cymeradwywyd"),
    (ApprovalStatus.INTERIM, "provisional, temporary"),
    (ApprovalStatus.PROBATION, "probationary, on probation"),
    (ApprovalStatus.SUSPENDED, "on hold, hold, paused, suspension"),
    (
        ApprovalStatus.ENDED,
        "closed, resigned, retired, deregistered, de-registered, withdrawn, left, inactive, ceased",
    ),
    (
        CheckKind.CERTIFICATE,
        "certificate, DBS, enhanced DBS, DBS check, CRB, PVG, AccessNI, access NI, disclosure",
    ),
    (CheckKind.UPDATE_SERVICE, "update service, DBS status check, status check, update service check"),
    (CheckKind.REFERENCE, "references, ref, refs, reference 1, reference 2, reference 3, personal reference"),
    (CheckKind.IDENTITY, "ID, proof of identity, passport, photo ID"),
    (
        CheckKind.HEALTH,
        "GP, GP letter, medical, GP / health, GP report, health check, medical report, health declaration",
    ),
    (CheckKind.RIGHT_TO_WORK, "RTW"),
    (
        CheckKind.HOME_SAFETY,
        (
            "home safety check, health and safety, H&S, home check, safety check, property check, "
            "household risk assessment, home risk assessment, house check"
        ),
    ),
    (CheckKind.GAS, "gas, gas cert, gas certificate, gas safety certificate, LGSR, CP12, gas check, boiler"),
    (CheckKind.SMOKE_ALARM, "smoke alarms, smoke detector, smoke detectors"),
    (CheckKind.CARBON_MONOXIDE, "CO alarm, CO detector, carbon monoxide, carbon monoxide detector"),
    (CheckKind.ELECTRICS, "electrical, electric, EICR, PAT, electrical safety, electrical check"),
    (CheckKind.FIRE, "fire, fire risk assessment, fire check, fire drill, fire plan"),
    (CheckKind.PUBLIC_LIABILITY, "public liability, PLI, PL insurance, liability insurance, PL"),
    (
        CheckKind.HOME_INSURANCE,
        "house insurance, contents insurance, buildings insurance, home contents insurance",
    ),
    (CheckKind.CAR_INSURANCE, "motor insurance, car ins, vehicle insurance"),
    (CheckKind.MOT, "MOT certificate, MOT test"),
    (CheckKind.DRIVING_LICENCE, "driving license, licence check, DVLA, driver's licence"),
    (
        CheckKind.CONSENT,
        "landlord consent, landlord's consent, mortgage consent, lender's consent, landlord, mortgage",
    ),
    (CheckKind.PET, "pets, pet assessment, dog assessment, pet risk assessment, vet"),
    (CheckKind.CARER_REVIEW, "annual review, review, carers review, carer's review, adolygiad"),
    (CheckKind.TRAINING, "course, hyfforddiant"),
    (CheckKind.COMPETENCY, "competency, competence, observation, observed practice"),
    (OtherUseKind.FOSTERING, "fosters, foster, foster carer, foster children, maethu"),
    (OtherUseKind.LODGER, "lodgers, tenant"),
    (OtherUseKind.OTHER_SCHEME, "other scheme, other schemes, other LA"),
    (OtherUseKind.STAYING_PUT, "staying close, when I am ready"),
    (RequestStatus.OPEN, "waiting, active, new, live, searching, agored"),
    (RequestStatus.ON_HOLD, "hold, paused, pending"),
    (RequestStatus.WITHDRAWN, "closed, cancelled, declined, no longer needed, nfa"),
    (RequestStatus.MET, "matched, moved in, completed, started, found"),
    (EndReason.MOVED_ON_AS_PLANNED, "moved on, planned move, independence, own home, as planned"),
    (EndReason.END_OF_STAY, "end of stay, ended as planned, completed, stay ended"),
    (EndReason.PERSON_CHOSE, "person chose, own choice, person's choice, person left"),
    (EndReason.CARER_ENDED, "carer ended, carer gave notice, notice by carer"),
    (EndReason.CARER_RETIRED, "carer retired, retired, retirement"),
    (EndReason.NEEDS_CHANGED, "needs changed, change in needs, nursing care, hospital"),
    (EndReason.SCHEME_ENDED, "scheme ended, safeguarding"),
    (EndReason.DIED, "died, deceased, death"),
    (TogetherRelation.COUPLE, "partners, married, husband, wife, partner"),
    (TogetherRelation.SIBLINGS, "brother, sister, brothers, sisters, sibling, twins"),
    (TogetherRelation.PARENT_AND_CHILD, "parent, child, mother, father, mum, dad, son, daughter"),
    (TogetherRelation.FRIENDS, "friend, flatmates, flatmate"),
    (SubjectKind.CARER, "gofalwr"),
    (SubjectKind.HOUSEHOLD, "home, house, property, family, cartref"),
    (SubjectKind.MEMBER, "member, adult in home, oedolyn yn y cartref, household adult"),
    (ApplicantStage.PANEL, "at panel, awaiting panel"),
    (ApplicantStage.CHECKS, "checks in progress, DBS"),
    (ApplicantStage.ENQUIRY, "enquired, initial enquiry"),
    (ApplicantStage.ASSESSMENT, "assessing, in assessment, form F"),
    (EventKind.HOSPITAL, "hospital admission, admitted to hospital"),
    (EventKind.BUILDING_WORK, "building works, extension"),
    (Strength.MUST, "essential, required, only, needs, need, necessary, rhaid"),
    (
        Strength.PREFER,
        (
            "preferred, pref, preference, prefers, would like, would love, likes, loves, ideally, wants, "
            "would prefer, hoffi"
        ),
    ),
    (Strength.AVOID, "rather not, not keen on, not keen, dislikes, would rather not"),
    (
        Strength.MUST_NOT,
        (
            "no, not, never, allergic to, allergy to, allergy, scared of, afraid of, frightened of, "
            "phobia of, cannot have, cant have, without, hates, dim"
        ),
    ),
    (About.HOME_SMOKES, "home smokes, smoking home, smoking, smokers"),
    (About.HOME_PET, "home pet, pet, pets, animal, animals"),
    (About.HOME_CHILDREN, "home children, children, child, kids"),
    (About.HOME_SEX, "home sex, sex in home"),
    (About.CARER_SEX_ALL, "carers sex, all carers sex, all carers"),
    (About.CARER_SEX_ANY, "carer sex, a carer sex, one carer sex"),
    (About.CARER_LANGUAGE, "carer language, language"),
    (About.CARER_FAITH, "carer faith"),
    (About.CARER_DRIVES, "carer drives, driver, drives"),
    (About.HOME_FAITH, "home faith, faith"),
    (About.HOME_PACE, "home pace, pace"),
    (About.HOME_NEIGHBOURHOOD, "home neighbourhood, neighbourhood, area"),
    (About.HOME_OTHERS, "home others, others supported, other people"),
    (About.PERSON_SEX, "person sex, sex"),
    (About.PERSON_SMOKES, "person smokes, smoker"),
    (About.PERSON_PET, "person pet"),
    (About.PERSON_NEED, "person need, need"),
    (About.PERSON_AGE_AT_LEAST, "person age at least, age from"),
    (About.PERSON_AGE_AT_MOST, "person age at most, age to"),
    (About.PERSON_WAKING_NIGHTS, "person waking nights, waking nights"),
)
"""Other words for a choice; by pairs, for two choices of different lists may be one word."""


def also(choice: Enum) -> tuple[str, ...]:
    """The other words for a choice of a closed list."""
    said = [words for other, words in ALSO if other is choice]
    return tuple(word.strip() for words in said for word in words.split(","))


@cache
def words_for(choices: type[Enum]) -> Mapping[str, Any]:
    """Every word for the choices of a closed list, by its `key_of`."""
    found: dict[str, Any] = {}
    for choice in choices:
        for word in (choice.value, *also(choice)):
            key = key_of(word)
            if key:
                found.setdefault(key, choice)
    return MappingProxyType(found)


def find_word(text: str, choices: type[Enum]) -> Any | None:
    """The choice a word stands for: the word, or each side of “Hirdymor / Live-in” where they agree."""
    words = words_for(choices)
    found = words.get(key_of(text))
    if found is not None:
        return found
    sides = {words.get(key_of(side)) for side in re.split(r"[/|\n]", text)}
    return sides.pop() if len(sides) == 1 else None


def suggest_word(text: str, choices: type[Enum]) -> str:
    """What a word may have meant, by any of the words for a choice; else all choices."""
    words = [word for choice in choices for word in (choice.value, *also(choice))]
    near = nearest(text, [word for word in words if len(word) > _SHORT])
    return did_you_mean(text, [choice.value for choice in choices] if near is None else [near])


_SHORT = 2  # two letters are near to too much


def read_word(raw: Any, choices: type[Enum]) -> Understood[Any] | Misread:
    """One choice of a closed list."""
    found = find_word(clean_text(raw), choices)
    if found is not None:
        return Understood(found)
    return Misread(
        "unknown-word",
        "This word is not one we know here.",
        f"{suggest_word(clean_text(raw), choices)} "
        "A word of your own gets its meaning under `words` in the mapping.",
    )


TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "safeguarding": "safeguarding adults, adult safeguarding, SOVA, safeguarding of adults, diogelu",
        "first aid": "emergency first aid, cymorth cyntaf",
        "medication": "medicines, meds, medicines administration, administration of medication, "
        "medicines management, meddyginiaeth",
        "moving and handling": "moving & handling, manual handling, M&H, people moving and handling",
        "mental capacity": "MCA, mental capacity act, MCA and DoLS, MCA / DoLS, MCA DoLS, DoLS",
        "food hygiene": "food safety",
        "infection control": "infection prevention, infection prevention and control, IPC",
        "data protection": "GDPR, confidentiality, information governance",
        "equality and diversity": "equality & diversity, E&D, EDI",
        "health and safety awareness": "health and safety training",
        "dementia": "dementia awareness",
        "epilepsy": "epilepsy awareness",
        "epilepsy rescue medication": "buccal midazolam, midazolam, rescue medication",
        "autism": "autism awareness",
        "learning disability": "LD awareness, oliver mcgowan",
        "positive behaviour support": "PBS, behaviour support",
        "induction": "care certificate, common induction standards",
    }
)
"""What carers are trained in, with the other names registers have for it."""


@cache
def _topics() -> Mapping[str, str]:
    return MappingProxyType(
        {key_of(word): topic for topic, words in TOPICS.items() for word in (topic, *words.split(","))}
    )


def topic_of(text: str) -> str:
    """A topic by its usual name; one we do not know stays as it is, in small letters."""
    return _topics().get(key_of(text), " ".join(text.lower().split()))


CheckSort = tuple[CheckKind, str | None, int | None]
"""What sort of check it is: its kind, in what for training and the like, and which of several."""


def find_check(text: str) -> CheckSort | None:
    """The check that words name: ``gas``, ``reference 2``, ``training first aid``, ``First aid``, ``MCA``."""
    words = key_of(text)
    numbered = re.fullmatch(r"(.+?) (\d+)", words)
    number = int(numbered[2]) if numbered else None
    words = numbered[1] if numbered else words
    kinds = words_for(CheckKind)
    if words in kinds and kinds[words] is not CheckKind.OTHER:
        return kinds[words], None, number
    for prefix, kind in (
        ("training", CheckKind.TRAINING),
        ("competency", CheckKind.COMPETENCY),
        ("other check", CheckKind.OTHER),
    ):
        if words.startswith(f"{prefix} ") or words.endswith(f" {prefix}"):
            topic = words.removeprefix(prefix).removesuffix(prefix).strip()
            return kind, topic_of(topic), number
    if words in _topics():
        return CheckKind.TRAINING, topic_of(words), number
    sides = (
        {find_check(side) for side in re.split(r"\s*[/|\n]\s*", text)}
        if re.search(r"[/|\n]", text)
        else set()
    )
    return sides.pop() if len(sides) == 1 else None


def suggest_check(text: str) -> str:
    """What check may have been meant, by any of the words for one."""
    near = nearest(text, [*TOPICS, *(word for words in TOPICS.values() for word in words.split(", "))])
    return suggest_word(text, CheckKind) if near is None else did_you_mean(text, [near])


def read_check(raw: Any) -> Understood[CheckSort] | Misread:
    """A sort of check, from a cell that names it."""
    found = find_check(clean_text(raw))
    if found is not None:
        return Understood(found)
    return Misread(
        "unknown-check",
        "This is not a check we know.",
        f"{suggest_check(clean_text(raw))} Otherwise give it a meaning under `words` in the mapping, "
        "such as “training communication” or “other check insurance of pets”.",
    )

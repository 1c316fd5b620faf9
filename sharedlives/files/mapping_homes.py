"""Households out of the rows of a register: who lives there, the rooms, the carers, what is approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sharedlives.dates import Period
from sharedlives.domain.carer import Approval, ApprovalTerms, KindNumber
from sharedlives.domain.household import Bedroom, Closure, Household, HouseholdMember, OtherUse, Pet
from sharedlives.domain.place import Grid, GridReference, Place
from sharedlives.domain.words import Kind, Nation, OtherUseKind, Sex
from sharedlives.errors import Severity
from sharedlives.files.mapping_fields import kind_of_field
from sharedlives.files.mapping_rows import Entry, Origin, RowRecords, Value, origin_of_entry
from sharedlives.files.mapping_settle import (
    Settler,
    entry_content,
    fingerprint,
    in_natural_order,
    numbered,
    short_hash,
)
from sharedlives.places import is_known_postcode

_FEATURES: Final = {
    "ground_floor_bedrooms": "is_ground_floor",
    "step_free_bedrooms": "is_step_free",
    "double_bedrooms": "is_double",
    "bedrooms_near_bathroom": "is_near_bathroom",
    "bedrooms_for_hoist": "takes_hoist",
}
_USES: Final = {
    "fostering": OtherUseKind.FOSTERING,
    "lodger": OtherUseKind.LODGER,
    "another_scheme": OtherUseKind.OTHER_SCHEME,
    "staying_put": OtherUseKind.STAYING_PUT,
}
_TERMS: Final = ("total", "youngest", "oldest", "sexes", "needs", "emergencies")


@dataclass(slots=True)
class Home:
    """What all rows say about one household."""

    identity: str
    entries: list[Entry] = field(default_factory=list)
    only_named: list[Entry] = field(default_factory=list)
    """Entries of sheets that name the home, of which another sheet says more."""
    parts: list[Entry] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    members: dict[str, HouseholdMember] = field(default_factory=dict)
    """Members by the content of the entries they come from."""

    @property
    def where(self) -> Origin:
        """The first cell that speaks of it."""
        return min(self.origins, key=lambda origin: (origin.sheet, in_natural_order(origin.cell)))


class HomeBuilder:
    """Makes households, carers and approvals.

    Parameters
    ----------
    settler
        Settles on values and says what is wrong.
    nation
        Whose grid a grid reference is on.
    as_at
        The day the register speaks of, which is the day ages were seen on.
    """

    def __init__(self, settler: Settler, nation: Nation, as_at: date | None) -> None:
        self._settler = settler
        self._grid = Grid.IRISH if nation is Nation.NORTHERN_IRELAND else Grid.BRITISH
        self.as_at = as_at

    def place(self, entries: Sequence[Entry]) -> Place:
        """Where something is, by its postcode, its grid reference or both."""
        postcode = self._settler.one(entries, "postcode")
        if postcode is not None and not is_known_postcode(postcode.value):
            self._settler.problem(
                "POSTCODE-UNKNOWN",
                postcode.origin,
                "The national list does not hold this postcode, so no distance can be worked out from it.",
                "Check it; a new one may not be in the list yet, and a grid reference does as well.",
                Severity.NOTICE,
            )
        easting, northing = (self._settler.one(entries, name) for name in ("easting", "northing"))
        reference = None
        if easting is not None and northing is not None:
            reference = GridReference(grid=self._grid, easting=easting.value, northing=northing.value)
        return Place(postcode=None if postcode is None else postcode.value, grid_reference=reference)

    def household(self, home: Home) -> Household | None:
        """The household, whole."""
        settler = self._settler
        known, origins = settler.fields("household", home.entries)
        known["id"] = home.identity
        known["place"] = self.place(home.entries)
        known["members"] = self._members(home)
        known["bedrooms"] = self._bedrooms(home)
        known["pets"] = self._pets(home)
        known["other_uses"] = self._other_uses(home)
        known["closures"] = self._closures(home)
        known["wishes"] = wishes_of(home.entries)
        settler.remember("households", home.identity, home.where, origins)
        return settler.make(Household, known, origins, home.where)

    # -- who lives there

    def _members(self, home: Home) -> tuple[HouseholdMember, ...] | None:
        """Children and other adults; None where no cell says anything of either."""
        settler = self._settler
        ages = settler.many(home.entries, "children")
        names = settler.many(home.entries, "other_adults")
        count = settler.one(home.entries, "number_of_children")
        groups: dict[str, list[Entry]] = {}
        for entry in home.parts:
            if entry.record == "member" and entry.is_given:
                groups.setdefault(_who(entry), []).append(entry)
        found: list[tuple[dict[str, Any], Mapping[str, Origin], str | None]] = []
        for key, entries in groups.items():
            known, origins = settler.fields("member", entries)
            known.update(settler.names(entries))
            if known.get("age") is not None and self.as_at is not None:
                known.setdefault("age_seen_on", self.as_at)
            if entries[0].label.split(" ")[0] == "child":
                known.setdefault("relation", "child")
            found.append((known, origins, key))
        child: dict[str, Any] = {"relation": "child", "age_seen_on": self.as_at}
        found.extend(({"age": age, **child}, {}, None) for age in self._ages(home, ages))
        if count is not None and ages is None:
            number = 1 if count.value is True else count.value
            found.extend(({"relation": "child"}, {}, None) for _ in range(number))
        found.extend(({"first_name": n.first, "last_name": n.last}, {}, None) for n in names or ())
        if not found and ages is None and names is None and count is None:
            return None
        return tuple(self._numbered_members(home, found))

    @staticmethod
    def _ages(home: Home, ages: tuple[Any, ...] | None) -> list[int]:
        """Ages as the cell lists them: twins are two, though the number is the same."""
        if ages is None:
            return []
        listed = {value.value for entry in home.entries for value in entry.all("children")}
        return [age for some in sorted(listed) for age in some]

    def _numbered_members(
        self, home: Home, found: Sequence[tuple[dict[str, Any], Mapping[str, Origin], str | None]]
    ) -> Iterator[HouseholdMember]:
        taken = [str(known["id"]) for known, _, _ in found if known.get("id")]
        following = numbered(f"{home.identity}-M", taken)
        for known, origins, key in sorted(found, key=lambda one: _oldest_first(one[0])):
            known["id"] = known.get("id") or following()
            member = self._settler.make(HouseholdMember, known, origins, home.where)
            if member is not None:
                if key is not None:
                    home.members[key] = member
                yield member

    # -- rooms, animals, other uses, closures

    def _bedrooms(self, home: Home) -> tuple[Bedroom, ...] | None:
        settler = self._settler
        entries = [entry for entry in home.parts if entry.record == "bedroom" and entry.is_given]
        if entries:
            return tuple(self._stated_bedrooms(home, entries))
        number = settler.one(home.entries, "bedrooms")
        counts = {name: settler.one(home.entries, name) for name in _FEATURES}
        if number is None:
            self._tell_of_features(counts)
            return None
        rooms = [{"id": str(at)} for at in range(1, number.value + 1)]
        known: list[dict[str, Any]] = [dict(room) for room in rooms]
        for name, feature in _FEATURES.items():
            count = counts[name]
            if count is None:
                continue
            if count.value is not True and count.value > len(known):
                settler.problem(
                    "TOO-MANY-ROOMS",
                    count.origin,
                    "More bedrooms are counted here than the home has in all.",
                    "Correct one of the two numbers.",
                )
                continue
            self._mark(known, feature, count.value)
        return tuple(Bedroom(**room) for room in known)

    def _tell_of_features(self, counts: Mapping[str, Value | None]) -> None:
        """Rooms with a feature are counted, and of rooms in all nothing is said."""
        for count in counts.values():
            if count is not None and count.value:
                self._settler.problem(
                    "ROOMS-NOT-COUNTED",
                    count.origin,
                    "Bedrooms of one sort are counted here, and how many there are in all is not said.",
                    "Map the number of all bedrooms as household.bedrooms, or write it here.",
                )

    @staticmethod
    def _mark(rooms: list[dict[str, Any]], feature: str, count: Any) -> None:
        """Give a feature to the first rooms; “yes” without a number says it of one room only."""
        for at, room in enumerate(rooms):
            if count is True:
                room[feature] = True if at == 0 else None
            else:
                room[feature] = at < count

    def _stated_bedrooms(self, home: Home, entries: Sequence[Entry]) -> Iterator[Bedroom]:
        settler = self._settler
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            identity = next((str(value.value) for value in entry.all("id")), entry.label)
            groups.setdefault(identity or entry_content([entry]), []).append(entry)
        following = numbered("", groups)
        for key in sorted(groups, key=in_natural_order):
            known, origins = settler.fields("bedroom", groups[key])
            known["id"] = following() if key.startswith("[") else key
            room = settler.make(Bedroom, known, origins, home.where)
            if room is not None:
                yield room

    def _pets(self, home: Home) -> tuple[Pet, ...] | None:
        animals = self._settler.many(home.entries, "pets")
        stated = self._of_a_kind(home, "pet", "which animal it is")
        if animals is None and not stated:
            return None
        pets = {Pet(kind=kind, number=number) for kind, number in animals or ()}
        for entry in stated:
            known, origins = self._settler.fields("pet", [entry])
            pet = self._settler.make(Pet, known, origins, home.where)
            if pet is not None:
                pets.add(pet)
        return tuple(sorted(pets, key=lambda pet: (pet.kind, pet.number or 0, pet.name or "")))

    def _other_uses(self, home: Home) -> tuple[OtherUse, ...] | None:
        found: list[OtherUse] = []
        said = False
        for name, kind in _USES.items():
            count = self._settler.one(home.entries, name)
            said = said or count is not None
            if count is not None and count.value is True:
                found.append(OtherUse(kind=kind))
            elif count is not None and count.value:
                found.append(OtherUse(kind=kind, number=count.value))
        for entry in self._of_a_kind(home, "other_use", "what else the home is used for"):
            known, origins = self._settler.fields("other_use", [entry])
            use = self._settler.make(OtherUse, known, origins, home.where)
            found.extend([] if use is None else [use])
        return tuple(sorted(found, key=fingerprint)) if found or said else None

    def _of_a_kind(self, home: Home, record: str, what: str) -> list[Entry]:
        """The parts of a home that say what they are; of the others it is said that they do not."""
        stated = [entry for entry in home.parts if entry.record == record and entry.is_given]
        for entry in stated:
            if not entry.all("kind"):
                self._settler.problem(
                    "PART-UNFINISHED",
                    origin_of_entry(entry),
                    f"It does not say {what}, so it was left out.",
                    "Fill it in.",
                )
        return [entry for entry in stated if entry.all("kind")]

    def _closures(self, home: Home) -> tuple[Closure, ...]:
        settler = self._settler
        found: set[Closure] = set()
        reason = settler.joined(home.entries, "closed_reason")
        for first, last, origin in spans_of(settler, home.entries, "closed", "closed_from", "closed_until"):
            found.update(_closure(settler, first, last, reason, origin))
        for entry in home.parts:
            if entry.record == "closure":
                why = settler.joined([entry], "reason")
                for first, last, origin in spans_of(settler, [entry], "dates", "from", "until"):
                    found.update(_closure(settler, first, last, why, origin))
        return tuple(sorted(found, key=fingerprint))

    # -- approvals

    def approval(
        self, identity: str, household: str, entries: Sequence[Entry], where: Origin
    ) -> Approval | None:
        """An approval with its terms."""
        settler = self._settler
        known, origins = settler.fields("approval", entries)
        terms: dict[str, Any] = {name: known.pop(name) for name in _TERMS if name in known}
        ages = settler.one(entries, "ages")
        if ages is not None:
            youngest, oldest = ages.value
            terms.setdefault("youngest", youngest)
            terms.setdefault("oldest", oldest)
            origins.setdefault("youngest", ages.origin)
        ticked = self._ticked_sexes(entries)
        if ticked is not None:
            terms.setdefault("sexes", ticked)
        terms["numbers"] = self._numbers(entries, terms.get("total"))
        made = settler.make(ApprovalTerms, terms, origins, where) or ApprovalTerms()
        known.update(id=identity, household_id=household, terms=made)
        settler.remember("approvals", identity, where, origins)
        return settler.make(Approval, known, origins, where)

    def _ticked_sexes(self, entries: Sequence[Entry]) -> frozenset[Sex] | None:
        """Who is approved for by a column each; not known where only one of the two is said."""
        ticked = {
            Sex.FEMALE: self._settler.one(entries, "women"),
            Sex.MALE: self._settler.one(entries, "men"),
        }
        if None in ticked.values():
            return None
        return frozenset(sex for sex, value in ticked.items() if value is not None and value.value) or None

    def _numbers(self, entries: Sequence[Entry], total: int | None) -> tuple[KindNumber, ...] | None:
        """The numbers per kind, from one cell, from a column per kind, or from kinds under one total.

        Where one is approved and its number is not said, none is known: silence would be a no.
        """
        settler = self._settler
        numbers: dict[Kind, int] = {}
        said = settler.one(entries, "numbers")
        if said is not None:
            numbers.update(said.value)
        columns = [
            (kind, settler.one(entries, name))
            for name in _kind_fields(entries)
            if (kind := kind_of_field(name))
        ]
        listed = settler.one(entries, "kinds")
        whole = [(kind, listed) for kind in (listed.value if listed is not None else ())]
        is_whole = True
        for kind, value in (*columns, *whole):
            if value is None:
                continue
            counts = value.value is True or value is listed
            if counts and total is None:
                is_whole = False
                settler.problem(
                    "NUMBER-MISSING",
                    value.origin,
                    f"The {kind} is approved, and for how many at once is not said.",
                    "Write the number, or map the total at once as approval.total.",
                )
            else:
                numbers[kind] = total if counts and total is not None else value.value
        if not is_whole or (said is None and not columns and listed is None):
            return None
        return tuple(KindNumber(kind=kind, number=numbers[kind]) for kind in Kind if numbers.get(kind))


def _kind_fields(entries: Sequence[Entry]) -> list[str]:
    return sorted({name for entry in entries for name in entry.values if kind_of_field(name) is not None})


def wishes_of(entries: Iterable[Entry]) -> tuple[Any, ...]:
    """Every wish once, in an order that does not depend on the rows."""
    wishes = {value.value for entry in entries for value in entry.all("wishes")}
    return tuple(sorted(wishes, key=fingerprint))


def spans_of(
    settler: Settler, entries: Sequence[Entry], whole: str, first: str, last: str
) -> Iterator[tuple[date | None, date | None, Origin]]:
    """Spans of days from one cell each, or from a column for the first and one for the last."""
    for entry in entries:
        for value in entry.all(whole):
            for span in value.value:
                yield (*span, value.origin)
    begins, ends = settler.one(entries, first), settler.one(entries, last)
    stated = begins or ends
    if stated is not None:
        yield (
            None if begins is None else begins.value,
            None if ends is None else ends.value,
            stated.origin,
        )


def period_of(settler: Settler, first: date | None, last: date | None, origin: Origin) -> Period | None:
    """The days from one to another; what is no period is said."""
    if first is None:
        settler.problem("NO-FIRST-DAY", origin, "It does not say from which day.", "Write both dates.")
        return None
    if last is not None and last < first:
        settler.problem(
            "BACKWARDS", origin, "The last day comes before the first.", "Swap the two dates, or correct one."
        )
        return None
    return Period(first, last)


def _closure(
    settler: Settler, first: date | None, last: date | None, reason: str | None, origin: Origin
) -> list[Closure]:
    period = period_of(settler, first, last, origin)
    return [] if period is None else [Closure(period=period, reason=reason)]


def _who(entry: Entry) -> str:
    """Who a member is: their id, else their name and birth date, else what the row says of them."""
    return fingerprint(
        [[value.value for value in entry.all(name)] for name in ("id",)]
        if entry.all("id")
        else [
            entry.label,
            *(
                [value.value for value in entry.all(name)]
                for name in ("name", "first_name", "last_name", "born", "age")
            ),
        ]
    )


def member_key(entry: Entry) -> str:
    """The key under which a home keeps the member that an entry speaks of."""
    return _who(entry)


def _oldest_first(known: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        known.get("born") or date.max,
        -(known.get("age") or 0),
        fingerprint({name: value for name, value in known.items() if name != "id"}),
    )


def derived_household(row: RowRecords, entries: Sequence[Entry], carers: Sequence[Entry]) -> str:
    """The id of a household whose register gives it none, by where it is and who lives there.

    Where carers stand one to a row, what the rows of one home share (name, address, postcode) decides.
    """
    del row
    where = [
        (name, value.value)
        for entry in entries
        for name in ("name", "address", "postcode")
        for value in entry.all(name)
    ]
    one_to_a_row = any(entry.label == "" for entry in carers)
    who = [] if one_to_a_row and where else [entry_content([entry]) for entry in carers]
    return f"H-{short_hash(fingerprint([sorted(map(str, where)), sorted(who)]))}"

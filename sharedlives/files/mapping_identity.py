"""Which rows of a register speak of the same person, and by which id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from sharedlives.errors import Severity
from sharedlives.files.mapping_links import Links, id_of, names_of
from sharedlives.files.mapping_rows import Entry, Origin, RowRecords, origin_of_entry
from sharedlives.files.mapping_settle import ALIKE, Book, entry_content, fingerprint, short_hash


@dataclass(slots=True)
class _Known:
    identity: str
    born: date | None


class PersonFinder:
    """Finds out whom each row is about, as far as it says so itself, and notes it in `Links`.

    A row that gives no reference is about the one person who has that name and no other birth date; where
    there is none, about somebody with an id made of name and birth date. A referral's reference names the
    person too, unless somebody with a reference of their own has that name and birth date.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._known: dict[str, list[_Known]] = {}

    def find(self, rows: Sequence[RowRecords]) -> None:
        """Note the person of every row that describes one, then of those that only name one."""
        own: list[tuple[RowRecords, Entry | None]] = []
        referring: list[tuple[RowRecords, Entry]] = []
        for row in rows:
            if any(entry.all("person_id") for entry in row.entries):
                continue
            entry = next(row.of("person"), None)
            if entry is not None and self._links.uses[row.sheet].is_reference("person"):
                referring.append((row, entry))
            else:
                own.append((row, entry))
        for row, entry in sorted(own, key=_clearest_first):
            identity = self._own(row, entry)
            if identity is not None:
                self._note(row, entry, identity)
        for row, entry in referring:
            self._referred(row, entry)

    def _own(self, row: RowRecords, entry: Entry | None) -> str | None:
        given, request = id_of(entry), id_of(next(row.of("request"), None))
        if given is not None:
            return str(given.value)
        if request is not None:
            same = [known for known in self._same(entry) if known.born is not None]
            if len(same) != 1 or same[0].born != _born(entry):
                return str(request.value)
            self._links.people.by_key.setdefault(Book.key(request.value), same[0].identity)
        else:
            same = self._same(entry)
        if entry is None:
            return None
        if len(same) == 1:
            self._tell_same(entry, same[0])
            return same[0].identity
        return _derived(entry)

    def _same(self, entry: Entry | None) -> list[_Known]:
        """Everybody known who may be the person of an entry: of that name, and no other birth date."""
        born = _born(entry)
        found = {
            known.identity: known
            for name in _names(entry)
            for known in self._known.get(name, ())
            if born is None or known.born in (None, born)
        }
        certain = [known for known in found.values() if born is not None and known.born == born]
        return certain or list(found.values())

    def _tell_same(self, entry: Entry, known: _Known) -> None:
        if known.identity == _derived(entry):
            return
        certain = known.born is not None and known.born == _born(entry)
        why = "the same name and birth date" if certain else "the same name"
        self._links.settler.problem(
            "SAME-PERSON",
            origin_of_entry(entry),
            f"Read as the same person as {known.identity}, who has {why}.",
            "Nothing to do if they are; else give each a reference of their own.",
            Severity.NOTICE,
        )

    def _note(self, row: RowRecords, entry: Entry | None, identity: str) -> None:
        people = self._links.people
        people.add([identity])
        known = people.find(identity) or identity
        self._links.person_of_row[id(row)] = known
        for name in names_of(entry) if entry is not None else ():
            people.name(name, known)
        for name in _names(entry):
            here = self._known.setdefault(name, [])
            same = next((one for one in here if one.identity == known), None)
            if same is None:
                here.append(_Known(known, _born(entry)))
            elif same.born is None:
                same.born = _born(entry)

    def _referred(self, row: RowRecords, entry: Entry) -> None:
        """A row of a sheet that only names people of whom another sheet says more."""
        people, given = self._links.people, id_of(entry)
        named = next((v for name in ("name", "last_name", "first_name") for v in entry.all(name)), None)
        name = next(names_of(entry), "").strip()
        text = name if given is None else str(given.value)
        by = given or named
        if by is None:
            return
        is_new = not (people.find(text) or people.find(name) or Book.key(name) in people.by_name)
        if named is not None and is_new and not self._is_misspelt(name):
            identity = self._only_named(entry, named.origin)
        else:
            identity = self._links.find_person(by, text)
        if identity is not None:
            self._links.person_of_row[id(row)] = identity
            for each in names_of(entry):
                people.name(each, identity)

    def _only_named(self, entry: Entry, where: Origin) -> str | None:
        """Somebody of whom the whole register says no more than a name: better a person than a free room."""
        people, given = self._links.people, id_of(entry)
        identity = _derived(entry) if given is None else str(given.value)
        if identity is not None:
            people.add([identity])
        self._links.settler.only_named(where)
        return identity

    def _is_misspelt(self, name: str) -> bool:
        return bool(get_close_matches(Book.key(name), self._known, n=1, cutoff=ALIKE))


def _clearest_first(one: tuple[RowRecords, Entry | None]) -> tuple[bool, bool, bool, str]:
    row, entry = one
    has_request = id_of(next(row.of("request"), None)) is not None
    content = "" if entry is None else entry_content([entry])
    return id_of(entry) is None, not has_request, _born(entry) is None, content


def _born(entry: Entry | None) -> date | None:
    return None if entry is None else next((value.value for value in entry.all("born")), None)


def _names(entry: Entry | None) -> Iterator[str]:
    """A person's names, each spelled so that case and spaces make no difference."""
    if entry is not None:
        yield from dict.fromkeys(Book.key(name) for name in names_of(entry) if name.strip())


def _derived(entry: Entry) -> str | None:
    """The id of somebody to whom the register gives none."""
    names = ("name", "first_name", "last_name", "born")
    who = [(name, one.value) for name in names for one in entry.all(name)]
    return f"P-{short_hash(fingerprint(who))}" if who else None

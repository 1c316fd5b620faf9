"""Write the pages of this folder that are read off the code: run it after a change, commit what it writes.

python docs/reference/generate.py
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from sharedlives import law
from sharedlives.compliance.rule import Rule
from sharedlives.compliance.rules import RULES
from sharedlives.compliance.settings import defaults
from sharedlives.domain.wish import ABOUT, About
from sharedlives.domain.words import CheckKind, Nation, OtherUseKind, Strength
from sharedlives.files import mapping_columns, mapping_language, value_words
from sharedlives.files.columns import Column, SheetTable, settings_sheet, sheets, sources_sheet
from sharedlives.files.columns_cells import said
from sharedlives.files.mapping_fields import PARTS, RECORDS, Reads, Target, fields_of
from sharedlives.files.mapping_targets import also_written
from sharedlives.files.values import NO_WORDS, STANDING_WORDS, YES_WORDS
from sharedlives.matching.criteria import CRITERIA
from sharedlives.planning.synthetic.tables import of_homes, of_living, of_people
from sharedlives.planning.synthetic.tables.shares import Share, Shares

HERE = Path(__file__).parent
NOTE = "<!-- Written by docs/reference/generate.py from the code. Do not edit. -->"


def pages() -> dict[str, str]:
    """Every page by its name, as it should read now."""
    return {
        "criteria.md": _criteria(),
        "law.md": _law(),
        "rules.md": _rules(),
        "columns.md": _columns(),
        "mapping.md": _mapping(),
        "synthetic.md": _synthetic(),
    }


def _page(title: str, about: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", NOTE, about, *parts]) + "\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", r"\|").replace("\n", " ")


def _criteria() -> str:
    rows = [(f"`{each.code}`", each.title, each.says, each.step.value) for each in CRITERIA]
    return _page(
        "Criteria",
        "Everything that must hold for a person and a household, in the order in which a coordinator "
        "would ask. Each answers met, broken, not known or not applicable. The last column says how far "
        "the two may go together where it is broken; a single answer may allow more.",
        _table(("Code", "What must hold", "A household that does not have it", "Still allows"), rows),
    )


def _law() -> str:
    parts = []
    for code in law.codes():
        rows = [_law_row(entry) for entry in law.register() if entry.code == code]
        parts += [
            f"## {code}",
            _table(("Nation", "From", "Until", "Says", "Standing", "Where, and when read"), rows),
        ]
    return _page(
        "Law",
        "Every value that the library knows of the law and guidance of each nation, with the days on "
        "which it holds, both included, and where somebody read it. What was looked for and not found "
        "stands here too. Asked about a day that is not known, the library raises; it never takes silence"
        " for a number. This is no legal advice.",
        *parts,
    )


def _law_row(entry: law.LawEntry) -> tuple[object, ...]:
    if isinstance(entry, law.LawValue):
        per = f" for each {entry.counted_per}" if entry.counted_per else ""
        says, standing = f"**{entry.value} {entry.unit}{per}.** {entry.says}", str(entry.standing)
    elif isinstance(entry, law.LawStatement):
        says, standing = (
            f"**{entry.name.capitalize() if entry.name.islower() else entry.name}.** {entry.says}",
            str(entry.standing),
        )
    elif isinstance(entry, law.LawSilence):
        says, standing = entry.reason, str(entry.silence)
    else:
        raise TypeError(type(entry).__name__)
    where = f"[{entry.citation}]({entry.citation.source}), {entry.citation.read_on}"
    note = f"{says} *{entry.note}*" if entry.note else says
    return ", ".join(entry.nations), entry.first_day, entry.last_day, note, standing, where


def _rules() -> str:
    parts = []
    for nation in Nation:
        mine = [rule for rule in RULES if nation in rule.nations]
        parts += [
            f"## {nation.title()}",
            _table(
                (
                    "Code",
                    "Family",
                    "What it asks",
                    "Of each",
                    "Rests on",
                    "Seriousness",
                    "Still open to newcomers",
                ),
                ((*_rule_row(rule), *_rests_on(rule, nation), *_rule_weight(rule)) for rule in mine),
            ),
        ]
    return _page(
        "Rules",
        "Every rule, by nation, with what it rests on there on the day this was written: law, what a "
        "regulator expects, or the scheme's own policy. Each gives one of seven answers about each of its "
        "records. How they are used stands in [check your scheme](../how-to/check-your-scheme.md).",
        *parts,
        "## What each asks, what helps, and what it does not check",
        _table(
            ("Code", "In order when", "What helps", "Not checked"),
            ((f"`{r.code}`", r.says, r.remedy, f"It does not check {r.does_not_check}.") for r in RULES),
        ),
        "## What each reads",
        "A register that keeps none of a group of facts does not keep the rule: that is said once.",
        _table(
            ("Code", "Facts", "Settings of the scheme"),
            ((f"`{r.code}`", _groups(r.keeps), ", ".join(f"`{of}`" for of in r.settings)) for r in RULES),
        ),
        "## Settings",
        "What holds where a scheme says nothing. None of it is law. “From memory” means that no source was "
        "found.",
        _table(
            ("Setting", "Default", "Nations", "What", "Where it comes from"),
            (
                (
                    f"`{each.of}`",
                    f"{each.value} {each.unit}",
                    "all" if len(each.nations) == len(Nation) else ", ".join(each.nations),
                    each.says,
                    each.source or "from memory",
                )
                for each in defaults().values()
            ),
        ),
    )


WRITTEN_ON = date(2026, 11, 25)


def _rule_row(rule: Rule) -> tuple[object, ...]:
    return f"`{rule.code}`", rule.family, rule.title, rule.subject.value


def _rests_on(rule: Rule, nation: Nation) -> tuple[object, ...]:
    basis = rule.basis(nation, WRITTEN_ON)
    return (f"**{basis.value}**: {rule.source(nation, WRITTEN_ON)}",)


def _rule_weight(rule: Rule) -> tuple[object, ...]:
    return rule.seriousness.value, rule.step.value


def _groups(keeps: Iterable[Sequence[str]]) -> str:
    return "; ".join(" or ".join(f"`{fact}`" for fact in group) for group in keeps)


def _columns() -> str:
    every = (settings_sheet(), *sheets(), sources_sheet())
    return _page(
        "Sheets and columns",
        "Every sheet and column of our own workbook. Columns may stand in any order and any may be left "
        "out, but for those marked as needed; a blank cell means not known. `sharedlives template` writes"
        " an empty one.",
        *(part for sheet in every for part in (f"## {sheet.title}", sheet.about, _columns_of(sheet))),
    )


def _columns_of(sheet: SheetTable) -> str:
    rows = ((f"**{column.heading}**", _holds(column), column.help) for column in sheet.all_columns)
    return _table(("Heading", "Holds", "Note"), rows)


def _holds(column: Column) -> str:
    form = column.form.value
    within = column.within
    if within is not None:
        form += f", {within.least} or more" if within.most is None else f", {within.least} to {within.most}"
    if column.choices is not None:
        form = ", ".join(said(choice) for choice in column.choices)
    return f"{form} (needed)" if column.is_needed else form


# -- mappings

TOP_KEYS = {
    "format": 'The language of the mapping: `"sharedlives.map/1"`. May be left out.',
    "name": "What the scheme is called.",
    "nation": "england, wales, scotland or northern ireland: whose law binds the scheme. Needed.",
    "as_at": (
        "The day the register speaks of: a date without quotation marks, or where it stands, "
        '`{ sheet = "Carers", cell = "A2" }`; the cell may say it in the middle of a sentence.'
    ),
    "local_limit": "The scheme's own limit of people at once in a home, if it has one.",
    "years": (
        "`[years]`: what two digits of a year may stand for, at most a hundred years, by field "
        '(`born = "1926-2025"`, `"person.born" = ...`) and `otherwise`.'
    ),
    "silence": (
        '`[silence]`: whether a blank cell means `"no"` or `"not known"`, by field and `otherwise`. Needed '
        "for every mapped field that the tables below mark."
    ),
    "words": "`[words.NAME]`: a table of words that columns share.",
    "sheet": "`[[sheet]]`: one for each sheet, or for several laid out alike.",
}
SHEET_KEYS = {
    "sheet": "The title of the sheet, or a list of titles; `*` stands for anything. Needed.",
    "header_row": "The row of the headings, or a list of two rows. Without it they are looked for.",
    "stop_at": "What the first filled cell says in the row where the table ends; `*` stands for anything.",
    "skip_rows": "Rows to leave out: a heading with the words that say so; `*` stands for anything.",
    "only_rows": "The same for the rows to read, all others being left out.",
    "fill_down": "Headings of which a blank cell means what stands above it.",
    "transposed": "`true` for a form: headings down the side, each column a record.",
    "columns": "`[sheet.columns]`: the headings with where they go. Needed.",
    "always": "`[sheet.always]`: fields that have one value in every row.",
    "title_to": "The field that the title of the sheet goes to.",
    "optional": "`true` where the register may not have this sheet.",
    "ignore": "Headings that are left unread on purpose, so that they are not listed.",
}
COLUMN_KEYS = {
    "to": "The field the whole cell goes to, or a list of fields that all take it.",
    "parts": "Fields for the pieces of the cell, in order; a list within the list fills several; `ignore`.",
    "like": "The shape of the cell with fields in braces, `{ignore}` for what is not read; or several.",
    "pattern": "A regular expression instead of a shape, for those who like them.",
    "groups": "The field for each named group of `pattern`.",
    "words": 'Words of your own: `{ yes = ["aye"], "not known" = ["ask"] }`, or the name of a table.',
    "separators": "What separates items, pieces or shapes, where it is nothing usual.",
    "years": "The years that two digits may stand for in this column.",
    "unit": "miles or km, for numbers without a unit.",
    "order": "The kinds that bare numbers such as 2/1/1 stand for, in their order.",
    "when_yes": "What a yes or a tick stands for.",
    "when_no": "What a no stands for.",
    "default": "What a blank cell means, whatever `[silence]` says.",
    "surname_first": "`true` where a name without a comma has its surname first.",
    "yes": "How strongly a yes asks for the wish: must, prefer, avoid or must not.",
    "no": "The same for a no.",
    "strength": "How strongly it is wished where the words of the cell do not say.",
    "weight": "How much a preference counts, from 1 to 5; 3 without it.",
    "sets": "Fields that get a value of their own wherever this way of reading the cell applies.",
    "optional": "`true` where the sheet may not have this heading.",
    "fill_down": "`true` where a blank cell means what stands above it.",
}
READS = {
    Reads.TEXT: "As it stands.",
    Reads.ID: "As your register writes it; capitals and spaces make no difference.",
    Reads.REFERENCES: "Several references, with commas or “and” between them.",
    Reads.YES_NO: "Yes or no in the usual words, ticks, 1 and 0.",
    Reads.NUMBER: "3, three, “7 nights”, “2 weeks”, “max 3”.",
    Reads.COUNT: "A whole number; yes where it is at least one, no for none.",
    Reads.DATE: "28/02/2026, 28.2.26, 28 Feb 2026, 2026-02-28, Excel's own dates and their numbers.",
    Reads.TIME: "09:30, 9.30am, 3pm, 0930, Excel's own times.",
    Reads.TIMES: "Two of them: 10:00-15:30, 9am to 3pm, 10-3.",
    Reads.WORD: "One word of a closed list, listed below with its usual other names.",
    Reads.CHECK: "A check by one of its names, listed below.",
    Reads.WORDS: "Words with separators between them; from a closed list where there is one.",
    Reads.WEEKDAYS: "Mon/Wed, Mon-Fri, weekdays, Llun a Mercher.",
    Reads.NAME: "“Ann Lumb”, “Lumb, Ann”, “Mrs Ann Lumb”.",
    Reads.NAMES: "“Ann & Bob Lumb”, “Ann Lumb and Cath Shaw”.",
    Reads.TELEPHONE: "A number; the first 0 is put back where Excel took it away.",
    Reads.POSTCODE: "A whole postcode.",
    Reads.MILES: "“5 miles”, “8 km”; a bare number with `unit`.",
    Reads.AGE: "8, “8 yrs”, “18 months”.",
    Reads.AGES: "“2, 5”, “12 & 14”.",
    Reads.AGE_RANGE: "“18+”, “18-65”, “over 50”, “up to 65”, any.",
    Reads.SEXES: "“F only”, “M/F”, either, women.",
    Reads.KIND_NUMBERS: "“1 LT; 2 SB; 1 day”, “LT x 2 + SB 1”; 2/1/1 with `order`.",
    Reads.ANIMAL: "“cat”, “black labrador” (a dog), “dog (Rex)”.",
    Reads.ANIMALS: "“2 dogs, cat”, “cat x2”.",
    Reads.SPANS: "“04/12/2026 - 13/12/2026”, “4-13 Dec 2026”, “from 4 Jan 2027”; several with separators.",
    Reads.WISH: "Yes or no with `yes` or `no`; “no dogs”, “F only”, “would love a cat”.",
}


def _mapping() -> str:
    keys = mapping_language.TOP_KEYS, mapping_language.SHEET_KEYS, mapping_columns.COLUMN_KEYS
    texts = TOP_KEYS, SHEET_KEYS, COLUMN_KEYS
    titles = "Keys of the whole", "Keys of a sheet", "Keys of a column"
    tables = [
        part
        for title, names, says in zip(titles, keys, texts, strict=True)
        for part in (f"## {title}", _table(("Key", "Says"), ((f"`{name}`", says[name]) for name in names)))
    ]
    return _page(
        "Mappings",
        "Everything that the mapping of a register can say. Begin with the "
        "[guide](../how-to/map-your-register.md), which shows how it is used.",
        *tables,
        'A column may be a field alone (`"Ref" = "household.id"`), a table of the keys above, or a list of'
        " several ways of reading a cell, of which the first that understands it is taken. "
        '`"Heading" = "ignore"` leaves it unread.',
        *_paths(),
        *_fields(),
        *_wishes(),
        *_words(),
    )


def _paths() -> Iterable[str]:
    records, fields = also_written()
    yield "## Fields"
    yield (
        "A field is written `record.field`, such as `household.postcode`. A word or number after the record "
        "tells several of one kind apart: `carer 1.name`, `bedroom 2.is_double`, `connection work.postcode`. "
        "`each carer.skills` is said of every carer of the household. A check stands between its owner and "
        "its field: `carer 1.check certificate.date`, `household.check gas.expires`, "
        "`each carer.training first aid.date`; a number after it tells several apart, `check reference 2`."
    )
    yield "Other ways of writing a record: " + _also(records)
    yield "Other ways of writing a field: " + _also(fields)
    yield "Columns marked † need a line under `[silence]`, or `otherwise` there."
    rows = ((reads.value, READS[reads]) for reads in Reads)
    yield from ("### How cells are read", _table(("Reads", "Understands"), rows))


NOT_TAUGHT = {"placement", "service user"}
"""Words that we understand and would rather not see."""


def _also(names: Mapping[str, str]) -> str:
    taught = ((other, name) for other, name in names.items() if other not in {name, *NOT_TAUGHT})
    return ", ".join(f"`{other}` for `{name}`" for other, name in taught) + "."


def _fields() -> Iterable[str]:
    helps = {
        (sheet.record, column.path[-1]): column.help
        for sheet in sheets()
        for column in sheet.columns
        if column.path
    }
    for record, cls in RECORDS.items():
        part = PARTS.get(record)
        yield f"### {record.replace('_', ' ')}"
        if part is not None:
            yield f"Part of {_a(part[0])}."
        rows = []
        for name, target in fields_of(record).items():
            help_text = target.says or helps.get((cls, name)) or ""
            rows.append((f"`{name}`", f"{_reads(target)}{' †' if target.asks_silence else ''}", help_text))
        yield _table(("Field", "Reads", "Holds"), rows)


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _reads(target: Target) -> str:
    if target.choices is None:
        return target.reads.value
    return f"{target.reads.value}: {', '.join(choice.value for choice in target.choices)}"


def _wishes() -> Iterable[str]:
    yield "## Wishes"
    yield (
        "`person.wish NAME`, or `household.wish NAME` for what a household wishes of who may come. A wish of "
        "yes or no needs `yes` or `no`; of the others the cell says how strongly, or `strength` does."
    )
    rows = ((f"`wish {about.name.lower().replace('_', ' ')}`", about.value, ABOUT[about]) for about in About)
    yield _table(("Name", "About", "Value"), rows)


def _words() -> Iterable[str]:
    yield "## Words that are known"
    yield (
        "These need no `words` of yours. Capitals, spaces and punctuation make no difference, and either "
        "side of “Hirdymor / Live-in” is enough."
    )
    rows = [("yes", _listed(YES_WORDS)), ("no", _listed(NO_WORDS))]
    rows += [(silence.value, _listed(words)) for silence, words in STANDING_WORDS.items()]
    yield _table(("Meaning", "Words"), rows)
    kinds = {target.choices for record in RECORDS for target in fields_of(record).values()} - {None}
    for choices in sorted((kind for kind in kinds if kind is not None), key=lambda kind: kind.__name__):
        yield from _closed_list(choices)
    yield from _closed_list(CheckKind)
    yield "### Training"
    yield _table(("Topic", "Also"), value_words.TOPICS.items())


def _closed_list(choices: type[Enum]) -> Iterable[str]:
    yield f"### {said_name(choices)}"
    yield _table(
        ("Word", "Also"), ((choice.value, ", ".join(value_words.also(choice))) for choice in choices)
    )


def said_name(cls: type[Enum]) -> str:
    """The name of a closed list as words: ``Night support``."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in cls.__name__)
    return words.strip().capitalize()


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


# -- invented schemes

SYNTHETIC = {
    "What exists and what is asked for": of_living,
    "Homes and carers": of_homes,
    "People": of_people,
}


def _synthetic() -> str:
    tables = {
        title: [
            (each.says, _drawn(each), each.source)
            for value in vars(module).values()
            for each in _shares_in(value)
        ]
        for title, module in SYNTHETIC.items()
    }
    return _page(
        "What invented schemes are drawn from",
        "How often each thing is so in the schemes that `make_scheme` and `make_nation` invent, and on what "
        "grounds: [what they are good for](../explanation/synthetic.md). A guess is where no public figure "
        "was found. Nobody in them exists, and nothing here says how real schemes are.",
        *(
            part
            for title, rows in tables.items()
            for part in (f"## {title}", _table(("What", "Drawn", "Grounds"), rows))
        ),
    )


def _shares_in(value: object) -> Iterable[Share | Shares[Any]]:
    if isinstance(value, Share | Shares):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _shares_in(part)


def _drawn(table: Share | Shares[Any]) -> str:
    if isinstance(table, Share):
        return f"{table.of_a_hundred:g} in a hundred"
    return "; ".join(f"{_plain(value)}: {100 * part / table.total:.3g} %" for value, part in table.parts)


def _plain(value: object) -> str:
    """A value as a reader says it; nothing is said or wished where it is None."""
    if value is None or isinstance(value, bool):
        return {None: "nothing said", True: "yes", False: "no"}[value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, frozenset):
        return " and ".join(sorted(map(_plain, value))) or "none"
    if isinstance(value, tuple):
        between = " to " if value and isinstance(value[0], int) else " and "
        between = " " if value and isinstance(value[0], Strength | OtherUseKind) else between
        return between.join(_plain(part) for part in value if part is not None) or "none"
    return str(value) or "some"


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

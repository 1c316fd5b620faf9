"""The scheme as a JSON document, and documents in general: strict to read, the same bytes to write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from cattrs import Converter

from sharedlives.domain.scheme import Scheme
from sharedlives.errors import (
    DocumentProblem,
    DocumentRefusedError,
    FileRefusedError,
    InvalidRecordError,
)
from sharedlives.files.json_conversion import json_converter, structured
from sharedlives.files.workbook_saving import write_privately

SCHEME_KIND: Final = "sharedlives.scheme"
SCHEME_VERSION: Final = 1
MOST_BYTES: Final = 256 * 1024 * 1024
"""A document larger than this is not read: the largest honest one, a nation, is a tenth of it."""

Content = dict[str, Any]
Upgrades = Mapping[int, Callable[[Content], Content]]

SCHEME_UPGRADES: Final[Upgrades] = MappingProxyType({})
"""By version, what turns a scheme document of that version into one of the next."""

_FORMAT: Final = re.compile(r"(?P<kind>[a-z.]{1,40})/(?P<version>[1-9][0-9]{0,5})")


def scheme_to_json(scheme: Scheme, converter: Converter | None = None) -> str:
    """A scheme as a JSON document: the same text for equal schemes, whatever the order of their rows.

    Raises
    ------
    InvalidRecordError
        Where a text holds half a character, which no file can.
    """
    converter = json_converter() if converter is None else converter
    return document(SCHEME_KIND, SCHEME_VERSION, converter.unstructure(scheme))


def scheme_from_json(text: str, converter: Converter | None = None) -> Scheme:
    """The scheme that a JSON document holds.

    Raises
    ------
    DocumentRefusedError
        With every reason at once, each with its place in the document.
    """
    converter = json_converter() if converter is None else converter
    content = read_document(text, SCHEME_KIND, SCHEME_VERSION, SCHEME_UPGRADES)
    return structured(content, Scheme, converter)


def write_scheme_json(scheme: Scheme, path: str | Path) -> None:
    """Write a scheme to a JSON file that only its owner may read, whole or not at all.

    Raises
    ------
    FileRefusedError
        Where the folder is missing or may not be written to.
    """
    write_privately(path, scheme_to_json(scheme).encode())


def read_scheme_json(path: str | Path) -> Scheme:
    """The scheme in a JSON file.

    Raises
    ------
    FileRefusedError
        Where the file cannot be opened, is too large, or does not hold a scheme.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise FileRefusedError(
            f"“{path.name}” could not be opened. Check that it is there and that you may read it."
        ) from None
    if len(content) > MOST_BYTES:
        raise _refused(_TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("this is no JSON document: JSON is UTF-8 text, and this is not") from None
    return scheme_from_json(text)


def document(kind: str, version: int, content: Mapping[str, Any]) -> str:
    """Plain JSON values as a document that names its format, in a fixed layout.

    Parameters
    ----------
    kind, version
        What the document is: ``sharedlives.match``, 1.
    content
        The rest of the document, its keys in the order in which they are to be read.

    Raises
    ------
    InvalidRecordError
        Where a text holds half a character, which no file can.
    """
    whole = {"format": f"{kind}/{version}", **content}
    text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidRecordError(
            "a text holds half a character (a lone surrogate) and cannot be written: type it again"
        ) from None
    return text


def read_document(text: str, kind: str, version: int, upgrades: Upgrades = SCHEME_UPGRADES) -> Content:
    """The plain values of a document of one kind, brought up to a version, without its `format`.

    Raises
    ------
    DocumentRefusedError
        Where it is no JSON, of another kind, or of a version that cannot be read.
    """
    if len(text) > MOST_BYTES:
        raise _refused(_TOO_LARGE)
    content: Content = _parsed(text.removeprefix("\ufeff"))
    if not isinstance(content, dict):
        raise _refused(f"an object in curly brackets with “format”: “{kind}/{version}” is expected")
    theirs = _version(content.pop("format", None), kind, version)
    while theirs < version:
        upgrade = upgrades.get(theirs)
        if upgrade is None:
            raise _refused(f"it is of version {theirs}, which is no longer read: export it again", "format")
        content = upgrade(content)
        theirs += 1
    return content


def _version(stated: Any, kind: str, version: int) -> int:
    match = _FORMAT.fullmatch(stated) if isinstance(stated, str) else None
    if match is None:
        raise _refused(f"“{kind}/{version}” is expected here", "format")
    if match["kind"] != kind:
        raise _refused(f"this is a document of another kind, {match['kind']}: give a {kind}", "format")
    theirs = int(match["version"])
    if theirs > version:
        raise _refused(
            f"it is of version {theirs} and this library reads up to {version}: install a newer sharedlives",
            "format",
        )
    return theirs


def _parsed(text: str) -> Any:
    twice: list[str] = []
    try:
        content = json.loads(
            text, object_pairs_hook=lambda pairs: _object(pairs, twice), parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as trouble:
        raise _refused(f"line {trouble.lineno}, column {trouble.colno} is no JSON: {trouble.msg}") from None
    except RecursionError:
        raise _refused("its lists and objects are nested far deeper than those of a scheme") from None
    except DocumentRefusedError:
        raise
    except ValueError:  # a number of thousands of digits
        raise _refused("it holds a number that is far too long") from None
    if twice:
        said = [f"“{key}” is given twice in one object: keep the right one" for key in twice]
        raise DocumentRefusedError(tuple(DocumentProblem(path="", message=each) for each in said))
    return content


def _object(pairs: list[tuple[str, Any]], twice: list[str]) -> Content:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        twice += sorted({key if key.isidentifier() else "a key" for key in keys if keys.count(key) > 1})
    return content


def _refuse_constant(constant: str) -> Any:
    raise _refused(f"{constant} is no number that JSON knows")


def _refused(message: str, path: str = "") -> DocumentRefusedError:
    return DocumentRefusedError((DocumentProblem(path=path, message=message),))


_TOO_LARGE: Final = "it is far larger than the records of a scheme: check that it is the right file"

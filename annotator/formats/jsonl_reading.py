"""Read the native format: each line is checked before it becomes a value."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NoReturn, TypeVar

from annotator.errors import ImportFileError
from annotator.formats.decoding import decode
from annotator.formats.jsonl import FORMAT
from annotator.formats.protocol import (
    Bundle,
    Importer,
    IncomingAnnotation,
    IncomingArticle,
    IncomingHeader,
    SourceFile,
)
from annotator.model.annotation import KINDS, ORIGINS, STATUSES
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.people import Annotator
from annotator.model.span import Span

T = TypeVar("T")
_SHOWN = 40


def read(file: SourceFile) -> Bundle:
    """Read the header at once and the articles as they are walked.

    Raises ImportFileError with the line for what is not the native format.
    """
    lines = _numbered(decode(file).text)
    first = next(lines, None)
    if first is None:
        raise ImportFileError("the file is empty, so there is nothing to read.")
    place, value = first[0], _parsed(*first)
    if "format" in value:
        return Bundle(_header(place, value), _articles(None, lines))
    return Bundle(IncomingHeader(), _articles((place, value), lines))


def spans_of(value: object, name: str, line: int) -> tuple[Span, ...]:
    """Return the spans of a list of pairs, in text order; raises ImportFileError for anything else."""
    if not isinstance(value, list) or not all(_is_pair(pair) for pair in value):
        _refuse(line, f"“{name}” must be a list of [start, end] pairs", value)
    return tuple(sorted({Span(start, end) for start, end in value}))


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank; only a line feed ends one."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _articles(
    first: tuple[int, Mapping[str, Any]] | None, lines: Iterator[tuple[int, str]]
) -> Iterator[IncomingArticle]:
    if first is not None:
        yield _article(*first)
    for number, line in lines:
        yield _article(number, _parsed(number, line))


def _parsed(number: int, line: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line, parse_constant=partial(_refuse, number, "not a JSON value"))
    except json.JSONDecodeError as error:
        raise ImportFileError(f"this is not JSON: {error.msg} at character {error.pos + 1}.", line=number) from error
    except RecursionError as error:
        raise ImportFileError("the values are nested too deep to be read.", line=number) from error
    if not isinstance(value, dict):
        _refuse(number, "an article is a JSON object", value)
    if "\\u" in line:
        _refuse_unstorable(number, value)
    return value


def _refuse(line: int, message: str, value: object) -> NoReturn:
    shown = json.dumps(value, ensure_ascii=True, default=str)
    cut = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    raise ImportFileError(f"{message}, not {cut}.", line=line)


def _refuse_unstorable(number: int, value: Mapping[str, Any]) -> None:
    """Refuse escapes that make NUL or half of a surrogate pair, in any string of the line."""
    written = json.dumps(value, ensure_ascii=False)
    try:
        written.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ImportFileError(
            "a string holds half of a surrogate pair, which no text may hold.", line=number
        ) from error
    if "\\u0000" in written.replace("\\\\", ""):
        raise ImportFileError("a string holds NUL (U+0000), which can't be stored.", line=number)


def _text(value: Mapping[str, Any], name: str, line: int) -> str:
    """Return a string that may be missing or null."""
    found = value.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        _refuse(line, f"“{name}” must be a string", found)
    return found


def _list(value: Mapping[str, Any], name: str, line: int) -> list[Any]:
    found = value.get(name)
    if found is not None and not isinstance(found, list):
        _refuse(line, f"“{name}” must be a list", found)
    return found or []


def _object(value: Mapping[str, Any], name: str, line: int) -> Mapping[str, Any]:
    found = value.get(name)
    if found is not None and not isinstance(found, dict):
        _refuse(line, f"“{name}” must be an object", found)
    return found or {}


def _is_pair(value: object) -> bool:
    """Tell whether the value is [start, end] with whole numbers in order."""
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(one) is int for one in value)
        and 0 <= value[0] < value[1]
    )


def _article(line: int, value: Mapping[str, Any]) -> IncomingArticle:
    text, title = _text(value, "text", line), _text(value, "title", line).strip()
    if not isinstance(value.get("text"), str) or not text.strip():
        raise ImportFileError("an article needs a “text” that is not empty.", line=line)
    if not title and not _text(value, "id", line):
        raise ImportFileError("an article needs an “id” or a “title”.", line=line)
    meta = _object(value, "meta", line)
    for name, found in meta.items():
        if found is not None and not isinstance(found, str | int | float | bool):
            _refuse(line, f"“{name}” of “meta” must be a plain value", found)
    made = tuple(_annotation(line, one) for one in _list(value, "annotations", line))
    return IncomingArticle(line, title, text, _text(value, "id", line), meta, made)


def _annotation(line: int, value: object) -> IncomingAnnotation:
    if not isinstance(value, dict):
        _refuse(line, "an annotation is a JSON object", value)
    spans = spans_of(value.get("spans"), "spans", line)
    label = _text(value, "label", line)
    if not spans or not label:
        _refuse(line, "an annotation needs “spans” and a “label”", value)
    return IncomingAnnotation(
        line,
        _choice(value, "kind", KINDS, line=line) or _refuse(line, "an annotation needs a “kind”", value),
        label,
        spans,
        uid=_text(value, "id", line),
        quote=_text(value, "quote", line) or None,
        status=_choice(value, "status", STATUSES, line=line),
        origin=_choice(value, "origin", ORIGINS, line=line),
        confidence=_confidence(value, line),
        annotation_set=_text(value, "set", line),
        attributes=_object(value, "attributes", line),
        note=_text(value, "note", line),
        created_by=_person(value, "created_by", line),
        created_at=_text(value, "created", line),
        updated_by=_person(value, "updated_by", line),
        updated_at=_text(value, "modified", line),
    )


def _person(value: Mapping[str, Any], name: str, line: int) -> str | None:
    """Return who is named; None where the file says null, empty where it says nothing."""
    return None if name in value and value[name] is None else _text(value, name, line)


def _choice(value: Mapping[str, Any], name: str, allowed: tuple[str, ...], *, line: int) -> str:
    found = _text(value, name, line)
    if found and found not in allowed:
        _refuse(line, f"“{name}” must be one of {', '.join(allowed)}", found)
    return found


def _confidence(value: Mapping[str, Any], line: int) -> float | None:
    found = value.get("confidence")
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
        _refuse(line, "“confidence” must be a number from 0 to 1", found)
    return float(found)


def _header(line: int, value: Mapping[str, Any]) -> IncomingHeader:
    if value["format"] != FORMAT:
        raise ImportFileError(
            f"the format is {value['format']!r}; this version of the program reads {FORMAT!r}.", line=line
        )
    labels = _each(value, "labels", _label, line=line)
    return IncomingHeader(
        _text(value, "project", line),
        labels,
        _each(value, "entities", _entity, line=line),
        _each(value, "claims", _claim, line=line),
        _each(value, "annotators", _annotator, line=line),
    )


def _each(
    value: Mapping[str, Any], name: str, make: Callable[[int, Mapping[str, Any]], T], *, line: int
) -> tuple[T, ...]:
    """Make a value of each object in a list of the header; what the value refuses is told with the line."""
    made = []
    for one in _list(value, name, line):
        if not isinstance(one, dict) or not _text(one, "id", line):
            _refuse(line, f"each of “{name}” must be an object with an “id”", one)
        try:
            made.append(make(line, one))
        except ValueError as error:
            raise ImportFileError(f"one of “{name}” can't be used: {error}.", line=line) from error
    return tuple(made)


def _label(line: int, one: Mapping[str, Any]) -> Label:
    position = one.get("position", 0)
    if type(position) is not int:
        _refuse(line, "“position” must be a whole number", position)
    return Label(
        _text(one, "id", line),
        _text(one, "kind", line) or "entity",
        _text(one, "key", line),
        _text(one, "name", line) or _text(one, "key", line),
        _text(one, "label_set", line) or "news",
        _text(one, "parent", line) or None,
        color=_text(one, "color", line) or "hue-1",
        shortcut=_text(one, "shortcut", line),
        definition=_text(one, "definition", line),
        include_examples=_text(one, "include_examples", line),
        exclude_examples=_text(one, "exclude_examples", line),
        position=position,
        archived_at=_text(one, "archived_at", line),
    )


def _entity(line: int, one: Mapping[str, Any]) -> Entity:
    return Entity(
        _text(one, "id", line),
        _text(one, "label", line),
        _text(one, "name", line),
        qid=_text(one, "qid", line),
        description=_text(one, "description", line),
        note=_text(one, "note", line),
        aliases=_strings(one, "aliases", line),
        merged_into=_text(one, "merged_into", line) or None,
    )


def _claim(line: int, one: Mapping[str, Any]) -> Claim:
    return Claim(
        _text(one, "id", line),
        _text(one, "proposition", line),
        _text(one, "claimant", line) or None,
        claim_date=_text(one, "claim_date", line),
        location=_text(one, "location", line),
        check_worthiness=_text(one, "check_worthiness", line),
        fact_check_status=_text(one, "fact_check_status", line) or "unchecked",
        types=_strings(one, "types", line),
        note=_text(one, "note", line),
        merged_into=_text(one, "merged_into", line) or None,
    )


def _annotator(line: int, one: Mapping[str, Any]) -> Annotator:
    return Annotator(
        _text(one, "id", line),
        _text(one, "name", line),
        _text(one, "kind", line) or "human",
        _text(one, "version", line),
    )


def _strings(one: Mapping[str, Any], name: str, line: int) -> tuple[str, ...]:
    """Return a list of strings, each once and none empty, in its order."""
    found = _list(one, name, line)
    if not all(isinstance(text, str) for text in found):
        _refuse(line, f"“{name}” must be a list of strings", found)
    return tuple(dict.fromkeys(text for text in found if text))


IMPORTER = Importer("jsonl", (".jsonl",), "bundle", read, "the native format: everything an export holds")

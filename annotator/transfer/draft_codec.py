"""Drafts as JSON values, for the pipe between the program and its parser processes."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from annotator.model.article import refuse_unstorable
from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.model.structure import Part

_TEXTS = tuple(one.name for one in fields(ArticleDraft) if one.type is str or one.type == "str")


def encode(draft: ArticleDraft) -> dict[str, Any]:
    """Return a draft as values that JSON knows."""
    return {
        **{name: getattr(draft, name) for name in _TEXTS},
        "meta": dict(draft.meta),
        "warnings": list(draft.warnings),
        "structure": [[one.kind, one.span.start, one.span.end, one.level] for one in draft.structure],
        "pages": list(draft.pages),
    }


def decode(value: Mapping[str, Any]) -> ArticleDraft:
    """Return the draft of such values; raises ValueError for anything that is none, whoever wrote it."""
    try:
        draft = ArticleDraft(
            **{name: _text(value[name]) for name in _TEXTS},
            meta={_text(name): _text(one) for name, one in value["meta"].items()},
            warnings=tuple(_text(one) for one in value["warnings"]),
            structure=tuple(_part(*one) for one in value["structure"]),
            pages=tuple(int(one) for one in value["pages"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a draft: {error!r}") from error
    _check(draft)
    return draft


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a draft: text expected")
    return value


def _part(kind: str, start: int, end: int, level: int) -> Part:
    return Part(kind, Span(start, end), level)


def _check(draft: ArticleDraft) -> None:
    length = len(draft.text)
    if not draft.text.strip() or not draft.title.strip():
        raise ValueError("not a draft: no text or title")
    if any(one.span.end > length for one in draft.structure) or any(not 0 <= one <= length for one in draft.pages):
        raise ValueError("not a draft: a place beyond the end of the text")
    refuse_unstorable(draft.text)

"""What one row of an annotations table asks for: its place in the text, its label, its entity."""

from collections.abc import Sequence

from annotator.errors import ImportFileError
from annotator.formats.csv import parse_spans
from annotator.formats.protocol import Row
from annotator.model.annotation import PIECE_SEPARATOR
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.span import Span
from annotator.transfer.anchoring import anchored, places
from annotator.transfer.vocabulary import linked_entity, name_fits
from annotator.transfer.workspace import Workspace

_SHOWN = 60


class RowError(ImportFileError):
    """A row can't be taken in as it stands; the other rows can."""

    def __init__(self, row: Row, code: str, message: str) -> None:
        super().__init__(message, line=row.number)
        self.code = code


def is_same_cell(one: str, other: str) -> bool:
    """Tell whether cells agree; spreadsheets turn every line end inside a cell into one kind."""
    return one == other or _with_line_feeds(one) == _with_line_feeds(other)


def joined(text: str, spans: Sequence[Span]) -> str:
    """Return the text at the spans as a cell tells it."""
    return PIECE_SEPARATOR.join(text[span.start : span.end] for span in spans)


def asked_spans(row: Row) -> tuple[Span, ...]:
    """Return the spans a row names in `spans`, or in `start` and `end`; none when it names none."""
    cells = row.cells
    try:
        spans = parse_spans(cells["spans"]) if cells.get("spans", "").strip() else ()
        envelope = _envelope(cells.get("start", "").strip(), cells.get("end", "").strip())
    except ValueError as error:
        raise RowError(row, "spans", f"{error}") from error
    if spans and envelope and (spans[0].start, spans[-1].end) != (envelope.start, envelope.end):
        told = f"start and end say {envelope.start}..{envelope.end}, spans {spans[0].start}..{spans[-1].end}"
        raise RowError(row, "spans", told)
    return spans or ((envelope,) if envelope else ())


def placed(row: Row, text: str, spans: tuple[Span, ...], *, sha256: str) -> tuple[tuple[Span, ...], bool]:
    """Return where the row's words stand, and whether they had to be looked for.

    Offsets hold when the row's checksum is the text's and the words at them are the row's; else the quote is taken
    where it stands only once between its prefix and suffix. Raises RowError when it does not.
    """
    quote, told = row.cells.get("text", ""), row.cells.get("article_sha256", "").strip()
    is_inside = bool(spans) and spans[-1].end <= len(text)
    if is_inside and told in ("", sha256) and (not quote or is_same_cell(quote, joined(text, spans))):
        return spans, False
    found = _looked_for(row, text, quote)
    if found is None:
        raise RowError(row, "unplaced", _why_unplaced(text, spans if is_inside else (), quote))
    return found, bool(spans)


def _looked_for(row: Row, text: str, quote: str) -> tuple[Span, ...] | None:
    prefix, suffix = row.cells.get("prefix", ""), row.cells.get("suffix", "")
    found = anchored(text, quote, prefix=prefix, suffix=suffix)
    if found is None and not (prefix or suffix) and "\n" in quote:
        at = places(text, quote.replace("\n", "\r\n"))
        return (Span(at[0], at[0] + len(quote) + quote.count("\n")),) if len(at) == 1 else None
    return found


def _why_unplaced(text: str, spans: tuple[Span, ...], quote: str) -> str:
    if not quote:
        return "the row names neither words nor a place that the article has"
    if spans:
        there = joined(text, spans)[:_SHOWN]
        return f"the text there is “{there}”, not “{quote[:_SHOWN]}”, and that has no only place in the article"
    return f"“{quote[:_SHOWN]}” has no only place in the article"


def label_of(row: Row, workspace: Workspace, kind: str) -> Label:
    """Return the label that the row's cell names; raises RowError for an unknown one."""
    name = row.cells.get("label", "").strip()
    found = workspace.label(name, kind) if name else None
    if found is None or found.kind != kind:
        reason = f"there is no label “{name}” for a {kind}" if name else "the label is empty"
        raise RowError(row, "label", reason)
    return found


def entity_of(row: Row, workspace: Workspace, label: Label) -> Entity | None:
    """Return the entity that the row names by id, or where that is empty by name; None when it names none.

    An id the project does not know is kept for a new entity with the row's name.
    """
    uid, name = row.cells.get("entity_id", "").strip(), row.cells.get("entity_name", "").strip()
    known = workspace.entity(uid) if uid else None
    if known is not None:
        return known
    if uid and not name:
        raise RowError(row, "entity", f"there is no entity {uid}, and the row has no name to make one")
    if not name:
        return None
    if not uid:
        _refuse_ambiguous(row, workspace, name, label=label)
    try:
        return linked_entity(workspace, name, label, uid=uid, qid=row.cells.get("entity_qid", "").strip())
    except ValueError as error:
        raise RowError(row, "entity", f"{error}") from error


def _refuse_ambiguous(row: Row, workspace: Workspace, name: str, *, label: Label) -> None:
    bearers = [one for one in workspace.entities_named(name) if one.label == label.uid and name_fits(one, name)]
    if len(bearers) > 1:
        ids = ", ".join(one.uid for one in bearers)
        raise RowError(row, "entity", f"{len(bearers)} entities are called “{name}”; give the entity_id, one of {ids}")


def _envelope(start: str, end: str) -> Span | None:
    if not start and not end:
        return None
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise ValueError(f"start “{start}” and end “{end}” must be whole numbers")
    return Span(int(start), int(end))


def _with_line_feeds(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")

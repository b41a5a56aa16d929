"""The annotations table: one row an annotation, safe in spreadsheets, and back without a loss."""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from annotator.errors import ImportFileError, UsageError
from annotator.formats.decoding import decode
from annotator.formats.protocol import Exporter, Importer, Notice, Row, Source, SourceFile, Table, WriteOptions
from annotator.model.records import AnnotationRecord, TableRow
from annotator.model.span import Span

COLUMNS = TableRow._fields
_FORMULA = r"[=+\-@\t\r\n\0＝＋－＠]"
_DANGEROUS = re.compile(f"'*{_FORMULA}")
_GUARDED = re.compile(f"'+{_FORMULA}")
_SPAN = re.compile(r"([0-9]{1,12})\.\.([0-9]{1,12})")
_SEPARATOR_LINE = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.I)
_BLOCK = 200
_FIELD_LIMIT = min(sys.maxsize, 2**31 - 1)


_FIRST = frozenset("'=+-@\t\r\n\0＝＋－＠")
"""The characters with which a cell begins that is guarded; a cell without them needs no closer look."""


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would take for a formula."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def unguard(cell: str) -> str:
    """Take the apostrophe off that `guard` put there."""
    return cell[1:] if _GUARDED.match(cell) else cell


def format_spans(spans: Iterable[Span]) -> str:
    """Return spans as a cell, such as `1586..1614 1621..1657`."""
    return " ".join(f"{span.start}..{span.end}" for span in spans)


def parse_spans(cell: str) -> tuple[Span, ...]:
    """Return the spans of a cell; raises ValueError, in words, for anything else."""
    found = [_SPAN.fullmatch(part) for part in cell.split()]
    if not found or not all(found):
        raise ValueError(f"“{cell}” is not a list of spans such as 1586..1614 1621..1657")
    return tuple(sorted({Span(int(one[1]), int(one[2])) for one in found if one}))


def cells(record: AnnotationRecord) -> dict[str, str]:
    """Return the row of an annotation as cells by column, not guarded."""
    return row_of(record)._asdict()


def row_of(record: AnnotationRecord) -> TableRow:
    """Return the row of an annotation as cells, in the order of the columns, not guarded."""
    one, article, entity = record.annotation, record.article, record.entity
    start, end = str(one.start), str(one.end)
    return TableRow(
        one.uid,
        one.kind,
        record.label.key,
        one.quote,
        start,
        end,
        f"{start}..{end}" if len(one.pieces) == 1 else format_spans(one.spans()),
        entity.uid if entity else "",
        entity.name if entity else "",
        entity.qid if entity else "",
        one.mention.form if one.mention else "",
        one.occurrence.claim if one.occurrence else "",
        article.uid,
        article.title,
        str(one.version),
        record.sha256,
        str(record.paragraph),
        str(record.sentence),
        record.prefix,
        record.suffix,
        one.status,
        one.origin,
        one.origin_ref,
        "" if one.confidence is None else repr(float(one.confidence)),
        one.annotation_set,
        record.created_by,
        one.created_at,
        record.updated_by,
        one.updated_at,
        record.reviewed_by,
        record.reviewed_at,
        one.note,
    )


def write(
    rows: Iterable[TableRow],
    stream: BinaryIO,
    *,
    raw: bool = False,
    columns: Iterable[str] | None = None,
) -> int:
    """Write the table as UTF-8 with CRLF and return the number of rows; nothing is held back in memory.

    By default a byte order mark is written and cells are guarded; `raw` leaves both out.
    """
    chosen = _chosen(columns)
    stream.write(b"" if raw else b"\xef\xbb\xbf")
    stream.write(_lines([list(chosen)]))
    count = 0
    for block in _blocks(_rows(rows, chosen, raw)):
        stream.write(_lines(block))
        count += len(block)
    return count


def read(file: SourceFile) -> Table:
    """Read an annotations table with `,`, `;` or tab between cells, in any column order, and take the guard off.

    Raises ImportFileError for a file that is no such table.
    """
    decoded = decode(file)
    text, delimiter = _delimiter(decoded.text)
    notices = [Notice("encoding-guessed", decoded.warning)] if decoded.warning else []
    numbered = _numbered(file, text, delimiter)
    columns = _header(file, next(numbered, (1, []))[1], notices)
    rows = tuple(_row(file, number, line, columns=columns, raw=file.raw) for number, line in numbered if any(line))
    return Table(tuple(name for name in columns if name in COLUMNS), rows, tuple(notices))


def _chosen(columns: Iterable[str] | None) -> tuple[str, ...]:
    chosen = COLUMNS if columns is None else tuple(columns)
    unknown = [name for name in chosen if name not in COLUMNS]
    if unknown or not chosen:
        raise UsageError(f"There is no column {', '.join(unknown) or 'named'}. The columns are {', '.join(COLUMNS)}.")
    if len(set(chosen)) < len(chosen):
        raise UsageError("A column is named twice.")
    return chosen


def _rows(rows: Iterable[TableRow], columns: tuple[str, ...], raw: bool) -> Iterator[Sequence[str]]:
    places = None if columns == COLUMNS else [COLUMNS.index(name) for name in columns]
    for whole in rows:
        row = whole if places is None else [whole[place] for place in places]
        yield row if raw else [guard(cell) if cell[:1] in _FIRST else cell for cell in row]


def _blocks(rows: Iterator[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    block: list[Sequence[str]] = []
    for row in rows:
        block.append(row)
        if len(block) == _BLOCK:
            yield block
            block = []
    if block:
        yield block


def _lines(rows: list[Sequence[str]]) -> bytes:
    """Return rows as lines; most have nothing to quote, which is seen sooner in the line than in its cells."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        line = ",".join(row)
        is_plain = '"' not in line and "\n" not in line and "\r" not in line and line.count(",") == len(row) - 1
        if is_plain and len(row) > 1:
            buffer.write(f"{line}\r\n")
        else:
            writer.writerow(row)
    return buffer.getvalue().encode("utf-8")


def _delimiter(text: str) -> tuple[str, str]:
    """Return the text without a `sep=` line, and the delimiter that makes the most of its header."""
    told = _SEPARATOR_LINE.match(text)
    if told:
        return text[told.end() :], told[1]
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return text, max(",;\t", key=lambda one: len(set(_names(header.split(one))) & set(COLUMNS)))


def _names(header: Iterable[str]) -> list[str]:
    return [name.strip().strip('"').strip().lower() for name in header]


def _numbered(file: SourceFile, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their numbers, the header being row 1."""
    csv.field_size_limit(_FIELD_LIMIT)
    number = 0
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number += 1
        try:
            line = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise ImportFileError(f"row {number} can't be read: {error}.", line=number) from error
        yield number, line


def _header(file: SourceFile, line: list[str], notices: list[Notice]) -> list[str]:
    names = _names(line)
    known = [name for name in names if name in COLUMNS]
    if "annotation_id" not in known and not {"text", "spans", "start"} & set(known):
        raise ImportFileError(
            "this is not an annotations table; the header needs annotation_id, or text and an article.",
            line=1,
        )
    twice = sorted({name for name in known if known.count(name) > 1})
    if twice:
        raise ImportFileError(f"the column {', '.join(twice)} stands twice in the header.", line=1)
    unknown = [name for name in names if name and name not in COLUMNS]
    if unknown:
        notices.append(Notice("column-unknown", f"the column {', '.join(unknown)} is not known and is ignored", 1))
    return names


def _row(file: SourceFile, number: int, line: list[str], *, columns: list[str], raw: bool) -> Row:
    if len(line) < len(columns) or any(line[len(columns) :]):
        raise ImportFileError(
            f"row {number} has {len(line)} cells, the header {len(columns)}. Save the table again.",
            line=number,
        )
    pairs = zip(columns, line, strict=False)
    return Row(number, {name: cell if raw else unguard(cell) for name, cell in pairs if name in COLUMNS})


def _write(source: Source, stream: BinaryIO, options: WriteOptions) -> int:
    return write(source.rows(), stream, raw=options.raw, columns=options.columns)


IMPORTER = Importer(
    "csv", (".csv", ".tsv"), "table", read, "the annotations table, edited in a spreadsheet or made elsewhere"
)
EXPORTER = Exporter(
    "csv",
    ".csv",
    _write,
    "one row an annotation, for spreadsheets and statistics",
    "article texts, a claim's cue, source and other fields, entities' aliases, history",
)

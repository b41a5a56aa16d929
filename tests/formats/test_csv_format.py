"""The annotations table: guard, spans, cells, and reading what spreadsheets make of it."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ImportFileError, UsageError
from annotator.formats import csv
from annotator.formats.protocol import SourceFile
from annotator.model.annotation import Annotation, Mention, pieces_of
from annotator.model.article import Article
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.records import AnnotationRecord
from annotator.model.span import Span

HAZARD = st.text(
    st.one_of(
        st.sampled_from("'=+-@\t\r\n,;\"＝＋－＠ |\\"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    max_size=30,
)
LABEL = Label("l_1", "entity", "PERSON", "Person")


def spans_from(numbers):
    edges = sorted(numbers)
    return tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))


SPANS = st.sets(st.integers(0, 10**9), min_size=2, max_size=8).map(spans_from)


def record(text="Alba Renn said", note="", title="Title", name="Alba", **fields):
    annotation = Annotation(
        "a_1", "d_1", 1, "entity", "l_1", pieces_of(text, "mention", [Span(0, 4)]), note=note, mention=Mention("e_1")
    )
    made = AnnotationRecord(
        annotation, Article("d_1", title), "0" * 64, LABEL, Entity("e_1", "l_1", name), None, 1, 1, "", text[4:]
    )
    return replace(made, **fields)


def written(records, **options):
    stream = io.BytesIO()
    csv.write(map(csv.row_of, records), stream, **options)
    return stream.getvalue()


def read(content, **options):
    return csv.read(SourceFile("t.csv", content, **options))


@given(HAZARD)
def test_a_guarded_cell_starts_no_formula_and_comes_back(cell):
    guarded = csv.guard(cell)
    assert not re.match("[=+\\-@\t\r\n＝＋－＠]", guarded)
    assert csv.unguard(guarded) == cell


@pytest.mark.parametrize("cell", ["'Tis", "", "'", "''", "a=b", "12", "a_1", "0.87"])
def test_harmless_cells_are_left_alone(cell):
    assert csv.guard(cell) == cell == csv.unguard(cell)


@given(SPANS)
def test_spans_survive_their_cell(spans):
    assert csv.parse_spans(csv.format_spans(spans)) == spans


@pytest.mark.parametrize(
    "cell", ["", "10-12", "5..5", "7..3", "1..2,3..4", "a..b", "-1..2", "1..2 3", "1..999999999999999"]
)
def test_a_cell_that_is_no_list_of_spans_is_refused(cell):
    with pytest.raises(ValueError, match="span"):
        csv.parse_spans(cell)


def test_the_table_is_utf8_with_mark_guard_and_crlf_and_raw_has_neither():
    one = record(note="=1+1", title="+a\r\nb")
    default, raw = written([one]), written([one], raw=True)
    assert default.startswith(b"\xef\xbb\xbfannotation_id,kind,label,text,start,end,spans,")
    assert b"'=1+1\r\n" in default and b'"\'+a\r\nb"' in default
    assert raw.startswith(b"annotation_id,")
    assert raw.endswith(b",=1+1\r\n")
    assert raw.count(b'"') == 2, "only the cell with a line end is quoted"


def test_an_empty_table_still_has_its_header():
    assert written([]) == b"\xef\xbb\xbf" + ",".join(csv.COLUMNS).encode() + b"\r\n"


@given(st.lists(st.tuples(HAZARD, HAZARD.filter(str.strip), HAZARD.filter(str.strip)), max_size=5), st.booleans())
def test_rows_with_every_hazard_come_back_equal(rows, raw):
    records = [record(note=note, title=title, name=name) for note, title, name in rows]
    table = read(written(records, raw=raw), raw=raw)
    assert [dict(row.cells) for row in table.rows] == [csv.cells(one) for one in records]


@given(st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans(), st.randoms())
def test_what_spreadsheets_write_is_read_in_any_order_delimiter_and_encoding(delimiter, encoding, crlf, random):
    columns = random.sample(csv.COLUMNS, random.randint(2, len(csv.COLUMNS)))
    columns = list(dict.fromkeys(["annotation_id", "text", *columns]))
    random.shuffle(columns)
    cells = csv.cells(record(note='a;b,\t"c"'))
    quoted = ['"' + cells[name].replace('"', '""') + '"' for name in columns]
    end = "\r\n" if crlf else "\n"
    lines = [delimiter.join(columns), delimiter.join(quoted), delimiter * (len(columns) - 1), ""]
    table = read(end.join(lines).encode(encoding))
    assert [dict(row.cells) for row in table.rows] == [{name: cells[name] for name in columns}]


def test_a_line_that_names_the_delimiter_is_understood():
    assert read(b"sep=;\r\nannotation_id;note\r\na_1;x,y\r\n").rows[0].cells == {"annotation_id": "a_1", "note": "x,y"}


def test_a_raw_table_is_read_without_taking_apostrophes_off():
    content = b"annotation_id,note\na_1,'=x\n"
    assert read(content, raw=True).rows[0].cells["note"] == "'=x"
    assert read(content).rows[0].cells["note"] == "=x"


def test_unknown_columns_are_told_and_rows_are_numbered_like_a_spreadsheet():
    table = read(b'annotation_id,colour,note\n\na_1,red,"two\nlines"\na_2,,x\n')
    assert [row.number for row in table.rows] == [3, 4]
    assert table.columns == ("annotation_id", "note")
    assert [one.code for one in table.notices] == ["column-unknown"]


def test_a_cell_larger_than_the_usual_limit_is_read():
    assert len(read(b"annotation_id,note\na_1," + b"x" * 300_000).rows[0].cells["note"]) == 300_000


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"name,colour\n1,2\n", 1, "not an annotations table"),
        (b"", 1, "not an annotations table"),
        (b"note,annotation_id,note\n", 1, "note stands twice"),
        (b"annotation_id,note\na_1\n", 2, "row 2 has 1 cells, the header 2"),
        (b"annotation_id,note\na_1,x,y\n", 2, "row 2 has 3 cells"),
        (b'annotation_id,note\na_1,"open\n', 2, "row 2 can't be read"),
        (b"annotation_id,note\na_1,x\0y\n", None, "byte 24 is NUL"),
    ],
)
def test_a_damaged_table_is_refused_with_its_row(content, line, message):
    with pytest.raises(ImportFileError, match=message) as caught:
        read(content)
    assert caught.value.line == line


def test_columns_are_chosen_in_the_order_asked_for():
    assert written([record()], raw=True, columns=["text", "label"]) == b"text,label\r\nAlba,PERSON\r\n"


@pytest.mark.parametrize("columns", [["text", "size"], [], ["text", "text"]])
def test_columns_that_are_not_there_are_refused(columns):
    with pytest.raises(UsageError):
        written([record()], columns=columns)


def test_writing_streams_its_records():
    held = []

    def records():
        for number in range(1000):
            held.append(number)
            yield record()

    class Stream(io.BytesIO):
        def write(self, content):
            held.clear()
            return super().write(content)

    assert csv.write(map(csv.row_of, records()), Stream()) == 1000
    assert len(held) == 0


def test_confidence_is_written_with_a_point_and_comes_back():
    one = record()
    one = replace(one, annotation=replace(one.annotation, confidence=0.1 + 0.2))
    assert float(csv.cells(one)["confidence"]) == 0.1 + 0.2

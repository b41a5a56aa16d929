"""A project with every hazard, byte for byte: out, in, and out again."""

import io
import json
from pathlib import Path

import pytest

from annotator.errors import UsageError
from annotator.model.annotation import STATUSES
from annotator.model.changes import Change, ChangeSet
from annotator.model.people import Review
from annotator.model.records import ArticleDraft, Filter
from annotator.project import Person, Project, articles
from annotator.transfer import exporting, importing
from annotator.transfer.exporting import ExportOptions
from annotator.transfer.reports import ImportOptions

EXPECTED = Path(__file__).resolve().parent.parent / "expected"
BOB = "u_00000002-0000-4000-8000-000000000002"
REVIEWED = "a_00000001-0000-4000-8000-000000000001"
STRANGER = Person("u_00000009-0000-4000-8000-000000000009", "Stranger")


def exported(reader, name, *, statuses=(), **options):
    stream = io.BytesIO()
    wanted = exporting.with_default_statuses(name, Filter(statuses=statuses))
    exporting.export(reader, name, wanted, target=stream, options=ExportOptions(**options))
    return stream.getvalue()


def history_length(project):
    return len(project.history_of(REVIEWED)), project.undo_title


@pytest.fixture
def golden(project):
    """Return a project that holds what the native file says, and one review."""
    report = importing.import_paths(project, [EXPECTED / "golden.jsonl"])
    assert (report.failed, report.warnings) == ([], [])
    review = Review(
        "w_00000001-0000-4000-8000-000000000001",
        REVIEWED,
        BOB,
        "draft",
        "accepted",
        created_at="2026-03-02T10:00:00.000Z",
    )
    project.commit(ChangeSet("Review", (Change(None, review),)))
    return project


def test_the_native_file_comes_back_byte_for_byte_from_an_empty_project(golden):
    assert exported(golden, "jsonl") == (EXPECTED / "golden.jsonl").read_bytes()
    assert golden.check() == []


@pytest.mark.parametrize(
    ("name", "options"),
    [("golden.csv", {}), ("golden-raw.csv", {"raw": True}), ("golden-all.csv", {"statuses": STATUSES})],
)
def test_the_table_is_the_expected_one_byte_for_byte(golden, name, options):
    assert exported(golden, "csv", **options) == (EXPECTED / name).read_bytes()


def test_who_opens_the_project_changes_no_byte(project_path):
    project = Project.open(project_path, STRANGER)
    importing.import_paths(project, [EXPECTED / "golden.jsonl"])
    assert exported(project, "jsonl") == (EXPECTED / "golden.jsonl").read_bytes()
    project.close(with_backup=False)


@pytest.mark.parametrize("name", ["golden.jsonl", "golden.csv", "golden-all.csv"])
def test_a_file_that_says_what_the_project_says_writes_nothing(golden, name):
    before = history_length(golden)
    report = importing.import_paths(golden, [EXPECTED / name])
    assert (report.annotations, report.changed, report.failed, report.warnings) == (0, 0, [], [])
    assert history_length(golden) == before


def test_a_raw_table_comes_back_only_when_read_raw(golden):
    report = importing.import_paths(golden, [EXPECTED / "golden-raw.csv"], options=ImportOptions(raw=True))
    assert (report.preview.unchanged, report.changed) == (10, 0)


def test_a_table_brings_its_annotations_into_a_project_that_has_only_the_texts(golden, tmp_path):
    table = exported(golden, "csv", statuses=STATUSES)
    copy = Project.create(tmp_path / "copy.db", STRANGER)
    for one in golden.articles():
        articles.add(copy, [ArticleDraft(one.title, golden.text(one.uid), uid=one.uid)])
    _take_labels(golden, copy)
    (tmp_path / "t.csv").write_bytes(table)
    report = importing.import_paths(copy, [tmp_path / "t.csv"])
    assert report.preview.refused == []
    assert exported(copy, "csv", statuses=STATUSES) == table
    copy.close(with_backup=False)


def _take_labels(golden, copy):
    known = {label.uid for label in copy.labels()}
    new = [Change(None, label) for label in golden.labels() if label.uid not in known]
    copy.commit(ChangeSet("Labels", tuple(new)))


def test_an_import_is_one_undo_step_and_comes_back_with_redo(project):
    importing.import_paths(project, [EXPECTED / "golden.jsonl"])
    project.undo()
    assert (project.articles(), project.entities(), project.claims()) == ([], [], [])
    assert project.undo_title == ""
    assert project.check() == []
    project.redo()
    assert exported(project, "jsonl") == (EXPECTED / "golden.jsonl").read_bytes()


def test_a_filter_narrows_both_formats_alike(golden):
    label = golden.labels().by_key("FAC")
    stream = io.BytesIO()
    count = exporting.export(golden, "jsonl", Filter(labels=(label.uid,)), target=stream)
    articles_out = [json.loads(line) for line in stream.getvalue().splitlines()[1:]]
    assert count == sum(len(one["annotations"]) for one in articles_out) == 3
    assert exporting.export(golden, "csv", Filter(labels=(label.uid,)), target=io.BytesIO()) == 3


def test_a_preview_shows_the_first_rows_as_cells(golden):
    rows = exporting.preview(golden, "csv", Filter(), options=ExportOptions(columns=("label", "text")), rows=2)
    assert rows == [["label", "text"], ["PERSON", "Alba Renn"], ["CLAIM", "Port Velm […] will reopen in June."]]


def test_losses_are_told_of_a_table_with_claims_and_never_of_the_native_format(golden):
    assert [one.code for one in exporting.losses(golden, "csv", Filter())] == ["attribute-lost"]
    assert exporting.losses(golden, "csv", Filter(kinds=("entity",))) == []
    assert exporting.losses(golden, "jsonl", Filter()) == []


def test_an_unknown_format_is_refused_with_the_known_ones(golden):
    with pytest.raises(UsageError, match="csv, jsonl"):
        exporting.export(golden, "xml", Filter(), target=io.BytesIO())

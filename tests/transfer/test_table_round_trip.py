"""An edited annotations table comes back: which cells count, what is verified, what is refused."""

import csv as plain_csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.csv import COLUMNS
from annotator.model.annotation import STATUSES
from annotator.model.records import ArticleDraft, Filter
from annotator.model.span import Span
from annotator.project import Person, Project, annotating, articles, claims, entities
from annotator.transfer import exporting, importing
from annotator.transfer.reports import ImportOptions

TEXT = "Alba Renn said that Port Velm will reopen in June.\nRenn waits 🚢. Jon Tarr doubts it, and Renn knows.\n"


def at(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.fixture
def story(project):
    """Return a project with an article, three mentions and a claim."""
    article = articles.add(project, [ArticleDraft("Harbour", TEXT)]).added[0]
    version = project.version(article.uid)
    keys = {label.key: label.uid for label in project.labels()}
    annotating.tag(project, version, [at("Alba Renn")], keys["PERSON"])
    annotating.tag(project, version, [at("Port Velm")], keys["GPE"])
    annotating.tag(project, version, [at("June")], keys["DATE"], form="NOMINAL")
    claims.capture(project, version, [at("Port Velm"), at("will reopen")], cue=[at("said")], source=[at("Alba Renn")])
    return project


def table(project):
    stream = io.BytesIO()
    exporting.export(project, "csv", Filter(statuses=STATUSES), target=stream)
    return list(plain_csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def take(project, tmp_path, rows, columns=COLUMNS, **options):
    stream = io.StringIO(newline="")
    writer = plain_csv.DictWriter(stream, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "edited.csv").write_text(stream.getvalue(), encoding="utf-8", newline="")
    return importing.import_paths(project, [tmp_path / "edited.csv"], options=ImportOptions(**options))


def edit(project, tmp_path, text, cells, columns=COLUMNS, **options):
    """Edit the cells of the row with that text and import the table; return the report and the annotation."""
    rows = table(project)
    row = next(one for one in rows if one["text"] == text)
    row.update(cells)
    report = take(project, tmp_path, rows, columns, **options)
    return report, project.annotation(row["annotation_id"])


def entity_name(project, annotation):
    return project.entity(annotation.mention.entity).name if annotation.mention.entity else None


def test_a_label_note_form_and_status_come_back_as_one_undo_step(story, tmp_path):
    before = table(story)
    cells = {"label": "ORG", "note": "=1+1", "mention_form": "NOMINAL", "status": "disputed"}
    report, made = edit(story, tmp_path, "Alba Renn", cells)
    label = story.labels()[made.label].key
    assert (label, made.note, made.mention.form, made.status) == ("ORG", "=1+1", "NOMINAL", "disputed")
    assert report.preview.summary == "0 new, 1 changed, 3 unchanged, 0 refused"
    assert [(one.column, one.old, one.new) for one in report.preview.changed[0].cells] == [
        ("label", "PERSON", "ORG"),
        ("mention_form", "NAME", "NOMINAL"),
        ("status", "accepted", "disputed"),
        ("note", "", "=1+1"),
    ]
    story.undo()
    assert table(story) == before


def test_a_change_of_status_leaves_a_review(story, tmp_path):
    _, made = edit(story, tmp_path, "Alba Renn", {"status": "draft"})
    assert [(one.from_status, one.to_status) for one in story.reviews_of(made.uid)] == [("accepted", "draft")]
    assert story.check() == []


def test_an_entity_follows_its_only_mention_to_another_label(story, tmp_path):
    _, made = edit(story, tmp_path, "Alba Renn", {"label": "ORG"})
    assert story.labels()[story.entity(made.mention.entity).label].key == "ORG"


def test_a_place_comes_back_together_with_its_words(story, tmp_path):
    span = at("Renn", 1)
    cells = {"text": "Renn", "start": span.start, "end": span.end, "spans": f"{span.start}..{span.end}"}
    _, made = edit(story, tmp_path, "Alba Renn", cells)
    assert (made.quote, made.spans(), made.status) == ("Renn", [span], "accepted")


@pytest.mark.parametrize("columns", [{"spans"}, {"start", "end"}])
def test_spans_or_start_and_end_alone_are_enough_beside_the_words(story, tmp_path, columns):
    span = at("Renn", 2)
    told = {"start": span.start, "end": span.end, "spans": f"{span.start}..{span.end}"}
    _, made = edit(story, tmp_path, "Alba Renn", {"text": "Renn", **{name: told[name] for name in columns}})
    assert made.spans() == [span]


def test_several_pieces_come_back(story, tmp_path):
    first, second = at("Renn"), at("Jon Tarr")
    cells = {
        "text": "Renn […] Jon Tarr",
        "start": first.start,
        "end": second.end,
        "spans": f"{first.start}..{first.end} {second.start}..{second.end}",
    }
    _, made = edit(story, tmp_path, "Alba Renn", cells)
    assert made.spans() == [first, second]


def test_the_roles_of_a_claim_survive_a_new_place(story, tmp_path):
    span = at("Port Velm will reopen")
    cells = {"text": "Port Velm will reopen", "start": "", "end": "", "spans": f"{span.start}..{span.end}"}
    _, made = edit(story, tmp_path, "Port Velm […] will reopen", cells)
    assert (made.spans(), made.text("cue"), made.text("source")) == ([span], "said", "Alba Renn")


def test_words_that_moved_are_found_between_prefix_and_suffix_and_wait_for_review(story, tmp_path):
    span = at("Renn", 1)
    cells = {"text": "Renn", "start": 0, "end": 4, "spans": "0..4", "prefix": "June.\n", "suffix": " waits"}
    report, made = edit(story, tmp_path, "Alba Renn", cells)
    assert (made.spans(), made.status) == ([span], "proposed")
    assert [one.code for one in report.warnings] == ["cell-ignored"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"text": "Velm", "spans": "0..4"}, "unplaced"),
        ({"spans": "3..9", "start": "3", "end": "9"}, "spans"),
        ({"spans": "nonsense"}, "spans"),
        ({"spans": "9..3"}, "spans"),
        ({"start": "x"}, "spans"),
        ({"spans": "0..4", "start": "1", "end": "9", "text": "Alba"}, "spans"),
        ({"spans": "0..99999"}, "spans"),
        ({"text": "No such words"}, "unplaced"),
        ({"label": ""}, "label"),
        ({"label": "CLAIM"}, "label"),
        ({"label": "SHIP"}, "label"),
        ({"status": "fine"}, "status"),
        ({"status": "rejected"}, "status"),
        ({"status": ""}, "status"),
        ({"mention_form": "LOUD"}, "mention-form"),
        ({"entity_id": "e_unknown", "entity_name": ""}, "entity"),
        ({"entity_id": "", "entity_name": "New", "entity_qid": "42"}, "entity"),
    ],
)
def test_a_row_that_can_not_be_is_refused_with_its_number_and_the_others_come_in(story, tmp_path, cells, code):
    rows = table(story)
    rows[0].update(cells)
    rows[2]["note"] = "other"
    before = story.annotation(rows[0]["annotation_id"])
    report = take(story, tmp_path, rows)
    assert [(one.line, one.code) for one in report.preview.refused] == [(2, code)]
    assert report.has_failed and len(report.preview.changed) == 1
    assert story.annotation(rows[0]["annotation_id"]) == before
    assert story.annotation(rows[2]["annotation_id"]).note == "other"
    assert story.check() == []


def test_a_new_place_without_the_words_is_refused(story, tmp_path):
    columns = [name for name in COLUMNS if name != "text"]
    rows = table(story)
    rows[0]["spans"] = "5..9"
    report = take(story, tmp_path, rows, columns)
    assert [one.code for one in report.preview.refused] == ["spans"]


def test_an_entity_is_chosen_by_id(story, tmp_path):
    tarr = entities.make(story, story.labels().by_key("PERSON").uid, "Jon Tarr")
    _, made = edit(story, tmp_path, "Alba Renn", {"entity_id": tarr.uid})
    assert (made.mention.entity, made.mention.link_rule) == (tarr.uid, "chosen")
    assert [one.name for one in story.entities()] == ["Port Velm", "Jon Tarr"], "the bare one without a mention goes"


def test_an_entity_is_found_or_made_by_name_where_the_id_is_empty(story, tmp_path):
    tarr = entities.make(story, story.labels().by_key("PERSON").uid, "Jon Tarr")
    _, made = edit(story, tmp_path, "Alba Renn", {"entity_id": "", "entity_name": "Jon Tarr"})
    assert made.mention.entity == tarr.uid
    _, made = edit(story, tmp_path, "Alba Renn", {"entity_id": "", "entity_name": "Somebody New"})
    assert entity_name(story, made) == "Somebody New"


def test_a_link_is_taken_away_by_emptying_both_cells(story, tmp_path):
    _, made = edit(story, tmp_path, "Alba Renn", {"entity_id": "", "entity_name": ""})
    assert made.mention.entity is None


def test_a_name_beside_an_id_changes_nothing(story, tmp_path):
    before = table(story)
    report, _ = edit(story, tmp_path, "Alba Renn", {"entity_name": "Other"})
    assert report.changed == 0
    assert table(story) == before


def test_two_bearers_of_a_name_are_never_chosen_between(story, tmp_path):
    person = story.labels().by_key("PERSON").uid
    both = [entities.make(story, person, "Jordan").uid for _ in range(2)]
    report, _ = edit(story, tmp_path, "Alba Renn", {"entity_id": "", "entity_name": "Jordan"})
    assert all(uid in report.preview.refused[0].message for uid in both)


def test_the_entity_of_a_claim_is_its_claimant(story, tmp_path):
    person = next(one for one in story.entities() if one.name == "Alba Renn")
    _, made = edit(story, tmp_path, "Port Velm […] will reopen", {"entity_id": person.uid})
    assert story.claim(made.occurrence.claim).claimant == person.uid
    assert made.status == "accepted"


@pytest.mark.parametrize("column", sorted(set(COLUMNS) - {"annotation_id", "text", "label", "start", "end", "spans"}))
def test_what_is_not_editable_is_ignored_with_a_warning(story, tmp_path, column):
    editable = {"entity_id", "entity_name", "mention_form", "status", "note"}
    before = table(story)
    cell = "z" if column != "article_sha256" else "0" * 64
    report, _ = edit(story, tmp_path, "Alba Renn", {column: cell})
    if column not in editable:
        assert [(one.code, one.line) for one in report.warnings] == [("cell-ignored", 2)]
        assert column in report.warnings[0].message
        assert table(story) == before


def test_columns_that_are_absent_change_nothing_and_empty_cells_clear(story, tmp_path):
    edit(story, tmp_path, "Alba Renn", {"note": "remember"})
    rows = [{"annotation_id": one["annotation_id"], "status": one["status"]} for one in table(story)]
    assert take(story, tmp_path, rows, ["annotation_id", "status"]).changed == 0
    report, made = edit(story, tmp_path, "Alba Renn", {"note": ""}, ["annotation_id", "note"])
    assert (report.changed, made.note) == (1, "")


def test_a_dry_run_tells_and_writes_nothing(story, tmp_path):
    before, title = table(story), story.undo_title
    report, _ = edit(story, tmp_path, "Alba Renn", {"note": "x"}, dry_run=True)
    assert report.preview.summary == "0 new, 1 changed, 3 unchanged, 0 refused"
    assert (table(story), story.undo_title) == (before, title)


def test_strict_and_atomic_refuse_the_whole_table_for_one_row(story, tmp_path):
    for options in ({"strict": True}, {"atomic": True}):
        rows = table(story)
        rows[0]["note"], rows[1]["label"] = "x", "SHIP"
        assert take(story, tmp_path, rows, **options).has_failed
        assert {one["note"] for one in table(story)} == {""}


def test_the_same_id_twice_and_an_id_of_an_earlier_text_are_refused(story, tmp_path):
    rows = table(story)
    report = take(story, tmp_path, [rows[0], rows[0]])
    assert [one.code for one in report.preview.refused] == ["twice"]


def test_spreadsheets_may_change_line_ends_inside_cells(project, tmp_path):
    text = "First\r\nsecond line"
    article = articles.add(project, [ArticleDraft("T", text)]).added[0]
    label = project.labels().by_key("PERSON").uid
    annotating.tag(project, project.version(article.uid), [Span(0, len(text))], label, note="a\r\nb")
    rows = [{name: cell.replace("\r\n", "\n") for name, cell in row.items()} for row in table(project)]
    report = take(project, tmp_path, rows)
    assert (report.preview.unchanged, report.warnings) == (1, [])


NEW = {"label": "person", "article_title": "Harbour", "text": "Jon Tarr"}


def test_a_row_without_an_id_is_new_and_found_by_its_words(story, tmp_path):
    report = take(story, tmp_path, [NEW], list(NEW))
    made = report.preview.new[0].annotation
    assert (made.spans(), made.status, made.origin) == ([at("Jon Tarr")], "proposed", "imported")
    assert take(story, tmp_path, [NEW], list(NEW)).preview.unchanged == 1, "the same rows again add nothing"


def test_a_new_row_brings_who_and_when_with_it(story, tmp_path):
    uid = "a_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60"
    row = {
        **NEW,
        "annotation_id": uid,
        "status": "accepted",
        "created_by": "Mara Oss",
        "created_at": "2020-01-01T00:00:00.000Z",
        "updated_by": "Ada",
        "updated_at": "2021-01-01T00:00:00.000Z",
        "reviewed_by": "Mara Oss",
        "reviewed_at": "2022-01-01T00:00:00.000Z",
        "confidence": "0,5",
        "entity_name": "Jon Tarr",
        "note": "n",
    }
    take(story, tmp_path, [row], list(row))
    shown = next(one for one in table(story) if one["annotation_id"] == uid)
    assert {name: shown[name] for name in row if name not in ("label", "confidence")} == {
        name: cell for name, cell in row.items() if name not in ("label", "confidence")
    }
    assert shown["confidence"] == "0.5"
    assert {one.name for one in story.annotators().values()} == {"Ada", "Mara Oss"}


def test_a_new_claim_has_a_record_with_its_claimant(story, tmp_path):
    row = {
        "kind": "claim",
        "label": "CLAIM",
        "article_title": "Harbour",
        "text": "Renn knows",
        "entity_name": "Jon Tarr",
    }
    made = take(story, tmp_path, [row], list(row)).preview.new[0].annotation
    claim = story.claim(made.occurrence.claim)
    assert (claim.proposition, story.entity(claim.claimant).name) == ("Renn knows", "Jon Tarr")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"article_title": "Nowhere"}, "article"),
        ({"article_title": ""}, "article"),
        ({"text": "Renn"}, "unplaced"),
        ({"text": ""}, "unplaced"),
        ({"label": "SHIP"}, "label"),
        ({"label": ""}, "label"),
        ({"kind": "event"}, "kind"),
        ({"kind": "claim"}, "label"),
        ({"status": "fine"}, "status"),
        ({"origin": "heaven"}, "origin"),
        ({"confidence": "high"}, "confidence"),
        ({"confidence": "2"}, "confidence"),
        ({"mention_form": "LOUD"}, "mention-form"),
    ],
)
def test_a_new_row_that_can_not_be_is_refused_and_leaves_nothing(story, tmp_path, cells, code):
    row = {**NEW, "created_by": "Mara Oss", "entity_name": "Somebody", **cells}
    report = take(story, tmp_path, [row], list(row))
    assert [(one.line, one.code) for one in report.preview.refused] == [(2, code)]
    assert {one.name for one in story.annotators().values()} == {"Ada"}
    assert "Somebody" not in {one.name for one in story.entities()}
    assert len(table(story)) == 4


def test_two_articles_with_one_title_are_never_chosen_between(story, tmp_path):
    articles.add(story, [ArticleDraft("Harbour", "Other words of Jon Tarr")])
    report = take(story, tmp_path, [NEW], list(NEW))
    assert "2 articles have the title" in report.preview.refused[0].message


def test_another_checksum_makes_the_words_be_looked_for(story, tmp_path):
    span = at("Jon Tarr")
    row = {**NEW, "spans": f"{span.start}..{span.end}", "article_sha256": "0" * 64, "status": "accepted"}
    made = take(story, tmp_path, [row], list(row)).preview.new[0].annotation
    assert (made.spans(), made.status) == ([span], "proposed")


def test_articles_and_their_table_in_one_folder_come_in_together(project, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "a.csv").write_text(
        'label,article_title,text\nPERSON,"Alba Renn said that Port Velm will reopen in June.",Jon Tarr\n'
    )
    report = importing.import_paths(project, [tmp_path / "a.csv", tmp_path / "a.txt"])
    assert (len(report.added), report.annotations, report.failed) == (1, 1, [])
    project.undo()
    assert (project.articles(), project.undo_title) == ([], "")


def test_a_large_table_is_planned_in_linear_time(project, tmp_path):
    text = "word " * 3_000
    article = articles.add(project, [ArticleDraft("Long", text)]).added[0]
    rows = [
        {"label": "PERSON", "article_id": article.uid, "text": "word", "spans": f"{at}..{at + 4}"}
        for at in range(0, len(text), 5)
    ]
    report = take(project, tmp_path, rows, list(rows[0]))
    assert report.annotations == 3_000


@settings(max_examples=15)
@given(st.data())
def test_tables_with_every_hazard_come_back_equal(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("hazards")
    letters = st.one_of(
        st.sampled_from("'=+-@\t\r\n,;\"＝ […]|"), st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    )
    project = Project.create(folder / "p.db", Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada"))
    text = data.draw(st.text(letters, min_size=4, max_size=80).filter(str.strip))
    article = articles.add(project, [ArticleDraft("=T", text)]).added[0]
    version, labels = project.version(article.uid), project.labels().in_use("entity")
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        span = Span(start, data.draw(st.integers(start + 1, len(text))))
        if span.of(text).strip():
            note = data.draw(st.text(letters, max_size=20))
            annotating.tag(project, version, [span], data.draw(st.sampled_from(labels)).uid, note=note)
    stream = io.BytesIO()
    exporting.export(project, "csv", Filter(), target=stream)
    (folder / "t.csv").write_bytes(stream.getvalue())
    report = importing.import_paths(project, [folder / "t.csv"])
    assert (report.changed, report.annotations, report.warnings, report.preview.refused) == (0, 0, [], [])
    copy = Project.create(folder / "c.db", Person("u_1f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Bob"))
    articles.add(copy, [ArticleDraft("=T", text, uid=article.uid)])
    report = importing.import_paths(copy, [folder / "t.csv"])
    again = io.BytesIO()
    exporting.export(copy, "csv", Filter(), target=again)
    assert (report.preview.refused, again.getvalue()) == ([], stream.getvalue())
    project.close(with_backup=False)
    copy.close(with_backup=False)

"""Repair: what can be read of a damaged project comes into a sound new one, and the old one is not touched."""

import random
import sqlite3

import pytest

from annotator.errors import ProjectError
from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import Project, ProjectReader, annotating, articles, claims
from annotator.project.repairing import repaired

PAGE = 4096
COUNT = 12
PER_ARTICLE = 30


def words(number):
    """Return a text whose words stand in it once each."""
    return " ".join(f"word{number}x{at} 🚢é" for at in range(PER_ARTICLE * 4))


@pytest.fixture
def filled(project_path, person):
    """Return the path of a project with articles, tags, entities, claims and a long text."""
    project = Project.open(project_path, person)
    made = [articles.add(project, [ArticleDraft(f"Article {at}", words(at))]).added[0] for at in range(COUNT)]
    made.append(articles.add(project, [ArticleDraft("Long", "Long words. " * 9_000)]).added[0])
    label = project.labels().by_key("PERSON").uid
    for number, article in enumerate(made[:COUNT]):
        version, at = project.version(article.uid), 0
        for each in range(PER_ARTICLE):
            at = version.text.index(f"word{number}x{each * 3} ")
            annotating.tag(project, version, [Span(at, at + 6)], label, note=f"note {each}")
        claims.capture(project, version, [Span(0, 9)], cue=[Span(at, at + 5)])
    project.close(with_backup=False)
    return project_path


def plant(path, *statements):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA foreign_keys = OFF")
    for one in statements:
        other.execute(one)
    other.close()


def held(path):
    """Return the annotations by uid, the texts by title, and the entities' names of a sound project."""
    with ProjectReader(path) as reader:
        assert reader.check() == []
        listed = reader.articles()
        found = {one.uid: one for article in listed for one in reader.annotations(article.uid)}
        return found, {one.title: reader.text(one.uid) for one in listed}, {one.name for one in reader.entities()}


def pages_of(path, name):
    """Return the numbers of the pages of a table or index, those that lead to others left out."""
    other = sqlite3.connect(path)
    try:
        rows = other.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (name,))
        return [row[0] for row in rows]
    except sqlite3.OperationalError:
        pytest.skip("this SQLite can't tell whose a page is")
    finally:
        other.close()


def destroy(path, pages):
    with path.open("r+b") as stream:
        for number in pages:
            stream.seek((number - 1) * PAGE)
            stream.write(b"\xff" * PAGE)


@pytest.fixture
def repair(filled, person, tmp_path):
    """Return a function that repairs the project, proves that it was not touched, and gives report and contents."""

    def run():
        before, out = filled.read_bytes(), tmp_path / "out.db"
        made = repaired(filled, out, person)
        assert filled.read_bytes() == before
        return made, *held(out)

    return run


def test_a_sound_project_comes_over_whole(filled, repair):
    found, texts, entities = held(filled)
    made, *after = repair()
    assert after == [found, texts, entities]
    assert (made.moved, made.recovered, made.problems) == ([], [], [])


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TRIGGER article_versions_keep"],
        ["CREATE VIEW v AS SELECT 1"],
        ["CREATE TRIGGER evil AFTER INSERT ON articles BEGIN DELETE FROM articles; END"],
        ["DROP INDEX annotations_place"],
        ["DELETE FROM search_docs"],
        ["UPDATE annotations SET start_offset = 0, end_offset = 1"],
        ["UPDATE spans SET prefix = 'x'"],
        ["DELETE FROM text_blocks"],
        ["UPDATE articles SET current_version_id = NULL"],
        ["DROP TRIGGER article_versions_keep", "UPDATE article_versions SET length = 1"],
    ],
)
def test_a_fault_that_loses_nothing_is_gone_after_repair(filled, repair, statements):
    before = held(filled)
    plant(filled, *statements)
    with ProjectReader(filled) as reader:
        assert reader.check()
    _, *after = repair()
    assert after == list(before)


@pytest.mark.parametrize(
    ("statements", "lost"),
    [
        (["DELETE FROM changes", "DELETE FROM change_sets"], 0),
        (["DELETE FROM spans WHERE role = 'content'"], 0),
        (["DELETE FROM spans"], 0),
        (["DELETE FROM annotations WHERE id % 2"], 0),
        (["DELETE FROM mentions"], 0),
        (["DELETE FROM claim_occurrences"], 0),
        (["DELETE FROM claims"], 0),
        (["DELETE FROM entities"], 0),
        (["DELETE FROM labels WHERE key = 'PERSON'"], 0),
        (["DELETE FROM annotators"], 0),
        (["UPDATE mentions SET entity_id = 99999"], 0),
        (["UPDATE annotations SET label_id = (SELECT id FROM labels WHERE kind = 'claim' LIMIT 1)"], 0),
        (["DELETE FROM articles WHERE title = 'Article 3'"], 0),
        (["DELETE FROM spans", "DELETE FROM changes"], COUNT * (PER_ARTICLE + 1)),
    ],
)
def test_rows_that_are_gone_are_taken_from_the_history(filled, repair, statements, lost):
    found, texts, _ = held(filled)
    plant(filled, *statements)
    made, after, texts_after, _ = repair()
    assert len(found) - len(after) == lost
    assert {uid: (one.quote, one.note) for uid, one in after.items()} == {
        uid: (found[uid].quote, found[uid].note) for uid in after
    }
    assert sorted(texts_after.values()) == sorted(texts.values())


def test_a_quote_at_the_wrong_place_is_found_again_and_waits_for_review(filled, repair):
    found, _, _ = held(filled)
    plant(
        filled,
        "DROP TRIGGER spans_quote_update",
        "UPDATE spans SET start_offset = start_offset + 2, end_offset = end_offset + 2",
    )
    made, after, _, _ = repair()
    assert {uid: one.spans() for uid, one in after.items()} == {uid: one.spans() for uid, one in found.items()}
    assert {one.status for one in after.values()} == {"proposed"}
    assert len(made.moved) == len(found) and not made.recovered


def test_words_whose_text_is_gone_stand_in_an_article_of_their_own(filled, repair):
    found, texts, _ = held(filled)
    plant(filled, "DELETE FROM article_versions WHERE article_id = (SELECT id FROM articles WHERE title = 'Article 5')")
    made, after, texts_after, _ = repair()
    assert {uid: one.quote for uid, one in after.items()} == {uid: one.quote for uid, one in found.items()}
    assert set(texts_after) == set(texts) - {"Article 5"} | {"Recovered"}
    assert len(made.recovered) == PER_ARTICLE + 1
    assert any("text of “Article 5” can't be read" in line for line in made.problems)
    moved = [one for one in after.values() if "was at" in one.note]
    assert len(moved) == PER_ARTICLE + 1 and all(one.note.startswith("note ") for one in moved if one.mention)


def test_a_text_that_was_changed_is_kept_and_its_tags_are_found_again(filled, repair):
    found, texts, _ = held(filled)
    plant(
        filled,
        "DROP TRIGGER article_versions_keep",
        "UPDATE article_versions SET text = 'Before. ' || text WHERE length < 10000",
    )
    made, after, texts_after, _ = repair()
    assert texts_after["Article 1"] == "Before. " + texts["Article 1"]
    assert {uid: one.quote for uid, one in after.items()} == {uid: one.quote for uid, one in found.items()}
    assert not made.recovered


def test_the_index_of_every_table_may_be_destroyed(filled, repair):
    before = held(filled)
    names = (
        *("sqlite_autoindex_annotations_1", "annotations_place", "changes_uid", "sqlite_autoindex_articles_1"),
        *(
            "sqlite_autoindex_entities_1",
            "entities_name_key",
            "search_docs_data",
            "sqlite_autoindex_article_versions_1",
        ),
    )
    destroy(filled, [page for name in names for page in pages_of(filled, name)])
    with ProjectReader(filled) as reader:
        assert {fault.code for fault in reader.check()} == {"integrity"}
    _, *after = repair()
    assert after == list(before)


@pytest.mark.parametrize("name", ["annotations", "spans", "mentions", "entities", "article_versions", "changes"])
def test_half_of_the_pages_of_a_table_may_be_destroyed(filled, repair, name):
    found, texts, _ = held(filled)
    pages = pages_of(filled, name)
    destroy(filled, pages[::2])
    made, after, texts_after, _ = repair()
    assert any(f"table {name}" in line for line in made.problems)
    assert {uid: one.quote for uid, one in after.items()} == {uid: one.quote for uid, one in found.items()}
    assert name == "article_versions" or texts_after == texts


def test_a_file_that_was_cut_off_gives_what_is_left(filled, repair):
    found, _, _ = held(filled)
    size = filled.stat().st_size
    with filled.open("r+b") as stream:
        stream.truncate(size * 2 // 3 // PAGE * PAGE + 100)
    _, after, texts, _ = repair()
    assert texts and set(after) <= set(found)
    assert all(one.quote == found[uid].quote for uid, one in after.items())


def test_a_file_without_its_first_page_is_read_with_a_new_one(filled, repair):
    before = held(filled)
    destroy(filled, [1])
    _, *after = repair()
    assert after == list(before)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_overwritten_the_repair_ends_with_a_sound_project(filled, person, tmp_path, seed):
    found, _, _ = held(filled)
    chance = random.Random(seed)
    content = bytearray(filled.read_bytes())
    for _ in range(chance.randint(1, 40)):
        start, length = chance.randrange(len(content)), chance.choice((1, 7, 300, 5000))
        content[start : start + length] = chance.randbytes(min(length, len(content) - start))
    filled.write_bytes(content)
    repaired(filled, tmp_path / "out.db", person)
    after, _, _ = held(tmp_path / "out.db")
    same = sum(uid in found and one.quote == found[uid].quote for uid, one in after.items())
    assert same > len(found) // 2
    assert filled.read_bytes() == bytes(content)


def test_what_a_killed_program_left_in_the_log_is_read_and_left_there(filled, repair, person):
    log = filled.with_name(f"{filled.name}-wal")
    project = Project.open(filled, person)
    version = project.version(project.articles()[0].uid)
    late = annotating.tag(project, version, [Span(10, 12)], project.labels().by_key("ORG").uid)
    kept, content = log.read_bytes(), filled.read_bytes()
    project.close(with_backup=False)
    log.write_bytes(kept)
    filled.write_bytes(content)
    _, after, _, _ = repair()
    assert late.uid in after and log.read_bytes() == kept


@pytest.mark.parametrize("content", [b"", b"a letter to a friend, not a project", bytes(50_000)])
def test_a_file_with_nothing_of_a_project_in_it_is_refused_and_nothing_is_made(tmp_path, person, content):
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    with pytest.raises(ProjectError, match="Nothing of a project can be read"):
        repaired(path, tmp_path / "out.db", person)
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["letter.db"]


def test_a_repaired_project_goes_on_like_any_other(filled, repair, person, tmp_path):
    plant(filled, "DELETE FROM spans WHERE role = 'content'")
    repair()
    project = Project.open(tmp_path / "out.db", person)
    version = project.version(project.articles()[0].uid)
    one = project.annotations(version.article)[3]
    annotating.delete(project, [one])
    project.undo()
    assert project.annotation(one.uid) == one and project.check() == []
    project.close(with_backup=False)

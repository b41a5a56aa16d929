"""The sample project shows each thing once, and is whole or not there."""

import tomllib

import pytest

from annotator.errors import ProjectError, UndoError
from annotator.model.annotation import STATUSES
from annotator.project import Project
from annotator.resources import resource
from annotator.transfer import samples


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the path of a sample project, made once and only read."""
    path = tmp_path_factory.mktemp("samples") / "Sample.annotator.db"
    samples.make_sample(path, samples.Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada"))
    return path


@pytest.fixture
def sample(made, person):
    """Return the open sample project."""
    project = Project.open(made, person)
    yield project
    project.close(with_backup=False)


def test_the_sample_has_a_news_analysis_a_right_to_left_article_and_a_long_read(sample):
    counts = sample.article_counts()
    found = [(one.language, counts[one.uid].words) for one in sample.articles()]
    assert [language for language, _ in found] == ["en", "ar", "en"]
    assert 500 <= found[0][1] <= 700
    assert found[1][1] >= 250
    assert found[2][1] >= 3500


def test_every_sample_article_says_where_it_is_from(sample):
    for one in sample.articles():
        assert one.title
        assert one.outlet
        assert one.author
        assert len(one.published_date) == 10


def test_every_sample_opens_partly_tagged(sample):
    tagged = [len(sample.annotations(one.uid)) for one in sample.articles()]
    assert tagged[0] >= 20
    assert min(tagged) >= 5


def test_every_mention_of_the_sample_is_linked_to_an_entity(sample):
    mentions = [one.mention for article in sample.articles() for one in sample.annotations(article.uid) if one.mention]
    assert mentions
    assert all(one.entity for one in mentions)


def test_one_entity_of_the_sample_is_mentioned_in_two_scripts(sample):
    renn = sample.entities_named("Alba Renn")[0]
    arabic = sample.articles()[1]
    quotes = {one.quote for one in sample.annotations(arabic.uid) if one.mention and one.mention.entity == renn.uid}
    assert quotes == {"ألبا رين", "Alba Renn"}


def test_the_claims_of_the_sample_have_every_part(sample):
    for article in sample.articles():
        occurrences = [one for one in sample.annotations(article.uid) if one.occurrence]
        assert occurrences
        for one in occurrences:
            assert one.text("cue")
            assert one.text("source")
            assert sample.claim(one.occurrence.claim).claimant


def test_the_sample_shows_every_status_but_rejected(sample):
    shown = {one.status for article in sample.articles() for one in sample.annotations(article.uid)}
    assert shown == set(STATUSES) - {"rejected"}


def test_the_sample_is_sound(sample):
    assert sample.check() == []


def test_undo_does_not_reach_into_the_sample(sample):
    assert sample.undo_title == ""
    with pytest.raises(UndoError):
        sample.undo()


def test_a_table_of_tags_names_only_places_that_its_text_has():
    for name in samples.SAMPLES:
        text = resource(f"samples/{name}.md").read_text(encoding="utf-8")
        table = tomllib.loads(resource(f"samples/{name}.tags.toml").read_text(encoding="utf-8"))
        for quote, nth, *_ in (place for one in table["entities"] for place in one["mentions"]):
            assert text.count(quote) >= nth


def test_a_project_that_is_there_already_is_left_as_it_is(tmp_path, person):
    path = tmp_path / "Sample.annotator.db"
    path.write_text("mine")
    samples.make_sample(path, person)
    assert path.read_text() == "mine"


def test_the_folder_of_the_sample_holds_the_sample_and_nothing_else(made):
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_a_sample_that_fails_half_way_leaves_nothing(tmp_path, person, monkeypatch):
    monkeypatch.setattr(samples, "SAMPLES", ("velmar-cable", "a-sample-that-is-not-shipped"))
    with pytest.raises(ProjectError):
        samples.make_sample(tmp_path / "new" / "Sample.annotator.db", person)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path, person):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ProjectError, match="can't be made in"):
        samples.make_sample(tmp_path / "taken" / "Sample.annotator.db", person)


def test_the_second_of_two_programs_that_start_together_keeps_the_first_ones_sample(tmp_path):
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    first.write_text("first")
    second.write_text("second")
    samples._put(second, first)
    assert first.read_text() == "first"

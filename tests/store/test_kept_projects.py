"""A project of every released schema is kept, and opens with everything it held."""

import shutil
from pathlib import Path

import pytest

from annotator.project import Project
from annotator.store import migrations

KEPT = sorted((Path(__file__).parent.parent / "projects").glob("schema-*.annotator.db"))


def test_a_project_of_the_present_schema_is_kept():
    assert f"schema-{migrations.MAJOR}.{migrations.MINOR}.annotator.db" in [one.name for one in KEPT]


@pytest.mark.parametrize("kept", KEPT, ids=lambda one: one.name.split(".annotator")[0])
def test_a_kept_project_opens_sound_with_its_tags_history_and_structure(kept, tmp_path, person):
    path = tmp_path / kept.name
    shutil.copyfile(kept, path)
    project = Project.open(path, person)
    assert not project.is_read_only and project.check() == []
    article = project.articles()[0]
    found = {(one.kind, one.quote, one.status) for one in project.annotations(article.uid)}
    assert found == {
        ("entity", "Alba Renn", "disputed"),
        ("entity", "Port Velm", "accepted"),
        ("claim", "Port Velm will reopen in June", "accepted"),
    }
    assert [part.kind for part in project.version(article.uid).structure] == ["heading"]
    assert [one.name for one in project.entities()] == ["Alba Renn", "Port Velm"]
    assert project.undo_title.startswith("Dispute")
    while project.undo_title:
        project.undo()
    assert project.articles() == []
    project.close(with_backup=False)

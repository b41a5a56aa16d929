"""Backups: made when something changed, checked, rotated."""

from datetime import UTC, datetime, timedelta

from annotator import settings
from annotator.model.span import Span
from annotator.project import Project, ProjectReader, annotating
from annotator.store.backup import superfluous


def backups(project_id):
    return sorted((settings.backups_folder() / project_id).glob("*.db"))


def test_closing_a_changed_project_leaves_a_backup_that_opens(project_path, person, version, project):
    annotating.tag(project, version, [Span(23, 32)], project.labels().by_key("PERSON").uid)
    project_id = project.project_id
    project.close()
    (kept,) = backups(project_id)
    with ProjectReader(kept) as reader:
        assert [one.quote for one in reader.annotations(version.article)] == ["Alba Renn"]


def test_closing_an_unchanged_project_leaves_none(project_path, person):
    opened = Project.open(project_path, person)
    project_id = opened.project_id
    opened.close()
    assert backups(project_id) == []


def test_a_copy_goes_where_it_is_asked_to(project, tmp_path):
    target = project.backup(tmp_path / "copy.db")
    with ProjectReader(target) as reader:
        assert reader.title == project.title
    assert [one.name for one in tmp_path.glob(".copy*")] == []


def test_the_plan_keeps_the_newest_and_one_a_day_a_week_and_a_month(tmp_path):
    end = datetime(2026, 5, 20, 12, tzinfo=UTC)
    files = [
        tmp_path / f"p-{(end - timedelta(hours=6 * step)).strftime('%Y%m%d-%H%M%S')}-000000.db"
        for step in range(4 * 400)
    ]
    files.sort()
    kept = sorted(set(files) - set(superfluous(files)))
    assert kept[-5:] == files[-5:]
    assert 25 <= len(kept) <= 5 + 12 + 10 + 9
    days = {one.name.split("-")[1] for one in kept}
    assert {f"202605{day:02}" for day in range(10, 21)} <= days

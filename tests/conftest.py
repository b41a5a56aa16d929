"""What every test stands on: no display, no network, a home of its own and silence in the log."""

import logging
import os
import shutil
import socket
import sys
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
hypothesis.settings.register_profile(
    "annotator", deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
hypothesis.settings.load_profile("annotator")

ARTICLE_TITLE = "Harbour talks"
ARTICLE_TEXT = (
    "The Minister of Trade, Alba Renn, said on Monday that Port Velm will reopen in June.\n\n"
    "Critics in Velm doubt it. “The cranes are rusting,” said Jon Tarr of the Dockers’ League 🚢, "
    "and Renn has not answered.\n"
)
INET = (socket.AF_INET, socket.AF_INET6)
_network = {"allowed": True, "attempts": []}


def _watch_sockets(event, args):
    """Note and refuse the making of an internet socket while a test may not use the network."""
    if event == "socket.__new__" and args[1] in INET and not _network["allowed"]:
        _network["attempts"].append(args[1])
        raise PermissionError("tests make no network connection; mark those that need loopback with `network`")


sys.addaudithook(_watch_sockets)


@pytest.fixture(autouse=True)
def _no_network(request):
    """Fail a test that makes an internet socket, even if the program swallowed the refusal."""
    _network["attempts"].clear()
    _network["allowed"] = request.node.get_closest_marker("network") is not None
    yield
    _network["allowed"] = True
    assert not _network["attempts"], "the test made an internet socket"


class _Listener(logging.Handler):
    """Keeps what was logged as a warning or worse."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _silent_log(request):
    """Fail a test that logs a warning or an error, unless it is marked `logs`."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    expected = request.node.get_closest_marker("logs") is not None
    assert expected or not listener.messages, listener.messages


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Return the folder that holds this test's settings, backups and documents."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ANNOTATOR_HOME", str(folder))
    return folder


@pytest.fixture
def person():
    """Return who annotates in the tests."""
    from annotator.project import Person

    return Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada")


@pytest.fixture(scope="session")
def empty_project(tmp_path_factory):
    """Return the path of an empty project, made once and only ever copied."""
    from annotator.project import Person, Project

    folder = tmp_path_factory.mktemp("template")
    os.environ["ANNOTATOR_HOME"] = str(folder / "home")
    maker = Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada")
    project = Project.create(folder / "empty.annotator.db", maker, title="Tests")
    project.close()
    return project.path


@pytest.fixture
def project_path(empty_project, tmp_path):
    """Return the path of this test's own copy of the empty project."""
    path = tmp_path / "project.annotator.db"
    shutil.copyfile(empty_project, path)
    return path


@pytest.fixture
def project(request, person, project_path):
    """Return the open project; beside a `window` it is the one the window shows."""
    from annotator.project import Project

    if "window" in request.fixturenames:
        yield request.getfixturevalue("window").project
        return
    opened = Project.open(project_path, person)
    yield opened
    opened.close()
    assert not Path(f"{project_path}-wal").exists(), "a connection to the project was left open"


@pytest.fixture
def article(project):
    """Return the article of the tests, imported if the project has none."""
    return (project.articles() or [add_article(project)])[0]


@pytest.fixture
def article_id(article):
    """Return the uid of the article of the tests."""
    return article.uid


@pytest.fixture
def version(project, article):
    """Return the text of the article of the tests."""
    return project.version(article.uid)


def add_article(project, text=ARTICLE_TEXT, title=ARTICLE_TITLE):
    """Import one article into an open project and return it."""
    from annotator.model.records import ArticleDraft
    from annotator.project import articles

    return articles.add(project, [ArticleDraft(title, text)]).added[0]


@pytest.fixture
def window(qtbot, person, project_path):
    """Open the real window on a project with one article, and check afterwards that nothing of it is left."""
    from PySide6.QtWidgets import QApplication

    from annotator.project import Project
    from annotator.ui import app, tasks

    filled = Project.open(project_path, person)
    uid = add_article(filled).uid
    filled.close()
    before = set(QApplication.topLevelWidgets())
    opened = app.open_window(project_path)
    qtbot.waitExposed(opened)
    opened.open_article(uid)
    yield opened
    qtbot.waitUntil(lambda: not tasks.running())
    opened.close()
    left = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in before]
    assert not left, f"windows left open: {left}"

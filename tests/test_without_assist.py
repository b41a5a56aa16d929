"""Tagging by hand works without the room that makes proposals."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """
import sys
from pathlib import Path

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name == "annotator.assist" or name.startswith("annotator.assist."):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import Person, Project, annotating, articles

project = Project.create(Path(sys.argv[1]), Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada"))
article = articles.add(project, [ArticleDraft("A", "They met Alba Renn.")]).added[0]
label = project.labels().by_key("PERSON").uid
annotating.tag(project, project.version(article.uid), [Span(9, 18)], label)
print([one.quote for one in project.annotations(article.uid)])
project.close(with_backup=False)
"""


def test_tagging_by_hand_works_without_proposals(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "p.annotator.db")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=50,
    )
    assert (done.stdout, done.returncode) == ("['Alba Renn']\n", 0), done.stderr

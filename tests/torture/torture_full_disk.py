"""Fill the disk at every step of every job: `python tests/torture/torture_full_disk.py [STEP_KIB] [JOB...]`.

Run by hand, on a system that limits the size of files (RLIMIT_FSIZE). A job either ends well, or says in one sentence
that the disk is full and ends with another code than 0; what was there before is untouched and the project is sound.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
CODE = "import sys; from annotator import cli; sys.exit(cli.main())"
WORDS = "word " * 6_000
HEADROOM = 3
"""How many steps in a row must succeed before a job counts as one that has room enough."""


def run(limit: int | None, *words: object) -> subprocess.CompletedProcess:
    """Run the words with a limit on the size of every file."""

    def lower() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-B", "-c", CODE, *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lower,
        capture_output=True,
        timeout=120,
        check=False,
    )


def held(path: Path) -> tuple[list[str], int, list[str]]:
    """Open as the next start does; return the titles, the number of annotations and the faults."""
    from annotator import settings
    from annotator.project import Project

    project = Project.open(path, settings.person())
    faults = [fault.message for fault in project.check()]
    titles = [one.title for one in project.articles()]
    count = sum(len(project.annotations(one.uid)) for one in project.articles())
    project.close(with_backup=False)
    return titles, count, faults


class Job:
    """A command on a copy of a prepared project, and what must hold after it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.db"
        self.path = folder / "work" / "p.db"
        self.out = folder / "work" / "out.csv"

    def prepare(self) -> None:
        """Put the project and an old export in place."""
        shutil.rmtree(self.path.parent, ignore_errors=True)
        self.path.parent.mkdir()
        shutil.copyfile(self.template, self.path)
        self.out.write_bytes(b"the old export")

    def faults_of(
        self, done: subprocess.CompletedProcess, name: str, before: tuple[list[str], int, list[str]]
    ) -> list[str]:
        """Return what is wrong with the end of a run."""
        told = done.stderr.decode("utf-8")
        faults = []
        is_told = any(line.startswith("Error: ") for line in told.splitlines()) and "unforeseen" not in told
        if done.returncode and not is_told:
            faults.append(f"{name}: {told[-300:] or 'no words'}")
        if name == "new":
            new = self.path.with_name("new.db")
            faults += [f"new: {new.name} is half made"] if done.returncode and new.exists() else []
            return faults + (held(new)[2] if new.exists() else [])
        if name == "export" and done.returncode and self.out.read_bytes() != b"the old export":
            faults.append("export: the old export is gone")
        titles, count, wrong = held(self.path)
        acknowledged = sum(line.startswith("a_") for line in done.stdout.decode("utf-8").splitlines())
        if name == "tag" and count < before[1] + acknowledged:
            faults.append(f"tag: {acknowledged} acknowledged, {count - before[1]} there")
        if name == "import" and (len(titles) - len(before[0])) not in ((1,) if not done.returncode else (0, 1)):
            faults.append(f"import: {len(titles)} articles after code {done.returncode}")
        return faults + wrong


def tag_line(at: int) -> str:
    """Return the line that asks for one tag."""
    return json.dumps({"start": at, "end": at + 4, "label": "PERSON"})


def main(step: int, names: list[str]) -> int:
    """Go through every size of disk and say what was lost."""
    total = 0
    with TemporaryDirectory(prefix="torture-") as temporary:
        folder = Path(temporary)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        job = Job(folder)
        (folder / "a.txt").write_text(WORDS)
        (folder / "b.txt").write_text(WORDS[::-1] * 3)
        for file, first in (("first.jsonl", 0), ("tags.jsonl", 600)):
            (folder / file).write_text("\n".join(tag_line(at) for at in range(first, first + 600, 5)))
        run(None, "import", "--project", job.template, folder / "a.txt")
        run(None, "tag", "--project", job.template, "--article", "a", "--from", folder / "first.jsonl")
        before = held(job.template)
        jobs = {
            "new": ("new", job.path.with_name("new.db")),
            "tag": ("tag", "--project", job.path, "--article", "a", "--from", folder / "tags.jsonl"),
            "import": ("import", "--project", job.path, folder / "b.txt"),
            "export": ("export", "--project", job.path, "-o", job.out, "--force"),
        }
        for name in names or jobs:
            faults, refused, runs, well, limit = [], 0, 0, 0, step
            while well < HEADROOM and limit < 64 << 20:
                job.prepare()
                done = run(limit, *jobs[name])
                runs, refused = runs + 1, refused + bool(done.returncode)
                well = 0 if done.returncode else well + 1
                faults += [f"at {limit}: {one}" for one in job.faults_of(done, name, before)]
                limit += step
            print(f"{name}: {runs} sizes, {refused} refused with a sentence, {len(faults)} faults", flush=True)
            for fault in faults[:5]:
                print(f"  {fault}")
            total += len(faults)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main((int(sys.argv[1]) if len(sys.argv) > 1 else 4) * 1024, sys.argv[2:]))

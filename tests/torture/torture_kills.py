"""Kill every job at random instants, many times: `python tests/torture/torture_kills.py [KILLS] [JOB...]`.

Run by hand. After each kill the project is opened as the next start does, checked, and compared with what was
acknowledged; the exit code is 1 when anything acknowledged is gone or anything is found by halves.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
CODE = "import sys; from annotator import cli; sys.exit(cli.main())"
UNDO = """
import sys
from pathlib import Path
from annotator import settings
from annotator.project import Project
project = Project.open(Path(sys.argv[1]), settings.person())
print("open", flush=True)
while True:
    project.undo()
    print("undone", flush=True)
    project.redo()
    print("redone", flush=True)
"""
WORDS = "word " * 400


class Torture:
    """One folder in which jobs are started, killed, and looked at."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.faults: list[str] = []
        self.killed = 0
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")

    def start(self, *words: object, code: str = CODE) -> subprocess.Popen:
        command = [sys.executable, "-c", code, *map(str, words)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=sys.stderr if os.environ.get("TORTURE_ERRORS") else subprocess.DEVNULL,
        )

    def run(self, *words: object) -> str:
        process = self.start(*words)
        return process.communicate()[0].decode("utf-8")

    def kill(self, process: subprocess.Popen) -> str:
        """Kill a process and return what it printed before."""
        if process.poll() is None:
            self.killed += 1
            process.send_signal(signal.SIGKILL)
        return process.communicate()[0].decode("utf-8")

    def kill_within(self, seconds: float, *words: object, code: str = CODE) -> str:
        """Start, let go on for some part of the seconds, kill, and return what was printed."""
        process = self.start(*words, code=code)
        with suppress(subprocess.TimeoutExpired):
            process.wait(self.chance.uniform(0, seconds))
        return self.kill(process)

    def seconds_of(self, *words: object) -> float:
        begun = time.monotonic()
        self.run(*words)
        return time.monotonic() - begun

    def held(self, path: Path) -> tuple[dict[str, str], list[str]]:
        """Open as the next start does; return notes by annotation and the titles, and note every fault."""
        from annotator import settings
        from annotator.project import Project

        project = Project.open(path, settings.person())
        self.faults += [f"{path.name}: {fault.message}" for fault in project.check()]
        listed = project.articles()
        notes = {one.uid: one.note for article in listed for one in project.annotations(article.uid)}
        project.close(with_backup=False)
        return notes, [one.title for one in listed]

    def expect(self, holds: bool, words: str) -> None:
        if not holds:
            self.faults.append(words)


def tag(torture: Torture, kills: int) -> None:
    """Tags that were printed are there, with their notes."""
    path, text = torture.folder / "tag.db", torture.folder / "tag.txt"
    text.write_text(WORDS * 20)
    torture.run("import", "--project", path, text)
    acknowledged, at = {}, 0
    for _ in range(kills):
        process = torture.start("tag", "--project", path, "--article", "tag", "--from", "-")
        lines = []
        for _ in range(torture.chance.randint(1, 12)):
            at += 1
            place = {"start": at % 8000 * 5, "end": at % 8000 * 5 + 4, "label": "PERSON", "note": f"note {at}"}
            lines.append(json.dumps(place))
        with suppress(BrokenPipeError):
            process.stdin.write(("\n".join(lines) + "\n").encode())
            process.stdin.flush()
        wanted = torture.chance.randint(0, len(lines) - 1)
        printed = [process.stdout.readline().decode() for _ in range(wanted)]
        time.sleep(torture.chance.uniform(0, 0.01))
        printed += torture.kill(process).splitlines()
        acknowledged.update(line.rstrip("\n").split("\t") for line in printed if line.count("\t") == 1)
        found, _ = torture.held(path)
        lost = {uid for uid, note in acknowledged.items() if found.get(uid) != note}
        torture.expect(not lost, f"tag: {len(lost)} of {len(acknowledged)} acknowledged are lost")
    print(f"  {len(acknowledged)} tags were acknowledged")


def import_(torture: Torture, kills: int) -> None:
    """A file is there whole or not at all, and a second run adds the rest."""
    folder = torture.folder / "in"
    folder.mkdir()
    for number in range(205):
        (folder / f"{number:03}.txt").write_text(f"Article {number}\n{WORDS[:200]}{number}")
    spans = [{"kind": "entity", "label": "PERSON", "spans": [[at, at + 4]]} for at in range(0, 2000, 5)]
    (torture.folder / "x.jsonl").write_text(json.dumps({"title": "T", "text": WORDS, "annotations": spans}))
    for number in range(kills):
        path = torture.folder / f"import{number}.db"
        source, whole = ((folder, (0, 200, 205)), (torture.folder / "x.jsonl", (0, 1)))[number % 2]
        if number < 2:
            torture.import_seconds = [
                *getattr(torture, "import_seconds", []),
                torture.seconds_of("import", "--project", torture.folder / f"first{number}.db", source),
            ]
        printed = torture.kill_within(torture.import_seconds[number % 2], "import", "--project", path, source)
        notes, titles = torture.held(path) if path.exists() else ({}, [])
        torture.expect(len(titles) in whole, f"import: {len(titles)} articles of a killed run")
        torture.expect(len(notes) in (0, len(spans)), f"import: {len(notes)} annotations of a killed run")
        torture.expect("Imported" not in printed or len(titles) == whole[-1], "import: acknowledged and not there")
        if number % 10 < 2:
            torture.run("import", "--project", path, source)
            torture.expect(len(torture.held(path)[1]) == whole[-1], "import: the second run did not add the rest")
        for one in torture.folder.glob(f"import{number}.db*"):
            one.unlink()


def export(torture: Torture, kills: int) -> None:
    """The export is the old one or the new one, and nothing else but hidden parts lies beside it."""
    path, out = torture.folder / "export.db", torture.folder / "out" / "out.csv"
    out.parent.mkdir()
    spans = [{"kind": "entity", "label": "PERSON", "spans": [[at, at + 4]]} for at in range(0, 2000, 5)]
    (torture.folder / "e.jsonl").write_text(json.dumps({"title": "T", "text": WORDS, "annotations": spans}))
    torture.run("import", "--project", path, torture.folder / "e.jsonl")
    words = ("export", "--project", path, "-o", out, "--status", "any")
    seconds = torture.seconds_of(*words)
    new = out.read_bytes()
    torture.expect(len(new) > 10_000, "export: there is nothing to export")
    for _ in range(kills):
        out.write_bytes(b"the old export")
        printed = torture.kill_within(seconds, *words, "--force")
        content = out.read_bytes()
        torture.expect(content in (b"the old export", new), "export: the file is neither old nor new")
        torture.expect("Exported" not in printed or content == new, "export: acknowledged and not there")
        beside = [one for one in out.parent.iterdir() if one != out]
        torture.expect(all(one.name.startswith(".") for one in beside), f"export: left {beside}")
        for one in beside:
            one.unlink()
    torture.expect(len(torture.held(path)[0]) == len(spans), "export: the project changed")


def undo(torture: Torture, kills: int) -> None:
    """An undo or redo is done or not done, never by halves."""
    path = torture.folder / "undo.db"
    spans = [{"kind": "entity", "label": "PERSON", "spans": [[at, at + 4]]} for at in range(0, 500, 5)]
    (torture.folder / "u.jsonl").write_text(json.dumps({"title": "T", "text": WORDS, "annotations": spans}))
    torture.run("import", "--project", path, torture.folder / "u.jsonl")
    counts = set()
    for _ in range(kills):
        found, titles = torture.held(path)
        counts.add(len(found))
        torture.expect((len(found), len(titles)) in ((0, 0), (len(spans), 1)), f"undo: {len(found)} by halves")
        if not found:
            redo(path)
        process = torture.start(path, code=UNDO)
        process.stdout.readline()
        time.sleep(torture.chance.uniform(0, 0.15))
        printed = torture.kill(process).split()
        found, _ = torture.held(path)
        if printed:
            done = printed[-1] == "redone"
            torture.expect(len(found) in (0, len(spans)), f"undo: {len(found)} by halves after {done}")
    torture.expect(kills < 20 or len(counts) == 2, "undo: no kill came while a step was undone")


def redo(path: Path) -> None:
    """Bring the step back that a kill left undone."""
    from annotator import settings
    from annotator.project import Project

    project = Project.open(path, settings.person())
    project.redo()
    project.close(with_backup=False)


def create(torture: Torture, kills: int) -> None:
    """A new project is there, sound and whole, or there is nothing under its name and it can be made."""
    seconds = torture.seconds_of("new", torture.folder / "first.db")
    for number in range(kills):
        path = torture.folder / f"new{number}.db"
        printed = torture.kill_within(seconds, "new", path)
        torture.expect("Made" not in printed or path.exists(), "create: acknowledged and not there")
        if not path.exists():
            torture.run("new", path)
        torture.held(path)
        for one in torture.folder.glob(f"*new{number}.db*"):
            one.unlink()


JOBS = {"tag": tag, "import": import_, "export": export, "undo": undo, "create": create}


def main(kills: int, names: list[str]) -> int:
    """Torture every job and say what was lost."""
    faults = 0
    for name in names or JOBS:
        with TemporaryDirectory(prefix="torture-") as folder:
            begun, torture = time.monotonic(), Torture(Path(folder), seed=kills)
            torture.run("new", Path(folder) / "warm.db")
            JOBS[name](torture, kills)
            took = time.monotonic() - begun
            print(f"{name}: {torture.killed} kills of {kills} runs, {len(torture.faults)} faults ({took:.0f} s)")
            for fault in torture.faults[:5]:
                print(f"  {fault}")
            faults += len(torture.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, sys.argv[2:]))

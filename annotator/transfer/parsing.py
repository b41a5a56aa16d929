"""Read many files as drafts: plain formats here, strangers' documents in parser processes that can do no harm.

A parser that crashes, takes too long or eats too much memory costs one sentence about one file; it is replaced.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator import errors
from annotator.errors import ImportFileError
from annotator.formats.protocol import Importer, SourceFile
from annotator.model.records import ArticleDraft
from annotator.transfer import draft_codec, sources
from annotator.transfer.parser_child import CPU_SECONDS, WALL_SECONDS
from annotator.transfer.reports import ImportOptions
from annotator.transfer.sources import Found

Outcome = ArticleDraft | ImportFileError
ANSWER_LIMIT = 400_000_000
_AHEAD = 4
"""Files that wait, read or parsed, for each process."""


def parse_files(
    paths: Iterable[Path], *, options: ImportOptions | None = None, processes: int | None = None
) -> Generator[tuple[Path, Outcome], None, None]:
    """Yield each file, those in folders too, with its draft or the sentence why there is none, in order.

    An archive yields once for every file in it. Closing the generator ends the parser processes.
    """
    options = options or ImportOptions()
    files = sources.find(paths, options, project=Path(os.devnull))
    for found, outcome in parse_found(files, options, processes=processes):
        yield found.path, outcome


def parse_found(
    files: Iterable[Found], options: ImportOptions, *, processes: int | None = None
) -> Generator[tuple[Found, Outcome], None, None]:
    """Yield what comes of each file found, in the order of the files; what a project holds already is not asked."""
    pool = _Pool(options, processes or max(1, min(4, os.cpu_count() or 1)))
    try:
        yield from pool.parse(iter(files))
    finally:
        pool.close()


@dataclass(slots=True)
class _Job:
    """One file on its way, with what has come of it so far."""

    found: Found
    importer: Importer | None
    file: SourceFile | None = None
    outcomes: deque[Outcome] = field(default_factory=deque)
    is_done: bool = False
    skip: int = 0
    """Files of an archive that were tried already."""
    sent_skip: int = 0
    member: str = ""
    is_in_member: bool = False

    def fail(self, message: str) -> None:
        """Note why the file, or the file of the archive that is being read, can't be had."""
        named = f"{self.member}: {message}" if self.is_in_member else message
        self.outcomes.append(ImportFileError(named))
        self.is_in_member = False


class _Pool:
    """Keeps the parser processes and the order of the files."""

    def __init__(self, options: ImportOptions, processes: int) -> None:
        self._options = options
        self._processes = processes
        self._parsers: list[_Parser] = []
        self._selector = selectors.DefaultSelector()

    def parse(self, files: Iterator[Found]) -> Iterator[tuple[Found, Outcome]]:
        """Yield the outcomes in the order of the files while later ones are read ahead."""
        waiting: deque[_Job] = deque()
        unsent: deque[_Job] = deque()
        is_more = True
        while is_more or waiting:
            while is_more and len(waiting) < _AHEAD * self._processes:
                found = next(files, None)
                is_more = found is not None
                if found is not None:
                    job = self._take(found)
                    waiting.append(job)
                    unsent.extend(() if job.is_done else (job,))
            self._send(unsent)
            while waiting and (waiting[0].outcomes or waiting[0].is_done):
                yield from ((waiting[0].found, waiting[0].outcomes.popleft()) for _ in range(len(waiting[0].outcomes)))
                if not waiting[0].is_done:
                    break
                waiting.popleft()
            if waiting and not waiting[0].is_done:
                self._receive(unsent)

    def close(self) -> None:
        """End all parser processes."""
        for parser in self._parsers:
            parser.kill()
            parser.stop()
        self._parsers.clear()
        self._selector.close()

    def _take(self, found: Found) -> _Job:
        """Read a file's bytes; what needs no parser process is done at once."""
        job = _Job(found, found.importer)
        try:
            if found.importer is None or found.importer.gives not in ("article", "files"):
                raise ImportFileError("files of this kind hold no article that can be read.")
            job.file = sources.read(found, found.importer, self._options)
            if not found.importer.is_isolated:
                draft = found.importer.read(job.file)
                assert isinstance(draft, ArticleDraft)
                job.outcomes.append(draft)
                job.is_done = True
        except ImportFileError as error:
            job.outcomes.append(error)
            job.is_done = True
        return job

    def _send(self, unsent: deque[_Job]) -> None:
        """Give files to the processes that are free, starting as many as may run."""
        while unsent:
            free = next((one for one in self._parsers if one.job is None), None)
            if free is None and len(self._parsers) < self._processes:
                free = _Parser()
                self._parsers.append(free)
                self._selector.register(free.output, selectors.EVENT_READ, free)
            if free is None:
                return
            job = unsent.popleft()
            if not free.send(job):
                self._replace(free, unsent)

    def _receive(self, unsent: deque[_Job]) -> None:
        """Wait until a process answers, and take its answers in."""
        for parser in self._ready():
            is_alive = parser.receive()
            if not is_alive:
                self._replace(parser, unsent)

    def _ready(self) -> list["_Parser"]:
        """Return the processes that have answered, ended or run out of time."""
        busy = [one for one in self._parsers if one.job is not None]
        if sys.platform == "win32":
            return busy[:1]  # pipes can't be waited for there; the process itself keeps the time
        last = min((one.deadline for one in busy), default=time.monotonic())
        events = self._selector.select(max(0.0, last - time.monotonic()))
        late = [one for one in busy if one.deadline <= time.monotonic()]
        for one in late:
            one.kill()
        return list({id(one): one for one in [key.data for key, _ in events] + late}.values())

    def _replace(self, parser: "_Parser", unsent: deque[_Job]) -> None:
        """Drop a process that ended; its file failed, the rest of an archive is read by the next one."""
        self._selector.unregister(parser.output)
        self._parsers.remove(parser)
        job, reason = parser.job, parser.stop()
        if job is None or job.is_done:
            return
        has_begun = job.skip > job.sent_skip
        if job.is_in_member or not has_begun:
            job.fail(reason)
        if has_begun:
            unsent.appendleft(job)
        else:
            job.is_done = True


class _Parser:
    """One parser process and the file it is at."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-B", "-m", "annotator.transfer.parser_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.prefix).anchor,
            env=_surroundings(),
            start_new_session=True,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._input = self._process.stdin
        self.output = self._process.stdout
        self.job: _Job | None = None
        self.deadline = 0.0
        self._started = 0.0
        self._is_killed = False
        self._buffer = bytearray()

    def send(self, job: _Job) -> bool:
        """Give the process a file; False when it has ended."""
        assert job.file is not None and job.importer is not None
        self.job = job
        job.sent_skip = job.skip
        self._start_clock()
        request = {
            "name": job.file.name,
            "format": job.importer.name,
            "encoding": job.file.encoding,
            "raw": job.file.raw,
            "size": len(job.file.content),
            "skip": job.skip,
        }
        try:
            self._input.write(json.dumps(request).encode() + b"\n")
            self._input.write(job.file.content)
            self._input.flush()
        except OSError:
            return False
        return True

    def receive(self) -> bool:
        """Take in what the process has written; False when it has ended or writes nonsense."""
        piece = os.read(self.output.fileno(), 1 << 20)
        if not piece or len(self._buffer) > ANSWER_LIMIT:
            return False
        self._buffer += piece
        if b"\n" not in piece:
            return True
        *lines, rest = bytes(self._buffer).split(b"\n")
        self._buffer = bytearray(rest)
        try:
            for line in lines:
                self._take(json.loads(line))
        except (ValueError, KeyError, TypeError):
            return False
        return True

    def kill(self) -> None:
        """End the process because its time is over."""
        self._is_killed = True
        self._process.kill()

    def stop(self) -> str:
        """End the process and say, as a sentence, what had become of it."""
        took = time.monotonic() - self._started
        with suppress(OSError):  # the pipe may be broken already
            self._input.close()
        if self.job is not None and self._process.poll() is None and not self._is_killed:
            try:
                self._process.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                self._process.kill()
        elif self.job is None:
            self._process.kill()
        code = self._process.wait()
        self.output.close()
        return _sentence(code, took, is_killed=self._is_killed)

    def _start_clock(self) -> None:
        self._started = time.monotonic()
        self.deadline = self._started + WALL_SECONDS + 5

    def _take(self, answer: dict[str, Any]) -> None:
        job = self.job
        if job is None:
            raise ValueError("an answer that no one asked for")
        if answer.get("end"):
            job.is_done, self.job = True, None
            return
        if "begin" in answer:
            job.skip, job.member, job.is_in_member = int(answer["begin"]) + 1, str(answer["member"])[:300], True
            self._start_clock()
            return
        if "error" in answer:
            job.fail(str(answer["error"])[:1000])
        else:
            job.outcomes.append(draft_codec.decode(answer["draft"]))
            job.is_in_member = False


def _surroundings() -> dict[str, str]:
    """Return the few environment variables that a parser gets."""
    package = Path(errors.__file__).resolve().parent.parent
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**kept, "PYTHONPATH": str(package), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _sentence(code: int, took: float, *, is_killed: bool) -> str:
    """Say why a parser process ended."""
    if is_killed or took >= WALL_SECONDS or code == -getattr(signal, "SIGXCPU", 24):
        seconds = CPU_SECONDS if took < WALL_SECONDS else WALL_SECONDS
        return (
            f"it takes more than {seconds} seconds to read, so it was left out; it may be damaged or made to do harm."
        )
    return "it made the program that reads it fail, so it was left out; it may be damaged or made to do harm."

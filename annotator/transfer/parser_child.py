"""The parser process: file bytes in, drafts out, with no way to the network, to other programs or to files.

It is started by `parsing` as `python -m annotator.transfer.parser_child` and serves one file after the other until
its input ends. A request is a line of JSON and then the bytes; each answer is a line of JSON, the last one `end`.
"""

import faulthandler
import json
import logging
import os
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from annotator import formats
from annotator.errors import ImportFileError
from annotator.formats.protocol import SourceFile
from annotator.model.records import ArticleDraft
from annotator.transfer import draft_codec

MEMORY_LIMIT = 600_000_000
CPU_SECONDS = 5
WALL_SECONDS = 20
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.putenv",
    "pty.",
    "shutil.",
    "tempfile.",
    "webbrowser.",
    "urllib.",
    "ftplib.",
    "smtplib.",
    "imaplib.",
    "http.client.",
    "winreg.",
    "sqlite3.",
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_READS = ("open", "os.listdir", "os.scandir", "ctypes.dlopen")


def main() -> None:
    """Serve requests from standard input until it ends."""
    answers = _private_output()
    logging.disable(logging.CRITICAL)
    _load_libraries()
    _limit_process()
    sys.addaudithook(_Guard(_own_folders()))
    requests = sys.stdin.buffer
    while line := requests.readline():
        request = json.loads(line)
        _serve(request, requests.read(request["size"]), answers)


def _private_output() -> BinaryIO:
    """Keep standard output for answers alone: whatever else writes there goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _load_libraries() -> None:
    """Import what parsing needs while files may still be opened."""
    import charset_normalizer  # noqa: F401
    import mammoth  # noqa: F401
    import pypdfium2  # noqa: F401
    import striprtf.striprtf  # noqa: F401

    from annotator.formats import html_main

    html_main.library()


def _own_folders() -> tuple[str, ...]:
    """Return the folders of Python, its packages and the program: all that may be read."""
    paths = sysconfig.get_paths()
    named = [paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"], sys.prefix]
    package = str(Path(formats.__file__).resolve().parent.parent)
    return tuple({os.path.realpath(one) for one in (*named, package)})


class _Guard:
    """Refuses what a parser never needs, as Python's audit events tell it."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        self._folders = tuple(f"{one.rstrip(os.sep)}{os.sep}" for one in folders)

    def __call__(self, event: str, args: Any) -> None:
        """Raise PermissionError for a forbidden event."""
        if event in _READS:
            self._check_path(event, args)
        elif event.startswith(_FORBIDDEN):
            raise PermissionError(f"a parser may not: {event}")

    def _check_path(self, event: str, args: Any) -> None:
        path: Any = args[0]
        if isinstance(path, int) or path is None:
            return
        is_write = event == "open" and isinstance(args[2], int) and bool(args[2] & _WRITES)
        real = os.path.realpath(str(os.fsdecode(path)))
        if is_write or not f"{real}{os.sep}".startswith(self._folders):
            raise PermissionError(f"a parser may not: {event}")


def _limit_process() -> None:
    """Bound memory, files and processes where the system can."""
    if sys.platform == "win32":
        return
    import resource

    limits = [
        (resource.RLIMIT_AS, MEMORY_LIMIT),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ]
    for name, limit in limits:
        try:
            resource.setrlimit(name, (limit, limit))
        except (ValueError, OSError):
            continue  # macOS knows some of these but does not let them be set


def _start_clock() -> None:
    """Let the process end when one file takes too long: by CPU time where the system can, by the clock always."""
    faulthandler.dump_traceback_later(WALL_SECONDS, exit=True)
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + CPU_SECONDS, hard))


def _serve(request: dict[str, Any], content: bytes, answers: BinaryIO) -> None:
    """Answer one request; a file that eats all memory ends the process."""
    file = SourceFile(request["name"], content, request["encoding"], request["raw"])
    answer: dict[str, Any] = {}
    _start_clock()
    try:
        for answer in _answers(request, file):
            _send(answers, answer)
            _start_clock()
    except MemoryError:
        _send(answers, {"error": "it needs more memory than any article does, so it was left out."})
        if "begin" in answer:
            sys.exit(1)  # the rest of an archive is read by the next process
    faulthandler.cancel_dump_traceback_later()
    _send(answers, {"end": True})


def _answers(request: dict[str, Any], file: SourceFile) -> Iterator[dict[str, Any]]:
    importer = formats.importer(request["format"])
    if importer.gives != "files":
        yield _read(request["format"], file)
        return
    try:
        members: Any = importer.read(file)
        for place, member in enumerate(members):
            if place < request["skip"]:
                continue
            yield {"begin": place, "member": member.name}
            yield {"member": member.name, **_read_member(member)}
    except ImportFileError as error:
        yield {"error": str(error)}


def _read_member(member: Any) -> dict[str, Any]:
    found = formats.importer_of_suffix(member.file.suffix)
    if member.error or found is None:
        return {"error": member.error or "files of this kind are not known."}
    return _read(found.name, member.file)


def _read(name: str, file: SourceFile) -> dict[str, Any]:
    try:
        draft = formats.importer(name).read(file)
    except ImportFileError as error:
        return {"error": str(error), "line": error.line}
    except RecursionError:
        return {"error": "it is nested more deeply than any article; it was not read."}
    assert isinstance(draft, ArticleDraft)
    return {"draft": draft_codec.encode(draft)}


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()

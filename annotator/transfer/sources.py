"""Find the files an import means and read their bytes, never those of an open project."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator import formats
from annotator.errors import ImportFileError
from annotator.formats.protocol import Importer, SourceFile
from annotator.transfer.reports import ImportOptions

STDIN = Path("-")
_LIMITS = {"article": 50_000_000, "files": 200_000_000, "bundle": 2_000_000_000, "table": 2_000_000_000}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `importer` is None when its kind is not known, `is_named` tells that it was asked for by name."""

    path: Path
    importer: Importer | None
    is_named: bool

    @property
    def name(self) -> str:
        """The file as messages name it."""
        return "standard input" if self.path == STDIN else _readable(self.path)


def find(paths: Iterable[Path], options: ImportOptions, *, project: Path) -> list[Found]:
    """Return the files behind the paths, folders walked in order and hidden names left out.

    The project's own files are never among them: reading them would release SQLite's locks.
    """
    return [_found(path, options, is_named) for path, is_named in _files(paths) if not _belongs_to(path, project)]


def read(found: Found, importer: Importer, options: ImportOptions) -> SourceFile:
    """Return the bytes of a file; raises ImportFileError when it can't be read or is too large."""
    if found.path == STDIN:
        return SourceFile("stdin", sys.stdin.buffer.read(), options.encoding, options.raw)
    limit = _LIMITS[importer.gives]
    try:
        if not (found.is_named or found.path.is_file()):
            raise ImportFileError("this is no file but a device or a pipe, so it was left out.")
        with found.path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(min(size or limit, limit) + 1)
    except OSError as error:
        raise ImportFileError(f"the file can't be read: {error.strerror or error}.") from error
    if len(content) > limit:
        raise ImportFileError(f"the file has more than {limit // 1_000_000} MB, which is the most that is read.")
    return SourceFile(found.name, content, options.encoding, options.raw)


def _readable(path: Path) -> str:
    """Return the path with a mark for each byte that is no letter: such names can neither be shown nor stored."""
    return os.fsencode(path).decode("utf-8", "replace")


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    seen: set[str] = set()
    for path in paths:
        is_folder = path != STDIN and path.is_dir()
        for file in _walked(path) if is_folder else [path]:
            real = os.path.realpath(file)
            if file == STDIN or real not in seen:
                seen.add(real)
                yield file, not is_folder


def _walked(folder: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(top) / name for name in sorted(names) if not name.startswith("."))


def _found(path: Path, options: ImportOptions, is_named: bool) -> Found:
    if options.format != "auto":
        importer = formats.importer(options.format)
        fits = is_named or path.suffix.lower() in importer.suffixes
        return Found(path, importer if fits else None, is_named)
    if path == STDIN:
        return Found(path, formats.importer("text"), True)
    return Found(path, formats.importer_of_suffix(path.suffix), is_named)


def _belongs_to(path: Path, project: Path) -> bool:
    real, own = os.path.realpath(path), os.path.realpath(project)
    return real in {f"{own}{suffix}" for suffix in ("", "-wal", "-shm", "-journal")}

"""ZIP containers read member by member through a counter, never unpacked to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from annotator.errors import ImportFileError
from annotator.formats.html_tree import other_kind
from annotator.formats.protocol import SourceFile

TOTAL_LIMIT = 100_000_000
RATIO_LIMIT = 200
MEMBER_LIMIT = 5_000
_SMALL = 1_000_000
"""Below this many unpacked bytes no ratio is suspicious: a short form letter packs well too."""
_PIECE = 65_536
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_NO_DOCTYPE = "{} in it declares a document type, which no such file needs; it was not read."
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class TooLargeError(ImportFileError):
    """A container is made to fill the memory; nothing more of it is read."""


class Container:
    """An open ZIP file whose members are counted while they are read."""

    def __init__(self, content: bytes, *, kind: str) -> None:
        """Open the container; `kind` names it in messages, such as “a Word document”."""
        self._kind = kind
        self._read = 0
        self._limit = min(TOTAL_LIMIT, max(len(content) * RATIO_LIMIT, _SMALL))
        found = other_kind(content)
        if not content.startswith(b"PK"):
            raise ImportFileError(f"this is not {kind} but {found or 'something else'}.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _FAULTS as error:
            raise ImportFileError(f"this is not {kind}, or it is damaged or cut off.") from error
        self.names = self._readable_names()

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """Return a member's bytes; raises ImportFileError for a damaged one or one that unpacks to too much."""
        info = self.names.get(name)
        if info is None:
            raise ImportFileError(f"{name} is missing in it, so it is not {self._kind} or is damaged.")
        if info.flag_bits & 1:
            raise ImportFileError("it is encrypted. Save a copy without a password and try again.")
        pieces = []
        try:
            with self._zip.open(info) as member:
                while piece := member.read(_PIECE):
                    self._count(len(piece))
                    pieces.append(piece)
        except _FAULTS as error:
            raise ImportFileError(f"{_shown(name)} in it is damaged and can't be unpacked.") from error
        return b"".join(pieces)

    def read_if_there(self, name: str) -> bytes:
        """Return a member's bytes, nothing if there is no such member."""
        return self.read(name) if name in self.names else b""

    def _count(self, size: int) -> None:
        self._read += size
        if self._read > self._limit:
            raise TooLargeError(
                f"it unpacks to more than {self._limit // 1_000_000} MB, more than any article needs; it was not read."
            )

    def _readable_names(self) -> dict[str, zipfile.ZipInfo]:
        """Return the members by name, those with odd names and all folders left out."""
        infos = self._zip.infolist()
        if len(infos) > MEMBER_LIMIT:
            raise ImportFileError(f"it holds {len(infos)} files; at most {MEMBER_LIMIT} are read.")
        return {info.filename: info for info in infos if not info.is_dir() and not _is_odd(info.filename)}


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its bytes, or the reason why they can't be read."""

    name: str
    file: SourceFile
    error: str = ""


def read_zip(file: SourceFile) -> Iterator[Member]:
    """Yield the visible files of an archive in the order of their names; raises ImportFileError for no archive."""
    container = Container(file.content, kind="a ZIP archive")
    for name in sorted(container.names):
        if not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts):
            yield _member(container, name, file)


def parse_xml(content: bytes, name: str) -> Any:
    """Return the root of an XML member; raises ImportFileError for what is not well formed or declares a DTD."""
    from lxml import etree

    if any(mark in content for mark in _DOCTYPES):
        raise ImportFileError(_NO_DOCTYPE.format(_shown(name)))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportFileError(f"{_shown(name)} in it is damaged: it is not well-formed XML.") from error
    docinfo = root.getroottree().docinfo
    if docinfo.doctype or docinfo.internalDTD is not None:
        raise ImportFileError(_NO_DOCTYPE.format(_shown(name)))
    return root


def _member(container: Container, name: str, archive: SourceFile) -> Member:
    shown = f"{archive.name}/{name}"
    if PurePosixPath(name).suffix.lower() == ".zip":
        return Member(name, SourceFile(shown, b""), "an archive in an archive is not opened. Unpack it first.")
    try:
        content = container.read(name)
    except TooLargeError:
        raise
    except ImportFileError as error:
        return Member(name, SourceFile(shown, b""), str(error))
    return Member(name, SourceFile(shown, content, archive.encoding))


def _is_odd(name: str) -> bool:
    """Tell whether a member's name points elsewhere or can't be shown."""
    parts = name.replace("\\", "/").split("/")
    is_elsewhere = name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]
    return is_elsewhere or not name.isprintable() or len(name) > 1000


def _shown(name: str) -> str:
    return name if len(name) <= 100 else f"{name[:100]}…"

"""Turn a file's bytes into text: byte order mark, strict UTF-8, or a guess that is told."""

import codecs
from dataclasses import dataclass

from annotator.errors import ImportFileError
from annotator.formats.protocol import SourceFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKED_BY_NAME = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_GUESSED_FROM = 65_536
_WESTERN = "cp1252"
_SIGNS = "‘’‚“”„–—…•€£§°·«»‹›¿¡©®™ªº½¼¾\u00a0\u00ad"
_ALPHABETS = ("àâäáãåçèéêëìíîïñòóôöõùúûüœßÿ", "æøåäöéèêëüôáó")
"""Romance languages and German; Nordic languages."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was in, and a warning where that was guessed."""

    text: str
    encoding: str
    warning: str = ""


def decode(file: SourceFile) -> Decoded:
    """Return the text of the file with a leading byte order mark dropped and nothing else changed.

    Raises ImportFileError, naming the byte, for what is not text or holds NUL or half of a surrogate pair.
    """
    decoded = _decode(file)
    at = decoded.text.find("\0")
    if at >= 0:
        raise ImportFileError(f"{_place(file, decoded, at)} is NUL (U+0000), so this is not a text file.")
    return decoded


def newline_kind(text: str) -> str:
    """Tell how lines end: `lf`, `crlf`, `cr`, `mixed`, or empty for a single line."""
    crlf = text.count("\r\n")
    counts = {"crlf": crlf, "lf": text.count("\n") - crlf, "cr": text.count("\r") - crlf}
    found = [kind for kind, count in counts.items() if count]
    return found[0] if len(found) == 1 else "mixed" if found else ""


def _decode(file: SourceFile) -> Decoded:
    mark, marked = next(((mark, name) for mark, name in _MARKS if file.content.startswith(mark)), (b"", ""))
    if file.encoding:
        return _decode_named(file, mark, marked)
    if marked:
        return Decoded(_strictly(file, len(mark), marked), marked)
    try:
        return Decoded(file.content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        _refuse_surrogates(file, error.start)
        return _guessed(file, error.start)


def _decode_named(file: SourceFile, mark: bytes, marked: str) -> Decoded:
    """Decode with the encoding that was asked for; a mark that belongs to it is dropped."""
    try:
        name = codecs.lookup(file.encoding).name
    except LookupError as error:
        raise ImportFileError(f"there is no encoding called {file.encoding}. Try utf-8, cp1252 or utf-16.") from error
    name = marked if marked and name in ("utf-16", "utf-32", "utf-8-sig") else _MARKED_BY_NAME.get(name, name)
    return Decoded(_strictly(file, len(mark) if name == marked else 0, name), name)


def _strictly(file: SourceFile, skip: int, encoding: str) -> str:
    try:
        text = file.content[skip:].decode(encoding)
    except UnicodeError as error:
        at = skip + getattr(error, "start", 0)
        raise ImportFileError(
            f"byte {at} does not belong to {encoding} text. Name the right encoding and try again."
        ) from error
    except LookupError as error:
        raise ImportFileError(f"{file.encoding} is not an encoding of text.") from error
    if not isinstance(text, str):
        raise ImportFileError(f"{file.encoding} is not an encoding of text.")
    return text


def _refuse_surrogates(file: SourceFile, at: int) -> None:
    """Refuse UTF-8 that was written with halves of surrogate pairs: no guess can mend it."""
    head = file.content[at : at + 3]
    if len(head) == 3 and head[0] == 0xED and 0xA0 <= head[1] <= 0xBF and 0x80 <= head[2] <= 0xBF:
        raise ImportFileError(
            f"byte {at} begins half of a surrogate pair, which no text may hold. Save the file again."
        )


def _guessed(file: SourceFile, at: int) -> Decoded:
    if b"\0" in file.content:
        place = file.content.index(b"\0")
        raise ImportFileError(f"byte {place} is NUL (U+0000), so this is not a text file.")
    encoding = _guess(file.content)
    if not encoding:
        raise ImportFileError(f"byte {at} is not UTF-8 and no other encoding fits. Name the encoding and try again.")
    warning = f"byte {at} is not UTF-8; the encoding was guessed as {encoding}. Look at the text, or name the encoding."
    return Decoded(_strictly(file, 0, encoding), encoding, warning)


def _guess(content: bytes) -> str:
    """Return the likeliest encoding: Windows Western where it gives letters of one family, else a detector's."""
    if _is_western(content):
        return _WESTERN
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_GUESSED_FROM]).best()
    return best.encoding if best else ""


def _is_western(content: bytes) -> bool:
    """Tell whether the bytes make sense as Windows Western, which the detector often mistakes in short texts."""
    try:
        found = {char for char in content.decode(_WESTERN) if not char.isascii()}
    except UnicodeDecodeError:
        return False
    letters = found - set(_SIGNS)
    return any(letters <= set(alphabet + alphabet.upper()) for alphabet in _ALPHABETS)


def _place(file: SourceFile, decoded: Decoded, at: int) -> str:
    """Name the byte at which the text's character stands."""
    skip = next((len(mark) for mark, name in _MARKS if name == decoded.encoding and file.content.startswith(mark)), 0)
    return f"byte {skip + len(decoded.text[:at].encode(decoded.encoding))}"

"""Articles and the immutable versions of their text."""

from dataclasses import dataclass

from annotator.model.structure import Part

ARTICLE_STATUSES = ("new", "in_progress", "annotated", "reviewed", "skipped")


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of an article; its text is in the `Version` whose number is `version`."""

    uid: str
    title: str
    version: int = 1
    outlet: str = ""
    author: str = ""
    published_date: str = ""
    """ISO 8601, partial dates allowed (`2021-09`)."""
    language: str = ""
    """BCP 47, empty when unknown."""
    source_url: str = ""
    archive_url: str = ""
    retrieved_at: str = ""
    status: str = "new"
    note: str = ""
    created_at: str = ""
    created_by: str | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("an article needs a title")
        if self.status not in ARTICLE_STATUSES:
            raise ValueError(f"not an article status: {self.status}")


@dataclass(frozen=True, slots=True)
class Version:
    """One immutable text of an article; every offset counts its code points."""

    article: str
    number: int
    text: str
    sha256: str
    origin_path: str = ""
    original_sha256: str = ""
    encoding: str = ""
    newline: str = ""
    imported_at: str = ""
    extractor: str = ""
    """Name and version of what read the text out of a document; empty for text that is stored as it came."""
    structure: tuple[Part, ...] = ()
    """Headings, items of lists and so on, where the text itself has no signs for them."""
    pages: tuple[int, ...] = ()
    """The offset at which each page begins, for documents with pages."""

    def __post_init__(self) -> None:
        refuse_unstorable(self.text)


def checksum(text: str) -> str:
    """Return the hexadecimal SHA-256 of the text's UTF-8 bytes."""
    from hashlib import sha256  # it loads a library of its own

    return sha256(text.encode("utf-8")).hexdigest()


def refuse_unstorable(text: str) -> None:
    """Raise ValueError, naming the place, for NUL and lone surrogates: SQLite can't hold them faithfully."""
    at = text.find("\0")
    if at >= 0:
        raise ValueError(f"character {at} is NUL (U+0000), which can't be stored")
    if text.isascii():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"character {error.start} is half of a surrogate pair, which can't be stored") from error


def count_words(text: str) -> int:
    """Return the number of words between blanks, as shown under the title."""
    return len(text.split())

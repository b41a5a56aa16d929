"""Rows of annotations that the project does not have: each becomes a planned annotation."""

from collections.abc import Mapping

from annotator.errors import UsageError
from annotator.formats.protocol import Row
from annotator.model.annotation import (
    KINDS,
    MENTION_FORMS,
    ORIGINS,
    STATUSES,
    Annotation,
    Mention,
    Occurrence,
    Piece,
    pieces_of,
)
from annotator.model.article import Article
from annotator.model.claim import Claim
from annotator.model.ids import is_uid, new_uid
from annotator.model.label import Label
from annotator.model.people import Review
from annotator.model.times import now
from annotator.transfer.reports import ImportOptions
from annotator.transfer.rows import RowError, asked_spans, entity_of, label_of, placed
from annotator.transfer.workspace import Workspace

Signature = tuple[str, str, tuple[Piece, ...]]


class NewRows:
    """Plans annotations for rows with an unknown id or none."""

    def __init__(self, workspace: Workspace, options: ImportOptions, *, author: str) -> None:
        self._workspace = workspace
        self._options = options
        self._author = author
        self._there: dict[str, set[Signature]] = {}

    def take(self, row: Row) -> Annotation | None:
        """Plan the annotation of one row and return it; None when the article has the same one already.

        Raises RowError, and then nothing of the row is planned.
        """
        article = self._article(row)
        kind = self._kind(row)
        label = label_of(row, self._workspace, kind)
        version = self._workspace.version(article)
        spans, was_looked_for = placed(row, version.text, asked_spans(row), sha256=version.sha256)
        pieces = pieces_of(version.text, "mention" if kind == "entity" else "content", spans)
        uid = row.cells.get("annotation_id", "").strip()
        if not is_uid(uid, "annotation") and (kind, label.uid, pieces) in self._signatures(article):
            return None
        made = self._made(row, article, label, pieces=pieces, status="proposed" if was_looked_for else "")
        self._workspace.put(made)
        self._signatures(article).add((kind, label.uid, pieces))
        self._keep_review(row, made)
        return made

    def _made(self, row: Row, article: Article, label: Label, *, pieces: tuple[Piece, ...], status: str) -> Annotation:
        cells = row.cells
        uid, created_at = _cell(cells, "annotation_id"), _cell(cells, "created_at") or now()
        chosen = status or _choice(row, "status", STATUSES) or "proposed"
        form, origin = _choice(row, "mention_form", MENTION_FORMS), _choice(row, "origin", ORIGINS)
        confidence = _confidence(row)
        author = self._person(_cell(cells, "created_by"))
        entity = entity_of(row, self._workspace, self._entity_label(label))
        is_entity = label.kind == "entity"
        return Annotation(
            uid if is_uid(uid, "annotation") else new_uid("annotation"),
            article.uid,
            article.version,
            label.kind,
            label.uid,
            pieces,
            status=chosen,
            origin=origin or "imported",
            origin_ref=cells.get("origin_ref", ""),
            confidence=confidence,
            note=cells.get("note", ""),
            created_by=author,
            created_at=created_at,
            updated_by=self._last_author(cells, author),
            updated_at=_cell(cells, "updated_at") or created_at,
            mention=_mention(entity.uid if entity else None, form) if is_entity else None,
            occurrence=None if is_entity else self._occurrence(row, pieces, entity.uid if entity else None),
        )

    def _article(self, row: Row) -> Article:
        """Return the article the row is about: by id, else by checksum, else by a title that only one has."""
        uid, sha256 = _cell(row.cells, "article_id"), _cell(row.cells, "article_sha256")
        found = self._workspace.article(uid) if uid else None
        if found is None and sha256:
            found = next(iter(self._workspace.articles_with_text(sha256)), None)
        title = row.cells.get("article_title", "")
        titled = self._workspace.articles_titled(title) if title and found is None else []
        if len(titled) > 1:
            raise RowError(row, "article", f"{len(titled)} articles have the title “{title}”; give the article_id")
        if found is None and not titled:
            raise RowError(row, "article", f"the project has no article {uid or f'“{title}”'}; import its text first")
        return found or titled[0]

    def _kind(self, row: Row) -> str:
        told = _choice(row, "kind", KINDS)
        label = self._workspace.label(_cell(row.cells, "label"), "entity")
        return told or (
            "claim" if label is None and self._workspace.label(_cell(row.cells, "label"), "claim") else "entity"
        )

    def _entity_label(self, label: Label) -> Label:
        """Return the label for an entity of the row: the row's own, or for a claimant a person's."""
        if label.kind == "entity":
            return label
        in_use = self._workspace.labels().in_use("entity")
        found = self._workspace.label("PERSON", "entity") or next(iter(in_use), None)
        if found is None:
            raise UsageError("This project has no label for entities. Add one and import again.")
        return found

    def _occurrence(self, row: Row, pieces: tuple[Piece, ...], claimant: str | None) -> Occurrence:
        uid = _cell(row.cells, "claim_id")
        if self._workspace.claim(uid) is not None:
            return Occurrence(uid)
        proposition = " ".join(" ".join(piece.quote for piece in pieces).split())
        made = Claim(uid if is_uid(uid, "claim") else new_uid("claim"), proposition, claimant)
        self._workspace.put(made)
        return Occurrence(made.uid)

    def _last_author(self, cells: Mapping[str, str], author: str) -> str | None:
        """Return who changed it last; nobody where the file names its maker and leaves this empty."""
        name = _cell(cells, "updated_by")
        if name:
            return self._person(name)
        return None if _cell(cells, "created_by") and "updated_by" in cells else author

    def _person(self, name: str) -> str:
        return self._workspace.annotator_named(name or self._options.creator) or self._author

    def _keep_review(self, row: Row, made: Annotation) -> None:
        """Keep who reviewed it last and when, as the file tells it."""
        name = _cell(row.cells, "reviewed_by")
        if name:
            before = "draft" if made.status != "draft" else "proposed"
            at = _cell(row.cells, "reviewed_at") or made.updated_at
            reviewer = self._person(name)
            self._workspace.put(
                Review(new_uid("review"), made.uid, reviewer, before, made.status, reason="imported", created_at=at)
            )

    def _signatures(self, article: Article) -> set[Signature]:
        if article.uid not in self._there:
            known = self._workspace.annotations(article)
            self._there[article.uid] = {(one.kind, one.label, one.pieces) for one in known}
        return self._there[article.uid]


def _mention(entity: str | None, form: str) -> Mention:
    return Mention(entity, form or "NAME", "imported" if entity else "")


def _cell(cells: Mapping[str, str], name: str) -> str:
    return cells.get(name, "").strip()


def _choice(row: Row, name: str, allowed: tuple[str, ...]) -> str:
    """Return a cell that is one of a closed list, or empty."""
    found = _cell(row.cells, name)
    word = next((one for one in allowed if one.casefold() == found.casefold()), "")
    if found and not word:
        raise RowError(row, name.replace("_", "-"), f"the {name} “{found}” is not one of {', '.join(allowed)}")
    return word


def _confidence(row: Row) -> float | None:
    cell = _cell(row.cells, "confidence").replace(",", ".")
    try:
        value = float(cell) if cell else None
    except ValueError as error:
        raise RowError(row, "confidence", f"the confidence “{cell}” is not a number") from error
    if value is not None and not 0 <= value <= 1:
        raise RowError(row, "confidence", f"the confidence {cell} is not between 0 and 1")
    return value

"""Take in annotated articles: header, articles and annotations become planned values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from annotator.errors import ImportFileError
from annotator.formats.protocol import Bundle, IncomingArticle, IncomingHeader, Notice, Scalar
from annotator.model.article import Article, Version, checksum, refuse_unstorable
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.ids import is_uid, new_uid
from annotator.model.label import Label
from annotator.model.structure import Part, unpacked
from annotator.model.times import now
from annotator.transfer.incoming import AnnotationIntake, Names
from annotator.transfer.reports import ImportOptions
from annotator.transfer.workspace import Workspace

T = TypeVar("T", Article, Entity, Claim, Label)
_META = ("outlet", "author", "published_date", "language", "source_url", "archive_url", "retrieved_at", "note")
_KNOWN_META = frozenset(
    (*_META, "status", "created_at", "created_by", "version", "sha256", "origin_path", "original_sha256")
    + ("encoding", "newline", "imported_at", "extractor", "structure", "pages")
)


@dataclass(slots=True)
class Intake:
    """What became of a bundle's parts."""

    added: list[Article] = field(default_factory=list)
    existing: list[Article] = field(default_factory=list)
    annotations: int = 0
    changed: int = 0
    notices: list[Notice] = field(default_factory=list)


class BundleIntake:
    """Plans the values of one bundle; whoever commits the workspace stores them."""

    def __init__(self, workspace: Workspace, options: ImportOptions, *, author: str) -> None:
        self._workspace = workspace
        self._options = options
        self._author = author
        self._names = Names()
        self._own: set[str] = set()
        self._has_header = self._is_blank = False
        self.result = Intake()

    def take(self, bundle: Bundle) -> Intake:
        """Plan everything; raises ImportFileError with the line for what can't be right."""
        self._has_header = bool(bundle.header.labels or bundle.header.annotators or bundle.header.project)
        self._take_header(bundle.header)
        for incoming in bundle.articles:
            try:
                self._take_article(incoming)
            except ValueError as error:
                raise ImportFileError(f"{error}.", line=incoming.line) from error
        return self.result

    def _take_header(self, header: IncomingHeader) -> None:
        self._is_blank = self._nothing_is_done()
        if header.labels and self._is_blank:
            self._clear_labels(header)
        for annotator in header.annotators:
            if annotator.uid not in self._workspace.annotators():
                self._workspace.put(annotator)
        for label in header.labels:
            self._take_label(label, header)
        for entity in header.entities:
            self._take_entity(entity)
        for claim in header.claims:
            self._take_claim(claim)

    def _nothing_is_done(self) -> bool:
        """Tell whether nothing was done in the project yet, so that its labels give way to the file's."""
        reader = self._workspace.reader
        return not (reader.articles() or reader.entities() or reader.claims() or self._workspace.changes())

    def _clear_labels(self, header: IncomingHeader) -> None:
        kept = {label.uid for label in header.labels}
        for label in self._workspace.labels():
            if label.uid not in kept:
                self._workspace.remove(label)

    def _take_label(self, label: Label, header: IncomingHeader) -> None:
        known = self._workspace.labels().get(label.uid)
        wanted = replace(label, parent=self._names.labels.get(label.parent or "", label.parent))
        twin = None if known else self._label_twin(label, header)
        if known is not None:
            self._settle(known, wanted)
        elif twin is not None:
            self._names.labels[label.uid] = twin.uid
        else:
            self._workspace.put(wanted)

    def _label_twin(self, label: Label, header: IncomingHeader) -> Label | None:
        """Return the project's label with the same key: of the same set, or the only one where the file has one."""
        alike = [one for one in self._workspace.labels() if (one.kind, one.key) == (label.kind, label.key)]
        same_set = [one for one in alike if one.label_set == label.label_set]
        is_only = sum((one.kind, one.key) == (label.kind, label.key) for one in header.labels) == 1
        return next(iter(same_set), None) or (alike[0] if alike and is_only else None)

    def _take_entity(self, entity: Entity) -> None:
        label = self._workspace.labels().get(self._names.labels.get(entity.label, entity.label))
        label = label or self._workspace.label(entity.label, "entity")
        if label is None:
            raise ImportFileError(f"the entity {entity.name} has the label {entity.label}, which is not there.", line=1)
        wanted = replace(entity, label=label.uid, merged_into=self._names.entity(entity.merged_into))
        known, twin = self._workspace.entity(entity.uid), self._with_qid(wanted)
        if twin is not None and twin.uid != entity.uid:
            self._names.entities[entity.uid] = twin.uid
        elif known is None:
            self._workspace.put(replace(wanted, uid=self._kept(entity.uid, "entity", self._names.entities)))
        else:
            self._settle(known, wanted)

    def _with_qid(self, entity: Entity) -> Entity | None:
        """Return the entity of the project that has the same Wikidata identifier and label."""
        if not entity.qid or entity.merged_into:
            return None
        found = (one for one in self._workspace.reader.entities() if one.qid == entity.qid)
        return next((one for one in found if one.label == entity.label), None)

    def _take_claim(self, claim: Claim) -> None:
        wanted = replace(
            claim, claimant=self._names.entity(claim.claimant), merged_into=self._names.claim(claim.merged_into)
        )
        known = self._workspace.claim(claim.uid)
        if known is None:
            self._workspace.put(replace(wanted, uid=self._kept(claim.uid, "claim", self._names.claims)))
        else:
            self._settle(known, wanted)

    def _kept(self, uid: str, kind: str, names: dict[str, str]) -> str:
        """Keep a well-formed uid; another one is known by a new uid from now on."""
        if not is_uid(uid, kind):
            names[uid] = new_uid(kind)
        return names.get(uid, uid)

    def _settle(self, known: T, wanted: T) -> None:
        """Decide between what the project says of something and what the file says."""
        if known == wanted:
            return
        if self._options.on_conflict == "replace" or self._is_blank:
            self._workspace.put(wanted, known)
        elif isinstance(wanted, Entity | Claim):
            name = wanted.name if isinstance(wanted, Entity) else wanted.proposition[:60]
            self.result.notices.append(Notice("kept", f"“{name}” differs from the project, which was kept", 1))

    def _take_article(self, incoming: IncomingArticle) -> None:
        refuse_unstorable(incoming.text)
        self._warn_of_meta(incoming)
        found = self._find(incoming)
        if found is not None and not self._has_same_text(found, incoming):
            if self._options.on_conflict != "keep-both":
                self._skip(incoming)
                return
            article = self._new_article(incoming, uid=new_uid("article"))
        elif found is not None:
            article = self._known_article(found, incoming)
        else:
            article = self._new_article(incoming, uid=self._article_uid(incoming))
        self._take_annotations(article, incoming)

    def _find(self, incoming: IncomingArticle) -> Article | None:
        """Return the article the line is about: by id, else by its text."""
        by_id = self._workspace.article(incoming.uid) if incoming.uid else None
        same = self._workspace.articles_with_text(checksum(incoming.text)) if by_id is None else []
        return by_id or next((one for one in same if one.uid not in self._own or not incoming.uid), None)

    def _has_same_text(self, article: Article, incoming: IncomingArticle) -> bool:
        return self._workspace.version(article).text == incoming.text

    def _skip(self, incoming: IncomingArticle) -> None:
        message = (
            f"“{incoming.title or incoming.uid}” has another text in the project and was left out; keep-both adds it"
        )
        self.result.notices.append(Notice("text-differs", message, incoming.line))

    def _article_uid(self, incoming: IncomingArticle) -> str:
        """Keep the file's uid unless a deleted article with another text has it."""
        if not is_uid(incoming.uid, "article"):
            return new_uid("article")
        deleted = self._workspace.deleted_text(incoming.uid, _number(incoming))
        return incoming.uid if deleted in (None, incoming.text) else new_uid("article")

    def _known_article(self, found: Article, incoming: IncomingArticle) -> Article:
        self.result.existing.append(found)
        if self._options.on_conflict == "replace":
            title = incoming.title or found.title
            self._settle(found, replace(found, title=title, **self._meta(incoming, found)))
        return self._workspace.article(found.uid) or found

    def _meta(self, incoming: IncomingArticle, known: Article | None = None) -> dict[str, Any]:
        """Return the fields that the file says of the article."""
        names = (*_META, "status")
        told = {name: str(incoming.meta[name]) for name in names if incoming.meta.get(name) is not None}
        return {name: value for name, value in told.items() if value or known is None}

    def _new_article(self, incoming: IncomingArticle, *, uid: str) -> Article:
        meta, at = incoming.meta, "" if self._has_header else now()
        article = Article(
            uid,
            incoming.title or incoming.uid,
            _number(incoming),
            created_at=_text(meta, "created_at") or at,
            created_by=self._creator(meta),
            **self._meta(incoming),
        )
        self._workspace.put(article)
        self._workspace.put(_version(article, incoming, _text(meta, "imported_at") or at))
        self._own.add(uid)
        self.result.added.append(article)
        return article

    def _creator(self, meta: Mapping[str, Scalar]) -> str | None:
        named = self._workspace.annotator_named(_text(meta, "created_by"))
        return named or (None if self._has_header else self._author)

    def _warn_of_meta(self, incoming: IncomingArticle) -> None:
        unknown = sorted(set(incoming.meta) - _KNOWN_META)
        if unknown:
            message = f"of the article's meta {', '.join(unknown)} has no place here and was left out"
            self.result.notices.append(Notice("attribute-lost", message, incoming.line))
        told = _text(incoming.meta, "sha256")
        if told and told != checksum(incoming.text):
            message = "the text differs from its checksum: it was changed after the export"
            self.result.notices.append(Notice("checksum", message, incoming.line))

    def _take_annotations(self, article: Article, incoming: IncomingArticle) -> None:
        intake = AnnotationIntake(self._workspace, self._options, names=self._names, author=self._author)
        intake.take(article, self._workspace.version(article), incoming.annotations)
        self.result.annotations += intake.added
        self.result.changed += intake.changed
        self.result.notices += intake.notices


def _number(incoming: IncomingArticle) -> int:
    """Return the number of the version that the line tells."""
    number = incoming.meta.get("version") or 1
    if type(number) is not int or number < 1:
        raise ImportFileError("“version” of “meta” must be a whole number from 1.", line=incoming.line)
    return number


def _text(meta: Mapping[str, Scalar], name: str) -> str:
    value = meta.get(name)
    return "" if value is None else str(value)


def _version(article: Article, incoming: IncomingArticle, imported_at: str) -> Version:
    meta = incoming.meta
    return Version(
        article.uid,
        article.version,
        incoming.text,
        checksum(incoming.text),
        origin_path=_text(meta, "origin_path"),
        original_sha256=_text(meta, "original_sha256"),
        encoding=_text(meta, "encoding"),
        newline=_text(meta, "newline"),
        imported_at=imported_at,
        extractor=_text(meta, "extractor"),
        structure=_structure(incoming),
        pages=_pages(incoming),
    )


def _structure(incoming: IncomingArticle) -> tuple[Part, ...]:
    try:
        parts = unpacked(_text(incoming.meta, "structure"))
    except ValueError as error:
        message = "“structure” of “meta” must be written like heading:1:0..12 item:1:14..30."
        raise ImportFileError(message, line=incoming.line) from error
    return tuple(part for part in parts if part.span.end <= len(incoming.text))


def _pages(incoming: IncomingArticle) -> tuple[int, ...]:
    words = _text(incoming.meta, "pages").split()
    if not all(word.isdecimal() for word in words):
        raise ImportFileError("“pages” of “meta” must be offsets with blanks between them.", line=incoming.line)
    return tuple(int(word) for word in words)

"""Take in the annotations of one article: each becomes a planned value, or is there already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from annotator.errors import ImportFileError
from annotator.formats.jsonl_reading import spans_of
from annotator.formats.protocol import IncomingAnnotation, Notice
from annotator.model.annotation import PIECE_SEPARATOR, Annotation, Mention, Occurrence, Piece, arranged, pieces_of
from annotator.model.article import Article, Version
from annotator.model.claim import Claim
from annotator.model.ids import is_uid, new_uid
from annotator.model.label import Label
from annotator.model.times import now
from annotator.transfer.reports import ImportOptions
from annotator.transfer.vocabulary import label_for, linked_entity
from annotator.transfer.workspace import Workspace

_WORKING = "working"
Signature = tuple[str, str, tuple[Piece, ...]]


@dataclass(slots=True)
class Names:
    """What the file's ids became in the project, where they are not the same."""

    labels: dict[str, str] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    annotations: dict[str, str] = field(default_factory=dict)

    def entity(self, uid: str | None) -> str | None:
        """Return the project's uid of an entity."""
        return self.entities.get(uid, uid) if uid else None

    def claim(self, uid: str | None) -> str | None:
        """Return the project's uid of a claim."""
        return self.claims.get(uid, uid) if uid else None


class AnnotationIntake:
    """Plans the annotations of one article after another, under one set of names."""

    def __init__(self, workspace: Workspace, options: ImportOptions, *, names: Names, author: str) -> None:
        self._workspace = workspace
        self._options = options
        self._names = names
        self._author = author
        self.added = 0
        self.changed = 0
        self.notices: list[Notice] = []

    def take(self, article: Article, version: Version, incoming: Iterable[IncomingAnnotation]) -> None:
        """Plan the annotations; raises ImportFileError for a quote that is not the text's."""
        known: set[Signature] | None = None
        for one in incoming:
            if not is_uid(one.uid, "annotation") and known is None:
                known = {_signature(each) for each in self._workspace.annotations(article)}
            try:
                self._take(article, version, one, known=known)
            except ValueError as error:
                raise ImportFileError(f"{_called(one)}: {error}.", line=one.line) from error

    def _take(
        self, article: Article, version: Version, one: IncomingAnnotation, *, known: set[Signature] | None
    ) -> None:
        label = self._label(one)
        pieces = self._pieces(one, version.text)
        if not is_uid(one.uid, "annotation"):
            signature = (one.kind, label.uid, pieces)
            if known is None or signature not in known:
                self._add(self._made(article, one, label=label, pieces=pieces, uid=new_uid("annotation")))
                (known if known is not None else set()).add(signature)
            return
        self._take_named(self._made(article, one, label=label, pieces=pieces, uid=one.uid))

    def _add(self, annotation: Annotation) -> None:
        self._workspace.put(annotation)
        self.added += 1

    def _take_named(self, wanted: Annotation) -> None:
        """Plan an annotation with an id of its own, which the project may know."""
        known = self._workspace.annotation(wanted.uid)
        if known is None:
            self._add(wanted)
        elif known != wanted and self._options.on_conflict == "replace" and _same_text(known, wanted):
            self._workspace.put(wanted, known)
            self.changed += 1
        elif known != wanted and self._options.on_conflict == "keep-both":
            self._names.annotations[wanted.uid] = new_uid("annotation")
            self._add(replace(wanted, uid=self._names.annotations[wanted.uid]))
        elif known != wanted:
            message = f"{known.uid} differs from the project, which was kept"
            self.notices.append(Notice("kept", message, None))

    def _label(self, one: IncomingAnnotation) -> Label:
        name = self._names.labels.get(one.label, one.label)
        label, is_new = label_for(self._workspace, name, one.kind)
        if is_new:
            self.notices.append(Notice("label-added", f"the label {label.key} was not there and was added", one.line))
        return label

    def _pieces(self, one: IncomingAnnotation, text: str) -> tuple[Piece, ...]:
        """Cut the pieces of all roles and check the quotes the file gives."""
        main = "mention" if one.kind == "entity" else "content"
        roles = {main: (one.spans, one.quote)}
        if one.kind == "claim":
            for role in ("cue", "source"):
                spans = spans_of(one.attributes.get(f"{role}_spans") or [], f"{role}_spans", one.line)
                roles[role] = (spans, _told(one.attributes, f"{role}_text") or None)
        found: list[Piece] = []
        for role, (spans, quote) in roles.items():
            cut = pieces_of(text, role, spans)
            _check_quote(cut, quote)
            found += cut
        return arranged(found)

    def _made(
        self, article: Article, one: IncomingAnnotation, *, label: Label, pieces: tuple[Piece, ...], uid: str
    ) -> Annotation:
        at = one.created_at or now()
        return Annotation(
            uid,
            article.uid,
            article.version,
            one.kind,
            label.uid,
            pieces,
            status=one.status or "proposed",
            origin=one.origin or "imported",
            origin_ref=_told(one.attributes, "origin_ref"),
            confidence=one.confidence,
            annotation_set=self._set(one),
            note=one.note,
            created_by=self._author_of(one.created_by),
            created_at=at,
            updated_by=self._author_of(one.updated_by if one.updated_by != "" else one.created_by),
            updated_at=one.updated_at or at,
            mention=self._mention(one, label) if one.kind == "entity" else None,
            occurrence=self._occurrence(one, pieces) if one.kind == "claim" else None,
        )

    def _author_of(self, named: str | None) -> str | None:
        """Return who made it: nobody where the file says so, the person or the named creator where it is silent."""
        if named is None:
            return None
        return self._workspace.annotator_named(named or self._options.creator) or self._author

    def _set(self, one: IncomingAnnotation) -> str:
        if one.annotation_set not in ("", _WORKING):
            message = f"the annotation set {one.annotation_set} is not there; {_WORKING} was taken"
            self.notices.append(Notice("set-unknown", message, one.line))
        return _WORKING

    def _mention(self, one: IncomingAnnotation, label: Label) -> Mention:
        told = one.attributes
        entity = self._entity(_told(told, "entity_id"), _told(told, "entity_name"), label, qid=_told(told, "qid"))
        rule = _told(told, "link_rule") or ("imported" if entity and not one.uid else "")
        return Mention(entity, _told(told, "form") or "NAME", rule)

    def _entity(self, uid: str, name: str, label: Label, *, qid: str = "") -> str | None:
        """Return the project's uid of an entity told by id or name, planning one that is not there."""
        known = self._workspace.entity(self._names.entities.get(uid, uid)) if uid else None
        if known is not None:
            return known.uid
        if not name.strip():
            return None
        made = linked_entity(self._workspace, name, label, uid=uid, qid=qid)
        if uid:
            self._names.entities[uid] = made.uid
        return made.uid

    def _occurrence(self, one: IncomingAnnotation, pieces: tuple[Piece, ...]) -> Occurrence:
        told = one.attributes
        parent = _told(told, "parent_annotation_id")
        target = self._workspace.entity(self._names.entity(_told(told, "stance_target")) or "")
        return Occurrence(
            self._claim(one, pieces),
            voice=_told(told, "voice") or "attributed",
            parent=self._names.annotations.get(parent, parent) or None,
            quote_type=_told(told, "quote_type") or "indirect",
            modality=_told(told, "modality") or "asserted",
            polarity=_told(told, "polarity") or "positive",
            endorsement=_told(told, "endorsement") or "neutral",
            stance=_told(told, "stance"),
            stance_target=target.uid if target else None,
        )

    def _claim(self, one: IncomingAnnotation, pieces: tuple[Piece, ...]) -> str:
        """Return the project's uid of the claim, planning one that is not there."""
        uid = _told(one.attributes, "claim_id")
        known = self._workspace.claim(self._names.claims.get(uid, uid)) if uid else None
        if known is not None:
            return known.uid
        content = PIECE_SEPARATOR.join(piece.quote for piece in pieces if piece.role == "content")
        made = Claim(
            uid if is_uid(uid, "claim") else new_uid("claim"),
            _told(one.attributes, "proposition") or content,
            self._claimant(one.attributes),
        )
        self._workspace.put(made)
        if uid:
            self._names.claims[uid] = made.uid
        return made.uid

    def _claimant(self, told: Mapping[str, object]) -> str | None:
        uid, name = _told(told, "claimant_id"), _told(told, "claimant")
        label = self._workspace.label("PERSON", "entity") or next(iter(self._workspace.labels().in_use("entity")), None)
        known = [found for found in self._workspace.entities_named(name) if name] if not uid else []
        if len(known) == 1:
            return known[0].uid
        return self._entity(uid, name, label) if label else None


def _told(attributes: Mapping[str, object], name: str) -> str:
    """Return a word of the attributes; raises ValueError for anything but a string."""
    value = attributes.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"“{name}” must be a string")
    return value or ""


def _check_quote(cut: tuple[Piece, ...], quote: str | None) -> None:
    """Raise ValueError when the file's quote is not what stands at the spans."""
    found = PIECE_SEPARATOR.join(piece.quote for piece in cut)
    if quote is not None and quote != found:
        raise ValueError(f"the quote is “{quote[:60]}”, but the text at its spans is “{found[:60]}”")


def _signature(annotation: Annotation) -> Signature:
    return annotation.kind, annotation.label, annotation.pieces


def _same_text(known: Annotation, wanted: Annotation) -> bool:
    """Tell whether both stand in one text, so that one may take the other's place."""
    return (known.article, known.version, known.kind) == (wanted.article, wanted.version, wanted.kind)


def _called(one: IncomingAnnotation) -> str:
    return f"annotation {one.uid}" if one.uid else f"the {one.label} at {one.spans[0].start}..{one.spans[0].end}"

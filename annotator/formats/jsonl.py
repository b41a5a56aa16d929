"""The native format: one line for the project, one an article, and nothing lost."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from annotator.formats.protocol import Exporter, Source, WriteOptions
from annotator.model.annotation import Annotation, Occurrence
from annotator.model.article import Article, Version
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.people import Annotator
from annotator.model.records import ArticleRecord, ProjectRecord
from annotator.model.structure import packed

FORMAT = "annotator-jsonl/1"


def write(source: Source, stream: BinaryIO, options: WriteOptions | None = None) -> int:
    """Write the project and its articles as UTF-8 lines and return the number of annotations."""
    project = source.project()
    names = _Names(project)
    stream.write(_line(header(project, names)))
    count = 0
    for record in source.articles():
        stream.write(_line(article(record, names)))
        count += len(record.annotations)
    return count


class _Names:
    """How labels, entities and claims are called in the file: a label by its key, or its id where keys clash."""

    def __init__(self, project: ProjectRecord) -> None:
        self.entities = {one.uid: one for one in project.entities}
        self.claims = {one.uid: one for one in project.claims}
        self._labels: dict[str, str] = {}
        taken: set[tuple[str, str]] = set()
        for label in sorted(project.labels, key=lambda one: (one.position, one.key)):
            name = (label.kind, label.key.casefold())
            self._labels[label.uid] = label.uid if name in taken else label.key
            taken.add(name)

    def label(self, uid: str) -> str:
        """Return the name of the label with that uid."""
        return self._labels.get(uid, uid)

    def entity(self, uid: str | None) -> str:
        """Return the name of an entity, or nothing."""
        found = self.entities.get(uid or "")
        return found.name if found else ""


def header(project: ProjectRecord, names: _Names) -> dict[str, Any]:
    """Return the file's first line as a value."""
    return {
        "format": FORMAT,
        "project": project.title,
        "labels": [_label(one) for one in project.labels],
        "entities": [_entity(one, names) for one in project.entities],
        "claims": [_claim(one) for one in project.claims],
        "annotators": [_annotator(one) for one in project.annotators],
    }


def article(record: ArticleRecord, names: _Names) -> dict[str, Any]:
    """Return an article's line as a value, keys in the order of the format."""
    return {
        "id": record.article.uid,
        "title": record.article.title,
        "text": record.version.text,
        "meta": _meta(record.article, record.version),
        "annotations": [_annotation(one, names) for one in record.annotations],
        "relations": [],
    }


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8") + b"\n"


def _filled(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Keep what says something: neither empty nor None."""
    return {key: value for key, value in pairs if value not in (None, "", (), [])}


def _meta(one: Article, version: Version) -> dict[str, Any]:
    return _filled(
        (
            ("outlet", one.outlet),
            ("author", one.author),
            ("published_date", one.published_date),
            ("source_url", one.source_url),
            ("language", one.language),
            ("archive_url", one.archive_url),
            ("retrieved_at", one.retrieved_at),
            ("note", one.note),
            ("status", one.status),
            ("created_at", one.created_at),
            ("created_by", one.created_by),
            ("version", version.number),
            ("sha256", version.sha256),
            ("origin_path", version.origin_path),
            ("original_sha256", version.original_sha256),
            ("encoding", version.encoding),
            ("newline", version.newline),
            ("imported_at", version.imported_at),
            ("extractor", version.extractor),
            ("structure", packed(version.structure)),
            ("pages", " ".join(map(str, version.pages))),
        )
    )


def _annotation(one: Annotation, names: _Names) -> dict[str, Any]:
    return {
        "id": one.uid,
        "kind": one.kind,
        "label": names.label(one.label),
        "spans": _spans(one),
        "quote": one.quote,
        "status": one.status,
        "origin": one.origin,
        "confidence": one.confidence,
        "set": one.annotation_set,
        "attributes": _attributes(one, names),
        "note": one.note,
        "created_by": one.created_by,
        "created": one.created_at,
        "updated_by": one.updated_by,
        "modified": one.updated_at,
    }


def _spans(one: Annotation, role: str | None = None) -> list[list[int]]:
    return [[span.start, span.end] for span in one.spans(role)]


def _attributes(one: Annotation, names: _Names) -> dict[str, Any]:
    own = _claim_attributes(one, one.occurrence, names) if one.occurrence else _mention_attributes(one, names)
    return {**own, **_filled((("origin_ref", one.origin_ref),))}


def _mention_attributes(one: Annotation, names: _Names) -> dict[str, Any]:
    assert one.mention is not None
    entity = names.entities.get(one.mention.entity or "")
    return _filled(
        (
            ("entity_id", one.mention.entity),
            ("entity_name", entity.name if entity else ""),
            ("qid", entity.qid if entity else ""),
            ("form", one.mention.form),
            ("link_rule", one.mention.link_rule),
        )
    )


def _claim_attributes(one: Annotation, occurrence: Occurrence, names: _Names) -> dict[str, Any]:
    claim = names.claims.get(occurrence.claim)
    return _filled(
        (
            ("claim_id", occurrence.claim),
            ("proposition", claim.proposition if claim else ""),
            ("claimant", names.entity(claim.claimant) if claim else ""),
            ("claimant_id", claim.claimant if claim else None),
            ("cue_spans", _spans(one, "cue")),
            ("cue_text", one.text("cue")),
            ("source_spans", _spans(one, "source")),
            ("source_text", one.text("source")),
            ("quote_type", occurrence.quote_type),
            ("voice", occurrence.voice),
            ("parent_annotation_id", occurrence.parent),
            ("modality", occurrence.modality),
            ("polarity", occurrence.polarity),
            ("endorsement", occurrence.endorsement),
            ("stance", occurrence.stance),
            ("stance_target", occurrence.stance_target),
        )
    )


def _label(one: Label) -> dict[str, Any]:
    return {
        "id": one.uid,
        "kind": one.kind,
        "key": one.key,
        "name": one.name,
        "label_set": one.label_set,
        "parent": one.parent,
        "color": one.color,
        "shortcut": one.shortcut,
        "definition": one.definition,
        "include_examples": one.include_examples,
        "exclude_examples": one.exclude_examples,
        "position": one.position,
        "archived_at": one.archived_at,
    }


def _entity(one: Entity, names: _Names) -> dict[str, Any]:
    return {
        "id": one.uid,
        "label": names.label(one.label),
        "name": one.name,
        "qid": one.qid,
        "description": one.description,
        "note": one.note,
        "aliases": list(one.aliases),
        "merged_into": one.merged_into,
    }


def _claim(one: Claim) -> dict[str, Any]:
    return {
        "id": one.uid,
        "proposition": one.proposition,
        "claimant": one.claimant,
        "claim_date": one.claim_date,
        "location": one.location,
        "check_worthiness": one.check_worthiness,
        "fact_check_status": one.fact_check_status,
        "types": list(one.types),
        "note": one.note,
        "merged_into": one.merged_into,
    }


def _annotator(one: Annotator) -> dict[str, Any]:
    return {"id": one.uid, "name": one.name, "kind": one.kind, "version": one.version}


def _write(source: Source, stream: BinaryIO, options: WriteOptions) -> int:
    return write(source, stream, options)


EXPORTER = Exporter(
    "jsonl", ".jsonl", _write, "everything: texts, annotations, entities, claims, labels", is_lossless=True
)

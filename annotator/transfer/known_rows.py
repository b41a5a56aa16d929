"""Rows of annotations that the project has: which cells were edited, and what that changes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from annotator.formats import csv
from annotator.formats.protocol import Notice, Row
from annotator.model.annotation import MENTION_FORMS, STATUSES, TRANSITIONS, Annotation, arranged, pieces_of
from annotator.model.entity import Entity
from annotator.model.records import AnnotationRecord
from annotator.model.span import Span
from annotator.model.times import now
from annotator.project import Project
from annotator.project.building import edited, review, without_left_entities
from annotator.transfer.reports import CellChange
from annotator.transfer.rows import RowError, asked_spans, entity_of, is_same_cell, label_of, placed
from annotator.transfer.workspace import Workspace

EDITABLE = ("label", "text", "start", "end", "spans", "entity_id", "entity_name", "mention_form", "status", "note")
_PLACE = frozenset(("text", "start", "end", "spans"))
_OFFSETS = ("spans", "start", "end")
_LINK = frozenset(("entity_id", "entity_name"))


@dataclass(frozen=True, slots=True)
class Edit:
    """What a row does to its annotation."""

    annotation: Annotation
    cells: tuple[CellChange, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Moves:
    """Links and labels that rows took away, for what becomes of the entities afterwards."""

    freed: Counter[str] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)
    relabelled: dict[str, list[str]] = field(default_factory=dict)


class KnownRows:
    """Plans what edited rows change, one after the other; `finish` follows up on the entities."""

    def __init__(self, project: Project, workspace: Workspace) -> None:
        self._project = project
        self._workspace = workspace
        self._moves = _Moves()

    def take(self, row: Row, record: AnnotationRecord) -> Edit:
        """Plan the edit of one row, which may be none; raises RowError, and then nothing of it is planned."""
        told = csv.cells(record)
        differing = {name: cell for name, cell in row.cells.items() if not is_same_cell(cell, told[name])}
        notices = _ignored(row, differing, record)
        wanted = {name: differing[name] for name in EDITABLE if name in differing}
        if not _LINK.isdisjoint(wanted) and not _may_link(row, wanted, record):
            wanted = {name: cell for name, cell in wanted.items() if name not in _LINK}
        if not wanted:
            return Edit(record.annotation, (), notices)
        after = self._edited(row, record, set(wanted))
        if after == record.annotation and _LINK.isdisjoint(wanted):
            return Edit(record.annotation, (), notices)
        cells = tuple(CellChange(name, told[name], cell) for name, cell in wanted.items())
        self._plan(row, record, after, names=set(wanted))
        return Edit(after, cells, notices)

    def _edited(self, row: Row, record: AnnotationRecord, names: set[str]) -> Annotation:
        after = record.annotation
        if "label" in names:
            after = replace(after, label=label_of(row, self._workspace, after.kind).uid)
        if "mention_form" in names:
            after = _with_form(row, after)
        if "note" in names:
            after = replace(after, note=row.cells["note"])
        if "status" in names:
            after = _with_status(row, after)
        return self._moved(row, record, after) if names & _PLACE else after

    def _moved(self, row: Row, record: AnnotationRecord, after: Annotation) -> Annotation:
        """Give the annotation the row's place, checked against the text."""
        if "text" not in row.cells:
            raise RowError(row, "spans", "a new place needs the column text, so that it can be checked")
        version = self._project.version(after.article, after.version)
        spans, was_looked_for = placed(row, version.text, _spans_asked(row, record), sha256=version.sha256)
        if was_looked_for and list(spans) == after.spans():
            raise RowError(row, "spans", "the words and the place of the row don't agree; change them together")
        kept = [piece for piece in after.pieces if piece.role != after.main_role]
        pieces = arranged([*kept, *pieces_of(version.text, after.main_role, spans)])
        return replace(after, pieces=pieces, status="proposed" if was_looked_for else after.status)

    def _plan(self, row: Row, record: AnnotationRecord, after: Annotation, *, names: set[str]) -> None:
        before = record.annotation
        if names & _LINK:
            after = self._linked(row, record, after)
        if before.mention and before.mention.entity and after.label != before.label:
            self._moves.relabelled.setdefault(before.mention.entity, []).append(after.label)
        if after.status != before.status:
            self._workspace.put(review(self._project, before, after.status, reason="imported"))
            self._workspace.put(_stamped(self._project, after), before)
        elif names == {"note"}:
            self._workspace.put(_stamped(self._project, after), before)
        else:
            for change in edited(self._project, before, after):
                assert change.after is not None
                self._workspace.put(change.after, change.before)

    def _linked(self, row: Row, record: AnnotationRecord, after: Annotation) -> Annotation:
        """Link the mention, or give the claim its claimant."""
        label = self._workspace.labels().get(after.label) if after.kind == "entity" else None
        person = label or self._workspace.label("PERSON", "entity") or next(iter(self._workspace.labels()))
        entity = entity_of(row, self._workspace, person)
        self._count(record.entity, entity)
        if after.mention is not None:
            rule = "chosen" if entity else ""
            return replace(after, mention=replace(after.mention, entity=entity.uid if entity else None, link_rule=rule))
        claim = self._workspace.claim(after.occurrence.claim) if after.occurrence else None
        if claim is not None:
            self._workspace.put(replace(claim, claimant=entity.uid if entity else None), claim)
        return after

    def _count(self, before: Entity | None, after: Entity | None) -> None:
        if before is not None and before != after:
            self._moves.freed[before.uid] += 1
        if after is not None:
            self._moves.used.add(after.uid)

    def finish(self) -> None:
        """Let entities follow: a bare one that lost its last use goes, one whose mentions all moved is relabelled."""
        freed = {uid: count for uid, count in self._moves.freed.items() if uid not in self._moves.used}
        for change in without_left_entities(self._project, freed):
            assert change.before is not None
            self._workspace.remove(change.before)
        for uid, labels in self._moves.relabelled.items():
            entity = self._workspace.entity(uid)
            is_alone = entity is not None and self._project.entity_uses(uid)[0] <= len(labels)
            if entity is not None and is_alone and len(set(labels)) == 1 and uid not in freed:
                self._workspace.put(replace(entity, label=labels[0]), entity)


def _ignored(row: Row, differing: Iterable[str], record: AnnotationRecord) -> tuple[Notice, ...]:
    """Tell which edited cells are not taken back."""
    names = [name for name in differing if name not in EDITABLE]
    if not names:
        return ()
    message = f"{', '.join(names)} of {record.annotation.uid} can't be changed here and was ignored"
    return (Notice("cell-ignored", message, row.number),)


def _may_link(row: Row, wanted: dict[str, str], record: AnnotationRecord) -> bool:
    """Tell whether the row's entity cells count: an id that changed, or a name where there is no id."""
    uid = row.cells.get("entity_id", record.entity.uid if record.entity else "").strip()
    return "entity_id" in wanted or not uid


def _spans_asked(row: Row, record: AnnotationRecord) -> tuple[Span, ...]:
    """Return the place that the row asks for; cells that were not edited give way to those that were."""
    told = csv.cells(record)
    there = {name: row.cells.get(name, told[name]) for name in _OFFSETS}
    changed = {name for name in _OFFSETS if there[name] != told[name]}
    if changed == {"spans"}:
        return asked_spans(Row(row.number, {"spans": there["spans"]}))
    if "spans" in changed:
        return asked_spans(Row(row.number, there))
    if changed and len(record.annotation.spans()) > 1:
        raise RowError(row, "spans", "of an annotation with several pieces change the column spans")
    return asked_spans(Row(row.number, {"start": there["start"], "end": there["end"]})) if changed else _spans(record)


def _spans(record: AnnotationRecord) -> tuple[Span, ...]:
    return tuple(record.annotation.spans())


def _with_form(row: Row, after: Annotation) -> Annotation:
    form = row.cells["mention_form"].strip().upper()
    if after.mention is None or form not in MENTION_FORMS:
        raise RowError(row, "mention-form", f"mention_form is one of {', '.join(MENTION_FORMS)}, for entities only")
    return replace(after, mention=replace(after.mention, form=form))


def _with_status(row: Row, after: Annotation) -> Annotation:
    status = row.cells["status"].strip().lower()
    if status not in STATUSES:
        raise RowError(row, "status", f"the status “{status}” is not one of {', '.join(STATUSES)}")
    if after.status != status and status not in TRANSITIONS[after.status]:
        allowed = ", ".join(TRANSITIONS[after.status])
        raise RowError(row, "status", f"what is {after.status} can't become {status}, only {allowed}")
    return replace(after, status=status)


def _stamped(project: Project, after: Annotation) -> Annotation:
    """Sign an edit with the person and the time."""
    return replace(after, updated_by=project.person.uid, updated_at=now())

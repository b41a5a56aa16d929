"""What is left of the annotations of a damaged project, with their reviews and the forms that are no entities."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace

from annotator.model.annotation import ORIGINS, STATUSES, Annotation, Mention, Occurrence, Piece, arranged
from annotator.model.claim import Claim
from annotator.model.ids import new_uid
from annotator.model.people import Review
from annotator.model.rejection import NotEntity
from annotator.store.past import NO_VALUE
from annotator.store.placing import Around
from annotator.store.remains import Remains, known
from annotator.store.salvage import Row, clean

_REVIEW_CELLS = ("uid", "from_status", "to_status", "reason", "comment", "created_at")


class TagRemains:
    """Every annotation that can be made of what is left. One whose text is gone has no article (an empty uid)."""

    def __init__(self, remains: Remains) -> None:
        self._remains = remains
        self.around: dict[tuple[str, str, int], Around] = {}
        """What stood around each piece, by annotation, role and start."""
        self._pieces: dict[int, list[Piece]] = defaultdict(list)
        self._contexts: dict[int, list[tuple[str, int, Around]]] = defaultdict(list)
        self._read_spans()
        damaged = remains.damaged
        self._mentions = {row["annotation_id"]: row for row in damaged.rows("mentions")}
        self._occurrences = {row["annotation_id"]: row for row in damaged.rows("claim_occurrences")}
        self._sets = {row["id"]: clean(row["name"]) for row in damaged.rows("annotation_sets")}
        remains.uids["annotations"].update((row["id"], clean(row["uid"])) for row in damaged.rows("annotations"))
        made = remains.made("annotations", self._annotation, "annotation")
        self.annotations = {uid: self._settled(one) for uid, one in made.items()}
        self.reviews: dict[str, Review] = remains.made("reviews", self._review, "review")
        self.rejections: dict[str, NotEntity] = remains.made("not_entities", self._rejection, "not_entity")

    def _read_spans(self) -> None:
        for row in self._remains.damaged.rows("spans"):
            role, start, words = clean(row["role"]), row["start_offset"], clean(row["quote"])
            with suppress(*NO_VALUE):
                self._pieces[row["annotation_id"]].append(Piece(role, start, start + len(words), words))
                around = (clean(row["prefix"]), clean(row["suffix"]))
                self._contexts[row["annotation_id"]].append((role, start, around))

    def _annotation(self, row: Row) -> Annotation:
        """Make an annotation of its row; raises ValueError where neither row nor history knows its words."""
        remains, number, uid, kind = self._remains, row["id"], clean(row["uid"]), clean(row["kind"])
        past = remains.past.of(Annotation, uid)
        for role, start, around in self._contexts[number]:
            self.around[uid, role, start] = around
        article, version = remains.places.get(row["article_version_id"], ("", 0))
        status, origin = clean(row["status"]), clean(row["origin"])
        return Annotation(
            uid,
            article,
            version,
            kind,
            remains.label(row["label_id"], kind, told=past.label if past else ""),
            self._words(number, kind, past),
            status=status if status in STATUSES else "proposed",
            origin=origin if origin in ORIGINS else "imported",
            origin_ref=clean(row["origin_ref"]),
            confidence=row["confidence"] if isinstance(row["confidence"], float) else None,
            annotation_set=self._sets.get(row["set_id"], "working"),
            note=clean(row["note"]),
            created_by=remains.person(row["created_by"]),
            created_at=clean(row["created_at"]),
            updated_by=remains.person(row["updated_by"]),
            updated_at=clean(row["updated_at"]),
            mention=self._mention(number, past) if kind == "entity" else None,
            occurrence=self._occurrence(number, past) if kind == "claim" else None,
        )

    def _words(self, number: int, kind: str, past: Annotation | None) -> tuple[Piece, ...]:
        """Return the pieces of an annotation, from its history where those with its own words are gone."""
        main = "mention" if kind == "entity" else "content"
        found = [one for one in self._pieces[number] if kind == "claim" or one.role == main]
        if not any(one.role == main for one in found) and past is not None:
            return past.pieces
        return arranged(found)

    def _mention(self, number: int, past: Annotation | None) -> Mention:
        row = self._mentions.get(number)
        with suppress(*NO_VALUE):
            if row is not None:
                entity = self._remains.entity(row["entity_id"])
                return Mention(entity, clean(row["form"]), clean(row["link_rule"]) if entity else "")
        return past.mention if past is not None and past.mention is not None else Mention()

    def _occurrence(self, number: int, past: Annotation | None) -> Occurrence:
        row = self._occurrences.get(number)
        with suppress(*NO_VALUE):
            if row is not None:
                return self._occurrence_of(row)
        return past.occurrence if past is not None and past.occurrence is not None else Occurrence("")

    def _occurrence_of(self, row: Row) -> Occurrence:
        uids = self._remains.uids
        parent, target = row["parent_annotation_id"], row["stance_target_entity_id"]
        told = {name: clean(row[name]) for name in ("quote_type", "modality", "polarity", "endorsement", "stance")}
        return Occurrence(
            uids["claims"].get(row["claim_id"], ""),
            clean(row["voice"]),
            uids["annotations"].get(parent) if parent is not None else None,
            stance_target=self._remains.entity(target),
            **told,
        )

    def _settled(self, one: Annotation) -> Annotation:
        """Leave out links to what is gone, and give an occurrence without its claim a new one."""
        remains = self._remains
        there = (one.article, one.version) in remains.versions
        one = replace(
            one,
            article=one.article if there else "",
            label=one.label if one.label in remains.labels else remains.label(None, one.kind),
        )
        if one.mention is not None:
            return replace(one, mention=_linked(one.mention, known(one.mention.entity, remains.entities)))
        assert one.occurrence is not None
        claim = one.occurrence.claim
        if claim not in remains.claims:
            claim = new_uid("claim")
            remains.claims[claim] = Claim(claim)
            remains.problems.append(f"The claim of annotation {one.uid} can't be read; it has a new, empty one.")
        target = known(one.occurrence.stance_target, remains.entities)
        return replace(one, occurrence=replace(one.occurrence, claim=claim, stance_target=target))

    def _review(self, row: Row) -> Review:
        told = {name: clean(row[name]) for name in _REVIEW_CELLS}
        reviewer = self._remains.person(row["reviewer_id"]) or ""
        return Review(annotation=self._remains.uids["annotations"][row["annotation_id"]], reviewer=reviewer, **told)

    def _rejection(self, row: Row) -> NotEntity:
        article, number = self._remains.places[row["version_id"]]
        told = (row["start_offset"], row["end_offset"], clean(row["form"]), clean(row["rule"]))
        return NotEntity(clean(row["uid"]), article, number, *told)


def _linked(mention: Mention, entity: str | None) -> Mention:
    return mention if entity == mention.entity else Mention(entity, mention.form)

"""Turn what an article holds into the rows of the panel's tabs."""

from PySide6.QtCore import QObject

from annotator.model.annotation import Annotation
from annotator.model.entity import Entity
from annotator.ui.panel.contents import ArticleContents, Touched
from annotator.ui.panel.rows import ClaimRow, EntityRow, HeadingRow, HintRow, NoteRow, Row
from annotator.ui.panel.wording import attributes, word
from annotator.ui.translation import N_, translated

UNLINKED = "unlinked"
ARTICLE_NOTE = "article"
_FORMS_SHOWN = 3


class Listing(QObject):
    """Makes the rows of one article; the words in them are translated."""

    def __init__(self, contents: ArticleContents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self._spoken = contents.claim_counts()
        self._entity_rows: dict[str, EntityRow | None] = {}
        self._claim_rows: dict[str, Row] = {}

    def refresh(self, touched: Touched) -> None:
        """Make the rows anew that a change touched."""
        if "label" in touched.kinds:
            self._entity_rows.clear()
            self._claim_rows.clear()
        for uid in touched.entities:
            self._entity_rows.pop(uid, None)
        if touched.kinds & {"claim", "entity"}:
            before, self._spoken = self._spoken, self._contents.claim_counts()
            self._claim_rows.clear()
            for uid in {*before, *self._spoken}:
                if before[uid] != self._spoken[uid]:
                    self._entity_rows.pop(uid, None)

    def entities(self) -> list[Row]:
        """Return the entities in order of their first mention, then the claimants that are never named."""
        mentioned = self._contents.mentioned()
        named = set(mentioned)
        silent = [uid for uid in self._spoken if uid not in named]
        rows: list[Row] = [row for row in map(self._kept_row, [*mentioned, *silent]) if row is not None]
        loose = self._contents.mention_count("")
        if loose:
            rows.append(EntityRow(UNLINKED, self.tr("Without an entity"), self.tr("not linked yet"), "", loose))
        return rows

    def claims(self) -> list[Row]:
        """Return the claims as cards, in text order."""
        made = self._claim_rows
        for annotation in self._contents.claims():
            if annotation.uid not in made:
                made[annotation.uid] = self._claim_row(annotation)
        return [made[annotation.uid] for annotation in self._contents.claims()]

    def notes(self) -> list[Row]:
        """Return the article's note, then those of its annotations."""
        article = self._contents.article
        rows: list[Row] = [NoteRow(ARTICLE_NOTE, article.title, article.note)] if article.note else []
        return rows + [NoteRow(one.uid, one.quote, one.note, self._hue(one.label)) for one in self._contents.noted()]

    def counts(self) -> tuple[int, int, int]:
        """Return how many entities, claims and notes there are."""
        contents = self._contents
        named = set(contents.mentioned())
        silent = sum(1 for uid in self._spoken if uid not in named)
        notes = contents.note_count() + bool(contents.article.note)
        return len(named) + silent + bool(contents.mention_count("")), contents.claim_count(), notes

    def entities_tab(self) -> list[Row]:
        """Return the entities with the claims below them."""
        entities, claims = self.entities(), self.claims()
        if not entities:
            entities = [HintRow("no entities", self.tr("Select a name in the text and press the key of its label."))]
        if not claims:
            return entities
        return [*entities, HeadingRow("claims", self.tr("Claims"), self.tr("By order in text")), *claims]

    def claims_tab(self) -> list[Row]:
        """Return the claims, or what to do to get one."""
        hint = HintRow("no claims", self.tr("Put the caret into a sentence that says what someone says, and press C."))
        return self.claims() or [hint]

    def notes_tab(self) -> list[Row]:
        """Return the notes, or what to do to get one."""
        return self.notes() or [HintRow("no notes", self.tr("Put the caret on a tag and press N to write a note."))]

    def _kept_row(self, uid: str) -> EntityRow | None:
        if uid not in self._entity_rows:
            self._entity_rows[uid] = self._entity_row(uid)
        return self._entity_rows[uid]

    def _entity_row(self, uid: str) -> EntityRow | None:
        entity = self._contents.entity(uid)
        if entity is None:
            return None
        mentions = [one for one in self._contents.mentions(uid) if one.status != "rejected"]
        waiting = sum(_is_waiting(one) for one in mentions)
        detail = " · ".join(part for part in self._details(entity, mentions) if part)
        return EntityRow(uid, entity.name, detail, self._hue(entity.label), len(mentions) - waiting, waiting)

    def _details(self, entity: Entity, mentions: list[Annotation]) -> list[str]:
        label = self._contents.labels.get(entity.label)
        return [label.name if label else "", self._speaks(entity), entity.description, self._forms(entity, mentions)]

    def _speaks(self, entity: Entity) -> str:
        count = self._spoken[entity.uid]
        if count == 0:
            return ""
        return self.tr("speaks in 1 claim") if count == 1 else self.tr("speaks in {0} claims").format(count)

    def _forms(self, entity: Entity, mentions: list[Annotation]) -> str:
        forms = list(dict.fromkeys(one.quote for one in mentions))
        other = [f"“{form}”" for form in forms if form != entity.name]
        if not other:
            return ""
        shown = ", ".join(other[:_FORMS_SHOWN]) + ("…" if len(other) > _FORMS_SHOWN else "")
        return (self.tr("as {0}") if len(other) == len(forms) else self.tr("also {0}")).format(shown)

    def _claim_row(self, annotation: Annotation) -> ClaimRow:
        claimant = self._contents.claimant_of(annotation)
        name = claimant.name if claimant else annotation.text("source") or self.tr("Claimant unknown")
        hue = self._hue(claimant.label) if claimant else self._hue(annotation.label)
        record = self._contents.claim_of(annotation)
        check = record.check_worthiness if record else ""
        chips = [*attributes(annotation), *([word(check)] if check == "check_worthy" else [])]
        status = "" if annotation.status == "accepted" else annotation.status
        return ClaimRow(
            annotation.uid,
            name,
            hue,
            annotation.text("cue"),
            annotation.quote,
            edge=f"status_{status}" if status else "claim_bracket",
            badge=word(status),
            status=status,
            chips=tuple(chips),
        )

    def _hue(self, label_uid: str) -> str:
        label = self._contents.labels.get(label_uid)
        return label.color if label else ""


def without_article(tab: int) -> list[Row]:
    """Return what a tab will list, by its number, while no article is open."""
    text = (
        N_("Listing", "Open an article to see the people, places and things that are tagged in it."),
        N_("Listing", "Open an article to see who says what in it."),
        N_("Listing", "Open an article to see the notes on it and on its tags."),
    )[tab]
    return [HintRow("no article", translated("Listing", text))]


def _is_waiting(annotation: Annotation) -> bool:
    """Tell whether a mention was made by rule and nobody has decided on it."""
    return annotation.status == "proposed" or (annotation.status == "draft" and annotation.origin == "propagated")

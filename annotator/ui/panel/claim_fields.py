"""The inspector's fields of a claim: who says it, how it is said, and what it amounts to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.model.annotation import ENDORSEMENTS, MODALITIES, POLARITIES, QUOTE_TYPES, Annotation
from annotator.model.claim import CHECK_WORTHINESS
from annotator.model.entity import Entity
from annotator.project import Project, claims, entities, naming
from annotator.ui.panel.attempt import Attempts
from annotator.ui.panel.contents import ArticleContents
from annotator.ui.panel.entity_edit import EntityEdit
from annotator.ui.panel.fields import ChoiceRow
from annotator.ui.panel.form import NamedRows
from annotator.ui.widgets import ElidedLabel


class LineEdit(QLineEdit):
    """A line kept on Enter or when the focus leaves it; Escape gives back what it was."""

    written = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._kept = ""
        self.setAccessibleName(name)

    def show_text(self, owner: str, text: str) -> None:
        """Show the text of an owner; what is being written on the same one stays."""
        if owner == self._owner and self.text() != self._kept:
            self._kept = text
            return
        self._owner, self._kept = owner, text
        self.setText(text)
        self.setCursorPosition(0)

    def commit(self) -> None:
        """Tell what was written, if it differs."""
        if self.text() != self._kept:
            self._kept = self.text()
            self.written.emit(self._kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter, give back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._kept)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        self.commit()
        self.left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was written when the focus goes elsewhere."""
        super().focusOutEvent(event)
        self.commit()


class ClaimFields(QWidget):
    """Edits a claim's occurrence and its record; every choice is one change."""

    left = Signal()

    def __init__(self, project: Project, attempts: Attempts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._attempts = attempts
        self._contents: ArticleContents | None = None
        self._annotation: Annotation | None = None
        self._choices: dict[str, ChoiceRow] = {}
        self._build()
        self._connect()

    def choice(self, field: str) -> ChoiceRow:
        """Return the chips of a field such as `modality`."""
        return self._choices[field]

    def _build(self) -> None:
        rows = NamedRows(self)
        self.claimant = EntityEdit(self.tr("Claimant"), self._known_entities, self)
        self.cue = ElidedLabel()
        self.source = ElidedLabel()
        self.proposition = LineEdit(self.tr("Proposition"), self)
        self.proposition.setPlaceholderText(self.tr("The claim in words of its own"))
        rows.add_named(self.tr("Claimant"), self.claimant)
        rows.add_named(self.tr("Source"), self.source)
        rows.add_named(self.tr("Cue"), self.cue)
        for field, name, values in self._closed():
            self._choices[field] = ChoiceRow(name, values, self)
            rows.add_named(name, self._choices[field])
        rows.add_named(self.tr("Proposition"), self.proposition)

    def _closed(self) -> list[tuple[str, str, Sequence[str]]]:
        return [
            ("quote_type", self.tr("Quotation"), QUOTE_TYPES),
            ("modality", self.tr("Modality"), MODALITIES),
            ("polarity", self.tr("Polarity"), POLARITIES),
            ("endorsement", self.tr("Reporter"), ENDORSEMENTS),
            ("check_worthiness", self.tr("Check"), CHECK_WORTHINESS[1:]),
        ]

    def _connect(self) -> None:
        self.claimant.link_wanted.connect(lambda uid: self._edit_claim(claimant=uid))
        self.claimant.unlink_wanted.connect(lambda: self._edit_claim(claimant=None))
        self.claimant.make_wanted.connect(self._make_claimant)
        self.claimant.rename_wanted.connect(self._rename_claimant)
        self.proposition.written.connect(lambda text: self._edit_claim(proposition=text))
        self.claimant.left.connect(self.left)
        self.proposition.left.connect(self.left)
        for field, row in self._choices.items():
            row.chosen.connect(lambda value, field=field: self._choose(field, value))

    def commit(self) -> None:
        """Keep what is being written."""
        self.proposition.commit()

    def show_annotation(self, annotation: Annotation, contents: ArticleContents) -> None:
        """Show a claim of the article."""
        self._annotation, self._contents = annotation, contents
        record = contents.claim_of(annotation)
        source = annotation.text("source")
        self.claimant.show_entity(contents.claimant_of(annotation))
        self.claimant.setPlaceholderText(source or self.tr("Unknown: type a name"))
        self.source.setText(source or self.tr("not marked"))
        self.source.set_tone("text" if source else "soft")
        self.cue.setText(annotation.text("cue") or self.tr("not marked"))
        self.cue.set_tone("text" if annotation.text("cue") else "soft")
        self.proposition.show_text(record.uid if record else "", record.proposition if record else "")
        for field, row in self._choices.items():
            holder = record if field == "check_worthiness" else annotation.occurrence
            row.set_value(getattr(holder, field) if holder is not None else "")

    def _known_entities(self) -> list[Entity]:
        return self._contents.entities() if self._contents else []

    def _choose(self, field: str, value: str) -> None:
        annotation = self._annotation
        if field == "check_worthiness":
            self._edit_claim(check_worthiness=value)
        elif annotation is not None and getattr(annotation.occurrence, field) != value:
            self._attempts.run(lambda: claims.edit_occurrence(self._project, annotation, **{field: value}))

    def _edit_claim(self, **fields: object) -> None:
        occurrence = self._annotation.occurrence if self._annotation else None
        if occurrence is not None:
            self._attempts.run(lambda: claims.edit_claim(self._project, occurrence.claim, **fields))

    def _make_claimant(self, name: str) -> None:
        occurrence = self._annotation.occurrence if self._annotation else None
        if occurrence is not None:
            label = self._claimant_label()
            self._attempts.run(lambda: naming.new_claimant(self._project, occurrence.claim, name, label=label))

    def _claimant_label(self) -> str:
        """Return the label for a claimant typed by name: Person, or the first there is."""
        labels = self._project.labels()
        known = labels.by_key("PERSON") or next(iter(labels.in_use("entity")))
        return known.uid

    def _rename_claimant(self, name: str) -> None:
        known = self._contents.claimant_of(self._annotation) if self._contents and self._annotation else None
        if known is not None:
            self._attempts.run(lambda: entities.edit(self._project, known.uid, name=name))

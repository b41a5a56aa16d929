"""The inspector: what is selected in the text, with every field that can be changed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.model.annotation import Annotation
from annotator.project import Project, annotating
from annotator.ui.panel.attempt import Attempts
from annotator.ui.panel.claim_fields import ClaimFields
from annotator.ui.panel.contents import ArticleContents
from annotator.ui.panel.fields import NoteEdit
from annotator.ui.panel.form import NamedRows
from annotator.ui.panel.mention_fields import MentionFields
from annotator.ui.panel.status_row import StatusRow
from annotator.ui.widgets import SectionHeading, StatusBadge, plain_tip
from annotator.ui.widgets.marked_text import MarkedText, Run

_QUOTE_SHOWN = 150


class Inspector(QFrame):
    """A quiet card for one annotation; each edit is a verb of the project."""

    left = Signal()

    def __init__(self, project: Project, attempts: Attempts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._attempts = attempts
        self._annotation: Annotation | None = None
        self.setAccessibleName(self.tr("Selected annotation"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.heading = SectionHeading("")
        self.badge = StatusBadge("accepted")
        self.quote = MarkedText(px=16)
        self.mention = MentionFields(self._project, self._attempts)
        self.claim = ClaimFields(self._project, self._attempts)
        self.status = StatusRow()
        self.note = NoteEdit(self.tr("Note"))
        self.delete = QPushButton(self.tr("Delete this tag"))
        self.delete.setProperty("look", "link")
        self.delete.setToolTip(plain_tip(self.tr("Remove the tag; undo brings it back")))
        self.delete.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(7)
        column.addLayout(self._top_row())
        for part in (self.quote, self.status, self.mention, self.claim, self._last_rows()):
            column.addWidget(part)
        column.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignRight)

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(self.badge)
        return row

    def _last_rows(self) -> QWidget:
        box = QWidget()
        rows = NamedRows(box)
        rows.add_named(self.tr("Note"), self.note)
        return box

    def _connect(self) -> None:
        self.status.decided.connect(self._decide)
        self.delete.clicked.connect(self._delete)
        for part in (self.mention, self.claim, self.note):
            part.left.connect(self.left)

    def annotation(self) -> Annotation | None:
        """Return what is shown."""
        return self._annotation

    def commit(self) -> None:
        """Keep what is being written in its fields."""
        self.note.commit()
        self.claim.commit()

    def show_annotation(self, annotation: Annotation, contents: ArticleContents) -> None:
        """Show an annotation of the article as it is now."""
        if self._annotation is not None and self._annotation.uid != annotation.uid:
            self.claim.commit()
        self._annotation = annotation
        label = contents.labels.get(annotation.label)
        self.heading.set_text(label.name if label else annotation.kind)
        self.badge.set_status(annotation.status)
        self.quote.set_runs(runs_of(annotation, contents))
        self.mention.setVisible(annotation.kind == "entity")
        self.claim.setVisible(annotation.kind == "claim")
        fields = self.mention if annotation.kind == "entity" else self.claim
        fields.show_annotation(annotation, contents)
        self.status.show_annotation(annotation)
        self.note.show_note(annotation.uid, annotation.note, self._note_keeper(annotation))

    def clear(self) -> None:
        """Show nothing; what is being written is kept first."""
        self.commit()
        self._annotation = None

    def write_note(self) -> None:
        """Put the caret at the end of the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def _note_keeper(self, annotation: Annotation) -> "NoteKeeper":
        return NoteKeeper(self._project, self._attempts, annotation.uid)

    def _decide(self, status: str, reason: str) -> None:
        annotation = self._annotation
        if annotation is not None:
            self._attempts.run(lambda: annotating.set_status(self._project, [annotation], status, reason=reason))

    def _delete(self) -> None:
        annotation = self._annotation
        if annotation is not None:
            self._attempts.run(lambda: annotating.delete(self._project, [annotation]))
        self.left.emit()


class NoteKeeper:
    """Keeps what was written as the note of one annotation, as it is when that happens."""

    def __init__(self, project: Project, attempts: Attempts, uid: str) -> None:
        self._project = project
        self._attempts = attempts
        self._uid = uid

    def __call__(self, note: str) -> None:
        """Write the note, unless the annotation has gone."""
        annotation = self._project.annotation(self._uid)
        if annotation is not None:
            self._attempts.run(lambda: annotating.set_note(self._project, annotation, note))


class InspectorArea(QScrollArea):
    """The inspector in as much room as it needs, scrolled where the panel has less."""

    def __init__(self, inspector: Inspector, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inspector = inspector
        self.setProperty("place", "card")
        self.setWidget(inspector)
        inspector.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def needed(self, most: int) -> int:
        """Return the height that the inspector needs, up to the given one."""
        layout = self._inspector.layout()
        needed = layout.totalHeightForWidth(self.viewport().width()) if layout is not None else 0
        return min(max(needed + 2, 120), most)


def runs_of(annotation: Annotation, contents: ArticleContents) -> list[Run]:
    """Return the annotation as a readable line: for a claim who says, in what word, what."""
    label = contents.labels.get(annotation.label)
    if annotation.kind == "entity":
        return [Run(_shortened(annotation.quote), hue=label.color if label else "hue-1")]
    claimant = contents.claimant_of(annotation)
    name = claimant.name if claimant else annotation.text("source")
    cue = annotation.text("cue")
    head = [Run(name, is_bold=True), Run(" " if name else ""), Run(cue, is_italic=True)]
    return [*head, Run(": " if name or cue else ""), Run(_shortened(annotation.quote), line="claim_line")]


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTE_SHOWN else f"{flat[: _QUOTE_SHOWN * 2 // 3]} … {flat[-_QUOTE_SHOWN // 3 :]}"

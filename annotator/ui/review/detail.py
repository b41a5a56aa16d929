"""The pane beside the table: the current annotation in its sentence, its fields and its history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.model.annotation import Annotation
from annotator.model.article import Version
from annotator.model.claim import Claim
from annotator.model.label import LabelSet
from annotator.model.records import Filter
from annotator.model.span import Span
from annotator.project import Project
from annotator.project.queries import HistoryEntry
from annotator.project.review import ReviewRows
from annotator.ui.panel.attempt import Attempts
from annotator.ui.panel.fields import NoteEdit
from annotator.ui.panel.form import NamedRows
from annotator.ui.panel.inspector import NoteKeeper
from annotator.ui.panel.wording import word
from annotator.ui.review.sentence import around, marked
from annotator.ui.review.when import shown_time
from annotator.ui.widgets import Card, EmptyHint, PlainLabel, SectionHeading, StatusBadge
from annotator.ui.widgets.marked_text import MarkedText

WIDTH = 348
_HISTORY_SHOWN = 30
_NEAR = 20
_ANSWERS_KEPT = 8


class DetailPane(QScrollArea):
    """Shows one annotation; only its note is written here."""

    open_wanted = Signal()
    refused = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._version: Version | None = None
        self._uid = ""
        self._shown: list[tuple[str, str]] = []
        self._answers: dict[Filter, ReviewRows] = {}
        self._attempts = Attempts(self)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("The annotation of the current row"))
        self._build()
        self._connect()

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(8)
        self.hint = EmptyHint(self.tr("Choose a row to see it in its sentence."))
        self.box = QWidget()
        column.addWidget(self.hint)
        column.addWidget(self.box)
        column.addStretch(1)
        parts = QVBoxLayout(self.box)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(8)
        parts.addLayout(self._top_row())
        parts.addWidget(self._card())
        self._fields_place = QVBoxLayout()
        parts.addLayout(self._fields_place)
        self.note = NoteEdit(self.tr("Note"))
        parts.addWidget(self.note)
        parts.addWidget(SectionHeading(self.tr("History")))
        self._history_place = QVBoxLayout()
        self._history_place.setSpacing(6)
        parts.addLayout(self._history_place)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.box.hide()

    def _top_row(self) -> QHBoxLayout:
        self.heading = SectionHeading("")
        self.open_button = QPushButton(self.tr("Open in text ⏎"))
        self.open_button.setProperty("look", "link")
        self.open_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(self.open_button)
        return row

    def _card(self) -> Card:
        card = Card()
        card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sentence = MarkedText(px=16)
        card.body.addWidget(self.sentence)
        card.chosen.connect(self.open_wanted)
        return card

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.open_wanted)
        self.note.left.connect(self.left)
        self._attempts.refused.connect(self.refused)

    def show_annotation(self, project: Project, uid: str) -> None:
        """Show an annotation as it is now; an empty or unknown uid shows the hint."""
        annotation = project.annotation(uid) if uid else None
        if annotation is None:
            self.note.commit()
        self._project, self._uid = project, uid if annotation else ""
        self.hint.setVisible(annotation is None)
        self.box.setVisible(annotation is not None)
        if annotation is None:
            return
        labels = project.labels()
        self.heading.set_text(self._numbered(project, annotation, labels))
        self._show_sentence(project, annotation, labels)
        self._show_fields(project, annotation)
        self.note.show_note(uid, annotation.note, NoteKeeper(project, self._attempts, uid))
        self._show_history(project.history_of(uid))

    def commit(self) -> None:
        """Keep the note that is being written."""
        self.note.commit()

    def forget(self) -> None:
        """Ask again which annotations there are, as some have come, gone or moved."""
        self._answers.clear()

    def _rows(self, project: Project, wanted: Filter) -> ReviewRows:
        if len(self._answers) >= _ANSWERS_KEPT:
            self._answers.clear()
        if wanted not in self._answers:
            self._answers[wanted] = project.review(wanted)
        return self._answers[wanted]

    def _numbered(self, project: Project, annotation: Annotation, labels: LabelSet) -> str:
        """Return which of how many annotations with that label it is in its article."""
        label = labels.get(annotation.label)
        rows = self._rows(project, Filter(articles=(annotation.article,), labels=(annotation.label,)))
        place = rows.position(annotation.uid)
        name = label.name if label else annotation.kind
        return self.tr("{0} {1} of {2}").format(name, place + 1, len(rows)) if place is not None else name

    def uid(self) -> str:
        """Return the uid of what is shown."""
        return self._uid

    def fields(self) -> dict[str, str]:
        """Return the fields shown, by name."""
        return dict(self._shown)

    def write_note(self) -> None:
        """Put the caret into the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_sentence(self, project: Project, annotation: Annotation, labels: LabelSet) -> None:
        known = self._version
        if known is None or (known.article, known.number) != (annotation.article, annotation.version):
            known = self._version = project.version(annotation.article, annotation.version)
        shown = around(known.text, annotation)
        rows = self._rows(project, Filter(articles=(annotation.article,)))
        neighbours = _neighbours(project, rows, annotation, shown)
        self.sentence.set_runs(marked(known.text, shown, annotation, neighbours=neighbours, labels=labels))

    def _show_fields(self, project: Project, annotation: Annotation) -> None:
        self._shown = self._claim(project, annotation) if annotation.occurrence else self._mention(project, annotation)
        _empty(self._fields_place)
        box = QWidget()
        rows = NamedRows(box)
        for name, text in self._shown:
            value = PlainLabel(text)
            value.setWordWrap(True)
            rows.add_named(name, value)
        badge = QWidget()
        line = QHBoxLayout(badge)
        line.setContentsMargins(0, 2, 0, 0)
        line.addWidget(StatusBadge(annotation.status))
        line.addStretch(1)
        rows.add_named(self.tr("Status"), badge)
        self._fields_place.addWidget(box)

    def _mention(self, project: Project, annotation: Annotation) -> list[tuple[str, str]]:
        mention = annotation.mention
        entity = project.entity(mention.entity) if mention and mention.entity else None
        shown = [
            (self.tr("Entity"), entity.name if entity else self.tr("not linked")),
            (self.tr("Known as"), entity.description if entity else ""),
            (self.tr("Form"), word(mention.form) if mention else ""),
            (self.tr("Article"), project.article(annotation.article).title),
        ]
        return [(name, text) for name, text in shown if text]

    def _claim(self, project: Project, annotation: Annotation) -> list[tuple[str, str]]:
        occurrence = annotation.occurrence
        assert occurrence is not None
        record = project.claim(occurrence.claim) or Claim(occurrence.claim)
        claimant = project.entity(record.claimant) if record.claimant else None
        shown = [
            (self.tr("Claimant"), claimant.name if claimant else self.tr("unknown")),
            (self.tr("Source"), annotation.text("source")),
            (self.tr("Cue"), annotation.text("cue")),
            (self.tr("Quotation"), word(occurrence.quote_type)),
            (self.tr("Modality"), word(occurrence.modality)),
            (self.tr("Polarity"), word(occurrence.polarity)),
            (self.tr("Reporter"), word(occurrence.endorsement)),
            (self.tr("Check"), word(record.check_worthiness)),
        ]
        return [(name, text) for name, text in shown if text]

    def _show_history(self, entries: list[HistoryEntry]) -> None:
        _empty(self._history_place)
        for entry in entries[-_HISTORY_SHOWN:]:
            parts = (entry.title, entry.who, shown_time(entry.at))
            line = PlainLabel(" · ".join(part for part in parts if part), px=12, tone="soft")
            line.setWordWrap(True)
            self._history_place.addWidget(line)


def _empty(layout: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _neighbours(project: Project, rows: ReviewRows, annotation: Annotation, shown: Span) -> list[Annotation]:
    """Return what is tagged in a stretch of text around an annotation, itself included."""
    place = rows.position(annotation.uid) or 0
    near = rows.page(max(place - _NEAR, 0), place + _NEAR)
    uids = [row.uid for row in near if row.start < shown.end and shown.start < row.end and row.status != "rejected"]
    return [one for one in map(project.annotation, {*uids, annotation.uid}) if one is not None]

"""The inspector's fields of a mention: its label, its entity and its form."""

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.model.annotation import MENTION_FORMS, Annotation
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.project import Project, annotating, entities, naming
from annotator.ui import theme
from annotator.ui.panel.attempt import Attempts
from annotator.ui.panel.contents import ArticleContents
from annotator.ui.panel.entity_edit import EntityEdit
from annotator.ui.panel.fields import ChoiceRow
from annotator.ui.panel.form import NamedRows
from annotator.ui.translation import N_, translated
from annotator.ui.widgets import PlainLabel, paint

_RULES = {
    "exact": N_("Links", "Linked by the exact name"),
    "alias": N_("Links", "Linked by another name of it"),
    "surname": N_("Links", "Linked by the surname"),
    "acronym": N_("Links", "Linked by the acronym"),
    "demonym": N_("Links", "Linked as a word for its people"),
    "chosen": N_("Links", "Linked by hand"),
    "imported": N_("Links", "Linked in the file it came from"),
    "new": N_("Links", "The first mention: the entity was made of it"),
}


class MentionFields(QWidget):
    """Edits a mention; every choice is one change, and then the text may have the focus back."""

    left = Signal()

    def __init__(self, project: Project, attempts: Attempts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._attempts = attempts
        self._contents: ArticleContents | None = None
        self._annotation: Annotation | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.label = QComboBox(self)
        self.label.setAccessibleName(self.tr("Label"))
        self.entity = EntityEdit(self.tr("Entity"), self._known_entities, self)
        self.entity.setPlaceholderText(self.tr("Not linked: type a name"))
        self.rule = PlainLabel(px=12, tone="soft")
        self.rule.setWordWrap(True)
        self.form = ChoiceRow(self.tr("Form"), MENTION_FORMS, self)
        self._rows = rows = NamedRows(self)
        rows.add_named(self.tr("Label"), self.label)
        rows.add_named(self.tr("Entity"), self.entity)
        rows.add_named("", self.rule)
        rows.add_named(self.tr("Form"), self.form)

    def _connect(self) -> None:
        self.label.activated.connect(self._relabel)
        self.entity.link_wanted.connect(self._link)
        self.entity.unlink_wanted.connect(lambda: self._link(None))
        self.entity.make_wanted.connect(self._make)
        self.entity.rename_wanted.connect(self._rename)
        self.entity.left.connect(self.left)
        self.form.chosen.connect(self._set_form)

    def show_annotation(self, annotation: Annotation, contents: ArticleContents) -> None:
        """Show a mention of the article."""
        self._annotation, self._contents = annotation, contents
        self._show_labels(contents, annotation.label)
        mention = annotation.mention
        self.entity.show_entity(contents.entity(mention.entity) if mention else None)
        self._show_rule(mention.link_rule if mention and mention.entity else "")
        self.form.set_value(mention.form if mention else "")

    def _show_labels(self, contents: ArticleContents, current: str) -> None:
        shown = [one for one in contents.labels if one.kind == "entity" and (not one.archived_at or one.uid == current)]
        with QSignalBlocker(self.label):
            if [one.uid for one in shown] != [self.label.itemData(n) for n in range(self.label.count())]:
                self.label.clear()
                for one in shown:
                    self.label.addItem(_dot(one), one.name, one.uid)
            self.label.setCurrentIndex(self.label.findData(current))

    def _show_rule(self, rule: str) -> None:
        """Say by which rule the mention came to its entity."""
        said = translated("Links", _RULES[rule]) if rule in _RULES else ""
        self.rule.setText(said)
        self._rows.setRowVisible(self.rule, bool(said))

    def _known_entities(self) -> list[Entity]:
        return self._contents.entities() if self._contents else []

    def _relabel(self, place: int) -> None:
        annotation, label = self._annotation, self.label.itemData(place)
        if annotation is not None and label != annotation.label:
            self._attempts.run(lambda: annotating.relabel(self._project, [annotation], label))
        self.left.emit()

    def _link(self, entity: str | None) -> None:
        annotation = self._annotation
        if annotation is not None:
            self._attempts.run(lambda: annotating.link(self._project, [annotation], entity))

    def _make(self, name: str) -> None:
        annotation = self._annotation
        if annotation is not None:
            self._attempts.run(lambda: naming.link_new(self._project, [annotation], name))

    def _rename(self, name: str) -> None:
        mention = self._annotation.mention if self._annotation else None
        if mention is not None and mention.entity:
            uid = mention.entity
            self._attempts.run(lambda: entities.edit(self._project, uid, name=name))

    def _set_form(self, form: str) -> None:
        annotation = self._annotation
        if annotation is not None:
            self._attempts.run(lambda: annotating.set_form(self._project, [annotation], form))


def _dot(label: Label) -> QIcon:
    """Return the label's dot as an icon."""
    picture = QPixmap(12, 12)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        paint.paint_dot(painter, QPointF(6, 6), theme.label(label.color).dot)
    return QIcon(picture)

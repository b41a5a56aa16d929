"""Opens the palette at the text and does what is chosen in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt

from annotator.errors import UsageError
from annotator.model import segments
from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.project import annotating, choosing
from annotator.ui.palette.choices import Choice, Subject, choices
from annotator.ui.translation import N_, counted

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow
    from annotator.ui.palette.popup import PalettePopup

_MOST_RECENTS = 24
_MOST_EQUAL = 5000


class Palette(QObject):
    """Keeps what the palette is about: some words without a tag, the candidate of the sweep, or a tag."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._popup: PalettePopup | None = None
        self._tag: Annotation | None = None
        self._spans: list[Span] = []
        self._is_candidate = False
        self._recents: list[str] = []

    def popup(self) -> "PalettePopup | None":
        """Return the palette once it was opened."""
        return self._popup

    def open(self) -> None:
        """Open the palette below the selection, the candidate, the tag at the caret, or the word there."""
        self._take_subject()
        window, text = self._window, self._window.tagging.version().text
        subject = self._subject(" ".join(self._spans[0].of(text).split()))
        if self._popup is None:
            self._popup = self._made_popup()
        window.places.read()
        window.reader.scroll_to(self._spans[-1].end, center=False)
        self._popup.open(self._line(), subject.quote, lambda typed: choices(typed, subject))

    def open_for(self, uid: str) -> None:
        """Open the palette for a tag, such as one that was double clicked."""
        self._window.show_current(uid)
        self.open()

    def remember(self, uid: str) -> None:
        """Note that a label or an entity was used, so that it is offered first."""
        self._recents = [uid, *(one for one in self._recents if one != uid)][:_MOST_RECENTS]

    # what is chosen

    def _choose(self, choice: Choice, modifiers: Qt.KeyboardModifier) -> None:
        self._window.reader.setFocus()
        if choice.act == "all":
            first = next((one for one in self._rows() if one.act in ("label", "link")), None)
            if first is not None:
                self._window.perform(lambda: self._tag_all(first))
        elif modifiers & Qt.KeyboardModifier.AltModifier and choice.act in ("label", "link"):
            self._window.perform(lambda: self._tag_all(choice))
        elif modifiers & Qt.KeyboardModifier.ShiftModifier and choice.act == "label":
            self._window.perform(lambda: self._tag_anew(choice.label))
        else:
            self._window.perform(lambda: self._do(choice))
        for uid in (choice.entity, choice.label):
            if uid:
                self.remember(uid)

    def _do(self, choice: Choice) -> None:
        if self._tag is not None:
            self._change(self._tag, choice)
        elif choice.act == "label" and self._is_candidate:
            self._window.sweeping.label(choice.label)
        elif choice.act == "label":
            self._tag_anew(choice.label)
        else:
            self._settle(self._made(choice))

    def _change(self, tag: Annotation, choice: Choice) -> None:
        project = self._window.project
        if choice.act == "label":
            annotating.relabel(project, [tag], choice.label)
        elif choice.act == "link":
            annotating.link(project, [tag], choice.entity)
        elif choice.act == "new_entity":
            choosing.link_new_entity(project, tag, choice.name)
        else:
            self.remember(choosing.relabel_with_new(project, [tag], name=choice.name).uid)
        self._window.show_current(tag.uid)

    def _made(self, choice: Choice) -> Annotation:
        project, version = self._window.project, self._window.tagging.version()
        status = self._window.tagging.new_status()
        if choice.act == "link":
            return choosing.tag_as_entity(project, version, self._spans, entity=choice.entity, status=status)
        if choice.act == "new_entity":
            return choosing.tag_as_new_entity(
                project, version, self._spans, label=choice.label, name=choice.name, status=status
            )
        return choosing.tag_with_new_label(project, version, self._spans, name=choice.name, status=status)

    def _tag_anew(self, label: str) -> None:
        """Tag the words with a label, beside the tag that they may have."""
        window = self._window
        status = window.tagging.new_status()
        made = annotating.tag(window.project, window.tagging.version(), self._spans, label, status=status)
        self._settle(made)

    def _tag_all(self, choice: Choice) -> None:
        """Tag these words wherever they stand in the article; the tag that is there already stays."""
        window, version = self._window, self._window.tagging.version()
        places = equal_places(version.text, self._spans[0])
        entity = choice.entity or None
        if self._tag is not None:
            self._change(self._tag, choice)
            kept = window.project.annotation(self._tag.uid)
            entity = entity or (kept.mention.entity if kept and kept.mention else None)
            places = places[1:]
        status = window.tagging.new_status()
        if self._tag is not None:
            status = "draft"
        made = (
            choosing.tag_equal(window.project, version, places, label=choice.label, entity=entity, status=status)
            if places
            else []
        )
        if not made:
            raise UsageError(self.tr("Every equal place is tagged already."))
        window.reader.clear_selection()
        one, many = N_("Tagging", "Tagged {0} place"), N_("Tagging", "Tagged {0} places")
        window.say_with_undo(counted("Tagging", one, many, count=len(made)))

    def _settle(self, made: Annotation) -> None:
        if made.mention is not None and made.mention.entity:
            self.remember(made.mention.entity)
        self.remember(made.label)
        if self._is_candidate:
            self._window.sweeping.resume()
        else:
            self._window.tagging.settle(made)

    # what it is about

    def _take_subject(self) -> None:
        window = self._window
        version = window.tagging.version()
        spans, candidate = window.tagging.chosen_spans(), window.sweeping.span()
        tag = None if candidate else window.tagging.current_annotation()
        self._tag = tag if tag is not None and (not spans or spans == tag.spans()) else None
        self._is_candidate = candidate is not None
        if self._tag is not None and self._tag.kind != "entity":
            raise UsageError(self.tr("This is a claim. Its fields are in the panel."))
        if candidate is not None:
            self._spans = [candidate]
        elif self._tag is not None:
            self._spans = self._tag.spans()
        else:
            word = segments.word_at(version.text, window.reader.caret())
            self._spans = spans or ([word] if word else [])
        if not self._spans:
            raise UsageError(self.tr("There is no word at the caret. Select what you want to tag."))

    def _subject(self, quote: str) -> Subject:
        window, project = self._window, self._window.project
        sweep = window.sweeping.sweep
        proposed = sweep.label if self._is_candidate and sweep is not None else None
        mention = self._tag.mention if self._tag else None
        version = window.tagging.version()
        return Subject(
            quote,
            project.labels(),
            [one for one in project.entities() if not one.merged_into],
            project.mention_counts(version.article),
            len(equal_places(version.text, self._spans[0])),
            self._tag.label if self._tag else proposed.uid if proposed else "",
            (mention.entity or "") if mention else "",
            tuple(self._recents),
        )

    def _rows(self) -> Sequence[Choice]:
        return self._popup.model.rows() if self._popup is not None else []

    def _line(self) -> QRect:
        """Return the place of the words, from the left of the last piece over the height of all their lines."""
        window, reader = self._window, self._window.reader
        last = self._spans[-1]
        rects = [rect.toRect() for rect in reader.rect_of(last.start, last.end)]
        if not rects:
            return QRect(window.rect().center(), window.rect().center())
        whole = QRect(rects[-1])
        for rect in rects:
            whole = whole.united(QRect(rects[-1].left(), rect.top(), rects[-1].width(), rect.height()))
        corner = reader.viewport().mapTo(window, QPoint(0, 0))
        return whole.translated(corner)

    def _made_popup(self) -> "PalettePopup":
        from annotator.ui.palette.popup import PalettePopup

        popup = PalettePopup(self._window)
        popup.chosen.connect(self._choose)
        popup.left.connect(self._window.reader.setFocus)
        return popup


def equal_places(text: str, span: Span) -> list[Span]:
    """Return the span and every other place of the text with the same words, whole words only, the span first."""
    quote = span.of(text)
    found, at = [span], text.find(quote)
    while at >= 0 and len(found) < _MOST_EQUAL:
        place = Span(at, at + len(quote))
        if place != span and segments.snap(text, place.start, place.end) == place:
            found.append(place)
        at = text.find(quote, place.end)
    return found

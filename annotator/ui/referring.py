"""Verbs for what a tag stands for: join the last entity, split off from it and back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import UsageError
from annotator.model import segments
from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.project import annotating, linking

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

PRONOUNS = frozenset(
    "he she it they him her them his hers its their theirs himself herself itself themselves who whom whose "
    "which that this these those we us our ours i me my mine you your yours one".split()
)


class Referring(QObject):
    """Links pronouns, descriptions and single mentions by one key each."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._last = ""
        self._before = ("", "")

    def refer(self) -> None:
        """Let the words at hand stand for the entity mentioned last before them; again, for the one before that."""
        window = self._window
        version, spans = window.tagging.version(), window.tagging.chosen_spans()
        current = window.tagging.current_annotation()
        if current is not None and (not spans or spans == current.spans()):
            self._refer_again(current)
            return
        word = segments.word_at(version.text, window.reader.caret())
        spans = spans or ([word] if word else [])
        if not spans:
            raise UsageError(self.tr("There is no word at the caret. Select what you want to tag."))
        targets = self._targets(spans[0])
        form = form_of(spans, version.text)
        made = linking.refer(window.project, version, spans, targets[0], form=form)
        window.tagging.settle(made)
        self._say(made)

    def split(self) -> None:
        """Give the tag at hand an entity of its own; again, link it to the entity that it had."""
        window = self._window
        tag = window.tagging.current_annotation()
        if tag is None or tag.mention is None:
            raise UsageError(self.tr("There is no tag at the caret to split off."))
        uid, entity = self._before
        if uid == tag.uid and window.project.entity(entity) is not None and tag.mention.entity != entity:
            self._before = ("", "")
            annotating.link(window.project, [tag], entity)
        elif not tag.mention.entity or window.project.entity_uses(tag.mention.entity)[0] > 1:
            self._before = (tag.uid, tag.mention.entity or "")
            linking.split(window.project, tag)
        else:
            raise UsageError(self.tr("This is the only mention of its entity."))
        window.show_current(tag.uid)
        self._say(tag)

    def _refer_again(self, tag: Annotation) -> None:
        """Link a tag to the entity mentioned before the one that it has; after the first comes the last."""
        if tag.mention is None:
            raise UsageError(self.tr("This is a claim. Its fields are in the panel."))
        targets = self._targets(tag.spans()[0], but=tag.uid)
        has = tag.mention.entity
        following = targets[(targets.index(has) + 1) % len(targets)] if has in targets else targets[0]
        if following == has:
            raise UsageError(self.tr("No other entity is mentioned in this article."))
        annotating.link(self._window.project, [tag], following)
        self._window.show_current(tag.uid)
        self._say(tag)

    def _targets(self, span: Span, *, but: str = "") -> list[str]:
        """Return the entities of the article, those mentioned last before the span first, then those after it."""
        mentions = sorted(
            (one for one in self._window.reader.annotations() if one.mention and one.mention.entity and one.uid != but),
            key=lambda one: (one.start >= span.start, abs(one.start - span.start)),
        )
        found = [one.mention.entity for one in mentions if one.mention and one.mention.entity]
        if not found:
            raise UsageError(self.tr("No entity is mentioned in this article yet."))
        return list(dict.fromkeys(found))

    def _say(self, tag: Annotation) -> None:
        window = self._window
        now = window.project.annotation(tag.uid)
        entity = window.project.entity(now.mention.entity or "") if now and now.mention else None
        if entity is not None:
            window.say_with_undo(self.tr("“{0}” now stands for {1}").format(tag.quote[:60], entity.name))


def form_of(spans: list[Span], text: str) -> str:
    """Return whether the words are a pronoun or a description."""
    words = " ".join(span.of(text) for span in spans).casefold().split()
    return "PRONOMINAL" if len(words) == 1 and words[0] in PRONOUNS else "NOMINAL"

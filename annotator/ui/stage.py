"""The three places one above the other; Review and Insights are made when they are first shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from annotator.model.changes import ChangeSet
from annotator.project import Project
from annotator.ui.reading_place import ReadingPlace

if TYPE_CHECKING:
    from annotator.ui.insights import InsightsPage
    from annotator.ui.review.view import ReviewView


class Stage(QStackedWidget):
    """Shows one place at a time and tells all that exist of changes."""

    open_in_text = Signal(str)
    export_requested = Signal(object)
    filter_chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, reading: ReadingPlace) -> None:
        super().__init__()
        self.reading = reading
        self._project: Project | None = None
        self._review: ReviewView | None = None
        self._insights: InsightsPage | None = None
        self._is_review_stale = True
        self._article = ""
        self.addWidget(reading)

    @property
    def review(self) -> "ReviewView":
        """The place Review, made now if it was not yet."""
        from annotator.ui.review.view import ReviewView

        if self._review is None:
            self._review = ReviewView()
            self._review.open_in_text.connect(self.open_in_text)
            self._review.export_requested.connect(self.export_requested)
            self._review.refused.connect(self.refused)
            self.addWidget(self._review)
        if self._is_review_stale and self._project is not None:
            self._is_review_stale = False
            self._review.show(self._project)
            self._review.set_article(self._article)
        return self._review

    @property
    def insights(self) -> "InsightsPage":
        """The place Insights, made now if it was not yet."""
        from annotator.ui.insights import InsightsPage

        if self._insights is None:
            self._insights = InsightsPage()
            self._insights.filter_chosen.connect(self.filter_chosen)
            self.addWidget(self._insights)
            if self._project is not None:
                self._insights.show_project(self._project)
        return self._insights

    def show_project(self, project: Project) -> None:
        """Take a project."""
        self._project = project
        self._is_review_stale = True
        self.reading.show_project(project)
        if self._insights is not None:
            self._insights.show_project(project)

    def set_article(self, uid: str) -> None:
        """Say which article is open in the text."""
        self._article = uid
        if self._review is not None:
            self._review.set_article(uid)

    def show_place(self, name: str) -> None:
        """Show one of the places: `read`, `review` or `insights`."""
        if name == "review":
            self.setCurrentWidget(self.review)
        elif name == "insights":
            self.setCurrentWidget(self.insights)
            self.insights.count()
        else:
            self.setCurrentWidget(self.reading)

    def place(self) -> str:
        """Return the name of the place that is shown."""
        if self.currentWidget() is self.reading:
            return "read"
        return "review" if self.currentWidget() is self._review else "insights"

    def apply(self, change_set: ChangeSet) -> None:
        """Tell every place of a change set."""
        self.reading.apply(change_set)
        if self._review is not None and not self._is_review_stale:
            self._review.apply(change_set)
        if self._insights is not None:
            self._insights.mark_stale()

    def reload(self) -> None:
        """Let every place read anew."""
        self.reading.reload()
        self._is_review_stale = True
        if self._review is not None and self.place() == "review":
            self.setCurrentWidget(self.review)
        if self._insights is not None:
            self._insights.mark_stale()

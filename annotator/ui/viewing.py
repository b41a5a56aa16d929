"""How the window and the text look: type, measure, leading, theme, full screen, and what is hidden for reading."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator import settings
from annotator.ui import theme
from annotator.ui.actions import shown_keys
from annotator.ui.reader.style import ReadingStyle

if TYPE_CHECKING:
    from annotator.ui.dialogs.reading import ReadingDialog
    from annotator.ui.main_window import MainWindow

USUAL_SIZE = 19
_DECLARED = {one.name: one for one in settings.SETTINGS}


class Viewing(QObject):
    """Verbs that change how things look; what is a setting is kept as the person's."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._hidden: list[QWidget] = []
        self._dialog: ReadingDialog | None = None

    def zoom_in(self) -> None:
        """Make the letters larger."""
        self._step("reading_size", 1)

    def zoom_out(self) -> None:
        """Make the letters smaller."""
        self._step("reading_size", -1)

    def zoom_reset(self) -> None:
        """Give the letters their usual size."""
        self.change("reading_size", USUAL_SIZE)

    def wider(self) -> None:
        """Make the column wider."""
        self._step("column_width", 40)

    def narrower(self) -> None:
        """Make the column narrower."""
        self._step("column_width", -40)

    def looser(self) -> None:
        """Set the lines farther apart."""
        self._step("line_height", 0.1)

    def tighter(self) -> None:
        """Set the lines closer together."""
        self._step("line_height", -0.1)

    def farther(self) -> None:
        """Set the paragraphs farther apart."""
        self._step("paragraph_spacing", 4)

    def closer(self) -> None:
        """Set the paragraphs closer together."""
        self._step("paragraph_spacing", -4)

    def justified(self) -> None:
        """Make both edges of the column straight, or only the one."""
        self._switch("justified")

    def label_marks(self) -> None:
        """Show letters of the label above each tag, or no longer."""
        self._switch("label_marks")

    def invisible(self) -> None:
        """Show characters that leave no ink, or no longer."""
        self._switch("show_invisible")

    def exact(self) -> None:
        """Let selections stay as they are drawn, or grow to whole words again."""
        reader = self._window.reader
        reader.set_exact(not reader.is_exact())
        self.show_checks()

    def plain_reader(self) -> None:
        """Show the text as a plain field that screen readers know well, or as a page again."""
        self._window.reading.set_plain(not self._window.reading.is_plain)
        self.show_checks()

    def text_settings(self) -> None:
        """Open the small window with all settings of the text, or raise it."""
        from annotator.ui.dialogs.reading import ReadingDialog

        if self._dialog is None:
            self._dialog = ReadingDialog(self._window.settings, self._window)
            self._dialog.changed.connect(self.change)
        self._dialog.show_values(self._window.settings)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def full_screen(self) -> None:
        """Fill the screen with the window, or leave that."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.show_checks()

    def focus_mode(self) -> None:
        """Hide everything but the text and its hints, or show all again."""
        window = self._window
        if self._hidden:
            for one in self._hidden:
                one.show()
            self._hidden = []
        else:
            window.places.read()
            parts = (window.header, window.library, window.panel, window.status)
            self._hidden = [one for one in parts if one.isVisible()]
            for one in self._hidden:
                one.hide()
            keys = shown_keys(key.toString() for key in window.commands["focus_mode"].shortcuts())
            window.say(self.tr("Only the text is shown. {0} brings the rest back.").format(keys))
        self.show_checks()

    @property
    def is_focused(self) -> bool:
        """Whether everything but the text is hidden."""
        return bool(self._hidden)

    def theme_system(self) -> None:
        """Follow the desktop."""
        self.change("theme", "system")

    def theme_light(self) -> None:
        """Use light colours."""
        self.change("theme", "light")

    def theme_dark(self) -> None:
        """Use dark colours."""
        self.change("theme", "dark")

    def theme_sepia(self) -> None:
        """Use the colours of warm paper."""
        self.change("theme", "sepia")

    def theme_contrast(self) -> None:
        """Use strong colours on black."""
        self.change("theme", "contrast")

    def zoom_percent(self) -> int:
        """Return the size of the letters in per cent of the usual one."""
        return round(100 * self._window.settings.reading_size / USUAL_SIZE)

    def change(self, name: str, value: Any) -> None:
        """Give a setting another value, as far as its bounds allow, and show it at once."""
        declared = _DECLARED[name]
        if declared.least is not None and declared.most is not None:
            value = min(max(value, declared.least), declared.most)
        self._window.settings = replace(self._window.settings, **{name: declared.type(value)})
        settings.save(self._window.settings)
        if name == "theme":
            theme.apply(cast(QApplication, QApplication.instance()), value)
        else:
            self._window.reader.set_style(ReadingStyle.of(self._window.settings))
            self._window.reading.follow_style()
        self._window.show_place_in_text()
        self.show_checks()

    def show_checks(self) -> None:
        """Check in the menu what is switched on."""
        window, chosen = self._window, self._window.settings
        for name, is_on in (
            ("justified", chosen.justified),
            ("label_marks", chosen.label_marks),
            ("show_invisible", chosen.show_invisible),
            ("exact", window.reader.is_exact()),
            ("plain_reader", window.reading.is_plain),
            ("focus_mode", self.is_focused),
            ("full_screen", window.isFullScreen()),
        ):
            window.commands[name].setCheckable(True)
            window.commands[name].setChecked(is_on)
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.show_values(chosen)

    def _step(self, name: str, by: float) -> None:
        self.change(name, round(getattr(self._window.settings, name) + by, 2))

    def _switch(self, name: str) -> None:
        self.change(name, not getattr(self._window.settings, name))

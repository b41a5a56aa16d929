"""How the window and the text look: size, measure, leading, theme, full screen."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from annotator import settings
from annotator.ui import theme
from annotator.ui.reader.style import ReadingStyle

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

USUAL_SIZE = 19
_BOUNDS = {one.name: (one.least, one.most) for one in settings.SETTINGS}


class Viewing(QObject):
    """Verbs that change how things look; each is kept in the person's settings."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def zoom_in(self) -> None:
        """Make the letters larger."""
        self._change("reading_size", self._window.settings.reading_size + 1)

    def zoom_out(self) -> None:
        """Make the letters smaller."""
        self._change("reading_size", self._window.settings.reading_size - 1)

    def zoom_reset(self) -> None:
        """Give the letters their usual size."""
        self._change("reading_size", USUAL_SIZE)

    def wider(self) -> None:
        """Make the column wider."""
        self._change("column_width", self._window.settings.column_width + 40)

    def narrower(self) -> None:
        """Make the column narrower."""
        self._change("column_width", self._window.settings.column_width - 40)

    def looser(self) -> None:
        """Set the lines farther apart."""
        self._change("line_height", round(self._window.settings.line_height + 0.1, 2))

    def tighter(self) -> None:
        """Set the lines closer together."""
        self._change("line_height", round(self._window.settings.line_height - 0.1, 2))

    def full_screen(self) -> None:
        """Fill the screen with the window, or leave that."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def theme_system(self) -> None:
        """Follow the desktop."""
        self._dress("system")

    def theme_light(self) -> None:
        """Use light colours."""
        self._dress("light")

    def theme_dark(self) -> None:
        """Use dark colours."""
        self._dress("dark")

    def theme_sepia(self) -> None:
        """Use the colours of warm paper."""
        self._dress("sepia")

    def theme_contrast(self) -> None:
        """Use strong colours on black."""
        self._dress("contrast")

    def zoom_percent(self) -> int:
        """Return the size of the letters in per cent of the usual one."""
        return round(100 * self._window.settings.reading_size / USUAL_SIZE)

    def _change(self, name: str, value: float) -> None:
        least, most = _BOUNDS[name]
        if least is not None and most is not None:
            value = min(max(value, least), most)
        self._keep({name: type(getattr(self._window.settings, name))(value)})
        self._window.reader.set_style(ReadingStyle.of(self._window.settings))
        self._window.show_place_in_text()

    def _dress(self, name: str) -> None:
        theme.apply(cast(QApplication, QApplication.instance()), name)
        self._keep({"theme": name})

    def _keep(self, fields: dict[str, Any]) -> None:
        self._window.settings = replace(self._window.settings, **fields)
        settings.save(self._window.settings)

"""Colours by role, fonts and the one style sheet, for the theme in use."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from annotator.resources import resource

THEMES = ("light", "dark", "sepia", "contrast")
CHOICES = ("system", *THEMES)
HUES = tuple(f"hue-{number}" for number in range(1, 13))
READING_FAMILIES = (
    "Charis SIL",
    "Source Serif 4",
    "Literata",
    "Georgia",
    "Noto Serif",
    "DejaVu Serif",
)
UI_FAMILIES = ("Inter", "Noto Sans")


class ReadingSettings(Protocol):
    """The settings that the reading font is made from."""

    @property
    def reading_font(self) -> str:
        """The family the reader chose, or nothing."""

    @property
    def reading_size(self) -> int:
        """The size in pixels."""


@dataclass(frozen=True, slots=True)
class LabelColors:
    """What one label hue looks like in a theme; `text` is readable on each of the tints."""

    dot: QColor
    bar: QColor
    tint: QColor
    tint_hover: QColor
    tint_selected: QColor
    text: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours and fonts of one theme."""

    name: str
    is_dark: bool
    roles: Mapping[str, QColor]
    hues: Mapping[str, LabelColors]

    def color(self, role: str) -> QColor:
        """Return the colour of a role such as `text_soft`; raises KeyError for an unknown one."""
        return self.roles[role]

    def label(self, role: str) -> LabelColors:
        """Return the colours of a label's role such as `hue-3`; an unknown role gets those of `hue-1`."""
        return self.hues.get(role, self.hues["hue-1"])

    def status(self, status: str) -> tuple[QColor, QColor]:
        """Return the text and ground colours of an annotation's status."""
        return self.roles[f"status_{status}"], self.roles[f"status_{status}_soft"]

    def reading_font(self, settings: ReadingSettings) -> QFont:
        """Return the font the articles are read in."""
        chosen = (settings.reading_font,) if settings.reading_font else ()
        return _font((*chosen, *READING_FAMILIES), settings.reading_size, QFont.Weight.Normal)

    def ui_font(self, px: int = 13, weight: int = 400) -> QFont:
        """Return the interface's font in a size in pixels and a weight from 100 to 900."""
        return QFont(_ui_font(px, weight))


class Notifier(QObject):
    """Tells that another theme is in use."""

    changed = Signal()


class _State:
    """The theme in use and what was asked for."""

    theme: Theme | None = None
    choice: str = "system"
    notifier: Notifier | None = None


def current() -> Theme:
    """Return the theme in use; light until one is applied."""
    if _State.theme is None:
        _State.theme = read_theme("light")
    return _State.theme


def choice() -> str:
    """Return what was asked for: a theme's name or `system`."""
    return _State.choice


def notifier() -> Notifier:
    """Return the object whose signal `changed` follows each change of theme."""
    if _State.notifier is None:
        _State.notifier = Notifier()
    return _State.notifier


def color(role: str) -> QColor:
    """Return a role's colour in the theme in use."""
    return current().color(role)


def label(role: str) -> LabelColors:
    """Return a label role's colours in the theme in use."""
    return current().label(role)


def ui_font(px: int = 13, weight: int = 400) -> QFont:
    """Return the interface's font in a size and weight."""
    return current().ui_font(px, weight)


def reading_font(settings: ReadingSettings) -> QFont:
    """Return the font the articles are read in."""
    return current().reading_font(settings)


def apply(app: QApplication, name: str = "system") -> None:
    """Dress the application in a theme; `system` follows the desktop's light or dark."""
    if name not in CHOICES:
        raise ValueError(f"not a theme: {name}")
    _State.choice = name
    theme = read_theme(_resolved(name))
    if theme is _State.theme and app.styleSheet():
        return
    _State.theme = theme
    if not app.styleSheet():
        app.setStyle(QStyleFactory.create("fusion"))
    app.setFont(theme.ui_font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))
    notifier().changed.emit()


def follow_system(app: QApplication) -> None:
    """Dress the application again whenever the desktop turns light or dark."""
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: apply(app, _State.choice))


@contextmanager
def lent(name: str) -> Iterator[None]:
    """Let what is painted meanwhile have a theme's colours, such as the light ones on paper; nothing is told of it."""
    before, _State.theme = _State.theme, read_theme(name)
    try:
        yield
    finally:
        _State.theme = before


@cache
def read_theme(name: str) -> Theme:
    """Read a shipped theme; raises FileNotFoundError for one that is not shipped."""
    with resource(f"themes/{name}.toml").open("rb") as stream:
        table = tomllib.load(stream)
    roles = {role: QColor(value) for role, value in table["roles"].items()}
    ratios = table["tint"]
    hues = {hue: _label_colors(QColor(value), roles, ratios) for hue, value in table["hues"].items()}
    return Theme(table["name"], table["dark"], roles, hues)


def mix(over: QColor, under: QColor, ratio: float) -> QColor:
    """Return the colour that `over` gives when painted on `under` with an opacity of `ratio`."""
    channels = zip(over.getRgb()[:3], under.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(low + (high - low) * ratio) for high, low in channels))


def style_sheet(theme: Theme) -> str:
    """Return the style sheet that the theme's roles give."""
    template = Template(resource("themes/application.qss").read_text(encoding="utf-8"))
    colors = {role: value.name() for role, value in theme.roles.items()}
    check = resource("icons/check-on-light.svg" if theme.is_dark else "icons/check-on-dark.svg")
    return template.substitute(colors, icons=resource("icons").as_posix(), check=check.as_posix())


def _label_colors(hue: QColor, roles: Mapping[str, QColor], ratios: Mapping[str, float]) -> LabelColors:
    rest, hover, selected = (mix(hue, roles["page"], ratios[name]) for name in ("rest", "hover", "selected"))
    return LabelColors(hue, hue, rest, hover, selected, roles["text"])


def _resolved(name: str) -> str:
    if name != "system":
        return name
    return "dark" if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, of in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "page"),
        (role.AlternateBase, "window"),
        (role.Text, "text"),
        (role.Button, "window"),
        (role.ButtonText, "text"),
        (role.BrightText, "accent_text"),
        (role.Highlight, "selection"),
        (role.HighlightedText, "text"),
        (role.PlaceholderText, "text_soft"),
        (role.ToolTipBase, "surface_raised"),
        (role.ToolTipText, "text"),
        (role.Link, "accent"),
        (role.Mid, "line"),
        (role.Midlight, "line_soft"),
        (role.Dark, "line_strong"),
        (role.Light, "surface"),
        (role.Accent, "accent"),
    ):
        palette.setColor(name, theme.color(of))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, mix(theme.color("text_soft"), theme.color("window"), 0.6))
    return palette


@cache
def _system_family() -> str:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@cache
def _ui_font(px: int, weight: int) -> QFont:
    """Return a font to be copied: a copy shares the faces that were looked up for it, a new one looks them up again."""
    return _font((*UI_FAMILIES, _system_family()), px, QFont.Weight(weight))


def _font(families: Iterable[str], px: int, weight: QFont.Weight) -> QFont:
    font = QFont(list(families))
    font.setPixelSize(px)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font

"""Themes: every role in each, colours that can be read, and one style sheet."""

from itertools import combinations
from math import dist

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QStyle

from annotator.model.annotation import STATUSES
from annotator.ui import theme

TEXT_ON_GROUND = (
    ("text", "page"),
    ("text", "window"),
    ("text", "surface"),
    ("text", "surface_raised"),
    ("text", "selection"),
    ("text", "accent_soft"),
    ("text", "hover"),
    ("text", "row_checked"),
    ("text", "search_hit"),
    ("text", "search_current"),
    ("text_soft", "page"),
    ("text_soft", "window"),
    ("text_soft", "surface_raised"),
    ("text_soft", "accent_soft"),
    ("accent", "page"),
    ("accent", "window"),
    ("accent_text", "accent"),
    ("saved", "window"),
    ("warning", "window"),
    ("error", "window"),
)
NORMAL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
JUST_SEEN = 0.018
"""Distance in OKLab from which two colours side by side are told apart."""


@pytest.fixture(autouse=True)
def _light_again(qapp):
    yield
    theme.apply(qapp, "light")


def linear(channel):
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def lights(color):
    return [linear(one) for one in color.getRgbF()[:3]]


def luminance(color):
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), lights(color), strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(color, matrix):
    """Return a colour in OKLab as an eye with that matrix sees it."""
    r, g, b = (max(0.0, sum(a * one for a, one in zip(row, lights(color), strict=True))) for row in matrix)
    cones = (
        (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3),
        (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3),
        (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3),
    )
    rows = (
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    )
    return tuple(sum(a * one for a, one in zip(row, cones, strict=True)) for row in rows)


def test_the_measure_of_contrast_knows_black_white_and_grey():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_theme_has_every_role_and_hue(name):
    assert set(theme.read_theme(name).roles) == set(theme.read_theme("light").roles)
    assert tuple(theme.read_theme(name).hues) == theme.HUES


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("hue", theme.HUES)
def test_text_on_a_tag_can_be_read(name, hue):
    colors = theme.read_theme(name).label(hue)
    for ground in (colors.tint, colors.tint_hover, colors.tint_selected):
        assert contrast(colors.text, ground) >= 4.5


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("hue", theme.HUES)
def test_the_bar_of_a_tag_stands_out_from_the_page(name, hue):
    chosen = theme.read_theme(name)
    for ground in ("page", "window", "surface"):
        assert contrast(chosen.label(hue).bar, chosen.color(ground)) >= 3


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_text_in_the_window_can_be_read(name, ink, ground):
    chosen = theme.read_theme(name)
    assert contrast(chosen.color(ink), chosen.color(ground)) >= 4.5


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("status", STATUSES)
def test_a_status_badge_can_be_read(name, status):
    ink, ground = theme.read_theme(name).status(status)
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("eye", [None, *BLIND])
def test_hues_are_told_apart_by_every_eye(name, eye):
    matrix = BLIND[eye] if eye else NORMAL
    dots = {hue: seen(theme.read_theme(name).label(hue).dot, matrix) for hue in theme.HUES}
    near = [(one, other) for one, other in combinations(dots, 2) if dist(dots[one], dots[other]) < JUST_SEEN]
    assert near == []


def test_applying_a_theme_changes_colours_and_tells_it_once(qtbot, qapp):
    theme.apply(qapp, "light")
    with qtbot.waitSignal(theme.notifier().changed):
        theme.apply(qapp, "dark")
    assert theme.current().is_dark
    assert theme.color("page").name() in qapp.styleSheet()
    assert qapp.palette().window().color() == theme.color("window")


def test_the_system_theme_is_light_or_dark(qapp):
    theme.apply(qapp, "system")
    assert theme.choice() == "system"
    assert theme.current().name in ("light", "dark")


def test_an_unknown_theme_is_refused(qapp):
    with pytest.raises(ValueError, match="mauve"):
        theme.apply(qapp, "mauve")


def test_no_role_of_the_style_sheet_is_left_unfilled():
    for name in theme.THEMES:
        assert "$" not in theme.style_sheet(theme.read_theme(name))


def test_an_unknown_hue_still_has_colours():
    assert theme.read_theme("light").label("hue-99") == theme.read_theme("light").label("hue-1")


def test_the_reading_font_is_the_chosen_one_or_a_serif():
    class Chosen:
        reading_font = "Inter"
        reading_size = 23

    font = theme.current().reading_font(Chosen())
    assert (font.families()[0], font.pixelSize()) == ("Inter", 23)
    Chosen.reading_font = ""
    assert theme.current().reading_font(Chosen()).families()[0] == theme.READING_FAMILIES[0]


def test_the_application_wears_the_theme(qapp):
    theme.apply(qapp, "sepia")
    assert QApplication.instance().font().families()[0] == "Inter"
    assert qapp.style().name() in ("fusion", "")


def test_buttons_of_dialogs_carry_no_icons_where_the_platform_has_some(qtbot, qapp):
    theme.apply(qapp, "light")
    with_icons = "QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 1; }\n"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(box)
    before = qapp.styleSheet()
    qapp.setStyleSheet(with_icons + before)
    box.show()
    has_icons = box.style().styleHint(QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons, None, box)
    qapp.setStyleSheet(before)
    assert has_icons == 0

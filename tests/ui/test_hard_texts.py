"""Letters that are hard to count: what the mouse selects is what is stored, shown and exported, code point for code
point."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.model.annotation import pieces_of
from annotator.model.span import Span
from annotator.ui import app
from annotator.ui.reader import ReaderView

ROOT = Path(__file__).resolve().parent.parent.parent
ALT = Qt.KeyboardModifier.AltModifier
FAMILY, FLAG, WAVE = "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f1f9\U0001f1f7", "\U0001f44b\U0001f3fd"
TEXT = "\r\n".join(
    (
        f"A family {FAMILY} met Ana Ruiz {FLAG} at the Cafe\u0301 Ze\u0301nith on Monday, {WAVE} said Jose\u0301 Peña.",
        "",
        "A price of 1\u00a0200 euros in New\u00a0York.\u2028Its ware\u00adhouse in Nantes\u2028burned, O’Neil wrote.",
        "",
        "قالت الوزيرة ليلى حداد إن شركة Orre Line ستدفع 1200 يورو في بيروت يوم الاثنين.",
        "",
        "שר האוצר יואב לוי אמר ל-Reuters כי Bank Leumi לא ישלם.",
        "",
        "田中太郎は東京でOrre Lineの代表と会談した。北京の李雷も出席した。",
        "",
        "ภาษาไทย กรุงเทพ and नमस्ते दिल्ली close the list. \U0001d54f marks the end\tafter a tab.",
    )
)
SNAPPED = [
    "Ana Ruiz",
    f"Ana Ruiz {FLAG}",
    "Cafe\u0301 Ze\u0301nith",
    "Jose\u0301 Peña",
    "1\u00a0200 euros",
    "New\u00a0York",
    "ware\u00adhouse",
    "Nantes",
    "O’Neil",
    "ليلى حداد",
    "Orre Line ستدفع",
    "بيروت",
    "يوم الاثنين",
    "יואב לוי",
    "Reuters",
    "Bank Leumi",
    "כי Bank Leumi לא",
    "दिल्ली",
]
EXACT = [
    FAMILY,
    FLAG,
    WAVE,
    f"{FAMILY} met",
    "Cafe\u0301",
    "e\u0301nith",
    "1\u00a02",
    "York.\u2028Its",
    "\u00adhouse",
    "burned",
    "شركة Orre",
    "Line ستدفع 1200",
    "ל-Reu",
    "田中太郎",
    "東京",
    "北京の李雷",
    "กรุงเทพ",
    "नमस्ते",
    "\U0001d54f marks",
    "end\tafter",
]


@pytest.fixture
def hard(qtbot, project_path, tmp_path):
    """Open the window on a file with hard letters, imported as it lies on the disk."""
    path = tmp_path / "hard.txt"
    path.write_bytes(TEXT.encode("utf-8"))
    window = app.open_window(project_path)
    qtbot.waitExposed(window)
    qtbot.waitUntil(window.isActiveWindow)
    window.files.import_paths([path])
    window.reader.setFocus()
    yield window
    window.close()


def selected(window):
    found = window.reader.selection()
    return TEXT[slice(*found)] if found else None


def test_the_text_is_stored_as_it_lies_on_the_disk(hard):
    assert hard.reader.version.text == TEXT


@pytest.mark.parametrize("words", SNAPPED)
def test_a_drag_over_words_selects_exactly_them(hard, hand, words):
    hand(hard).drag(words)
    assert selected(hard) == words


@pytest.mark.parametrize("words", [*SNAPPED, *EXACT])
def test_a_drag_with_alt_selects_exactly_the_characters(hard, hand, words):
    hand(hard).drag(words, ALT)
    assert selected(hard) == words


@pytest.mark.parametrize("words", [*SNAPPED, *EXACT])
def test_a_drag_backwards_selects_the_same(hard, hand, words):
    acting = hand(hard)
    start = acting.find(words)
    hard.reader.scroll_to(start)
    acting.drag_points(acting.place_of(start + len(words) - 1, share=0.8), acting.place_of(start, share=0.2), ALT)
    assert selected(hard) == words


def test_what_is_dragged_over_is_what_is_stored_shown_and_exported(qtbot, hard, hand, home):
    acting, project, uid = hand(hard), hard.project, hard.reader.article.uid
    wanted = []
    for words in [*SNAPPED, *EXACT]:
        start = acting.find(words)
        acting.drag(words, ALT)
        assert hard.reader.selection() == (start, start + len(words))
        acting.type("1")
        acting.key(Qt.Key.Key_Escape)
        wanted.append(Span(start, start + len(words)))
    stored = project.annotations(uid)
    assert sorted(one.spans()[0] for one in stored) == sorted(wanted)
    assert all(one.pieces == pieces_of(TEXT, "mention", one.spans()) for one in stored)
    assert {one.uid: one.quote for one in hard.reader.annotations()} == {one.uid: one.quote for one in stored}
    acting.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    rows = hard.review.table.rows
    assert {rows.row(at).quote for at in range(rows.rowCount())} == {TEXT[one.start : one.end] for one in wanted}
    assert exported(home, project.path) == sorted((one.start, one.end, TEXT[one.start : one.end]) for one in wanted)


def exported(home, path):
    """Return start, end and text of every row that the command line exports."""
    environment = {**os.environ, "ANNOTATOR_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "annotator",
        "export",
        "--project",
        str(path),
        "--format",
        "csv",
        "--raw",
        "-o",
        "-",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=50, check=True)
    table = io.StringIO(done.stdout.decode("utf-8"), newline="")
    return sorted((int(row["start"]), int(row["end"]), row["text"]) for row in csv.DictReader(table))


@pytest.mark.parametrize("words", [*SNAPPED, *EXACT])
def test_the_rectangles_of_words_lie_where_a_click_finds_them(hard, words):
    reader: ReaderView = hard.reader
    start = TEXT.index(words)
    reader.scroll_to(start)
    for rect in reader.rect_of(start, start + len(words)):
        assert rect.width() > 0
        assert start <= reader.offset_at(rect.center()) <= start + len(words)

"""An article goes on paper and into a PDF file whole, cut between lines, with or without its tags."""

import re

import pytest
from PySide6.QtGui import QImage, QPainter

from annotator.model.article import Article, Version
from annotator.model.label import LabelSet
from annotator.model.span import Span
from annotator.project import annotating
from annotator.ui import printing, theme
from annotator.ui.printing import WIDTH, Printed, write_pdf
from annotator.ui.reader import ReaderView
from annotator.ui.reader.sheets import paint_sheet, sheets_of

LONG = "\n\n".join(f"Paragraph {number}. " + "Ships lie in the harbour and wait. " * 9 for number in range(60))


@pytest.fixture
def view(qtbot):
    made = ReaderView()
    qtbot.addWidget(made)
    made.open(Article("d_one", "Harbour"), Version("d_one", 1, LONG, ""), [], LabelSet())
    return made


def test_sheets_follow_each_other_and_cut_no_line(view):
    page = Printed.of(view, with_tags=False).scene().page
    sheets = list(sheets_of(page, 700))
    assert len(sheets) > 5
    assert [one.number for one in sheets] == list(range(1, len(sheets) + 1))
    assert sheets[0].top == 0
    for one, other in zip(sheets, sheets[1:], strict=False):
        assert one.bottom == other.top
        assert one.bottom - one.top <= 700
        row = page.heights.row_at(other.top)
        number = page.block_in(row)
        into = other.top - page.heights.above(row) - page.top_of(number)
        laid = page.laid(number)
        assert into % laid.face.line == 0 and into <= laid.height
    assert sheets[-1].bottom == page.heights.above(page.rows - 1)


def test_a_sheet_is_painted_as_the_page_is(view):
    scene = Printed.of(view, with_tags=False).scene()
    sheet = next(sheets_of(scene.page, 700))
    image = QImage(WIDTH, 800, QImage.Format.Format_RGB32)
    image.fill(theme.color("page"))
    with theme.lent("light"):
        painter = QPainter(image)
        paint_sheet(painter, scene, sheet, left=56, width=WIDTH)
        painter.end()
    inked = [y for y in range(800) if any(image.pixel(x, y) != image.pixel(0, 799) for x in range(0, WIDTH, 3))]
    assert inked[0] < 100 and 600 < inked[-1] < 700


def saved(qtbot, view, path, *, with_tags):
    counts = []
    job = write_pdf(Printed.of(view, with_tags=with_tags), path, counts.append)
    qtbot.waitUntil(lambda: bool(counts), timeout=20_000)
    assert job is not None
    return counts[0]


def test_a_pdf_has_every_sheet_and_its_name_only_when_whole(qtbot, view, tmp_path):
    path = tmp_path / "harbour.pdf"
    count = saved(qtbot, view, path, with_tags=False)
    data = path.read_bytes()
    assert data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == count > 5
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".pdf", ".part")] == ["harbour.pdf"]


def test_tags_and_their_legend_are_printed_when_wanted(qtbot, window, project, version, tmp_path):
    label = project.labels().by_key("PERSON")
    annotating.tag(project, version, [Span(4, 12)], label.uid)
    printed = Printed.of(window.reader, with_tags=True)
    assert printed.legend() == [(label, 1)]
    assert Printed.of(window.reader, with_tags=False).legend() == []
    sizes = []
    for with_tags in (True, False):
        path = tmp_path / f"{with_tags}.pdf"
        saved(qtbot, window.reader, path, with_tags=with_tags)
        sizes.append(path.stat().st_size)
    assert sizes[0] > sizes[1]


def test_paper_is_light_whatever_the_window_is(qtbot, window, tmp_path):
    window.commands["theme_dark"].trigger()
    sizes = []
    for name in ("dark", "light"):
        window.commands[f"theme_{name}"].trigger()
        path = tmp_path / f"{name}.pdf"
        saved(qtbot, window.reader, path, with_tags=False)
        sizes.append(path.stat().st_size)
        assert theme.current().name == name
    assert abs(sizes[0] - sizes[1]) < 200


def test_a_folder_that_is_gone_is_refused_with_a_sentence(view, tmp_path):
    with pytest.raises(printing.SaveError, match=r"harbour\.pdf can't be written"):
        write_pdf(Printed.of(view, with_tags=False), tmp_path / "gone" / "harbour.pdf", print)


def test_the_command_writes_where_the_dialog_says(qtbot, window, tmp_path, monkeypatch):
    path = tmp_path / "article.pdf"
    monkeypatch.setattr(printing.QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.commands["save_pdf"].trigger()
    qtbot.waitUntil(path.exists, timeout=10_000)
    qtbot.waitUntil(lambda: "article.pdf" in window.strip.said())

"""The list of articles shows each of a few articles whole."""


def test_three_articles_are_shown_whole_with_the_filters_below(qtbot, home):
    from annotator.settings import default_project, person
    from annotator.transfer.samples import make_sample
    from annotator.ui.app import open_window

    path = default_project()
    path.parent.mkdir(parents=True)
    make_sample(path, person())
    window = open_window(path)
    window.resize(1440, 900)
    qtbot.waitExposed(window)
    rows = window.library.list
    last = rows.model().index(2, 0)
    qtbot.waitUntil(lambda: rows.viewport().rect().contains(rows.visualRect(last)))
    assert not rows.verticalScrollBar().isVisible()
    window.close()

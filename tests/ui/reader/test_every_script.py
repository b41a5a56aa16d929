"""In every script each character is found where it is drawn, and what is selected there is that character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from annotator.model import segments
from annotator.ui.reader import ReadingStyle

SAMPLES = {
    "latin": "The office of Señor Núñez in Łódź fixed the efficient affluent Zoë’s co\u0308operation at 12:30.",
    "arabic": "قال الوزير إن الاتفاق لا يشمل لآلئ الخليج، وأضاف: «سنلتقي في ٢٠٢٤ مع S-400 إن شاء الله».",
    "pointed arabic": "وَقَالَ الرَّئِيسُ إِنَّ السَّلَامَ مُمْكِنٌ فِي الْمِنْطَقَةِ.",
    "hebrew": "שר החוץ אמר ל-Reuters כי ב-12 במאי ייפגש עם ה-EU, וְזֶה חָשׁוּב.",
    "devanagari": "प्रधानमंत्री ने क्षेत्रीय सुरक्षा पर राष्ट्रपति से दिल्ली में बातचीत की।",
    "chinese": "外交部长在北京说，两国将于六月重新开放港口。𠮷野家也在场。",
    "japanese": "田中太郎は東京で「港は六月に再開する」と述べた。ガギグゲゴ",
    "korean": "외교부 장관은 서울에서 항구가 유월에 다시 열린다고 말했다.",
    "thai": "รัฐมนตรีกล่าวที่กรุงเทพว่าท่าเรือจะเปิดในเดือนมิถุนายน",
    "emoji": "Ships 🚢🚢 and a family 👩‍👩‍👧‍👦, flags 🇹🇷🇺🇸, hands 👍🏽👋🏿, a keycap 3️⃣ and a heart ❤️‍🔥 end it.",
}
words = [word for sample in SAMPLES.values() for word in sample.split()]


def drawn(view, text):
    """Yield each character that is drawn, as start, end and its one rectangle."""
    stops = segments.graphemes(text)
    for start, end in zip(stops, stops[1:], strict=False):
        rects = view.rect_of(start, end)
        if rects and rects[0].width() >= 2:
            yield start, end, rects[0]


def check(view, text):
    count = 0
    for start, end, rect in drawn(view, text):
        count += 1
        middle = rect.center()
        assert view.character_at(middle) == start, text[start:end]
        sides = {view.offset_at(QPointF(rect.left() + rect.width() * share, middle.y())) for share in (0.2, 0.8)}
        assert sides == {start, end}, text[start:end]
        view.select(start, end)
        assert view.selected_text() == text[start:end]
        view.snap_selection(exact=True)
        assert view.selection() == (start, end)
    return count


@pytest.mark.parametrize("style", [ReadingStyle(), ReadingStyle(justified=True)], ids=["ragged", "justified"])
@pytest.mark.parametrize("name", SAMPLES)
def test_each_character_is_found_where_it_is_drawn(show, name, style):
    text = f"{SAMPLES[name]} {SAMPLES[name]}"
    view = show(text)
    view.set_style(style)
    assert check(view, text) > len(segments.graphemes(text)) * 0.7


@pytest.fixture
def page(show):
    view = show("")
    return lambda text: reopened(view, text)


def reopened(view, text):
    from annotator.model.article import Version

    view.open(view.article, Version("d_one", 1, text, ""), [], view.labels())
    return view


@settings(max_examples=25)
@given(parts=st.lists(st.sampled_from(words), min_size=1, max_size=25), break_at=st.integers(0, 24))
def test_scripts_in_any_mixture_are_told_apart(page, parts, break_at):
    text = " ".join(parts[:break_at]) + "\n" + " ".join(parts[break_at:])
    check(page(text), text)


@settings(max_examples=25)
@given(parts=st.lists(st.sampled_from(words), min_size=2, max_size=12), data=st.data())
def test_the_rectangles_of_a_range_are_those_of_its_characters(page, parts, data):
    text = " ".join(parts)
    view = page(text)
    stops = segments.graphemes(text)
    start, end = sorted(data.draw(st.lists(st.sampled_from(stops), min_size=2, max_size=2, unique=True)))
    width = sum(rect.width() for rect in view.rect_of(start, end))
    single = [
        rect.width()
        for low, high in zip(stops, stops[1:], strict=False)
        if start <= low and high <= end
        for rect in view.rect_of(low, high)
    ]
    assert width == pytest.approx(sum(single), abs=2 + 0.6 * len(single))

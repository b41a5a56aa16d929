"""Borders of paragraphs, sentences and words, on news prose and on text that is hard to cut."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import segments
from annotator.model.span import Span

HARD = st.text(
    alphabet=st.sampled_from("ab Z9.!?-'’\"()\n\r\u2028\u2029\u00a0é\u0301\u0627\u05d0\u4e2d\u0e01😀\u200d👩🇹🇷U.S"),
    max_size=80,
)


def cut(text: str) -> list[str]:
    (paragraph,) = segments.paragraphs(text)
    return [span.of(text) for span in segments.sentences(text, paragraph)]


def snapped(text: str, part: str) -> str:
    start = text.index(part)
    span = segments.snap(text, start, start + len(part))
    return span.of(text) if span else ""


@pytest.mark.parametrize("mark", ["\r\n", "\n", "\r", "\u2029", "\u0085", "\v", "\f"])
def test_each_kind_of_break_ends_a_paragraph_and_blank_lines_are_none(mark: str) -> None:
    text = f"{mark}One.{mark}{mark}  {mark}Two.{mark}"
    assert [span.of(text) for span in segments.paragraphs(text)] == ["One.", "Two."]


def test_a_line_separator_stays_inside_its_paragraph() -> None:
    assert len(segments.paragraphs("One\u2028two")) == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Gen. Akar met Mr. Smith. They spoke.", ["Gen. Akar met Mr. Smith.", "They spoke."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("He moved to the U.S. The move was quick.", ["He moved to the U.S.", "The move was quick."]),
        ("It cost 2.5 billion, No. 5 said.", ["It cost 2.5 billion, No. 5 said."]),
        ("Did he? No. He did not.", ["Did he?", "No.", "He did not."]),
        ("“We will go.” Then he left.", ["“We will go.”", "Then he left."]),
        ("“Why?” he asked. Nobody knew.", ["“Why?” he asked.", "Nobody knew."]),
        ("J. K. Rowling wrote it.", ["J. K. Rowling wrote it."]),
        ("1. Buy it. 2. Sell it.", ["1. Buy it.", "2. Sell it."]),
        ("Am 29. September kam er. Dann nicht.", ["Am 29. September kam er.", "Dann nicht."]),
        ("At 5 p.m. Tuesday he met Lockheed Corp. officials.", ["At 5 p.m. Tuesday he met Lockheed Corp. officials."]),
        ("他来了。她走了。", ["他来了。", "她走了。"]),
        ("ذهب؟ نعم. عاد", ["ذهب؟", "نعم.", "عاد"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@given(HARD)
def test_sentences_cover_everything_but_blanks_and_never_overlap(text: str) -> None:
    for paragraph in segments.paragraphs(text):
        spans = segments.sentences(text, paragraph)
        assert spans[0].start == paragraph.start and spans[-1].end == paragraph.end
        for left, right in zip(spans, spans[1:], strict=False):
            assert left.end <= right.start and not text[left.end : right.start].strip()


@given(HARD, st.integers(0, 80))
def test_the_sentence_at_an_offset_is_one_of_the_sentences_of_its_paragraph(text: str, offset: int) -> None:
    paragraph = segments.paragraph_at(text, min(offset, len(text)))
    found = segments.sentence_at(text, min(offset, len(text)))
    if paragraph is None:
        assert found is None and not text.strip()
        return
    place = min(max(offset, paragraph.start), paragraph.end)
    expected = [span for span in segments.sentences(text, paragraph) if span.start <= place]
    assert found == expected[-1]


def test_the_sentence_in_the_middle_of_a_long_paragraph_is_the_same_as_when_all_are_cut() -> None:
    text = " ".join(f"Sentence {number} of Gen. Akar said 1.5 things." for number in range(2000))
    (paragraph,) = segments.paragraphs(text)
    spans = segments.sentences(text, paragraph)
    for offset in range(0, len(text), 997):
        assert segments.sentence_at(text, offset) == [span for span in spans if span.start <= offset][-1]


@pytest.mark.parametrize("piece", ["1. ", "....", "U.S. ", "a.b", '! "', "Dr. ", "x", ". \u00a0"])
def test_cutting_sentences_takes_time_in_proportion_to_the_length(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        began = process_time()
        segments.sentences(text, Span(0, len(text)))
        return process_time() - began

    short, long = (min(seconds(times) for _ in range(4)) for times in (4_000, 40_000))
    assert long < 0.1 + 50 * short


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("the S-400 system", "40", "S-400"),
        ("the S-400 system", "S", "S-400"),
        ("two F-35s flew", "F-3", "F-35s"),
        ("in the U.S. today", "U.S", "U.S."),
        ("said O'Neil, who", "Neil", "O'Neil"),
        ("said O’Neil, who", "O’N", "O’Neil"),
        ("Erdogan's plan", "rdoga", "Erdogan"),
        ("l'OTAN dit", "TAN", "OTAN"),
        ("the US-led force", "US", "US"),
        ("the US-led force", "US-l", "US-led"),
        ("a rise of 1,250.5 per cent", "250", "1,250.5"),
        ("a rise of 50% then", "50%", "50%"),
        ("AT&T said", "AT", "AT&T"),
        (" , “Turkey may order” ", " “Turkey may or", "Turkey may order"),
        ("the law (CAATSA) says", "(CAATSA)", "CAATSA"),
        ("the law (CAATSA) says", "law (CAATSA) ", "law (CAATSA)"),
        ("from Lockheed Corp. on", "ckheed Corp.", "Lockheed Corp."),
        ("北京市政府", "京市", "京市"),
        ("ประเทศไทย", "เทศ", "เทศ"),
        ("cafe\u0301s open", "caf", "cafe\u0301s"),
        ("وزير الخارجية التركي", "ارج", "الخارجية"),
        ("a 👩‍👩‍👧 b", "👩", "👩‍👩‍👧"),
        ("…, —", "…,", ""),
        ("   ", "  ", ""),
    ],
)
def test_a_selection_snaps_to_what_a_reader_means(text: str, part: str, expected: str) -> None:
    assert snapped(text, part) == expected


@given(HARD, st.integers(0, 80), st.integers(0, 80))
def test_snapping_never_cuts_a_character_and_is_stable(text: str, start: int, end: int) -> None:
    stops = segments.graphemes(text)
    for snap in (segments.snap, segments.snap_exact):
        span = snap(text, start, end)
        if span is not None:
            assert span.start in stops and span.end in stops
            assert snap(text, span.start, span.end) == span


@given(HARD)
def test_grapheme_stops_agree_whether_asked_one_by_one_or_all_at_once(text: str) -> None:
    stops = segments.graphemes(text)
    assert [at for at in range(len(text) + 1) if segments.is_grapheme_stop(text, at)] == stops
    assert all(segments.next_grapheme(text, left) == right for left, right in zip(stops, stops[1:], strict=False))
    assert all(segments.previous_grapheme(text, right) == left for left, right in zip(stops, stops[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "clicked", "expected"),
    [
        ("met al-Assad again", "Assad", "al-Assad"),
        ("the US-led force", "US", "US"),
        ("the US-led force", "led", "US-led"),
        ("Jean-Claude said", "Claude", "Jean-Claude"),
        ("the Rolls-Royce-built engine", "Rolls", "Rolls-Royce"),
        ("Turkey's plan", "Turkey", "Turkey"),
    ],
)
def test_a_double_click_means_the_name(text: str, clicked: str, expected: str) -> None:
    span = segments.word_at(text, text.index(clicked) + 1)
    assert span is not None and span.of(text) == expected


def test_stepping_by_words_visits_ends_forwards_and_starts_backwards() -> None:
    text = "The S-400, he said."
    ends, at = [], 0
    while at < len(text):
        at = segments.next_word(text, at)
        ends.append(text[:at])
    assert ends == ["The", "The S-400", "The S-400, he", "The S-400, he said", text]
    starts, at = [], len(text)
    while at > 0:
        at = segments.previous_word(text, at)
        starts.append(text[at:])
    assert starts == ["said.", "he said.", "S-400, he said.", text]
    assert segments.next_word_start(text, 0) == 4
    assert segments.previous_word_end(text, 9) == 3


@given(HARD, st.integers(0, 80))
def test_stepping_always_moves_until_the_end_of_the_text(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    assert segments.next_word(text, offset) > offset or offset == len(text)
    assert segments.previous_word(text, offset) < offset or offset == 0


def test_the_locator_counts_paragraphs_and_sentences_from_one() -> None:
    text = "A title\n\nOne here. Two here.\r\nThree."
    locator = segments.paragraph_and_sentence(text)
    places = [locator.at(text.index(word)) for word in ("title", "One", "Two", "Three")]
    assert places == [(1, 1), (2, 1), (2, 2), (3, 1)]
    assert [locator.sentence(text.index(word)) for word in ("title", "Two", "Three")] == [(1, 4), (3, 4), (4, 4)]
    assert segments.paragraph_and_sentence(" \n ").at(1) == (0, 0)

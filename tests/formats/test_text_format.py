"""Plain text and Markdown: verbatim text, its encoding, its title."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ImportFileError
from annotator.formats import decoding, text
from annotator.formats.protocol import SourceFile
from annotator.model.article import refuse_unstorable


def read_txt(content, name="in/note.txt", encoding=""):
    return text.read_text(SourceFile(name, content, encoding))


def read_md(content, name="in/note.md"):
    return text.read_markdown(SourceFile(name, content.encode()))


HAZARDS = "One\r\n\r\n\n two\rthree\u2028four\u00a0five\u00adsix e\u0301 🚢 \u202bab\u202c\x0c\tend  \n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_kept_to_the_last_character_whatever_marks_its_encoding(encoding):
    stored = HAZARDS if encoding != "cp1252" else "caf\xe9 \x93quoted\x94\r\n".encode("latin-1").decode("cp1252")
    draft = read_txt(stored.encode(encoding), encoding=encoding if encoding == "cp1252" else "")
    assert draft.text == stored
    assert draft.original_sha256 == sha256(stored.encode(encoding)).hexdigest()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_storable_text_in_utf8_comes_back_as_it_was_but_for_a_leading_mark(content):
    stored = content.removeprefix("\ufeff")
    if stored.strip():
        assert read_txt(content.encode()).text == stored
    else:
        with pytest.raises(ImportFileError, match="empty"):
            read_txt(content.encode())


@given(st.binary(max_size=200))
def test_any_bytes_give_a_storable_text_or_one_sentence(content):
    try:
        draft = read_txt(content)
    except ImportFileError as error:
        assert str(error).endswith(".") and "\n" not in str(error)
    else:
        refuse_unstorable(draft.text)
        assert draft.title.strip()


def test_only_one_leading_mark_is_dropped():
    assert read_txt("\ufeff\ufeffab".encode()).text == "\ufeffab"


@pytest.mark.parametrize(
    ("content", "kind"),
    [("a\nb\n", "lf"), ("a\r\nb", "crlf"), ("a\rb", "cr"), ("a\r\nb\n", "mixed"), ("ab", ""), ("a\u2028b", "")],
)
def test_the_kind_of_line_ends_is_recorded(content, kind):
    assert read_txt(content.encode()).newline == kind


def test_bytes_that_are_not_utf8_are_guessed_and_the_guess_is_told():
    draft = read_txt("The café’s owner said “naïve”, again and again: déjà vu.".encode("cp1252"))
    assert draft.text.startswith("The café’s owner")
    assert draft.encoding == "cp1252"
    assert "cp1252" in draft.warnings[0] and "byte 7" in draft.warnings[0]


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Le président a déclaré que l’été serait long, où qu’il aille.", "cp1252"),
        ("Der Präsident erklärte, dass Österreich größere Mühe hätte.", "cp1252"),
        ("El señor dijo: «¿mañana?»", "cp1252"),
        ("Rødgrød på æblegrød", "cp1252"),
        ("Prezident řekl, že příští týden přijede žlutý kůň a bude hezky.", "cp1250"),
        ("Президент заявил, что страна купит новые системы в этом году.", "cp1251"),
        ("大統領は述べた。これは日本語の文章です。" * 4, "shift_jis"),
    ],
)
def test_common_encodings_are_guessed_right(words, encoding):
    assert read_txt(words.encode(encoding)).text == words


def test_a_named_encoding_is_used_without_a_warning():
    draft = read_txt("şöyle dedi".encode("cp1254"), encoding="cp1254")
    assert (draft.text, draft.encoding, draft.warnings) == ("şöyle dedi", "cp1254", ())


@pytest.mark.parametrize(
    ("content", "encoding", "place"),
    [
        (b"ab\0cd", "", "byte 2 is NUL"),
        ("ab\0cd".encode("utf-16"), "", "byte 6 is NUL"),
        (b"caf\xe9 \0", "", "byte 5 is NUL"),
        (b"ab\xed\xa0\x80cd", "", "byte 2 begins half of a surrogate pair"),
        (b"\xff\xfe\x00\xd8a\x00", "", "byte 2 does not belong to utf-16-le"),
        (b"caf\xe9", "utf-8", "byte 3 does not belong to utf-8"),
        (b"abc", "no-such", "no encoding called no-such"),
        (b"abc", "hex", "not an encoding of text"),
    ],
)
def test_what_no_text_may_hold_is_refused_with_its_place(content, encoding, place):
    with pytest.raises(ImportFileError, match=place):
        read_txt(content, encoding=encoding)


@pytest.mark.parametrize("content", [b"", b"  \n\r\n\t", b"\xef\xbb\xbf", "\u2028\u00a0".encode()])
def test_a_file_without_words_is_refused(content):
    with pytest.raises(ImportFileError, match="empty, so there is nothing to read"):
        read_txt(content)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("\n\n## Port  reopens ##\n\nText", "Port reopens"),
        ("###### Deep\n", "Deep"),
        ("#Not a heading\n", "#Not a heading"),
        ("First line\n===\n", "First line"),
        ("\r\n\r\n#\tTabbed\r\n", "Tabbed"),
        ("x" * 121 + "\n", "note"),
        ("x" * 120 + "\n", "x" * 120),
    ],
)
def test_markdown_takes_its_title_from_heading_first_line_or_name(content, title):
    draft = read_md(content)
    assert draft.title == title
    assert draft.text == content


def test_plain_text_takes_a_heading_only_from_its_very_first_characters():
    assert read_txt(b"# Title\nbody").title == "Title"
    assert read_txt(b"\n# Title\nbody").title == "# Title"


def test_front_matter_gives_title_and_meta_and_stays_in_the_text():
    content = (
        '---\ntitle: "Port: reopening"\nauthors:\n  - Mara Oss\n  - [I. Vent, "J. Rue"]\ndate: 2026-03-01T10:00\n'
        "source: The Quay\nlang: en\nurl: https://example.org/a\ntags: [x]\n---\n# Another title\n"
    )
    draft = read_md(content)
    assert (draft.title, draft.text) == ("Port: reopening", content)
    assert dict(draft.meta) == {
        "author": "Mara Oss, I. Vent, J. Rue",
        "published_date": "2026-03-01",
        "outlet": "The Quay",
        "language": "en",
        "source_url": "https://example.org/a",
    }


@pytest.mark.parametrize("content", ["---\nJust a rule, then text\n---\nmore", "---\ntitle: open\n", "--- \n"])
def test_a_rule_at_the_top_is_not_taken_for_front_matter(content):
    assert dict(read_md(content).meta) == {}
    assert read_md(content).text == content


def test_a_date_in_words_is_not_stored_as_a_date():
    assert dict(read_md("---\ndate: March 1, 2026\n---\nText").meta) == {}


def test_pasted_text_is_verbatim_and_names_itself():
    assert text.pasted("", "\n## Head\r\nbody").title == "Head"
    assert text.pasted(" A\ntitle ", "body\r\n").text == "body\r\n"
    assert text.pasted(" A\ntitle ", "body\r\n").title == "A title"
    with pytest.raises(ImportFileError):
        text.pasted("Title", " \n")
    with pytest.raises(ImportFileError, match="character 1 is NUL"):
        text.pasted("Title", "a\0")


def test_a_title_never_holds_what_moves_a_terminal():
    assert read_txt("a\x1b[31mred\x07 \u202ename\n".encode()).title == "a [31mred name"


def test_a_large_front_is_read_in_linear_time():
    content = "---\n" + "key: value\n" * 100_000
    assert read_md(content).text == content
    assert decoding.newline_kind(content) == "lf"

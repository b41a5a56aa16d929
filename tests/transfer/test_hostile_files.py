"""Files made to do harm: each ends in one sentence or a clean draft, and nothing else happens."""

import io
import os
import random
import socket
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.model.article import refuse_unstorable
from annotator.transfer.parsing import parse_files

SECRET = "the words of another file"
MAKERS = {}
PROSE = "<p>The harbour of Port Velm will reopen in June, said the minister of trade on Monday morning.</p>" * 5


def hostile(name):
    """Register the maker of a file."""

    def keep(make):
        MAKERS[name] = make
        return make

    return keep


def zipped(members, *, level=9):
    """Return a ZIP file of names and contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


def docx(document, **others):
    """Return a Word document around a main part."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"'
        ' ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    parts = [("[Content_Types].xml", types), ("_rels/.rels", links), ("word/document.xml", document)]
    return zipped(parts + [(name.replace("__", "/"), content) for name, content in others.items()])


def odt(content):
    """Return an OpenDocument text around a content part."""
    return zipped([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)])


def epub(package, container=None):
    """Return an e-book around a package."""
    place = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="p.opf"/></rootfiles></container>'
    )
    return zipped([("META-INF/container.xml", container or place), ("p.opf", package), ("c.xhtml", PROSE)])


def pdf(*objects):
    """Return a PDF file of numbered objects, the first being its catalogue."""
    body = b"%PDF-1.7\n"
    for number, one in enumerate(objects, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    return body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def stream(content, entries=b""):
    """Return a compressed PDF stream."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), entries, packed)


def pdf_page(content, entries=b"", catalogue=b""):
    """Return a PDF file of one page with a content stream."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R%s>>" % entries
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(content)
    )


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha ha ha ha'>" + "".join(
    f"<!ENTITY {chr(98 + step)} '{f'&{chr(97 + step)};' * 10}'>" for step in range(9)
)
LAUGHS += "]>"
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}</office:text>'
    "</office:body></office:document-content>"
)
STEAL = '<!DOCTYPE x [<!ENTITY s SYSTEM "{}">]>'

for name, source in {
    "comments-40000.html": "<!--" * 40_000,
    "closed-comments.html": "<!-- x -->" * 200_000 + PROSE,
    "deep-divs.html": "<div>" * 100_000 + "deep",
    "deep-tables.html": "<table><tr><td>" * 30_000 + "deep",
    "deep-inline.html": "<b><i>" * 60_000 + "deep",
    "open-paragraphs.html": "<p>word " * 200_000,
    "huge-attribute.html": f"<p title='{'x' * 5_000_000}'>text</p>{PROSE}",
    "many-attributes.html": f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>text</p>{PROSE}",
    "huge-title.html": f"<title>{' | a' * 200_000}</title>{PROSE}",
    "huge-heading.html": f"<h1>{'Title - ' * 100_000}</h1>{PROSE}",
    "script-and-frames.html": f"<script>fetch('http://HOST/')</script><iframe src='file://FILE'></iframe>"
    f"<object data='file://FILE'></object><link rel=stylesheet href='http://HOST/x.css'>{PROSE}",
    "refresh.html": f"<base href='file:///'><meta http-equiv=refresh content='0;url=http://HOST/'>{PROSE}",
    "entities.html": f"{LAUGHS}<p>&j;</p>{PROSE}",
    "stealing-entity.html": f"{STEAL.format('file://FILE')}<p>&s;</p>{PROSE}",
    "deep-linked-data.html": f"<script type='application/ld+json'>{'[' * 100_000}</script>{PROSE}",
    "many-dates.html": "<time datetime=2020-01-01>x</time>" * 50_000 + PROSE,
    "surrogates.html": f"<p>&#xD800;&#xDFFF;&#0;&#x110000;</p>{PROSE}",
    "many-forms.html": "<form><input><select><option>" * 30_000 + PROSE,
    "many-lists.html": "<ul><li>" * 20_000 + PROSE,
    "blank.html": " \n\t" * 100_000,
    "one-long-word.html": f"<p>{'x' * 3_000_000}</p>",
    "many-brs.html": "word<br>" * 200_000,
}.items():
    MAKERS[name] = lambda source=source: source.encode()
MAKERS |= {
    "nothing.html": lambda: b"",
    "noise.html": lambda: random.Random(1).randbytes(300_000),
    "nuls.html": lambda: b"\0" * 500_000 + PROSE.encode(),
    "wrong-encoding.html": lambda: b"<meta charset=utf-16>" + PROSE.encode() + b"\xff\xfe\xff",
    "unknown-encoding.html": lambda: b"<meta charset=no-such-thing>\xe4\xf6" + PROSE.encode(),
    "marked-utf-32.html": lambda: b"\xff\xfe\0\0" + b"abc",
    "a-pdf.html": lambda: b"%PDF-1.7 not a page",
    "a-page.pdf": lambda: PROSE.encode(),
    "a-page.docx": lambda: PROSE.encode(),
    "a-page.eml": lambda: b"\x7fELF" + PROSE.encode(),
    "laughs.docx": lambda: docx(LAUGHS + WORD.format("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>")),
    "thief.docx": lambda: docx(STEAL.format("file://FILE") + WORD.format("<w:p><w:r><w:t>&s;</w:t></w:r></w:p>")),
    "caller.docx": lambda: docx(STEAL.format("http://HOST/x") + WORD.format("<w:p><w:r><w:t>&s;</w:t></w:r></w:p>")),
    "deep.docx": lambda: docx(WORD.format("<w:p>" * 50_000)),
    "deeply-nested-tables.docx": lambda: docx(
        WORD.format("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80)
    ),
    "bomb.docx": lambda: docx(WORD.format("<w:p/>" + " " * 300_000_000)),
    "bomb-of-paragraphs.docx": lambda: docx(WORD.format("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 600_000)),
    "no-main-part.docx": lambda: zipped([("[Content_Types].xml", "<Types/>")]),
    "cut-off.docx": lambda: docx(WORD.format("<w:p/>"))[:-40],
    "linked-picture.docx": lambda: docx(
        WORD.format("<w:p><w:r><w:t>Text</w:t></w:r></w:p>"),
        word___rels__document_xml_rels='<Relationships><Relationship Target="http://HOST/x.png"/></Relationships>',
    ),
    "laughs.odt": lambda: odt(LAUGHS + OPEN.format("<text:p>&j;</text:p>")),
    "thief.odt": lambda: odt(STEAL.format("file://FILE") + OPEN.format("<text:p>&s;</text:p>")),
    "deep.odt": lambda: odt(OPEN.format("<text:section>" * 20_000)),
    "deep-but-allowed.odt": lambda: odt(
        OPEN.format("<text:section>" * 230 + "<text:p>x</text:p>" + "</text:section>" * 230)
    ),
    "many-blanks.odt": lambda: odt(OPEN.format("<text:p>a" + '<text:s text:c="999999999"/>' * 1000 + "b</text:p>")),
    "bomb.odt": lambda: odt(OPEN.format("<text:p>" + "a" * 250_000_000 + "</text:p>")),
    "sheet.odt": lambda: odt("<spreadsheet/>"),
    "thief.epub": lambda: epub("<package/>", container=STEAL.format("file://FILE") + "<container>&s;</container>"),
    "outside.epub": lambda: epub(
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="../../../..FILE"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    ),
    "circle.epub": lambda: epub(
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="c.xhtml"/></manifest><spine>'
        + '<itemref idref="a"/>' * 100_000
        + "</spine></package>"
    ),
    "encrypted.zip": lambda: bytes(zipped([("a.txt", "text")])).replace(
        b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"
    ),
    "bomb.zip": lambda: zipped([("a.txt", b"\0" * 300_000_000)]),
    "many.zip": lambda: zipped([(f"{number}.txt", "x") for number in range(6000)], level=1),
    "odd-names.zip": lambda: zipped(
        [("../../up.txt", "x"), ("/etc/root.txt", "x"), ("C:\\x.txt", "x"), ("a\nb.txt", "x"), ("good.txt", "Good")]
    ),
    "zip-in-zip.zip": lambda: zipped([("inner.zip", zipped([("inner.zip", zipped([("a.txt", "x")]))]))]),
    "bad-member.zip": lambda: zipped([("a.html", PROSE), ("b.pdf", b"%PDF-1.7 broken"), ("c.txt", "Last words")]),
    "damaged.zip": lambda: (lambda one: one[:60] + bytes(20) + one[80:])(
        zipped([("a.txt", random.Random(2).randbytes(500))])
    ),
    "lying-size.zip": lambda: (lambda one: one.replace(struct.pack("<I", 50_000), struct.pack("<I", 5)))(
        zipped([("a.txt", "x" * 50_000)])
    ),
    "cut-off.pdf": lambda: pdf_page(b"BT ET")[:120],
    "only-a-head.pdf": lambda: b"%PDF-1.7",
    "loop.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "lying-count.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2000000000>>"),
    "many-pages.pdf": lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 5000>>" % (b"3 0 R " * 5000),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ),
    "script.pdf": lambda: pdf_page(
        b"BT ET", catalogue=b"/OpenAction<</S/JavaScript/JS(app.launchURL('http://HOST/'))>>"
    ),
    "launch.pdf": lambda: pdf_page(b"BT ET", catalogue=b"/OpenAction<</S/Launch/F(/bin/sh)>>"),
    "bomb.pdf": lambda: pdf_page(b" " * 400_000_000),
    "deep-arrays.pdf": lambda: pdf(b"[" * 200_000),
    "own-form.pdf": lambda: pdf_page(b"/F Do " * 1000, entries=b"/Resources<</XObject<</F 4 0 R>>>>"),
    "noise.pdf": lambda: b"%PDF-1.7\n" + random.Random(3).randbytes(200_000),
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 300_000 + b"x",
    "wide.rtf": lambda: b"{\\rtf1 " + b"\\par x" * 300_000 + b"}",
    "notes.rtf": lambda: b"{\\rtf1 " + b"{\\footnote " * 20_000 + b"x",
    "fields.rtf": lambda: b"{\\rtf1 " + b"{\\field{\\*\\fldinst{ HYPERLINK" * 20_000 + b"x",
    "numbers.rtf": lambda: b"{\\rtf1 \\uc9999999999 \\u99999999 \\u-99999999 \\ansicpg99999 \\'zz \\uc x}",
    "picture.rtf": lambda: b"{\\rtf1 {\\pict\\bin4000000000 " + bytes(1000) + b"} text}",
    "nests.eml": lambda: b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth) for depth in range(2000)
    ),
    "letters-in-letters.eml": lambda: b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\n" * 3000 + b"\n\ntext",
    "long-head.eml": lambda: b"Subject: " + b"=?utf-8?q?x?= " * 100_000 + b"\n\n" + b"Words of a letter. " * 9,
    "many-heads.eml": lambda: b"X-A: b\n" * 100_000 + b"\nWords of a letter that is long enough.",
    "bad-codes.eml": lambda: (
        b"Subject: x\nContent-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n@@@@=====AAA"
    ),
    "odd-address.eml": lambda: (
        b"From: " + b"(" * 3000 + b"\nDate: 99 Foo 99999\nSubject: =?x?y?z?=\n\nWords, enough of them."
    ),
    "no-page.mhtml": lambda: b"Subject: x\nContent-Type: multipart/related; boundary=b\n\n--b\n\ntext\n--b--",
    "thief.mhtml": lambda: (
        b"Subject: x\nContent-Location: file://FILE\nContent-Type: text/html\n\n"
        + PROSE.encode()
        + b"<img src='http://HOST/'>"
    ),
    "bomb.txt": lambda: b"\xff\xfe" + b"\x00\xd8" * 1000,
    "name‮txt.html": lambda: PROSE.encode(),
}


@pytest.fixture(scope="module")
def listener():
    """Listen on loopback, so that a connection would be noticed."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0)
        yield server


@pytest.fixture(scope="module")
def parsed(tmp_path_factory, listener):
    """Make every hostile file, read them all once, and return folder, outcomes by name and seconds it took."""
    folder = tmp_path_factory.mktemp("hostile")
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text(SECRET)
    host = f"127.0.0.1:{listener.getsockname()[1]}"
    for name, make in MAKERS.items():
        content = make().replace(b"HOST", host.encode()).replace(b"FILE", str(secret).encode())
        (folder / name).write_bytes(content)
    (folder / "device.html").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.html")
    began = time.monotonic()
    outcomes = {}
    for path, outcome in parse_files([folder], processes=2):
        outcomes.setdefault(path.name, []).append(outcome)
    yield folder, outcomes, time.monotonic() - began
    assert secret.read_text() == SECRET


@pytest.mark.network
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", [*MAKERS, "device.html", "pipe.html"])
def test_a_hostile_file_ends_in_one_sentence_or_a_clean_draft(parsed, name):
    for outcome in parsed[1][name]:
        if isinstance(outcome, AnnotatorError):
            assert str(outcome).endswith((".", "again."))
            assert "Traceback" not in str(outcome)
            assert len(str(outcome)) < 400
        else:
            refuse_unstorable(outcome.text)
            assert outcome.text.strip()
            assert SECRET not in outcome.text + outcome.whole_text + outcome.title


@pytest.mark.network
@pytest.mark.timeout(300)
def test_no_hostile_file_reaches_the_network_or_leaves_a_trace(parsed, listener):
    folder, _, _ = parsed
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert {path.name for path in folder.iterdir()} == {*MAKERS, "device.html", "pipe.html"}


@pytest.mark.network
@pytest.mark.timeout(300)
def test_hostile_files_stay_within_time(parsed):
    _, outcomes, seconds = parsed
    assert len(outcomes) == len(MAKERS) + 2 >= 42
    assert seconds < 2 * len(MAKERS)


@pytest.mark.network
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("comments-40000.html", "no page that can be read"),
        ("laughs.docx", "declares a document type"),
        ("thief.odt", "declares a document type"),
        ("bomb.docx", "unpacks to more than"),
        ("bomb.zip", "unpacks to more than"),
        ("many.zip", "6000 files"),
        ("zip-in-zip.zip", "an archive in an archive is not opened"),
        ("many-pages.pdf", "5000 pages; at most 2000"),
        ("cut-off.pdf", "damaged or cut off"),
        ("a-page.pdf", "not a PDF file"),
        ("a-pdf.html", "a PDF file, not a web page"),
        ("noise.html", "no text at all"),
        ("device.html", "device or a pipe"),
        ("encrypted.zip", "encrypted"),
    ],
)
def test_the_sentence_tells_the_reason(parsed, name, words):
    messages = [str(one) for one in parsed[1][name]]
    assert any(words in one for one in messages), messages


@pytest.mark.network
@pytest.mark.timeout(300)
def test_the_good_files_of_an_archive_survive_the_bad_ones(parsed):
    found = {
        Path(one.origin_path).name: one for one in parsed[1]["bad-member.zip"] if not isinstance(one, AnnotatorError)
    }
    assert set(found) == {"a.html", "c.txt"}
    assert [one.title for one in parsed[1]["odd-names.zip"]] == ["Good"]

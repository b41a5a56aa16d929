"""Measure how well web pages are read: `python tests/benchmarks/pages.py [FOLDER]`.

The folder holds one folder a page with `source.html`, `expected.html` (its main text) and, if known, `expected.json`
(title and date). Without a folder the pages of the tests are measured.
"""

import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "tests" / "formats" / "pages"
sys.path.insert(0, str(ROOT))

from annotator.errors import ImportFileError  # noqa: E402
from annotator.formats.html import read_html  # noqa: E402
from annotator.formats.html_blocks import blocks_of  # noqa: E402
from annotator.formats.html_tree import parse_page  # noqa: E402
from annotator.formats.protocol import SourceFile  # noqa: E402

TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")


@dataclass(frozen=True)
class Result:
    """How one page was read."""

    name: str
    precision: float
    recall: float
    is_title_right: bool | None
    is_date_right: bool | None
    seconds: float

    @property
    def f1(self):
        """The harmonic mean of precision and recall of the words."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def tokens(text):
    """Return how often each word of the text occurs; of Chinese and Japanese each sign is one."""
    return Counter(TOKEN.findall(text.casefold()))


def measure(folder):
    """Read one page and compare it with what is expected of it."""
    began = time.process_time()
    try:
        draft = read_html(SourceFile("source.html", (folder / "source.html").read_bytes()))
        text, title, date = draft.text, draft.title, draft.meta.get("published_date", "")
    except ImportFileError:
        text = title = date = ""
    seconds = time.process_time() - began
    page = parse_page(SourceFile("expected.html", (folder / "expected.html").read_bytes()))
    expected, found = tokens(" ".join(one.text for one in blocks_of(page.root))), tokens(text)
    common = (expected & found).total()
    told = folder / "expected.json"
    known = json.loads(told.read_text("utf-8")) if told.is_file() else {}
    return Result(
        folder.name,
        common / max(found.total(), 1),
        common / max(expected.total(), 1),
        title == known["title"] if "title" in known else None,
        date == known["date"] if "date" in known else None,
        seconds,
    )


def measure_all(folder):
    """Return the results of all pages in a folder, in order of their names."""
    return [measure(one) for one in sorted(folder.iterdir()) if (one / "source.html").is_file()]


def main():
    """Print a line a page and the averages."""
    results = measure_all(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
    for one in results:
        marks = "".join({True: "+", False: "-", None: "?"}[mark] for mark in (one.is_title_right, one.is_date_right))
        figures = f"{one.f1:.3f}  P {one.precision:.3f}  R {one.recall:.3f}"
        print(f"{figures}  {marks}  {one.seconds * 1000:5.0f} ms  {one.name}")
    count = len(results) or 1
    print(f"F1 {sum(one.f1 for one in results) / count:.3f} on average of {len(results)} pages", end="; ")
    print(f"titles right {sum(one.is_title_right is True for one in results)}", end=", ")
    print(f"dates right {sum(one.is_date_right is True for one in results)}")


if __name__ == "__main__":
    main()

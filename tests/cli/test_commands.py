"""The commands: what they print, where, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from annotator import cli, settings
from annotator.project import Project, ProjectReader

ROOT = Path(__file__).resolve().parent.parent.parent
EXPECTED = ROOT / "tests" / "expected"
TEXT = "Alba Renn said it. Renn waits 🚢.\r\nAlba left."


@pytest.fixture
def news(tmp_path, run):
    """Return the path of a project with one article."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    path = tmp_path / "news.db"
    assert run("import", "--project", path, tmp_path / "in" / "a.txt").exit_code == 0
    return path


@pytest.fixture
def golden(tmp_path, run):
    """Return the path of the project with every hazard."""
    path = tmp_path / "golden.db"
    assert run("import", "--project", path, EXPECTED / "golden.jsonl").exit_code == 0
    return path


TITLE = "Alba Renn said it. Renn waits 🚢."


def quotes(path):
    with ProjectReader(path) as reader:
        return [one.quote for article in reader.articles() for one in reader.annotations(article.uid)]


def test_import_makes_a_missing_project_and_ends_with_one_line(tmp_path, run):
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(f"Text {number}")
    (tmp_path / "in" / "3.txt").write_bytes("caf\xe9".encode("cp1252"))
    (tmp_path / "in" / "x.bin").write_bytes(b"?")
    done = run("import", "--project", tmp_path / "n.db", tmp_path / "in")
    assert (done.exit_code, done.stdout) == (0, "Imported 4 articles, 0 annotations from 4 files (1 warning)\n")
    assert f"warning: {tmp_path / 'in' / '3.txt'}: byte 3 is not UTF-8" in done.stderr
    assert f"skipped: {tmp_path / 'in' / 'x.bin'}" in done.stderr


def test_import_of_a_bad_file_names_the_line_and_keeps_the_others(tmp_path, run):
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "b.jsonl").write_text('{"title":"T","text":"x"}\n{')
    done = run("import", "--project", tmp_path / "n.db", tmp_path / "a.txt", tmp_path / "b.jsonl")
    assert done.exit_code == 1
    assert f"Error: {tmp_path / 'b.jsonl'}:2: this is not JSON" in done.stderr
    assert done.stdout == "Imported 1 article, 0 annotations from 1 file\n"


def test_import_writes_a_report(tmp_path, run):
    (tmp_path / "b.jsonl").write_text('{"title":"T","text":"word","meta":{"x":1}}')
    run("import", "--project", tmp_path / "n.db", "--report", tmp_path / "r.json", tmp_path / "b.jsonl")
    report = json.loads((tmp_path / "r.json").read_text())
    assert (report["articles"], report["annotations"], report["relations"], report["skipped"]) == (1, 0, 0, [])
    assert [(one["line"], one["code"]) for one in report["warnings"]] == [(1, "attribute-lost")]


def test_import_of_an_edited_table_is_shown_first_and_then_done(golden, tmp_path, run):
    table = (EXPECTED / "golden.csv").read_bytes().replace(b"'@cmd", b"edited")
    (tmp_path / "t.csv").write_bytes(table)
    words = ("import", "--project", golden, tmp_path / "t.csv")
    shown = run(*words, "--dry-run")
    assert shown.exit_code == 0
    assert (
        f"changed\t{tmp_path / 't.csv'}:9\ta_00000005-0000-4000-8000-000000000005\tnote\t@cmd\tedited" in shown.stdout
    )
    assert "Rows: 0 new, 1 changed, 9 unchanged, 0 refused\n" in shown.stdout
    assert shown.stdout.endswith("; nothing was written\n")
    done = run(*words)
    assert done.stdout == "Imported 0 articles, 0 annotations from 1 file, 1 changed (1 warning)\n"
    assert "reviewed_by, reviewed_at" in done.stderr, "the review is in the table, not in the native file"


def test_a_dry_run_makes_no_project(tmp_path, run):
    (tmp_path / "a.txt").write_text("A")
    assert run("import", "--dry-run", "--project", tmp_path / "n.db", tmp_path / "a.txt").exit_code == 0
    assert not (tmp_path / "n.db").exists()


def test_an_import_of_which_nothing_stays_leaves_no_project(tmp_path, run):
    (tmp_path / "a.txt").write_text("")
    assert run("import", "--project", tmp_path / "n.db", tmp_path / "a.txt").exit_code == 1
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("n.db")] == []


def test_export_gives_the_expected_bytes_to_a_file_and_to_the_output(golden, tmp_path, run):
    expected = (EXPECTED / "golden.jsonl").read_bytes()
    done = run("export", "--project", golden, "-o", tmp_path / "out.jsonl")
    assert (done.exit_code, done.stdout) == (0, f"Exported 12 annotations to {tmp_path / 'out.jsonl'}\n")
    assert (tmp_path / "out.jsonl").read_bytes() == expected
    assert run("export", "--project", golden, "--format", "jsonl", "-o", "-").stdout_bytes == expected


def test_export_of_a_table_can_be_raw_narrow_and_filtered(golden, run):
    words = ("--raw", "--columns", "label,text", "--label", "fac", "--status", "any", "--kind", "entity")
    done = run("export", "--project", golden, "-o", "-", *words)
    assert done.stdout_bytes.decode() == "label,text\r\nFAC,Port Velm\r\nFAC,ميناء فيلم\r\nFAC,Velm\r\n"
    done = run("export", "--project", golden, "-o", "-", *words, "--article", "Second text")
    assert done.stdout_bytes.decode() == "label,text\r\nFAC,Velm\r\n"


def test_export_replaces_only_by_force_and_strict_names_what_is_lost(golden, tmp_path, run):
    out = tmp_path / "o.csv"
    out.write_text("old")
    refused = run("export", "--project", golden, "-o", out)
    assert (refused.exit_code, out.read_text()) == (1, "old")
    assert refused.stderr.startswith("Error: ") and "--force" in refused.stderr
    strict = run("export", "--project", golden, "-o", out, "--force", "--strict")
    assert (strict.exit_code, out.read_text()) == (1, "old")
    assert "2 claims" in strict.stderr
    assert run("export", "--project", golden, "-o", out, "--force").exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfannotation_id")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "--project", "P", "-o", "-", "--article", "No such"),
        ("export", "--project", "P", "-o", "-", "--label", "NONE"),
        ("export", "--project", "P", "-o", "-", "--columns", "size"),
        ("text", "--project", "P", "--article", "No such"),
        ("tag", "--project", "P", "--article", TITLE, "--label", "NONE", "--quote", "Renn"),
        ("tag", "--project", "P", "--article", TITLE, "--label", "ORG", "--quote", "Nobody"),
        ("tag", "--project", "P", "--article", TITLE, "--label", "ORG", "--quote", "Renn", "--nth", "9"),
        ("tag", "--project", "P", "--article", TITLE, "--label", "ORG", "--span", "0..999"),
        ("tag", "--project", "P", "--article", TITLE, "--label", "ORG", "--kind", "claim", "--quote", "Renn"),
        ("backup", "--project", "P", "P"),
        ("new", "P"),
        ("stats", "--project", "missing.db"),
        ("import", "--project", "P", "no-such-file.txt"),
        ("import", "--project", "no-such-folder/p.db", "P"),
    ],
)
def test_what_can_not_be_done_is_one_sentence_and_exit_code_1(news, run, words):
    done = run(*(news if word == "P" else word for word in words))
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ") and "Traceback" not in done.stderr
    assert quotes(news) == []


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("export", "--project", "P"),
        ("export", "--project", "P", "-o", "-", "--format", "xml"),
        ("import", "--project", "P", "--format", "xml", "a.txt"),
        ("import", "--project", "P"),
        ("tag", "--project", "P", "--article", "A"),
        ("tag", "--project", "P", "--article", TITLE, "--quote", "Renn"),
        ("tag", "--project", "P", "--article", TITLE, "--label", "ORG", "--quote", "Renn", "--span", "0..4"),
        ("tag", "--project", "P", "--article", TITLE, "--label", "ORG", "--span", "4-9"),
        ("tag", "--project", "P", "--article", TITLE, "--label", "ORG", "--span", "9..4"),
        ("list", "things", "--project", "P"),
        ("list", "articles", "--project", "P", "--json", "--csv"),
        ("search", "--project", "P"),
        ("stats",),
    ],
)
def test_words_that_make_no_sense_are_exit_code_2(news, run, words):
    assert run(*(news if word == "P" else word for word in words)).exit_code == 2


def test_text_prints_what_is_stored_to_the_last_byte(news, run):
    assert run("text", "--project", news, "--article", TITLE).stdout_bytes == TEXT.encode()


def test_tag_prints_the_id_and_note_of_what_it_saved(news, run):
    done = run(
        "tag", "--project", news, "--article", TITLE, "--label", "person", "--quote", "Alba Renn", "--note", "a\nb"
    )
    uid, note = done.stdout.removesuffix("\n").split("\t")
    assert note == "a\\nb"
    with ProjectReader(news) as reader:
        assert (reader.annotation(uid).quote, reader.annotation(uid).note) == ("Alba Renn", "a\nb")


def test_tag_takes_the_nth_place_or_all_of_them(news, run):
    words = ("tag", "--project", news, "--article", TITLE, "--label", "PERSON", "--quote")
    run(*words, "Renn", "--nth", "2")
    assert quotes(news) == ["Renn"]
    assert len(run(*words, "Alba", "--all").stdout.splitlines()) == 2
    with ProjectReader(news) as reader:
        starts = [one.start for one in reader.annotations(reader.articles()[0].uid)]
    assert starts == [0, TEXT.index("Renn", 9), TEXT.rindex("Alba")]


def test_tag_by_offsets_counts_code_points(news, run):
    start = TEXT.index("Alba left")
    run("tag", "--project", news, "--article", TITLE, "--label", "PERSON", "--span", f"{start}..{start + 4}")
    assert quotes(news) == ["Alba"]


def test_tag_captures_claims(news, run):
    run("tag", "--project", news, "--article", TITLE, "--label", "CLAIM", "--quote", "said it", "--note", "n")
    with ProjectReader(news) as reader:
        made = reader.annotations(reader.articles()[0].uid)[0]
        assert (made.kind, made.note, reader.claim(made.occurrence.claim).proposition) == ("claim", "n", "said it")


def test_tags_from_lines_are_saved_up_to_the_one_that_is_wrong(news, tmp_path, run):
    lines = [
        {"start": 0, "end": 9, "label": "PERSON", "kind": "entity", "note": "first"},
        {"start": 10, "end": 17, "label": "CLAIM", "kind": "claim"},
        {"start": 19, "end": 23, "label": "PERSON", "note": None},
        {"start": 19, "end": 19, "label": "PERSON"},
        {"start": 30, "end": 31, "label": "PERSON"},
    ]
    given = "\n".join(map(json.dumps, lines))
    done = run("tag", "--project", news, "--article", TITLE, "--from", "-", given=given)
    assert done.exit_code == 1
    assert [line.split("\t")[1] for line in done.stdout.splitlines()] == ["first", "", ""]
    assert "Line 4" in done.stderr and "lines before it are saved" in done.stderr
    assert quotes(news) == ["Alba Renn", "said it", "Renn"]


@pytest.mark.parametrize(
    "line", ["[]", "{", '{"start":0,"end":4}', '{"start":0.5,"end":4,"label":"ORG"}', '{"start":0,"end":4,"label":7}']
)
def test_a_line_that_is_no_tag_is_refused(news, run, line):
    assert run("tag", "--project", news, "--article", TITLE, "--from", "-", given=line).exit_code == 1
    assert quotes(news) == []


def test_the_needs_review_setting_makes_tags_wait(news, run, home):
    (home / "settings").mkdir(parents=True, exist_ok=True)
    with (home / "settings" / "settings.toml").open("a") as stream:
        stream.write("needs_review = true\n")
    run("tag", "--project", news, "--article", TITLE, "--label", "PERSON", "--quote", "Renn")
    assert json.loads(run("list", "annotations", "--project", news, "--json").stdout)[0]["status"] == "draft"


def test_lists_come_as_lines_json_and_csv(golden, run):
    words = ("list", "annotations", "--project", golden, "--label", "PERSON", "--article", '=Harbour talks, "part" 1')
    rows = json.loads(run(*words, "--json").stdout)
    assert [row["text"] for row in rows] == ["Alba Renn", "Jon Tarr", "Ha\u0323nh"]
    assert [row["entity"] for row in rows] == ["Alba Renn", "'=Jon Tarr", ""]
    lines = run(*words).stdout.splitlines()
    assert [line.split("\t")[3] for line in lines] == ["Alba Renn", "Jon Tarr", "Ha\u0323nh"]
    assert "'=HYPERLINK" in run(*words, "--csv").stdout


def test_every_list_tells_its_rows(golden, run):
    found = {
        what: json.loads(run("list", what, "--project", golden, "--json").stdout)
        for what in ("articles", "annotations", "entities", "claims", "labels")
    }
    assert [row["title"] for row in found["articles"]] == ['=Harbour talks, "part" 1', "Second text"]
    assert [row["annotations"] for row in found["articles"]] == [9, 2]
    assert len(found["annotations"]) == 12
    assert {row["name"]: row["mentions"] for row in found["entities"]} == {
        "Alba Renn": 1,
        "'=Jon Tarr": 1,
        "Port Velm": 2,
    }
    assert [row["claimant"] for row in found["claims"]] == ["Alba Renn", "'=Jon Tarr"]
    assert {row["key"]: row["annotations"] for row in found["labels"]}["FAC"] == 3
    second = json.loads(run("list", "entities", "--project", golden, "--article", "Second text", "--json").stdout)
    assert [(row["name"], row["mentions"]) for row in second] == [("Port Velm", 1)]
    assert json.loads(run("list", "claims", "--project", golden, "--article", "Second text", "--json").stdout) == []


def test_a_list_shows_no_character_that_moves_the_terminal(tmp_path, run):
    (tmp_path / "b.jsonl").write_text(json.dumps({"title": "a\x1b[2Jb\nc", "text": "word"}))
    run("import", "--project", tmp_path / "n.db", tmp_path / "b.jsonl")
    shown = run("list", "articles", "--project", tmp_path / "n.db").stdout
    assert "\x1b" not in shown and shown.count("\n") == 1


def test_search_gives_a_hit_a_line_with_its_context(golden, run):
    lines = run("search", "--project", golden, "port", "velm").stdout.splitlines()
    assert len(lines) >= 1
    assert all(line.count("\t") == 3 and "[Port Velm]" in line for line in lines)
    assert run("search", "--project", golden, "nowhere-at-all").stdout == ""


def test_stats_come_as_lines_and_json(golden, run):
    counts = json.loads(run("stats", "--project", golden, "--json").stdout)
    assert (counts["articles"], counts["annotations"], counts["entities"], counts["claims"]) == (2, 12, 3, 2)
    assert "annotations\t12\n" in run("stats", "--project", golden).stdout


def test_check_tells_sound_faulty_and_unreadable_apart(golden, tmp_path, run):
    assert (run("check", "--project", golden).exit_code, run("check", "--project", golden).stdout) == (
        0,
        f"{golden} is sound\n",
    )
    (tmp_path / "a.db").write_bytes(b"no project")
    assert run("check", "--project", tmp_path / "a.db").exit_code == 3
    assert run("check", "--project", tmp_path / "missing.db").exit_code == 3


def test_backup_copies_a_project_that_opens(golden, tmp_path, run, home):
    assert run("backup", "--project", golden, tmp_path / "copy.db").exit_code == 0
    assert run("check", "--project", tmp_path / "copy.db").exit_code == 0
    assert run("backup", "--project", golden, tmp_path / "copy.db").exit_code == 1
    made = run("backup", "--project", golden)
    assert str(home) in made.stdout


def test_new_makes_an_empty_project_with_labels(tmp_path, run):
    assert run("new", tmp_path / "n.db", "--title", "My news").stdout == f"Made {tmp_path / 'n.db'}\n"
    with ProjectReader(tmp_path / "n.db") as reader:
        assert (reader.title, reader.articles()) == ("My news", [])
        assert reader.labels().by_key("PERSON") is not None


def test_formats_are_listed_with_what_they_lose(run):
    rows = {row["name"]: row for row in json.loads(run("formats", "--json").stdout)}
    assert (rows["csv"]["import"], rows["csv"]["export"], rows["text"]["export"]) == (True, True, False)
    assert rows["jsonl"]["loses"] == "" and "cue" in rows["csv"]["loses"]
    assert len(run("formats").stdout.splitlines()) == len(rows)


def commands():
    return sorted(cli.main.commands)


@pytest.mark.parametrize("name", commands())
def test_every_command_explains_itself_with_an_example(run, name):
    shown = run(name, "--help").stdout
    example = shown.partition("For example:\n\n")[2]
    assert f"annotator {name}" in example.partition("\n\n")[0]


@pytest.mark.parametrize("name", commands())
def test_every_option_says_what_it_does(name):
    options = [one for one in cli.main.commands[name].params if isinstance(one, click.Option)]
    assert [one.name for one in options if not one.help] == []


def test_a_read_only_project_is_refused_by_name(news, run):
    news.chmod(0o400)
    done = run("tag", "--project", news, "--article", TITLE, "--label", "ORG", "--quote", "Renn")
    assert done.exit_code == 1 and "read-only" in done.stderr
    news.chmod(0o600)


def test_what_nobody_foresaw_is_a_sentence_and_a_report_without_any_text(news, monkeypatch, capsys, home):
    def broken(self, *_):
        raise ValueError("the secret words of the article")

    monkeypatch.setattr(ProjectReader, "stats", broken)
    assert cli.main(["stats", "--project", str(news)]) == 1
    told = capsys.readouterr().err
    report = home / "data" / "crashes" / "errors.log"
    assert str(report) in told and "Traceback" not in told
    assert "ValueError" in report.read_text() and "secret" not in report.read_text()


def test_the_exit_code_comes_back_from_the_entry(news, capsys):
    assert cli.main(["stats", "--project", str(news)]) == 0
    assert cli.main(["stats", "--project", "missing.db"]) == 1
    assert cli.main(["stats"]) == 2
    assert cli.main(["check", "--project", "missing.db"]) == 3
    assert cli.main(["--help"]) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_no_window_is_needed(news):
    code = (
        "import sys; from annotator import cli; code = cli.main(sys.argv[1:]); "
        "sys.exit(code or sum(name.split('.')[0] in ('PySide6', 'shiboken6') for name in sys.modules))"
    )
    for words in (["stats", "--project", str(news)], ["export", "--project", str(news), "-o", "-"], ["--help"]):
        done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, cwd=ROOT, timeout=60)
        assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_error_to_speak_of(golden, start):
    process = start("list", "annotations", "--project", golden, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait(30)


def test_nothing_but_the_result_is_written_when_piped(golden, start):
    words = ("export", "--project", golden, "-o", "-", "--format", "jsonl")
    process = start(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(timeout=30)
    assert (out, err) == ((EXPECTED / "golden.jsonl").read_bytes(), b"")


def test_two_programs_that_write_at_once_both_get_through(news, start):
    line = "\n".join(json.dumps({"start": at, "end": at + 1, "label": "ORG"}) for at in range(30))
    others = [line.replace('"ORG"', f'"{label}"') for label in ("ORG", "LOC", "FAC")]
    started = [
        start(
            "tag", "--project", news, "--article", TITLE, "--from", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in others
    ]
    printed = [
        process.communicate(words.encode(), timeout=50)[0] for process, words in zip(started, others, strict=True)
    ]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert len({line for out in printed for line in out.splitlines()}) == 90
    project = Project.open(news, settings.person())
    assert project.check() == []
    project.close(with_backup=False)
    assert len(quotes(news)) == 90

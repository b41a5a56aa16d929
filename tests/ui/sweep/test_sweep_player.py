"""A scripted reader of the window tags and links a whole article in a few dozen keys, within a frame each."""

MOST_KEYS = 45
LEAST_NAMES = 85
MOST_FRAME_MS = 60
"""A bound that holds on a busy machine; the benchmark `sweep_keys.py` tells the figure."""


def folder(benchmark):
    return benchmark("sweep").__file__.rpartition("benchmarks")[0]


def test_every_name_is_tagged_and_linked_in_at_most_45_keys(benchmark, tmp_path, qtbot):
    player = benchmark("sweep")
    names = player.read_names(f"{folder(benchmark)}assist/drones-analysis.gold.jsonl")
    score = player.play_file(f"{folder(benchmark)}assist/drones-analysis.md", names, tmp_path)
    assert score.expected > LEAST_NAMES
    assert score.total <= MOST_KEYS, score.log
    assert (score.precision, score.recall) == (1.0, 1.0)
    assert score.grouped == score.expected
    assert score.drafts == 0


def test_the_player_pays_for_what_is_wrong(benchmark, tmp_path, qtbot):
    player = benchmark("sweep")
    text = "They asked the orrewatch twice, and Goldby Tarr of Norway in May 2030.\n"
    (tmp_path / "small.md").write_text(text, encoding="utf-8")
    wanted = (("orrewatch", "ORG"), ("Goldby Tarr", "ORG"), ("Norway", "GPE"))
    names = [player.Name(text.index(form), text.index(form) + len(form), label, form) for form, label in wanted]
    score = player.play_file(tmp_path / "small.md", names, tmp_path)
    assert score.keys == {";": 1, "2": 1, "Space": 1, "X": 1}
    assert (score.precision, round(score.recall, 2), score.grouped) == (1.0, 0.67, 2)


def test_a_key_is_painted_saved_and_followed_by_the_next_candidate_within_frames(benchmark, tmp_path, qtbot):
    bench = benchmark("sweep_keys")
    window = bench.opened(tmp_path)
    before = len(window.reader.annotations())
    costs = bench.measured(window)
    assert len(window.reader.annotations()) > before >= 1000
    spread = bench.measured_spread(window, articles=40, repeats=3)
    assert spread["places"] == 500
    assert not [one for one in window.reader.annotations() if one.quote == "Zelkovgrad"]
    assert max(costs.values()) < MOST_FRAME_MS, costs
    window.close()

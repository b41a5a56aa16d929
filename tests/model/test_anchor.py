"""What is kept beside a span."""

from annotator.model.anchor import context


def test_the_context_is_up_to_32_code_points_on_each_side() -> None:
    text = "😀" * 40 + "quote" + "é" * 10
    assert context(text, 40, 45) == ("😀" * 32, "é" * 10)

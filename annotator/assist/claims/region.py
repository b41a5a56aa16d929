"""Regions: how far the sentence at hand reaches once the quotations that it opens or ends are kept whole."""

from annotator.assist.claims.inflection import Form
from annotator.assist.claims.lexicon import Lexicon
from annotator.assist.claims.marks import CLOSING, OPENING, Quotation, quotations
from annotator.assist.claims.passage import MOST_TOKENS, Passage, chain_start, chained, paragraph_around, tokenise
from annotator.model.segments import sentences
from annotator.model.span import Span

LONGEST = 2400
"""Code points of a region, at most."""
_BACK = 1500


def read_passage(text: str, sentence: Span, lexicon: Lexicon) -> Passage:
    """Read the sentence, grown until no quotation is cut and no speaker is parted from the words."""
    paragraph = paragraph_around(text, sentence.start, sentence.end)
    origin = chain_start(text, paragraph)
    if origin != paragraph:
        last = quotations(text, origin.start, origin.end)[-1]
        paragraph, sentence = origin, Span(max(origin.start, last.start), min(origin.end, last.end))
    quoted = [chained(text, one) for one in quotations(text, paragraph.start, paragraph.end)]
    units = _units(text, paragraph, quoted, lexicon=lexicon)
    touched = [n for n, unit in enumerate(units) if unit.overlaps(sentence)] or [len(units) - 1]
    span = Span(units[touched[0]].start, _past_chain(text, units[touched[-1]], quoted))
    if len(span) > LONGEST:
        span = Span(max(span.start, sentence.start), min(span.end, sentence.start + LONGEST))
    before = Span(max(0, span.start - _BACK), span.start) if span.start else None
    tokens = tokenise(text, span, quoted)[:MOST_TOKENS]
    return Passage(text, span, tokens, lexicon, before, opens_paragraph=touched[0] == 0)


def _past_chain(text: str, unit: Span, quoted: list[Quotation]) -> int:
    """Return the end of the unit, or of the speaker's clause after a quotation that ends paragraphs later."""
    last = next((one for one in quoted if one.start < unit.end and one.end > unit.end and len(one.pieces) > 1), None)
    if last is None or not last.is_closed:
        return unit.end
    paragraph = paragraph_around(text, last.end - 1, last.end)
    if paragraph.end <= last.end or text[last.end - 2] not in ",?!":
        return last.end
    return sentences(text, Span(last.end, paragraph.end))[0].end


def _units(text: str, paragraph: Span, quoted: list[Quotation], *, lexicon: Lexicon) -> list[Span]:
    """Return the sentences of the paragraph, joined where a quotation or its speaker spans several."""
    units: list[Span] = []
    for one in sentences(text, paragraph):
        if units and _belongs(text, units[-1], one, quoted=quoted, lexicon=lexicon):
            units[-1] = Span(units[-1].start, one.end)
        else:
            units.append(one)
    return units


def _belongs(text: str, unit: Span, following: Span, *, quoted: list[Quotation], lexicon: Lexicon) -> bool:
    if any(one.start < unit.end < min(one.end, following.end) for one in quoted if one.start >= unit.start):
        return True
    last = [one for one in quoted if unit.start <= one.start < unit.end]
    if last and last[-1].end >= unit.end and text[unit.end - 1] in CLOSING:
        return _opens_with_speaker(text, following, lexicon)
    is_quotation = any(one.start == following.start and one.end >= following.end - 1 for one in quoted)
    covered = is_quotation or any(one.start == following.start for one in quoted)
    return bool(
        covered
        and last
        and last[0].start == _first_mark(text, unit)
        and _is_tail(text, last[-1], unit, lexicon=lexicon)
    )


def _first_mark(text: str, unit: Span) -> int:
    at = unit.start
    while at < unit.end and not text[at].isalnum() and text[at] not in OPENING:
        at += 1
    return at


def _opens_with_speaker(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether a sentence is no more than `Brodd said.` after `“We won!”`."""
    tokens = tokenise(text, Span(span.start, min(span.end, span.start + 200)), [])
    for index, token in enumerate(tokens[:9]):
        if not token.is_word and token.low != "'s":
            return False
        following = tokens[index + 1].low if index + 1 < len(tokens) else "."
        if _speaks(token.low, lexicon):
            return index == 0 or following in (".", ",", "on", "in", "at", "during", "after", "as", "later")
    return False


def _speaks(word: str, lexicon: Lexicon) -> bool:
    readings = lexicon.readings.get(word, ())
    return any(one.cue.takes("quote") and one.form in (Form.PAST, Form.THIRD) and not one.rest for one in readings)


def _is_tail(text: str, last: Quotation, unit: Span, *, lexicon: Lexicon) -> bool:
    """Tell whether a short speaker's clause closes the unit after its quotation: `“A,” he said.`"""
    if not last.end < unit.end <= last.end + 160:
        return False
    tokens = tokenise(text, Span(last.end, unit.end), [])
    return any(_speaks(token.low, lexicon) for token in tokens)

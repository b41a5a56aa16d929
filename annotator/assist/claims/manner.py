"""Manner: quotation type, modality, polarity and the reporter's stance of a claim."""

from collections.abc import Iterator

from annotator.assist.claims.drafts import Draft, is_direct
from annotator.assist.claims.grammar import RELATIVES, is_adverb
from annotator.assist.claims.lexicon import Lexicon
from annotator.assist.claims.marks import CLOSING, OPENING
from annotator.assist.claims.passage import Passage, Token, tokenise
from annotator.model.span import Span

_FAR = 600
"""Code points read of each span: a main clause is found long before."""
_BREAKS = RELATIVES | frozenset(
    ("because if unless although though while whereas when until since after before once as whether").split()
)
_IMPERATIVES = frozenset(
    (
        "stop let give go come keep leave do don't look listen wait take make get tell ask vote stay put show bring "
        "call send pay open close fix build resign remember be never please end help join read see think try turn "
        "use work free save return release hand drop start write speak talk follow hold sign step prove judge "
        "forget blame pull push cut lift lower raise ban pass reject accept abandon withdraw apologise apologize "
        "scrap halt respect protect check"
    ).split()
)
_PERSONS = frozenset(
    ("i we you he she they it the a an this that these those my our your his her their its there").split()
)


def quote_type(passage: Passage, draft: Draft, spans: tuple[Span, ...]) -> str:
    """Return direct when all of the content is quoted speech, mixed when some is, else indirect."""
    if is_direct(passage, draft):
        return "direct"
    if any(token.quotation for start, end in draft.content for token in passage.within(start, end)):
        return "mixed"
    touched = any(passage.text[span.start - 1 : span.start] in tuple(OPENING) for span in spans if span.start)
    return (
        "mixed"
        if touched and any(passage.text[span.end : span.end + 1] in tuple(CLOSING) for span in spans)
        else "indirect"
    )


def quote_type_of(passage: Passage, span: Span) -> str:
    """Return the type of a free stretch: direct within quotation marks, mixed when it cuts some, else indirect."""
    quoted = [
        token for token in passage.tokens if token.quotation and token.start < span.end and span.start < token.end
    ]
    if not quoted:
        return "indirect"
    inside = any(token.start < span.start and span.end < token.end for token in quoted)
    return "direct" if inside else "mixed"


def modality(passage: Passage, draft: Draft, spans: tuple[Span, ...]) -> str:
    """Return how the claim is put: by the cue, else by the words of the content."""
    given = draft.modality or draft.entry.modality
    if draft.is_negated:
        given = _turned(given)
    if given != "asserted":
        return given
    content = " ".join(span.of(passage.text) for span in spans).rstrip("”’»\"' ")
    if is_direct(passage, draft):
        if content.endswith("?"):
            return "questioned"
        if _is_imperative(passage.text, spans[0]):
            return "directive"
    return "hedged" if is_hedged(passage.text, spans, passage.lexicon) else given


def _turned(given: str) -> str:
    """Return what a negated cue makes of its modality: not believe denies, not deny asserts."""
    return {"hedged": "denied", "denied": "asserted"}.get(given, given)


def _is_imperative(text: str, span: Span) -> bool:
    words = [token.low for token in tokenise(text, span, []) if token.is_word][:2]
    return bool(words) and words[0] in _IMPERATIVES and not (len(words) > 1 and words[1] in ("we", "i", "you", "they"))


def is_hedged(text: str, spans: tuple[Span, ...], lexicon: Lexicon) -> bool:
    """Tell whether the main clause holds may, might, could, probably or the like."""
    words = [token for token in _main_words(text, spans) if token.low in lexicon.hedges]
    return any(token.low != "may" or not token.is_capital for token in words)


def polarity(text: str, spans: tuple[Span, ...], lexicon: Lexicon) -> str:
    """Return negative when the main clause of the content is negated."""
    words = [token.low for token in _main_words(text, spans)]
    for index, word in enumerate(words):
        if word == "not" and words[index + 1 : index + 2] in (["only"], ["just"]):
            continue
        if word == "no" and words[index + 1 : index + 2] == ["doubt"]:
            continue
        if word in lexicon.negators or word.endswith("n't"):
            return "negative"
    return "positive"


def _main_words(text: str, spans: tuple[Span, ...]) -> Iterator[Token]:
    """Yield the words of the content up to the first clause that depends on it."""
    count, skipping = 0, False
    for span in spans:
        for token in tokenise(text, Span(span.start, min(span.end, span.start + _FAR)), []):
            if skipping:
                skipping = token.low != ","
                continue
            if token.low in (".", ";", "?", "!"):
                return
            if token.low in _BREAKS:
                if count > 1:
                    return
                skipping = token.low not in ("whether", "who", "which", "what") and "," in text[span.start : span.end]
                continue
            if token.is_word and not is_adverb(token.low):
                count += 1
            yield token

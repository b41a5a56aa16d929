"""The engine: proposes the claims of a sentence, complete with source, claimant and manner."""

from collections.abc import Sequence
from dataclasses import replace

from annotator.assist.claims.casting import Cast, KnownMention
from annotator.assist.claims.choices import with_choices
from annotator.assist.claims.drafts import Draft, is_direct
from annotator.assist.claims.finder import find_drafts
from annotator.assist.claims.lexicon import Lexicon, shipped_lexicon
from annotator.assist.claims.manner import is_hedged, modality, polarity, quote_type, quote_type_of
from annotator.assist.claims.passage import Passage
from annotator.assist.claims.phrases import Range
from annotator.assist.claims.proposal import Proposal, Spans
from annotator.assist.claims.region import read_passage
from annotator.assist.claims.unattributed import carried_on
from annotator.model.segments import sentences
from annotator.model.span import Span

_EDGES = " \t.,;:—–"
_NEAR = 5000


def propose(
    text: str,
    sentence: Span,
    known_mentions: Sequence[KnownMention] = (),
    *,
    caret: int | None = None,
    selection: Span | None = None,
    lexicon: Lexicon | None = None,
) -> list[Proposal]:
    """Propose the claims of a sentence, those at the caret or in the selection first; never empty.

    `known_mentions` are (span, entity uid, entity name). The sentence is read with the quotations that it opens or
    ends; a selection takes the place of the content of the claim that it overlaps most, unless it takes in a whole
    claim.
    """
    passage = read_passage(text, sentence, lexicon or shipped_lexicon())
    near = [one for one in known_mentions if abs(one[0].start - sentence.start) < _NEAR]
    cast = Cast(passage, near)
    found = _attributed(passage, cast) or [_unattributed(passage, cast)]
    if selection is not None:
        found = _selected(passage, found, selection)
    found = [with_choices(passage, one, found, known=near) for one in found]
    return _ordered(found, caret)


def own_assertion(
    text: str, sentence: Span, *, selection: Span | None = None, lexicon: Lexicon | None = None
) -> Proposal:
    """Propose the sentence, or the selection in it, as what the author asserts, whatever it reports."""
    passage = read_passage(text, sentence, lexicon or shipped_lexicon())
    return _own(passage, selection)


def claim_candidates(text: str, paragraph: Span, lexicon: Lexicon | None = None) -> list[Span]:
    """Return the sentences of a paragraph that report what someone says, in order."""
    words = lexicon or shipped_lexicon()
    found: list[Span] = []
    for sentence in sentences(text, paragraph):
        if sentence.end - sentence.start > 1 and not (found and found[-1].contains(sentence)):
            passage = read_passage(text, sentence, words)
            if (find_drafts(passage) or carried_on(passage)) and passage.span not in found[-1:]:
                found.append(passage.span)
    return found


def _attributed(passage: Passage, cast: Cast) -> list[Proposal]:
    """Turn the drafts of a passage into proposals; one without content takes its nested ones with it."""
    found: list[Proposal] = []
    places: dict[int, int] = {}
    for index, (draft, parent) in enumerate(find_drafts(passage)):
        content = content_spans(passage, draft)
        if not content or (parent is not None and parent not in places):
            continue
        places[index] = len(found)
        found.append(_proposal(passage, draft, content, cast=cast))
        if parent is not None:
            found[-1] = replace(found[-1], voice="nested", parent=places[parent])
    return found


def _proposal(passage: Passage, draft: Draft, content: Spans, *, cast: Cast) -> Proposal:
    source = (_span(passage, draft.source),) if draft.source else ()
    entity, name = cast.claimant(source)
    return Proposal(
        content,
        cue=tuple(_span(passage, one) for one in draft.cue),
        source=source,
        claimant_entity=entity,
        claimant_name=name,
        quote_type=quote_type(passage, draft, content),
        modality=modality(passage, draft, content),
        polarity=polarity(passage.text, content, passage.lexicon),
        endorsement=draft.entry.endorsement,
        why=draft.why,
    )


def content_spans(passage: Passage, draft: Draft) -> Spans:
    """Return the content as spans: quotations without their marks, no comma or stop at an edge."""
    found: list[Span] = []
    for start, end in draft.content:
        quotation = passage.at(start).quotation
        pieces = quotation.pieces if quotation and end == start + 1 else (_span(passage, (start, end)),)
        found.extend(span for one in pieces if (span := _stripped(passage.text, one)))
    return tuple(found)


def _span(passage: Passage, one: Range) -> Span:
    return Span(passage.at(one[0]).start, passage.at(one[1] - 1).end)


def _stripped(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and (text[start] in _EDGES or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _EDGES or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if start < end else None


def _unattributed(passage: Passage, cast: Cast) -> Proposal:
    """Propose what a sentence without an attribution says: carried on from the one before, or the author's."""
    carried = carried_on(passage)
    if carried is not None:
        source = (carried.source,) if carried.source else ()
        entity, name = cast.claimant(source)
        draft = Draft(((0, len(passage.tokens)),), (), None, carried.entry, carried.shape, carried.why)
        if carried.is_quotation:
            place = next(n for n, token in enumerate(passage.tokens) if token.quotation)
            draft = replace(draft, content=((place, place + 1),), shape="quote")
        content = content_spans(passage, draft)
        if content:
            return Proposal(
                content,
                cue=carried.cue,
                source=source,
                claimant_entity=entity,
                claimant_name=name,
                quote_type="direct" if is_direct(passage, draft) else quote_type(passage, draft, content),
                modality=modality(passage, draft, content),
                polarity=polarity(passage.text, content, passage.lexicon),
                endorsement=carried.entry.endorsement,
                why=carried.why,
            )
    return _own(passage)


def _own(passage: Passage, selection: Span | None = None) -> Proposal:
    """Propose the sentence as the author's own assertion."""
    first = passage.tokens[0].start if passage.tokens else passage.span.start
    whole = selection or Span(first, passage.span.end)
    content = (_stripped(passage.text, whole) or whole,)
    hedged = is_hedged(passage.text, content, passage.lexicon)
    asked = content[0].of(passage.text).endswith("?")
    return Proposal(
        content,
        quote_type="none",
        voice="author",
        modality="questioned" if asked else "hedged" if hedged else "asserted",
        polarity=polarity(passage.text, content, passage.lexicon),
        why="nobody is named: the author says so",
    )


def _selected(passage: Passage, found: list[Proposal], selection: Span) -> list[Proposal]:
    """Make the selection the content of the claim it overlaps most; one that takes in a whole claim chooses it."""
    whole = [n for n, one in enumerate(found) if one.cue and _takes_in(selection, one)]
    if whole:
        return _first(found, whole[0])
    chosen = max(found, key=lambda one: _likeness(one, selection))
    content = (_stripped(passage.text, selection) or selection,)
    clash = any(span.overlaps(content[0]) for span in (*chosen.cue, *chosen.source))
    if clash:
        chosen = replace(chosen, cue=(), source=(), claimant_entity=None, claimant_name="")
    return [
        replace(
            chosen,
            content=content,
            parent=None,
            voice="author" if chosen.voice == "author" else "attributed",
            quote_type=chosen.quote_type if chosen.voice == "author" else quote_type_of(passage, content[0]),
            polarity=polarity(passage.text, content, passage.lexicon),
            why="the selection",
        )
    ]


def _takes_in(selection: Span, one: Proposal) -> bool:
    return all(selection.contains(span) for span in (*one.content, *one.cue))


def _likeness(one: Proposal, selection: Span) -> float:
    """Return the shared part of content and selection, 0 to 1."""
    shared = sum(max(0, min(span.end, selection.end) - max(span.start, selection.start)) for span in one.content)
    return shared / (sum(len(span) for span in one.content) + len(selection) - shared)


def _ordered(found: list[Proposal], caret: int | None) -> list[Proposal]:
    """Put the smallest claim whose spans hold the caret first."""
    if caret is None or len(found) < 2:
        return found
    holding = [n for n, one in enumerate(found) if one.covers(caret)]
    if not holding:
        return found
    first = min(holding, key=lambda n: (not any(s.start <= caret <= s.end for s in found[n].cue), _size(found[n])))
    return _first(found, first)


def _first(found: list[Proposal], first: int) -> list[Proposal]:
    """Move one proposal to the front; all keep their parents."""
    order = [first, *(n for n in range(len(found)) if n != first)]
    place = {old: new for new, old in enumerate(order)}
    return [replace(one, parent=None if one.parent is None else place[one.parent]) for one in (found[n] for n in order)]


def _size(proposal: Proposal) -> int:
    return sum(len(span) for span in proposal.content)

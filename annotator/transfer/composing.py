"""The composer's state: the claims proposed for a sentence, the slot at hand, and what would be kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.assist.claims import KnownMention, Lexicon, Proposal, own_assertion, propose
from annotator.errors import UsageError
from annotator.model.annotation import Annotation
from annotator.model.segments import next_word_start, sentence_at
from annotator.model.span import Span
from annotator.project.capturing import NewClaim
from annotator.transfer.composed import CLOSED, ROLES, SLOTS, Claimant, Composed, Spans, composed
from annotator.transfer.edges import moved

_JOINTS = " \t\n,;:.–—"
_WORDS_BETWEEN = ("and that ", "but that ", "or that ", "and ", "but ", "or ", "that ")


@dataclass(frozen=True, slots=True)
class Known:
    """What the article has already near the sentence: mentions with their entities, and claims."""

    mentions: Sequence[KnownMention] = ()
    claims: Sequence[Annotation] = ()


class Composing:
    """One or more claims of a sentence on their way into the project; nothing is written here."""

    def __init__(
        self,
        text: str,
        caret: int,
        *,
        selection: Sequence[Span] = (),
        known: Known | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        """Propose the claims at the caret; a selection is or chooses the content, several pieces are all of it."""
        self.text = text
        self._known = known or Known()
        self._lexicon = lexicon
        self._selection = tuple(sorted(selection))
        at = self._selection[0].start if self._selection else caret
        sentence = sentence_at(text, at)
        if sentence is None:
            raise UsageError("There is no sentence here to make a claim of.")
        self.sentence = sentence
        self.claims = self._proposed(caret)
        self.at = next((n for n, one in enumerate(self.claims) if not one.there), 0)
        self.slot = SLOTS[0]
        self.piece = 0
        """Which piece of the slot's spans the edges are moved of."""
        self.together: list[int] = []
        """The claims before the one at hand that are kept with it."""

    @property
    def claim(self) -> Composed:
        """The claim at hand."""
        return self.claims[self.at]

    @property
    def others(self) -> int:
        """How many other claims are proposed that are not there yet."""
        return sum(not one.there for n, one in enumerate(self.claims) if n != self.at)

    def next_claim(self) -> None:
        """Take the next proposal of the sentence to hand; after the last comes the first."""
        count = len(self.claims)
        order = [(self.at + step) % count for step in range(1, count + 1)]
        free = [n for n in order if not self.claims[n].there and n not in self.together]
        self._go(free[0] if free else order[0])

    def walk(self, step: int) -> None:
        """Go to the next slot, or the one before."""
        self.slot = SLOTS[(SLOTS.index(self.slot) + step) % len(SLOTS)]
        self.piece = 0

    def take_slot(self, slot: str) -> None:
        """Go to a slot."""
        self.slot = slot
        self.piece = 0

    def walk_pieces(self, step: int) -> None:
        """Go to the next piece of the slot's spans, or the one before."""
        count = len(self._spans())
        if count:
            self.piece = (self.piece + step) % count

    def move_edge(self, side: str, step: int, *, is_exact: bool = False) -> None:
        """Move the `start` or `end` of the slot's piece by a word or character; pieces of a role never meet."""
        spans = self._spans()
        if not spans:
            return
        self.piece = min(self.piece, len(spans) - 1)
        new = moved(self.text, spans[self.piece], side, step=step, is_exact=is_exact)
        rest = [one for n, one in enumerate(spans) if n != self.piece]
        if new is not None and not any(new.start <= one.end and one.start <= new.end for one in rest):
            self._set(self.claim.with_spans(ROLES[self.slot], (*rest, new)))

    def choose(self, number: int) -> None:
        """Put the candidate of that number, from 1, into the slot at hand."""
        offered = self.claim.candidates(self.slot)
        if 1 <= number <= len(offered):
            self.put(self.slot, offered[number - 1])

    def put(self, slot: str, value: Any) -> None:
        """Put a value into a slot, which is then at hand."""
        self.take_slot(slot)
        if slot in ("cue", "content"):
            self._set(self.claim.with_spans(slot, value))
        elif slot == "check_worthiness" and value == self.claim.check_worthiness:
            self._set(replace(self.claim, check_worthiness=""))
        else:
            self._set(self.claim.with_value(slot, value))

    def cycle(self, slot: str) -> None:
        """Give a closed slot its next value."""
        values = CLOSED[slot]
        now = self.claim.value(slot)
        self._set(self.claim.with_value(slot, values[(values.index(now) + 1) % len(values) if now in values else 0]))

    def name_claimant(self, claimant: Claimant) -> None:
        """Say who claims it: an entity, or a name."""
        changed = self.claim.with_value("claimant", claimant)
        if changed.voice == "author" and claimant != (None, ""):
            changed = replace(changed, voice="attributed", quote_type="indirect")
        self._set(changed)

    def give(self, role: str, spans: Sequence[Span], *, add: bool = False) -> None:
        """Give a role these words, or add them to those it has; a source that is a mention names the claimant."""
        kept = self.claim.spans(role) if add else ()
        claim = self.claim.with_spans(role, _joined([*kept, *spans]))
        told = next(((uid, name) for span, uid, name in self._known.mentions if [span] == list(spans)), None)
        if role == "source" and told is not None:
            claim = claim.with_value("claimant", told)
        self._set(claim)
        self.slot = next(slot for slot, own in ROLES.items() if own == role)
        self.piece = len(self.claim.spans(role)) - 1 if add else 0

    def drop(self) -> None:
        """Take away the piece at hand, or what the slot holds; content keeps its last piece."""
        if self.slot in CLOSED:
            return
        spans = self._spans()
        rest = tuple(one for n, one in enumerate(spans) if n != min(self.piece, len(spans) - 1))
        if rest or self.slot != "content":
            self._set(self.claim.with_spans(ROLES[self.slot], rest))
        if self.slot == "claimant" and not rest:
            self._set(self.claim.with_value("claimant", (None, "")))
        self.piece = 0

    def again(self) -> None:
        """Keep the claim at hand and begin another one with the same source and cue."""
        first = self.claim
        twin = next((n for n, one in enumerate(self.claims) if self._is_twin(n, one)), None)
        if twin is None:
            self.claims.append(self._second(first))
            twin = len(self.claims) - 1
        else:
            same = replace(self.claims[twin], source=first.source, cue=first.cue).with_value("claimant", first.claimant)
            self.claims[twin] = same
        self.together.append(self.at)
        self._go(twin)
        self.slot = "content"

    def make_own(self) -> None:
        """Make it what the author asserts; where it is that already, what is reported again."""
        if self.claim.voice == "author":
            self.claims[self.at] = self._proposed(self.sentence.start)[0]
            return
        selection = self._selection[0] if self._selection else None
        own = own_assertion(self.text, self.sentence, selection=selection, lexicon=self._lexicon)
        self._set(replace(composed(own), choices=self.claim.choices))
        self.slot = "content"

    def nest(self) -> None:
        """Put the claim inside the next of the claims that could hold it, and after the last inside none."""
        offered = [None, *self._holders()]
        now = self.claim.parent if self.claim.parent in offered else None
        parent = offered[(offered.index(now) + 1) % len(offered)]
        voice = "nested" if parent is not None else "attributed"
        self._set(replace(self.claim, parent=parent, voice=voice))

    def parent_words(self) -> str:
        """Return the words of the claim that this one is nested in, or nothing."""
        parent = self.claim.parent
        if isinstance(parent, str):
            return next((one.quote for one in self._known.claims if one.uid == parent), "")
        return self.words(self.claims[parent].content) if parent is not None else ""

    def words(self, spans: Sequence[Span]) -> str:
        """Return the text at spans."""
        return " … ".join(" ".join(span.of(self.text).split()) for span in spans)

    def to_keep(self, *, every: bool = False, label: str = "") -> list[NewClaim]:
        """Return what is kept, the claim at hand last: those begun with it and what they are nested in go along.

        `every` takes all proposals of the sentence; `label` is the uid of the label for a claimant to be made.
        """
        wanted = [*range(len(self.claims))] if every else [*self.together, self.at]
        order: list[int] = []
        for number in [one for one in wanted if one != self.at] + [self.at]:
            self._add_with_parents(number, order)
        return [self._new(number, order, label) for number in order]

    def _add_with_parents(self, number: int, order: list[int]) -> None:
        if number in order:
            return
        parent = self.claims[number].parent
        if isinstance(parent, int):
            self._add_with_parents(parent, order)
        order.append(number)

    def _new(self, number: int, order: list[int], label: str) -> NewClaim:
        one = self.claims[number]
        uid, name = (None, "") if one.voice == "author" else one.claimant
        fields = ("voice", "quote_type", "modality", "polarity", "endorsement")
        return NewClaim(
            one.content,
            cue=one.cue,
            source=one.source,
            claimant=uid,
            name=name,
            label=label,
            parent=order.index(one.parent) if isinstance(one.parent, int) else one.parent,
            check_worthiness=one.check_worthiness,
            reported={name: getattr(one, name) for name in fields},
        )

    def _proposed(self, caret: int) -> list[Composed]:
        first = self._selection[0] if self._selection else None
        found = propose(
            self.text, self.sentence, self._known.mentions, caret=caret, selection=first, lexicon=self._lexicon
        )
        if len(self._selection) > 1:
            whole = replace(found[0], content=self._selection, parent=None, voice=_flat(found[0].voice))
            found = [whole]
        there = [self._there(one) for one in found]
        return [self._composed(one, found, there) for one in found]

    def _composed(self, one: Proposal, found: list[Proposal], there: list[str]) -> Composed:
        place = found.index(one)
        parent = None if one.parent is None else there[one.parent] or one.parent
        return composed(self._by_surname(one), there=there[place], parent=parent)

    def _by_surname(self, one: Proposal) -> Proposal:
        """Return the proposal with the only person near whose name ends in the one word that names the claimant."""
        bearers = {(uid, name) for _, uid, name in self._known.mentions if name.split()[1:][-1:] == [one.claimant_name]}
        if one.claimant_entity is not None or len(bearers) != 1:
            return one
        uid, name = next(iter(bearers))
        return replace(one, claimant_entity=uid, claimant_name=name)

    def _there(self, proposal: Proposal) -> str:
        content = list(proposal.content)
        return next((one.uid for one in self._known.claims if one.spans("content") == content), "")

    def _holders(self) -> list[int | str]:
        """Return the claims whose content takes in this one's words, those of the composer first."""
        reach = self.claim.reach
        held = [n for n, one in enumerate(self.claims) if n != self.at and not one.there and self._holds(one, reach)]
        near = [one.uid for one in self._known.claims if Span(one.start, one.end).overlaps(reach)]
        return [*held, *near]

    def _holds(self, one: Composed, reach: Span) -> bool:
        return one.parent != self.at and any(span.contains(reach) for span in one.content)

    def _is_twin(self, number: int, one: Composed) -> bool:
        """Tell whether a proposal is a further claim under the cue at hand."""
        is_free = number not in self.together and number != self.at and not one.there
        return is_free and bool(one.cue) and one.cue == self.claim.cue

    def _second(self, first: Composed) -> Composed:
        """Return a claim with the same source and cue whose content is what the sentence says after the first one."""
        content = self._after(first.content[-1].end) or first.content[-1]
        return replace(first, content=(content,), there="", modality="asserted", polarity="positive")

    def _after(self, offset: int) -> Span | None:
        """Return what follows in the sentence without joints at its edges, else the next word."""
        start, end = offset, max(self.sentence.end, offset)
        while start < end and self.text[start] in _JOINTS:
            start += 1
        joint = next((one for one in _WORDS_BETWEEN if self.text.startswith(one, start)), "")
        start += len(joint)
        while end > start and self.text[end - 1] in _JOINTS:
            end -= 1
        if start < end:
            return Span(start, end)
        after = next_word_start(self.text, offset)
        return (
            moved(self.text, Span(after, after + 1), "end", step=1, is_exact=False) if after < len(self.text) else None
        )

    def _spans(self) -> Spans:
        return self.claim.spans(ROLES[self.slot]) if self.slot in ROLES else ()

    def _set(self, claim: Composed) -> None:
        self.claims[self.at] = replace(claim, there="")

    def _go(self, number: int) -> None:
        self.at = number
        self.piece = 0
        self.slot = SLOTS[0]


def _flat(voice: str) -> str:
    return "attributed" if voice == "nested" else voice


def _joined(spans: Sequence[Span]) -> Spans:
    """Return the pieces in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return tuple(joined)

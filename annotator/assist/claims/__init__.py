"""Proposals of claims: who says what in a sentence, by which words, and how it is put."""

from annotator.assist.claims.casting import KnownMention
from annotator.assist.claims.engine import claim_candidates, own_assertion, propose
from annotator.assist.claims.lexicon import Cue, Lexicon, LexiconError, read_lexicon, shipped_lexicon
from annotator.assist.claims.proposal import Proposal

__all__ = [
    "Cue",
    "KnownMention",
    "Lexicon",
    "LexiconError",
    "Proposal",
    "claim_candidates",
    "own_assertion",
    "propose",
    "read_lexicon",
    "shipped_lexicon",
]

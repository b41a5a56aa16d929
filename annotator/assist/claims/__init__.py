"""Proposals of claims: who says what in a sentence, by which words, and how it is put."""

from annotator.assist.claims.engine import claim_candidates, propose
from annotator.assist.claims.lexicon import Cue, Lexicon, LexiconError, read_lexicon, shipped_lexicon
from annotator.assist.claims.proposal import Proposal

__all__ = [
    "Cue",
    "Lexicon",
    "LexiconError",
    "Proposal",
    "claim_candidates",
    "propose",
    "read_lexicon",
    "shipped_lexicon",
]

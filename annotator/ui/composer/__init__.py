"""The claim composer: a proposal in the text and in the panel, changed and kept by keys."""

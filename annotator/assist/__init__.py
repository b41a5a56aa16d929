"""Proposals: pure functions from a text and what is known to candidates; tagging by hand works without this room."""

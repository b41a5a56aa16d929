"""The candidate sweep in the window: what it shows, and the verbs of its keys."""
